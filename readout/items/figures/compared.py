"""Numbers told beside a figure, of the same measure: at another time ("up from 60 in May"), or in another place
("3 million refugees in Norland, 1 million in Sudland")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readout.items.figures.counts import Count
from readout.items.figures.events import Told
from readout.items.figures.telling import place_behind, place_of, who_of
from readout.items.figures.words import words
from readout.language.document import Document, TimeExpression, Token
from readout.language.tree import subtree

_ABOUT = r"(?:(?:just|only|about|some|around|nearly|almost|roughly|over|more than|another|a) )*"
_COMPARED = re.compile(rf"\b(?:compared (?:with|to)|(?:up|down) from|against) {_ABOUT}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom {_ABOUT}$", re.IGNORECASE)  # "rose to 87 from 60"
_FURTHER = re.compile(rf"^,?;?\s*(?:and\s)?{_ABOUT}$", re.IGNORECASE)
_WITH = frozenset(("case", "cc", "punct", "fixed", "advmod"))
_BEFORE = 40  # characters before a number in which the words that compare it stand
_TIME = 30  # characters behind a number in which its own time begins


def compared(document: Document, told: Sequence[Told], counted: Sequence[Count]) -> list[Told]:
    """`told` with the bare numbers of `counted` that stand beside one of them, each with its own time or place.

    A time behind a number that is compared is that number's, and no longer the figure's own.
    """
    measured = {t.count.number.index for t in told if t.count.explicit}
    found: list[Told] = []
    for one in told:
        beside = list(_beside(document, one, [c for c in counted if c.number.index not in measured]))
        measured |= {t.count.number.index for t in beside}
        if one.time is not None and any(t.time is one.time for t in beside):
            one = replace(one, time=None, when=None)
        found += (one, *beside)
    return found


def _beside(document: Document, one: Told, bare: Sequence[Count]) -> Iterator[Told]:
    """Those of the bare numbers that go on with one figure, in text order."""
    sentence, end = one.count.head.sentence, max(one.count.head.end, one.count.number.end)
    place = place_of(document, one.count, one.measured)
    placed = place.end if place is not None else None
    timed = False
    for count in bare:
        number, start = count.number, _start(document, count.number)
        if number.sentence != sentence or start < end or not count.explicit or _names_another(count):
            continue
        before = document.text[max(end, start - _BEFORE) : start]
        toll = one.measured.trigger.lemma in words().by_toll and _FROM.search(before) is not None
        if _COMPARED.search(before) or toll or (timed and _FURTHER.match(document.text[end:start])):
            time = _time_behind(document, count)
            timed, placed = True, None
            end = time.end if time is not None else number.end
            who = who_of(document, one.count, one.measured)
            yield Told(count, one.measured, time.when if time else None, time, who)
        elif placed is not None and _FURTHER.match(document.text[placed:start]):
            other = place_behind(document, number)
            if other is None:
                return
            end = placed = other.end
            yield Told(count, one.measured, one.when, None, f"{_without_place(document, one)} {other.text}")


def _start(document: Document, number: Token) -> int:
    """Where the words of a number begin: "half a million"."""
    parts = [t for t in subtree(document, number) if t.index <= number.index and t.deprel not in _WITH]
    return min((t.start for t in parts), default=number.start)


def _names_another(count: Count) -> bool:
    """Whether the number counts a noun of its own."""
    return count.head is not count.number and count.head.upos in ("NOUN", "PROPN") and count.head.lemma != "person"


def _time_behind(document: Document, count: Count) -> TimeExpression | None:
    last = max(count.number.end, count.head.end)
    for time in document.times:
        if last <= time.start <= last + _TIME and time.when is not None:
            between = document.text[last : time.start]
            return None if any(mark in between for mark in ",;.") else time
    return None


def _without_place(document: Document, one: Told) -> str:
    who, place = who_of(document, one.count, one.measured), place_of(document, one.count, one.measured)
    return who.removesuffix(place.text).rstrip() if place is not None else who
