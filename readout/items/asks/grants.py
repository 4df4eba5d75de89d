"""A sign of asking, and who could grant what is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.asks.roles import actors, apart, named, owner_of
from readout.items.asks.words import words
from readout.items.clauses import obliques
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import child, children, head, subtree

_BENEFITING = frozenset(("to", "for", "with"))
_ASIDE = frozenset(("acl", "parataxis"))
_UNDERGOING = ("unnamed", "person")
_PARTNERS = frozenset(("with", "from"))
_WHERE = frozenset(("against", "in", "at", "near", "into", "around", "over", "like", "including"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """An ask as its words give it: `token` is the word of asking, `wanted` heads the thing wanted."""

    token: Token
    manner: str
    asker: Actor
    addressee: Actor
    wanted: Token
    form: str
    confidence: float
    cue: Token | None = None  # the word of saying, where what is said makes the ask


@dataclass(frozen=True, slots=True)
class Open:
    """An ask whose words do not say of whom: as a `Trigger`, but for the addressee."""

    token: Token
    manner: str
    asker: Actor
    wanted: Token
    form: str
    cue: Token | None = None

    def to(self, addressee: Actor, confidence: float) -> Trigger:
        """The ask of this addressee."""
        return Trigger(self.token, self.manner, self.asker, addressee, self.wanted, self.form, confidence, self.cue)


def within(
    document: Document, wanted: Token, asker: Actor, only_owner: bool = False, warning: bool = False
) -> Actor | None:
    """Who could grant a thing wanted, as the words for it tell: who is to act, or whose it is."""
    if (bound := bound_by_condition(document, wanted, asker)) is not None:
        return bound
    own = child(document, wanted, "nsubj")
    if own is not None and (child(document, wanted, "expl") is not None or (warning and own.deprel == "nsubj:pass")):
        return None  # "that there would be more of them", "that they might be late"
    found = actors(document, own)
    undergoing = own is not None and own.deprel == "nsubj:pass" and bool(found) and found[0].kind in _UNDERGOING
    if own is not None and not undergoing:  # "that the two men should not be sent away" asks nothing of the two
        owner = owner_of(document, own) if not only_owner or own.lemma in words().belongings else None
        fitting = [a for a in (*found, owner) if a is not None and apart(asker, a)]
        if not fitting and not only_owner and own.upos == "PROPN":  # also "that Norland and the islands should share"
            others = (own, *children(document, own, "conj")) if not found else children(document, own, "conj")
            fitting = [told for o in others if o.upos == "PROPN" and (told := named(document, o)) is not None][:1]
        if fitting or only_owner or found:
            return fitting[0] if fitting else None  # what one's own side is to do is asked of nobody else
    if warning and (partner := _dealt_with(document, wanted, asker)) is not None:
        return partner  # "warned of a war with Norland"
    owner = owner_of(document, wanted)
    befalls = wanted.lemma not in words().agentive and owner is not None and owner.kind in ("unnamed", "person")
    if owner is not None and apart(asker, owner) and not befalls and wanted.lemma not in words().founding:
        return owner
    if only_owner:
        return _dealt_with(document, wanted, asker)
    return _told_of(document, wanted, asker)


def bound_by_condition(document: Document, wanted: Token, asker: Actor) -> Actor | None:
    """Who is to act lest it happen: "unless Norland agrees", also where the condition stands behind a second verb."""
    joined = [c for also in children(document, wanted, "conj") for c in children(document, also, "advcl")]
    for clause in (*children(document, wanted, "advcl"), *joined):
        if any(c.lemma in words().conditions for c in children(document, clause, "mark")):
            active = child(document, clause, "nsubj")
            own = active if active is not None and active.deprel == "nsubj" else None
            bound = actors(document, own or child(document, clause, "nsubj:pass"), described=own is not None)
            if fit := next((a for a in bound if apart(asker, a)), None):
                return fit
    return None


def _told_of(document: Document, wanted: Token, asker: Actor) -> Actor | None:
    """The first of another side in the words for the thing wanted, but for those whom it is to befall or benefit and
    those of whom a clause within it tells."""
    aside = {t.index for part in _parts_aside(document, wanted) for t in subtree(document, part)}
    if wanted.lemma in words().shares and (giver := _shared_in(document, wanted, asker)) is not None:
        return giver
    for part in subtree(document, wanted):
        top = _top(document, part)
        case = child(document, top, "case")
        preposition = case.lemma if case is not None else ""
        away = preposition in ("from", "out") and wanted.lemma in words().shielding
        if part.index in aside or part.upos not in ("PROPN", "NOUN") or away or preposition in _BENEFITING | _WHERE:
            continue
        above = document.tokens[top.head]
        undergoing = preposition == "of" and above.lemma not in words().agentive
        founded = preposition == "of" and above.lemma in words().founding
        for other in actors_of(document, part):
            if founded or (undergoing and other.kind == "person"):
                continue
            if apart(asker, other) and other.side != asker.side and other.kind != "unnamed":
                return other
    return None


def _top(document: Document, part: Token) -> Token:
    """The head of the name that a word is part of: "Anders" of "Corporal Anders Lind"."""
    step = part
    while step.deprel in ("flat", "nmod:desc", "compound", "appos") and (above := head(document, step)) is not None:
        step = above
    return step


def _shared_in(document: Document, wanted: Token, asker: Actor) -> Actor | None:
    """In whose affairs a part is wanted: "a greater say in the cabinet"."""
    over = head(document, wanted)
    behind = [p for p, _ in obliques(document, over, ("in",)) if p.index > wanted.index] if over is not None else []
    for phrase in (*(p for p, _ in obliques(document, wanted, ("in", "on"))), *behind):
        if (fit := next((a for a in actors(document, phrase) if apart(asker, a)), None)) is not None:
            return fit
    return None


def _parts_aside(document: Document, wanted: Token) -> Iterator[Token]:
    for part in subtree(document, wanted):
        if part is not wanted and part.deprel in _ASIDE:
            yield part


def _dealt_with(document: Document, wanted: Token, asker: Actor) -> Actor | None:
    """With whom a thing wished for is to be agreed: "seeks a treaty with Norland", "hopes for aid from Norland"."""
    for phrase, preposition in partners(document, wanted):
        if preposition == "with" or wanted.lemma not in words().shielding:
            found = [a for a in actors(document, phrase, described=False) if apart(asker, a)]
            if found:
                return found[0]
    return None


def partners(document: Document, wanted: Token) -> Iterator[tuple[Token, str]]:
    """Phrases with "with" or "from" behind a thing wanted or what is to be done: "to widen trade with Norland"."""
    yield from ((p, c) for p, c in obliques(document, wanted) if c in _PARTNERS)
    if wanted.upos != "VERB":
        return
    for done in (wanted, *children(document, wanted, "conj")):
        for thing in children(document, done, "obj"):
            for noun in (thing, *children(document, thing, "conj")):
                yield from ((p, c) for p, c in obliques(document, noun) if c == "with")
