"""Asks told behind the thing wanted: "the aid that Norland requested", "agreed on a plan, as demanded by Norland"."""

from __future__ import annotations

from collections.abc import Iterator

from readout.items.asks.grants import Trigger
from readout.items.asks.roles import actor, actors, other
from readout.items.clauses import agent, clause_head, mood, subject
from readout.language.document import Document, Token
from readout.language.tree import child, children, head

_ASKING = {"request": "request", "demand": "demand", "seek": "request", "urge": "request"}
_REFUSING = frozenset(("refuse", "decline", "reject", "oppose"))
_SURE = 0.55


def by_verb_behind(document: Document, verb: Token) -> Iterator[Trigger]:
    """The ask of a verb that describes the thing wanted, of whoever gives, does or refuses it in the main clause."""
    manner = _ASKING.get(verb.lemma)
    wanted = _wanted(document, verb) if manner is not None else None
    if wanted is None or manner is None:
        return
    own = child(document, verb, "nsubj")
    asker = actor(document, own if own is not None and own.deprel == "nsubj" else agent(document, verb))
    if asker is None:
        return
    main = clause_head(document, wanted)
    doing = child(document, main, "nsubj") if main.upos in ("VERB", "ADJ") else None
    if doing is None or doing is wanted:
        return
    addressee = other(asker, actors(document, doing, described=False))
    if addressee is not None:
        yield Trigger(verb, manner, asker, addressee, wanted, "behind", _SURE)


def by_refusal(document: Document, verb: Token) -> Iterator[Trigger]:
    """What one makes a condition of doing anything: "refused to talk until Norland withdrew its troops"."""
    for clause in children(document, verb, "advcl"):
        if not any(c.lemma in ("until", "unless") for c in children(document, clause, "mark")):
            continue
        how = mood(document, verb)
        refusing = verb.lemma in _REFUSING or how.negated or any(o in _REFUSING for o in how.over[:1])
        own, doing = child(document, clause, "nsubj"), subject(document, verb)
        if not refusing or own is None or own.upos == "PRON" or doing is None:
            continue
        asker = actor(document, doing)
        found = actors(document, own, described=False)
        addressee = other(asker, [a for a in found if asker and a.side != asker.side]) if asker is not None else None
        if asker is not None and addressee is not None:
            yield Trigger(clause, "demand", asker, addressee, clause, "refusal", _SURE, verb)


def _wanted(document: Document, verb: Token) -> Token | None:
    """The noun that the verb describes, or the act that was "as demanded"; None where it stands by itself."""
    over = head(document, verb)
    if over is None:
        return None
    marks = {c.lemma for c in children(document, verb, "mark", "case")}
    if verb.deprel == "advcl" and verb.xpos == "VBN" and "as" in marks:
        thing = over if over.upos == "NOUN" else child(document, over, "obj", "obl")
        return thing or (over if over.upos == "VERB" else None)
    by_others = verb.xpos == "VBN" and agent(document, verb) is not None
    relative = child(document, verb, "obj", "nsubj:pass")
    whose = child(document, verb, "nsubj") is not None and (relative is None or relative.upos in ("PRON", "DET"))
    if verb.deprel.startswith("acl") and over.upos in ("NOUN", "NUM") and (by_others or whose):
        return over
    return None
