"""Transfers: arms, munitions, money or supplies going, promised or blocked, from one actor to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from readout.actors.model import Actor
from readout.items import alike
from readout.items.clauses import sentence_passage
from readout.items.figure_words import words as figure_words
from readout.items.model import Feature, Goods, Item, ItemType, Linking, Money
from readout.items.occasions import when_of
from readout.items.transfer_cargo import Cargo, cargoes
from readout.items.transfer_doings import Doing, arming, doing
from readout.items.transfer_words import words
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.people import actors_of, side_of
from readout.language.tree import children, subtree

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
    for done, items, value, plain in _told(document):
        new = _transfer(document, done, items, value, plain)
        if new is not None:
            _add(found, new)
    return _completed(found)


def _told(document: Document) -> Iterator[tuple[Doing, tuple[Goods, ...], Money | None, bool]]:
    """Each doing with its goods; a sum beside goods of the same doing is what they are worth."""
    open_: dict[int, list[tuple[Doing, Cargo]]] = {}
    for cargo in cargoes(document):
        done = doing(document, cargo)
        if done is not None:
            open_.setdefault(done.trigger.index, []).append((done, cargo))
    for group in open_.values():
        goods = [pair for pair in group if pair[1].items]
        sums = [pair for pair in group if not pair[1].items]
        if len(goods) == 1 and sums and goods[0][1].value is None:
            done, cargo = goods[0]
            yield done, cargo.items, sums[0][1].value, True
            sums = sums[1:]
            goods = []
        for done, cargo in (*goods, *sums):
            yield done, cargo.items or (Goods("money", None),), cargo.value, cargo.plain
    for done, item in arming(document):
        yield done, (Goods(item, None),), None, done.receiver is not None


def _completed(found: Sequence[Transfer]) -> list[Transfer]:
    """Transfers with the end that their own sentence leaves out taken from the one nearest that shares the other."""
    done = []
    for one in found:
        if one.sender is None or one.receiver is None:
            near = sorted(
                (o for o in found if o is not one), key=lambda o: abs(o.passages[0].start - one.passages[0].start)
            )
            for other in near:
                if other.sender is None or other.receiver is None:
                    continue
                if one.receiver is None and alike.actor(one.sender, other.sender)[0] > 0:
                    one = replace(one, receiver=other.receiver)
                    break
                if (
                    one.sender is None
                    and alike.actor(one.receiver, other.receiver)[0] > 0
                    and one.status != "requested"
                ):
                    one = replace(one, sender=other.sender)
                    break
        done.append(one)
    return done


def _transfer(
    document: Document, done: Doing, items: tuple[Goods, ...], value: Money | None, plain: bool
) -> Transfer | None:
    """A transfer, None where neither end is known or both are one side."""
    sender, receiver = _actor(document, done.sender), _actor(document, done.receiver)
    if sender is None and receiver is None:
        return None
    if (
        sender is not None
        and receiver is not None
        and (sender == receiver or side_of(sender) == side_of(receiver) is not None)
    ):
        return None
    one_ended = sender is None or receiver is None
    if not plain or (one_ended and done.kind == "named"):
        return None
    if not any(
        a is not None and (a.kind in ("government", "body", "armed_group") or a.side) for a in (sender, receiver)
    ):
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
        confidence=round(done.sure - 0.2 * one_ended, 2),
        why=f"{done.kind}: {done.trigger.text}",
    )


def _actor(document: Document, token: Token | None) -> Actor | None:
    """Who a phrase means: as a party of a transfer, a person in office is the government they act for."""
    if token is None:
        return None
    named = [a for a in actors_of(document, token) if a.kind != "person" or a.side or token.deprel != "compound"]
    if named:
        actor = named[0]
        if actor.kind == "person" and actor.role and actor.side:
            return Actor(actor.side, "government", actor.side)
        return actor
    if token.upos not in ("NOUN", "PROPN", "ADJ") or token.deprel in ("amod", "compound"):
        return None
    lemma = token.lemma.lower()
    if token.upos == "PROPN" or lemma in words().parties or lemma in figure_words().people:
        parts = [t for t in children(document, token, "amod", "compound", "flat") if t.upos != "NUM"]
        first = min((t.start for p in parts for t in subtree(document, p)), default=token.start)
        last = max((t.end for p in parts if p.index > token.index for t in subtree(document, p)), default=token.end)
        return Actor(" ".join(document.text[min(first, token.start) : max(last, token.end)].split()), "unnamed")
    return None


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
