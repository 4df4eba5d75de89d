"""What a transfer is: its fields, and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.actors.model import Actor
from readout.items.model import Goods, Item, Money
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


def goods_text(transfer: Transfer) -> str | None:
    """What is sent, as one line."""
    return " ".join(g.item for g in transfer.items) or None


def quantity(transfer: Transfer) -> float | None:
    """The quantity, where one kind of thing with a quantity is sent."""
    given = [g.quantity for g in transfer.items if g.quantity is not None]
    return given[0] if len(given) == 1 else None
