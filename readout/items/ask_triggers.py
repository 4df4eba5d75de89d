"""What shows that something is asked: verbs and nouns of asking, and what one says another must do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.ask_roles import actor, owner_of
from readout.items.ask_words import Verb, words
from readout.items.clauses import antecedent, obliques, subject
from readout.language.attribution import Attribution, attributions
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import child, children, head, subtree

_QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "when", "where", "who", "which"))


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


def triggers(document: Document) -> Iterator[Trigger]:
    """Every ask whose two actors the words give, in text order within each kind of trigger."""
    verbs, nouns = words().verbs, words().nouns
    for token in document.tokens:
        found: Iterator[Trigger] = iter(())
        if token.upos == "VERB" and (frame := verbs.get(token.lemma)) is not None:
            found = _by_verb(document, token, frame)
        elif token.upos == "NOUN" and (manner := nouns.get(token.lemma)) is not None:
            found = _by_noun(document, token, manner)
        yield from (t for t in found if _two(t.asker, t.addressee))
    for attribution in attributions(document):
        yield from (t for t in _by_modal(document, attribution) if _two(t.asker, t.addressee))


def _two(asker: Actor, addressee: Actor) -> bool:
    return asker != addressee and asker.name != addressee.name


def _by_verb(document: Document, verb: Token, frame: Verb) -> Iterator[Trigger]:
    asker = actor(document, subject(document, verb))
    if asker is None or _idle(document, verb):
        return
    addressed = _addressee(document, verb, frame)
    wanted = _wanted(document, verb, frame, addressed)
    if wanted is None:
        return
    if addressed is not None:
        found = [a for a in actors_of(document, addressed)] or [a for a in (actor(document, addressed),) if a]
    else:
        inside = within(document, wanted, asker)
        found = [inside] if inside else []
    for addressee in found[:1]:
        yield Trigger(verb, frame.manner, asker, addressee, wanted, verb.lemma, 0.8 if addressed else 0.6)


def _idle(document: Document, verb: Token) -> bool:
    """Whether nothing was asked: a negation, or a question."""
    return any(c.lemma in ("not", "n't", "never") for c in children(document, verb, "advmod"))


def _addressee(document: Document, verb: Token, frame: Verb) -> Token | None:
    if "object" in frame.to:
        thing = child(document, verb, "iobj") or child(document, verb, "nsubj:pass")
        if thing is None and frame.wants != ("object",):
            thing = child(document, verb, "obj")
            if thing is not None and frame.manner in ("offer",) and child(document, verb, "iobj") is None:
                thing = None
        if thing is not None:
            return antecedent(document, thing, verb)
    for phrase, preposition in obliques(document, verb, frame.to):
        if preposition in frame.to:
            return antecedent(document, phrase, verb)
    return None


def _wanted(document: Document, verb: Token, frame: Verb, addressed: Token | None) -> Token | None:
    """The head of the thing wanted."""
    if "infinitive" in frame.wants:
        for clause in children(document, verb, "xcomp", "advcl", "ccomp"):
            if clause.index > verb.index and any(c.lemma == "to" for c in children(document, clause, "mark")):
                return clause
    if "clause" in frame.wants:
        for clause in children(document, verb, "ccomp"):
            if not any(c.lemma in _QUESTIONS for c in children(document, clause, "mark", "advmod")):
                return clause
    for phrase, preposition in obliques(document, verb):
        if preposition in frame.wants:
            return phrase
    for clause in children(document, verb, "advcl", "xcomp", "ccomp"):
        mark = child(document, clause, "mark", "case")
        if mark is not None and mark.lemma in frame.wants:
            return clause
    if "object" in frame.wants:
        thing = child(document, verb, "obj")
        if thing is not None and thing is not addressed:
            return thing
    return None


def within(document: Document, wanted: Token, asker: Actor) -> Actor | None:
    """Who could grant a thing wanted, as the words for it tell: who is to act, or whose it is."""
    own = child(document, wanted, "nsubj")
    if own is not None:
        found = actor(document, own, described=False) or owner_of(document, own)
        if found is not None and found != asker:
            return found
        return None
    owner = owner_of(document, wanted)
    if owner is not None and owner != asker:
        return owner
    for part in subtree(document, wanted):
        for found in actors_of(document, part) if part.upos in ("PROPN", "NOUN") else ():
            if found != asker and found.side != asker.side:
                return found
    return None


def _by_noun(document: Document, noun: Token, manner: str) -> Iterator[Trigger]:
    """Her demand that they leave; a call by the council for a truce; rejected the union's request."""
    governor = head(document, noun)
    asker = _noun_asker(document, noun, governor)
    if asker is None:
        return
    wanted = next(
        (c for c in children(document, noun, "acl", "ccomp") if c.index > noun.index and c.xpos != "VBN"), None
    )
    addressed: Token | None = None
    for phrase, preposition in obliques(document, noun):
        if preposition in ("to", "on") and addressed is None:
            addressed = phrase
        elif preposition in ("for", "of", "against") and wanted is None:
            wanted = phrase
    if wanted is None:
        return
    addressee = actor(document, addressed, described=False) if addressed is not None else None
    if addressee is None and governor is not None and noun.deprel in ("obj", "obl"):
        doer = subject(document, governor)
        other = actor(document, doer, described=False) if doer is not None else None
        addressee = other if other is not None and other != asker else None
    addressee = addressee or within(document, wanted, asker)
    if addressee is not None:
        yield Trigger(noun, manner, asker, addressee, wanted, noun.lemma, 0.6)


def _noun_asker(document: Document, noun: Token, governor: Token | None) -> Actor | None:
    owner = child(document, noun, "nmod:poss")
    if owner is not None:
        return actor(document, owner)
    for phrase, preposition in obliques(document, noun, ("by", "from", "of")):
        if preposition in ("by", "from") and (found := actor(document, phrase)) is not None:
            return found
    for part in children(document, noun, "amod", "compound"):
        if found := actors_of(document, part):
            return found[0]
    if governor is not None and governor.lemma in ("make", "issue", "repeat", "reiterate", "renew", "send", "step", "give"):
        return actor(document, subject(document, governor))
    return None


def _by_modal(document: Document, attribution: Attribution) -> Iterator[Trigger]:
    """What a speaker says that another must or should do."""
    if attribution.source_head is None or attribution.content_head is None or attribution.manner != "saying":
        return
    asker = actor(document, document.tokens[attribution.source_head])
    if asker is None:
        return
    start, end = attribution.content[0][0], attribution.content[-1][1]
    first = document.tokens[attribution.content_head]
    for verb in subtree(document, first):
        if not start <= verb.start < end:
            continue
        manner = _modal(document, verb)
        if manner is None:
            continue
        own = child(document, verb, "nsubj")
        if own is None or own.deprel == "nsubj:pass":
            continue
        addressee = actor(document, own, described=False)
        if addressee is not None:
            yield Trigger(verb, manner, asker, addressee, verb, "modal", 0.55)


def _modal(document: Document, verb: Token) -> str | None:
    modals = words().modals
    if any(c.lemma == "not" and False for c in children(document, verb, "advmod")):
        return None
    for auxiliary in children(document, verb, "aux"):
        if auxiliary.lemma in modals and auxiliary.lemma not in ("have", "need"):
            return modals[auxiliary.lemma]
    if verb.lemma in ("have", "need") and verb.upos == "VERB" and child(document, verb, "xcomp") is not None:
        return modals[verb.lemma]
    return None
