"""Signals of a report's time: each puts every day at a distance from something that the report names.

A clue rules days out; a signal only makes them more or less likely. How likely a report is at which distance was
counted (`lags.yaml`): how many days after the latest year it names, how far into the term of a person it names, how
many weeks after a day that it names without a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from readout.actors.registry import Person, load
from readout.language.document import TimeExpression
from readout.reports.dating.clue import EPOCH, HORIZON, Clue, Trust
from readout.reports.dating.landmarks import Mention
from readout.reports.dating.tense import tense
from readout.reports.dating.words import Landmark

Distances = npt.NDArray[np.int32]  # one for each day from EPOCH on
ALL_DAYS = np.arange(EPOCH, HORIZON, dtype=np.int32)
MOST_PERSONS = 60  # a report that names more is a list
OPEN_TERM = 8 * 365  # days after which a term without an end is taken to be over
_PRECISION = {4: "year", 7: "month", 10: "day"}
_SURE = (Trust.DATELINE, Trust.WEEKDAY_DATE, Trust.COPYRIGHT, Trust.LAST_MONTH, Trust.GAP, Trust.TIME_OF_YEAR)


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """What kind of thing is named, the distance of every day from it, and how to say so."""

    kind: str
    distances: Distances
    reason: str


def signals(
    text: str,
    times: Sequence[TimeExpression],
    body: Sequence[tuple[int, int]],
    events: Sequence[Mention],
    clues: Iterable[Clue],
) -> list[Signal]:
    """All signals of a report: its time expressions, the landmarks and persons it names, and its surer clues."""
    return [
        *_latest(text, times),
        *_without_year(text, times),
        *_landmarks(events),
        *islice(_persons(text, body), MOST_PERSONS),
        *_from_clues(clues),
    ]


def _latest(text: str, times: Sequence[TimeExpression]) -> Iterator[Signal]:
    """The latest time written out with its year that is not said to lie ahead, and the nearest that is."""
    behind: list[tuple[int, int, str]] = []
    ahead: list[tuple[int, int, str]] = []
    for time in times:
        words = " ".join(text[time.start : time.end].split())
        precision = len(time.value[:10])
        if time.when is None or time.when.first is None or precision not in _PRECISION or time.value[:4] not in words:
            continue
        future = tense(text, time.start, time.end) == "future"
        (ahead if future else behind).append((time.when.first, precision, words))
    if behind:
        first, precision, words = max(behind)
        yield Signal(f"latest {_PRECISION[precision]}", ALL_DAYS - first, f"{words} is the latest time it names")
    if ahead:
        first, precision, words = min(ahead)
        yield Signal(f"coming {_PRECISION[precision]}", ALL_DAYS - first, f"{words} is still to come")


@cache
def _calendar() -> tuple[Distances, Distances]:
    """The day of the year (29 February is 1 March) and the month of every day."""
    days = [date.fromordinal(int(n)) for n in ALL_DAYS]
    of_year = [d.replace(year=2001, day=min(d.day, 28)).timetuple().tm_yday + max(d.day - 28, 0) for d in days]
    return np.array(of_year, dtype=np.int32), np.array([d.month for d in days], dtype=np.int32)


_WITHOUT_YEAR = re.compile(r"XXXX-(\d\d)(?:-(\d\d).*)?")
_TOLD = {"past": "is past", "future": "is still to come", None: "is named without its year"}


def _without_year(text: str, times: Sequence[TimeExpression]) -> Iterator[Signal]:
    """Days and months named without their year, each once."""
    seen: set[str] = set()
    of_year, months = _calendar()
    for time in times:
        match = _WITHOUT_YEAR.fullmatch(time.value)
        words = " ".join(text[time.start : time.end].split())
        if not match or "year" in words or time.value[:10] in seen:
            continue
        seen.add(time.value[:10])
        way = tense(text, time.start, time.end)
        reason = f"{words} {_TOLD[way]}"
        if match[2]:
            named = date(2001, int(match[1]), min(int(match[2]), 28)).timetuple().tm_yday
            yield Signal(f"{way or 'some'} day of the year", (of_year - named) % 365, reason)
        else:
            yield Signal(f"{way or 'some'} month of the year", (months - int(match[1])) % 12, reason)


def _landmarks(events: Sequence[Mention]) -> Iterator[Signal]:
    for known in dict.fromkeys(m.of for m in events):
        if isinstance(known, Landmark):
            reason = f"{known.name} ({known.date.isoformat()}) is past"
            yield Signal("landmark", ALL_DAYS - known.date.toordinal(), reason)
        else:
            until = known.until.toordinal() if known.until else HORIZON
            years = f"{known.begin.year}-{known.until.year}" if known.until else f"from {known.begin.year} on"
            yield Signal("era", _outside(((known.begin.toordinal(), until),)), f"it names {known.name} ({years})")


_NAME = re.compile(r"\b[A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’.-]*|bin|al|de|da|von|van|el|ben|ul|der))+")
_FORMER = re.compile(
    r"(?i)\b(?:former|ex|late|then|one-time|onetime|ousted|deposed|predecessor)[ ,-]+(?:[\w.'’-]+ ){0,5}$"
)
_LONGEST = 4  # words of a name


def _persons(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Signal]:
    """Persons of the registry named in full: a report mostly falls into their terms, after them where "former"."""
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for begin, end in body:
        for match in _NAME.finditer(text, begin, end):
            words = match[0].split()
            for first in range(len(words) - 1):
                found = next(_known(words[first : first + _LONGEST]), None)
                if found is None:
                    continue
                name, people = found
                before = text[max(begin, match.start() - 60) : match.start()] + " ".join(words[:first]) + " "
                former = bool(_FORMER.search(before))
                key = (tuple(p.key for p in people), former)
                terms = [(t.first or EPOCH, _end(t.first, t.last)) for p in people for t in p.terms]
                if key not in seen and terms:
                    seen.add(key)
                    reason = f"it names {name} (in office {_years(people)})"
                    yield Signal("former person" if former else "person", _outside(terms), reason)


def _known(words: Sequence[str]) -> Iterator[tuple[str, Sequence[Person]]]:
    """The longest name of two words and more that the words begin with."""
    for length in range(len(words), 1, -1):
        name = " ".join(words[:length]).rstrip(".,").removesuffix("'s").removesuffix("’s")
        if " " in name and (people := load().people(name)):
            yield name, people


def _end(first: int | None, last: int | None) -> int:
    return last if last is not None else (first + OPEN_TERM if first is not None else HORIZON)


def _years(people: Sequence[Person]) -> str:
    """The years in office, one stretch where terms follow each other."""
    stretches: list[tuple[int, int]] = []
    for first, last in sorted((_year(t.first, 0), _year(t.last, 9999)) for p in people for t in p.terms):
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(last, stretches[-1][1])
        else:
            stretches.append((first, last))
    return ", ".join(f"{a or ''}-{b if b < 9999 else ''}" if a != b else f"{a}" for a, b in stretches[:3])


def _year(day: int | None, unknown: int) -> int:
    return date.fromordinal(day).year if day is not None else unknown


def _outside(terms: Iterable[tuple[int, int]]) -> Distances:
    """How many days after (below nought: before) the nearest term; nought within one."""
    best = np.full(len(ALL_DAYS), HORIZON, dtype=np.int32)
    for first, last in terms:
        off = np.where(last < ALL_DAYS, ALL_DAYS - last, np.minimum(ALL_DAYS - first, 0))
        best = np.where(np.abs(off) < np.abs(best), off, best)
    return best.astype(np.int32)


def _from_clues(clues: Iterable[Clue]) -> Iterator[Signal]:
    for clue in clues:
        if clue.trust == Trust.OFFICE:
            yield Signal("office", _outside(clue.windows), clue.reason)
        elif clue.trust in _SURE:
            yield Signal("sure", _outside(clue.windows), clue.reason)
