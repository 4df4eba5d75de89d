"""Transfers: arms, munitions, money or supplies going, promised or blocked, from one actor to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from readout.actors.model import Actor
from readout.items import alike
from readout.items.model import Feature, Goods, Item, Linking, Money
from readout.language.edtf import Edtf

STATUSES = ("requested", "notified", "approved", "delivered", "pending", "paused", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Item):
    """Something sent, promised or blocked. `sender` and `receiver` are `from` and `to` in the export."""

    sender: Actor | None = field(default=None, metadata={"name": "from"})
    receiver: Actor | None = field(default=None, metadata={"name": "to"})
    items: tuple[Goods, ...] = ()
    value: Money | None = None
    status: str = "pending"
    route: str | None = None
    when: Edtf | None = None


def keys(transfer: Transfer, published: Edtf | None) -> Iterator[str]:
    """Blocks: giver and receiver by month; an undated transfer by the month of its report."""
    ends = "+".join(alike.actor_key(end) if end else "?" for end in (transfer.sender, transfer.receiver))
    for month in alike.months(transfer.when, slack=15) or alike.months(published, slack=15):
        yield f"{ends}:{month}"


def goods_text(transfer: Transfer) -> str | None:
    """What is sent, as one line."""
    return " ".join(g.item for g in transfer.items) or None


def quantity(transfer: Transfer) -> float | None:
    """The quantity, where one kind of thing with a quantity is sent."""
    given = [g.quantity for g in transfer.items if g.quantity is not None]
    return given[0] if len(given) == 1 else None


LINKING = Linking(
    keys=keys,
    features=(
        Feature("from", 2.0, lambda a, b: alike.actor(a.sender, b.sender), veto=True),
        Feature("to", 2.0, lambda a, b: alike.actor(a.receiver, b.receiver), veto=True),
        Feature("goods", 2.0, lambda a, b: alike.text(goods_text(a), goods_text(b))),
        Feature("quantity", 2.0, lambda a, b: alike.numbers(quantity(a), quantity(b)), veto=True),
        Feature("value", 2.0, lambda a, b: alike.money(a.value, b.value), veto=True),
        Feature("when", 1.0, lambda a, b: alike.dates(a.when, b.when)),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-4.0,
)
