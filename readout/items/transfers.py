"""Transfers: arms, munitions, money or supplies going, promised or blocked, from one actor to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from readout.actors.model import Actor
from readout.items import alike
from readout.items.clauses import sentence_passage
from readout.items.model import Feature, Goods, Item, ItemType, Linking, Money
from readout.items.occasions import when_of
from readout.items.transfer_cargo import cargoes
from readout.items.transfer_doings import Doing, arming, doing
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.people import actors_of, side_of

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


def find(document: Document) -> list[Transfer]:
    """The transfers of a report, each with all the passages that speak of it."""
    found: list[Transfer] = []
    for cargo in cargoes(document):
        done = doing(document, cargo)
        if done is not None:
            _add(found, _transfer(document, done, cargo.items or (Goods("money", None),), cargo.value))
    for done, item in arming(document):
        _add(found, _transfer(document, done, (Goods(item, None),), None))
    return found


def _transfer(document: Document, done: Doing, items: tuple[Goods, ...], value: Money | None) -> Transfer | None:
    """A transfer, None where neither end is known or both are one side."""
    sender, receiver = _actor(document, done.sender), _actor(document, done.receiver)
    if sender is None and receiver is None:
        return None
    if sender is not None and receiver is not None and (sender == receiver or side_of(sender) == side_of(receiver) is not None):
        return None
    if (sender is None or receiver is None) and done.kind == "named":
        return None
    time = when_of(document, done.trigger)
    return Transfer(
        sender=sender,
        receiver=receiver,
        items=items,
        value=value,
        status=done.status,
        when=time.when if time is not None else document.published if done.status == "pending" else None,
        passages=(sentence_passage(document, done.trigger),),
        confidence=done.sure if sender and receiver else done.sure - 0.2,
        why=f"{done.kind}: {done.trigger.text}",
    )


def _actor(document: Document, token: Token | None) -> Actor | None:
    if token is None:
        return None
    named = actors_of(document, token)
    if not named:
        return None
    actor = named[0]
    if actor.kind == "person" and actor.role and actor.side:
        return Actor(actor.side, "government", actor.side)
    return actor


def _add(found: list[Transfer], new: Transfer | None) -> None:
    """Adds a transfer, or its passage to the one it tells again."""
    if new is None:
        return
    for index, old in enumerate(found):
        if _same(old, new):
            passages = tuple(dict.fromkeys((*old.passages, *new.passages)))
            first, second = (old, new) if old.confidence >= new.confidence else (new, old)
            found[index] = replace(
                first,
                sender=first.sender or second.sender,
                receiver=first.receiver or second.receiver,
                value=first.value or second.value,
                when=first.when or second.when,
                passages=passages,
            )
            return
    found.append(new)


def _same(left: Transfer, right: Transfer) -> bool:
    if left.value and right.value:
        if left.value.amount != right.value.amount:
            return False
    elif left.status != right.status or alike.text(goods_text(left), goods_text(right))[0] < 0.85:
        return False
    if left.when and right.when and not left.when.overlaps(right.when):
        return False
    ends = ((left.sender, right.sender), (left.receiver, right.receiver))
    return all(a is None or b is None or alike.actor(a, b)[0] > 0 for a, b in ends)


ITEM_TYPE = ItemType(
    name="transfer",
    plural="transfers",
    model=Transfer,
    find=find,
    choices={"status": STATUSES},
    when="when",
    columns=("when", "status", "sender", "receiver", "items", "value", "route"),
    linking=LINKING,
    disputed=("status", "value"),
    order=40,
)
