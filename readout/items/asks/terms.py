"""Asks told by the time that is given for them: "Norland gave the rebels a week to leave"."""

from __future__ import annotations

from collections.abc import Iterator

from readout.items.asks.doers import doer
from readout.items.asks.frames import does, is_infinitive
from readout.items.asks.grants import Trigger
from readout.items.asks.roles import actor, actors, other
from readout.items.clauses import mood
from readout.language.document import Document, Token
from readout.language.tree import child, children

_GIVING = frozenset(("give", "grant"))
_SPANS = frozenset(("minute", "hour", "day", "week", "month", "deadline", "ultimatum"))
_LEISURE = frozenset(
    ("live", "rest", "recover", "prepare", "play", "speak", "study", "think", "breathe", "enjoy", "spend")
)
_SURE = 0.6


def by_time_given(document: Document, verb: Token) -> Iterator[Trigger]:
    """What someone is given so many hours, or a deadline, to do."""
    if verb.lemma not in _GIVING or mood(document, verb).negated:
        return
    time = next((o for o in children(document, verb, "obj") if o.lemma in _SPANS and _measured(document, o)), None)
    wanted = (_own(document, time) or does(document, verb)) if time is not None else None
    if wanted is None or wanted.lemma in _LEISURE:
        return
    asker = actor(document, doer(document, verb)) if child(document, verb, "nsubj:pass") is None else None
    addressee = other(asker, actors(document, child(document, verb, "iobj"))) if asker is not None else None
    if asker is not None and addressee is not None:
        yield Trigger(verb, "demand", asker, addressee, wanted, "time", _SURE)


def _own(document: Document, time: Token) -> Token | None:
    """What the tree hangs on the time itself: "48 hours to leave"."""
    return next((c for c in children(document, time, "acl", "advcl") if is_infinitive(document, c)), None)


def _measured(document: Document, time: Token) -> bool:
    """Whether so much time is given and no more: "48 hours", "a week"."""
    counted = any(c.deprel == "nummod" or c.lemma == "a" for c in children(document, time, "nummod", "det"))
    return counted or time.lemma in ("deadline", "ultimatum")
