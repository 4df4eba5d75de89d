"""Finding transfers in a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from readout.actors.model import Actor
from readout.items import alike
from readout.items.clauses import sentence_passage
from readout.items.model import Goods
from readout.items.occasions import when_of
from readout.items.transfers.cargo import Cargo, cargoes, sorts
from readout.items.transfers.doings import Doing, arming, doing
from readout.items.transfers.telling import (
    collective,
    official,
    one_side,
    only_other,
    only_other_in,
    party,
    public,
    route,
)
from readout.items.transfers.transfer import Transfer, goods_text, quantity
from readout.items.transfers.words import words
from readout.language.document import Document, Sentence, Token
from readout.language.edtf import Edtf
from readout.language.people import actors_of
from readout.language.tree import ancestors, child, children

_FLOOR = 0.4  # below it a find is dropped
_HOW = {
    "giving": "told to be given by the word",
    "promising": "told to be promised by the word",
    "receiving": "told to be received by the word",
    "requesting": "told to be asked for by the word",
    "blocking": "told to be blocked by the word",
    "arriving": "told to arrive by the word",
    "named": "named by the word",
}  # how each kind of doing reads
_PERSONS = frozenset(
    ("man", "woman", "boy", "girl", "child", "son", "daughter", "mother", "father", "patient", "suspect")
)
_WANT = frozenset(("lack", "shortage", "absence", "want"))
_FEW = 300  # characters within which "also" goes on with what was given before
_INFERRED = 0.55  # of one whose other end comes from elsewhere in the report


def find(document: Document) -> list[Transfer]:
    """The transfers of a report, each with all the passages that speak of it."""
    found: list[Transfer] = []
    for done, cargo in _told(document):
        new = _transfer(document, done, cargo)
        if new is not None:
            _add(found, new)
    return [t for t in _completed(found) if t.confidence >= _FLOOR]


def _told(document: Document) -> Iterator[tuple[Doing, Cargo]]:
    """Each doing with its goods; a sum beside goods of the same doing is what they are worth."""
    by_trigger: dict[int, list[tuple[Doing, Cargo]]] = {}
    for cargo in cargoes(document):
        done = doing(document, cargo)
        if done is not None:
            by_trigger.setdefault(done.trigger.index, []).append((done, cargo))
    for group in by_trigger.values():
        goods = [pair for pair in group if pair[1].items]
        sums = [pair for pair in group if not pair[1].items]
        if len(goods) == 1 and sums and goods[0][1].value is None:
            (done, cargo), (other, worth) = goods[0], sums.pop(0)
            done = replace(done, sender=done.sender or other.sender, receiver=done.receiver or other.receiver)
            goods = [(done, replace(cargo, value=worth.value, plain=True))]
        yield from (*goods, *sums)
    for done, item in arming(document):
        trigger = done.trigger
        yield done, Cargo(trigger, (trigger,), (Goods(item, None),), None)


def _transfer(document: Document, done: Doing, cargo: Cargo) -> Transfer | None:
    """A transfer; None where the goods are none for sure, neither end is official, or both are one side.

    One that leaves an end open where its words need both has too little confidence to stay, unless another mention
    fills it (`_completed`).
    """
    sender, receiver = party(document, done.sender), party(document, done.receiver)
    named = sender is not None and sender.kind != "unnamed"
    open_end = done.receiver is None or done.receiver.lemma.lower() in words().serving
    if receiver is None and open_end and done.kind in ("giving", "promising") and named and sender:
        receiver = only_other(document, done.trigger, sender, done.sender)
        before = document.sentences[done.trigger.sentence - 1] if done.trigger.sentence else None
        if receiver is None and before is not None and _goes_on(document, done, before):
            receiver = only_other_in(document, before, sender)
    if any(t.lemma in _WANT for t in (cargo.top, document.tokens[cargo.top.head])):
        return None  # "the lack of aid that they got"
    if not cargo.plain or one_side(sender, receiver) or _own(document, done.receiver, sender):
        return None
    if done.trigger.lemma in words().trading and not cargo.items:
        return None
    if receiver is not None and _one_person(receiver, done.receiver) and _private(cargo):
        return None
    if sender is not None and sender.kind == "person" and not sender.role and not cargo.items:
        return None  # what one person pays
    if not official(sender) and not official(receiver) and not _relief(document, done, cargo, sender, receiver):
        return None
    both = sender is not None and receiver is not None
    weak = not both and _needs_both(document, done, cargo, public(sender) or public(receiver))
    return Transfer(
        sender=sender,
        receiver=receiver,
        items=cargo.items or (Goods("money", None),),
        value=cargo.value,
        status=done.status,
        route=route(document, (done.trigger, cargo.top, *cargo.heads)),
        when=_dated(document, done),
        passages=(sentence_passage(document, done.trigger),),
        confidence=_FLOOR - 0.1 if weak else round(done.sure - (0 if both else 0.2), 2),
        why=f"{_HOW[done.kind]} “{done.trigger.text}”",
    )


def _goes_on(document: Document, done: Doing, before: Sentence) -> bool:
    """Whether what is given goes on with the sentence before: its giver is a pronoun, or gives "also"."""
    if before.block < document.sentences[done.trigger.sentence].block - 1:
        return False
    also = any(c.lemma == "also" for c in children(document, done.trigger, "advmod"))
    return also or (done.sender is not None and done.sender.upos == "PRON")


def _one_person(actor: Actor, token: Token | None) -> bool:
    """Whether a party is one person in no office, named or not."""
    if actor.kind == "person":
        return not actor.role
    return actor.kind == "unnamed" and token is not None and token.xpos == "NN" and token.lemma in _PERSONS


def _private(cargo: Cargo) -> bool:
    """Whether goods are such as one person gets for oneself: help, or pay."""
    homely = any(h.lemma.lower() in words().homely for h in cargo.heads)
    return homely or (cargo.value is None and bool(cargo.items) and sorts(cargo) <= {"aid", "weak"})


def _own(document: Document, receiver: Token | None, sender: Actor | None) -> bool:
    """Whether what gets the goods is the giver's own: "their farmers"."""
    owner = child(document, receiver, "nmod:poss") if receiver is not None else None
    if owner is None or owner.upos != "PRON":
        return False
    whose = actors_of(document, owner)
    if any(a.kind == "unnamed" for a in whose) and sender is not None and sender.kind == "unnamed":
        return True
    return not whose or any(sender is not None and (a == sender or one_side(a, sender)) for a in whose)


