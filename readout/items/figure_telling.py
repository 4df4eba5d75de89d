"""Of whom a figure speaks, as of when, and who says so."""

from __future__ import annotations

from readout.items.figure_counts import Count
from readout.items.figure_measures import Measured
from readout.items.occasions import when_of
from readout.language.document import Document, TimeExpression, Token
from readout.language.tree import children, subtree

_PLACE_CASES = frozenset(("in", "at", "near", "from", "across", "inside", "outside", "around", "on", "of"))
_LEFT = frozenset(("amod", "compound", "nmod", "nmod:poss", "det", "flat", "nmod:desc"))


def who_of(document: Document, count: Count, measure: Measured) -> str | None:
    """Those counted, in the report's words: the noun with what stands before it, and the place they are in."""
    noun = count.head if count.head is not count.number else _whole(document, count)
    if noun is None:
        noun = measure.trigger
        phrase = "people"
    else:
        phrase = _noun_phrase(document, noun, count)
    place = _place(document, noun) or _place(document, measure.trigger)
    return f"{phrase} {place}" if place else phrase


def _whole(document: Document, count: Count) -> Token | None:
    """What a number by itself is some of: "one of the guards"."""
    return next((c for c in children(document, count.head, "nmod")), None)


def _noun_phrase(document: Document, noun: Token, count: Count) -> str:
    left = noun.index
    numbers = {count.number.index}
    for part in children(document, noun):
        if part.index >= noun.index or part.deprel not in _LEFT or part.index in numbers or part.upos in ("NUM", "DET"):
            continue
        first = min(t.index for t in subtree(document, part))
        if first > count.number.index or count.number.index > noun.index:
            left = min(left, first)
    first, last = document.tokens[left], noun
    return " ".join(document.text[first.start : last.end].split())


def _place(document: Document, token: Token) -> str | None:
    """The place named right behind, with its preposition: "in Gaza"."""
    for part in children(document, token, "nmod", "obl"):
        case = next((c for c in children(document, part, "case")), None)
        if case is None or case.lemma not in _PLACE_CASES or part.index < token.index or part.upos != "PROPN":
            continue
        if part.lemma in _CALENDAR or any(n.label == "place" and n.first <= part.index < n.last for n in _near(document, part)):
            if part.lemma in _CALENDAR:
                continue
            first = min(t.index for t in subtree(document, part) if t.index >= case.index)
            last = max(t.index for t in subtree(document, part) if t.index <= part.index)
            return " ".join(document.text[document.tokens[first].start : document.tokens[last].end].split())
    return None


_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December".split()
)


def _near(document: Document, token: Token) -> list:  # type: ignore[type-arg]
    return [n for n in document.names if n.first <= token.index < n.last]


def time_of(document: Document, count: Count, measure: Measured) -> TimeExpression | None:
    """The expression that dates what was counted, None where its sentence holds none."""
    return when_of(document, measure.trigger) or when_of(document, count.head)


def runs_on(document: Document, time: TimeExpression) -> bool:
    """Whether a time is only the start of the span counted: "since March", "so far this year"."""
    before = document.text[max(0, time.start - 24) : time.start].lower()
    return "since" in before.split()[-3:] or before.rstrip().endswith(("since", "so far", "since then"))
