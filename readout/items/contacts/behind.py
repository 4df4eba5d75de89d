"""Who stands behind a word of contact: the verb that carries a noun, its subject, and what is attached to either."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.clauses import agent, obliques, patient, subject
from readout.items.clauses import words as clause_words
from readout.items.contacts.parties import dealing
from readout.items.contacts.words import words
from readout.items.places import place_at
from readout.language.document import Document, Token
from readout.language.people import headed, side_of
from readout.language.tree import ancestors, child, children, head

_AT = frozenset(
    ("after", "during", "following", "before", "in", "at", "for", "on", "ahead", "prior", "through", "amid", "into",
     "with", "over", "via")
)  # fmt: skip
BETWEEN = ("between", "among", "amongst", "involving")
_ENDS = frozenset((";", ":", "(", "--", "—", "–", ".", '"', "”"))
_NOMINAL = ("NOUN", "PROPN", "PRON")
_RELATIVE = ("who", "whom", "which")
_DAYS = frozenset((*(day.lower() for day in calendar.day_name), "yesterday", "today"))
_NEAR = 12  # words within which a preposition that the tree hangs elsewhere is still read as the noun's


@dataclass(frozen=True, slots=True)
class Carrier:
    """The verb (or predicate) that a noun of contact depends on, and how: `obj`, `obl`, `nsubj`, ..."""

    verb: Token
    relation: str
    link: Token  # the noun directly below the verb: "round" in "held a round of talks"


def carrier_of(document: Document, noun: Token, through: bool = False) -> Carrier | None:
    """The verb above a noun; `through` any noun in between, else only through "round" and the like."""
    if (saying := _said_at(document, noun)) is not None:
        return Carrier(saying, "obl", noun)
    step = noun
    direct = True
    for above in ancestors(document, noun):
        relation = step.deprel.partition(":")[0]
        if above.upos in ("VERB", "AUX") or (above.upos == "ADJ" and relation in ("nsubj", "obl", "obj")):
            kind = "nsubj:pass" if step.deprel == "nsubj:pass" else relation
            return Carrier(above, kind, step) if direct else None
        if relation in ("acl", "advcl", "ccomp", "xcomp", "parataxis", "root"):
            return None
        if above.upos in _NOMINAL:
            direct = through or (direct and (relation == "conj" or above.lemma in words().transparent))
        step = above
    return None


def _said_at(document: Document, noun: Token) -> Token | None:
    """ "X said, during talks with Y, that Z had gone": the saying right before, wherever the tree hangs the talks."""
    case = next(
        (c for c in children(document, noun, "case") if c.lemma.lower() in ("during", "after", "at", "in")), None
    )
    if case is None or not case.index:
        return None
    before = document.tokens[case.index - 1]
    for _ in range(3):  # "said, during", "said on Wednesday during"
        if before.index and (before.text == "," or before.lemma == "on" or before.text.lower() in _DAYS):
            before = document.tokens[before.index - 1]
    said = before.lemma in words().telling and before.xpos == "VBD" and before.sentence == noun.sentence
    return before if said and child(document, before, "nsubj") is not None else None


def doer_of(document: Document, carrier: Carrier | None, noun: Token, alone: bool = False) -> list[Actor]:
    """Who, as subject of the verb above a noun of contact, takes part in it; with whom, unless `alone`."""
    if carrier is None or carrier.relation == "nsubj":
        own = child(document, noun, "nsubj")
        return dealing(document, own)  # "X is in talks"
    verb, relation = carrier.verb, carrier.relation
    if relation == "nsubj:pass":
        return dealing(document, agent(document, verb))
    if relation == "obj" and verb.lemma in words().outside:
        return []
    cases = {c.lemma.lower() for c in children(document, carrier.link, "case")}
    back = noun.lemma in ("visit", "trip", "tour") and "from" in cases  # "returned from a visit"
    if relation == "obl" and cases and not cases & _AT and not back:
        return []
    passive = child(document, verb, "nsubj:pass")
    if passive is not None:
        return dealing(document, passive) or dealing(document, agent(document, verb))
    entry = words().verbs.get(verb.lemma)
    if entry is not None and entry.sent and relation == "obl":
        return dealing(document, patient(document, verb))  # "sent Y to Oslo for talks": Y is who talks
    found = dealing(document, subject(document, verb)) or left_of(document, verb)
    beside = bool(cases & {"on", "at"})  # "met Y on the sidelines of a summit": not at it
    meeting = entry is not None and entry.kind == "meeting" and beside
    if relation == "obl" and not meeting and not alone:  # "pressed Y during a call"
        hearers = dealing(document, child(document, verb, "iobj") or child(document, verb, "obj"))
        if not hearers and verb.lemma in words().telling | {"make", "convey", "express", "complain", "promise"}:
            hearers = [a for t, _ in obliques(document, verb, ("to",)) for a in dealing(document, t)]
        if not hearers and verb.lemma in ("demand", "insist", "propose", "suggest", "request"):
            told = child(document, verb, "ccomp")  # "demanded in a call that Y wait"
            hearers = dealing(document, child(document, told, "nsubj")) if told is not None else []
        if not hearers:  # "sought help from Y in a call"
            hearers = [a for t, _ in obliques(document, verb, ("from",)) for a in dealing(document, t)]
        found += [a for a in hearers if a not in found and a.kind in ("person", "unnamed", "body")]
    return found


def left_of(document: Document, verb: Token) -> list[Actor]:
    """The actors named last before a finite verb whose subject the tree has lost."""
    if verb.xpos not in ("VBD", "VBZ", "VBP") or child(document, verb, "nsubj") is not None:
        return []
    for token in reversed(document.tokens[document.sentences[verb.sentence].first : verb.index]):
        if token.upos in ("VERB", "SCONJ") or token.lemma in ("who", "which", "that"):
            return []
        if token.upos in _NOMINAL and headed(document, token.index):
            return dealing(document, token)
    return []


def around(document: Document, noun: Token, others: list[Actor]) -> list[Actor]:
    """The subject of a clause above, of another side: who the talks with the others are with."""
    sides_ = {side_of(a) for a in others}
    for above in ancestors(document, noun):
        if above.upos in ("VERB", "ADJ", "AUX") or child(document, above, "nsubj") is not None:
            found = [a for a in dealing(document, subject(document, above)) if side_of(a) not in sides_]
            if found:
                return [a for a in found if a not in others]
    return []


def topic(document: Document, noun: Token, others: list[Actor]) -> list[Actor]:
    """Whom the sentences just before are about, of another side: who "a meeting with X" leaves unsaid."""
    sides = {side_of(a) for a in others}
    for index in range(noun.sentence - 1, max(-1, noun.sentence - 3), -1):
        sentence = document.sentences[index]
        for token in document.tokens[sentence.first : sentence.last]:
            if token.deprel in ("nsubj", "nsubj:pass"):
                found = [a for a in dealing(document, token) if a.kind == "person"]
                if found and side_of(found[0]) not in sides:
                    return found[:1]
    return []


def attached(document: Document, noun: Token, carrier: Carrier | None, prepositions: Iterable[str]) -> Iterator[Token]:
    """Phrases with these prepositions that belong to the noun.

    Those below it; else those below the verb that carries it, right of the noun; else one that follows closely,
    wherever the tree hangs it, with no verb or comma in between.
    """
    wanted = tuple(prepositions)
    any_ = False
    for dependent, _ in obliques(document, noun, wanted):
        any_ = True
        yield dependent
    if any_:
        return
    relation = carrier.link.deprel.partition(":")[0] if carrier is not None else ""
    if carrier is not None and relation == "obl" and noun.index < carrier.verb.index and _meets(carrier):
        return  # "before talks on trade, X met with Y": whom the verb tells
    if carrier is not None and relation in ("obj", "nsubj", "obl"):
        for dependent, _ in obliques(document, carrier.verb, wanted):
            if dependent.index > noun.index or dependent.lemma in _RELATIVE:
                any_ = True
                yield dependent
    if not any_:
        last = document.sentences[noun.sentence].last
        for token in document.tokens[noun.index + 1 : min(noun.index + _NEAR, last)]:
            passed = token.lemma in ("hold", "schedule", "set", "due", "plan") or token.text.lower() == "visiting"
            if token.upos in ("VERB", "PUNCT") and not passed:
                return
            if token.deprel == "case" and token.lemma in wanted:
                yield document.tokens[token.head]
                return
            if token.text.lower() == "visiting" and document.tokens[token.index - 1].lemma in wanted:
                visitor = head(document, token) if token.deprel == "amod" else child(document, token, "obj")
                if visitor is not None:
                    yield visitor
                return


def _meets(carrier: Carrier) -> bool:
    return carrier.verb.lemma in words().verbs


def told_between(document: Document, noun: Token) -> list[Actor]:
    """The parties that follow "between" after the noun, read in the order of the words: where the tree has lost one."""
    last = document.sentences[noun.sentence].last
    found: list[Actor] = []
    opened = joined = False
    for token in document.tokens[noun.index + 1 : last]:
        if not opened:
            opened = token.lemma in BETWEEN and token.upos in ("ADP", "SCONJ")
            if opened:
                continue
            apart = token.upos == "VERB" and token.lemma not in clause_words().taking_place
            if apart or token.lemma in words().nouns or token.lemma in words().verbs or token.upos == "SCONJ":
                return []
            continue
        if token.upos in ("VERB", "AUX") or token.text in _ENDS:
            break
        joined = joined or token.lemma == "and"
        parties = [r.actor for r in headed(document, token.index)]
        if not parties or _owns(document, token):
            continue
        found += [a for a in parties if a not in found]
        if joined:
            break
    return found if joined and len(found) > 1 else []


def _owns(document: Document, token: Token) -> bool:
    return any(c.text in ("'s", "’s", "'", "’") for c in children(document, token, "case"))


def owners_of(document: Document, owner: Token | None) -> list[Actor]:
    """Whose visit or talks they are: the actors, or the land, of the possessor."""
    if owner is None:
        return []
    land = place_at(document, owner)
    return dealing(document, owner) or ([land] if land is not None else [])