def _relief(document: Document, done: Doing, cargo: Cargo, sender: Actor | None, receiver: Actor | None) -> bool:
    """Whether arms, aid or supplies, not money, go between organisations or places that no state is known for."""
    if not cargo.items or sorts(cargo) & {"money"} or (cargo.value is not None and not sorts(cargo) & {"aid"}):
        return False
    return collective(document, sender, done.sender) or collective(document, receiver, done.receiver)


def _needs_both(document: Document, done: Doing, cargo: Cargo, state: bool) -> bool:
    """Whether what is told is a transfer only where both ends are known: what is merely named, founded, traded or
    meant; and sums of money and what is got, unless the one end is a state."""
    trigger, lexicon = done.trigger, words()
    if done.kind == "blocking" and state and sorts(cargo) & {"aid", "arms"}:
        return False
    if done.kind == "named" or trigger is cargo.top or trigger.lemma in lexicon.founding:
        return True
    if trigger.lemma in lexicon.trading and not sorts(cargo) & {"arms", "nuclear"}:
        return True
    if cargo.items and all(h.lemma.lower() in lexicon.homely for h in cargo.heads):
        return True
    purpose = trigger.deprel == "advcl" and any(c.lemma in ("to", "while") for c in children(document, trigger, "mark"))
    return purpose or (not state and (not cargo.items or done.kind == "receiving"))


def _dated(document: Document, done: Doing) -> Edtf | None:
    """The date of the status: of what is done; of the saying where it is to come; else the report's, where the status
    is one that lasts to its day."""
    time = when_of(document, done.trigger)
    if time is not None:
        return time.when
    if done.status not in ("pending", "approved", "requested", "notified"):
        return None
    for above in ancestors(document, done.trigger):
        if above.upos == "VERB" and (said := when_of(document, above)) is not None:
            return said.when
    return document.published


def _completed(found: Sequence[Transfer]) -> Iterator[Transfer]:
    """Transfers with the end that their own sentence leaves out taken from the one nearest that shares the other."""
    whole = [t for t in found if t.sender is not None and t.receiver is not None]
    for one in found:
        if one.confidence < _FLOOR and one.why.startswith(_HOW["named"]):
            yield one
            continue
        if one.receiver is None and " also " in one.passages[0].text:
            before = [o for o in whole if -_FEW < o.passages[-1].end - one.passages[0].start <= 0]
            if before and not one_side(one.sender, before[-1].receiver):
                yield replace(one, receiver=before[-1].receiver, confidence=_INFERRED)
                continue
        near = sorted(whole, key=lambda o: abs(o.passages[0].start - one.passages[0].start))
        if one.sender is not None and one.receiver is None:
            like = next((o for o in near if alike.actor(one.sender, o.sender)[0] > 0), None)
            one = one if like is None else replace(one, receiver=like.receiver, confidence=_INFERRED)
        elif one.receiver is not None and one.sender is None and one.status != "requested":
            like = next((o for o in near if alike.actor(one.receiver, o.receiver)[0] > 0), None)
            one = one if like is None else replace(one, sender=like.sender, confidence=_INFERRED)
        yield one


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
    elif _counted_alike(left, right):
        pass  # so many of one thing are the same, whatever their status here and there
    elif left.status != right.status or alike.text(goods_text(left), goods_text(right))[0] < 0.85:
        return False
    if left.when and right.when and not left.when.overlaps(right.when):
        return False
    ends = ((left.sender, right.sender), (left.receiver, right.receiver))
    return all(a is None or b is None or alike.actor(a, b)[0] > 0 for a, b in ends)


def _counted_alike(left: Transfer, right: Transfer) -> bool:
    """Whether both speak of one number of much the same goods."""
    count = quantity(left)
    return count is not None and count == quantity(right) and alike.text(goods_text(left), goods_text(right))[0] > 0
