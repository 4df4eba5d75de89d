"""Clues from the dates a report names: written out, without their year, weekdays, and gaps between events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from readout.language.dates import tag
from readout.language.dates.reading import Direction
from readout.language.document import TimeExpression
from readout.reports.dating.clue import EPOCH, HORIZON, Clue, Trust, occurrences
from readout.reports.dating.tense import tense

DENSE = 3  # weekdays named: the report names days by weekday where it can
CLOSE = 60  # days within which a date is given with its weekday
RECENT = 300  # days within which a past day without its year is taken to lie
AHEAD = 250  # and within which a coming one is


def copyright_lines(text: str) -> Iterator[Clue]:
    """The year of a copyright line is the year of publication, as far as nothing better says otherwise."""
    for match in re.finditer(
        r"(?i)(?:©|\(c\)|copyright)[^\n]{0,20}?\b(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)\b", text
    ):
        year = int(match[1])
        windows = ((date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()),)
        yield Clue(Trust.COPYRIGHT, f"its copyright line names {year}", windows)


def full_dates(text: str, times: Sequence[TimeExpression]) -> Iterator[Clue]:
    """A day, month or year written out: publication after it where it is past, before it where it is planned."""
    latest = max((t.when.first or 0 for t in times if t.when is not None and t.value[:4].isdigit()), default=0)
    for time in times:
        if time.when is None or time.when.first is None or time.when.last is None or not time.value[:4].isdigit():
            continue
        words = " ".join(text[time.start : time.end].split())
        if time.value[:4] not in words:
            continue  # counted from a day named before
        way = tense(text, time.start, time.end)
        if len(time.value) < 7:
            way = _year_way(text, time, way)
        if way == "future" and len(time.value) >= 10:
            if time.when.last >= latest:
                yield Clue(Trust.PLANNED, f"{words} is still to come", ((EPOCH, time.when.last),))
        elif way == "past" or (way is None and len(time.value) >= 10):
            yield Clue(
                Trust.FULL_DATE if len(time.value) >= 7 else Trust.YEAR,
                f"{words} is past",
                ((time.when.first, HORIZON - 1),),
            )


_YEAR_PAST = re.compile(r"(?i)\b(?:in|since|during|of)\s+(?:early |late |mid-?)?$")
_YEAR_AHEAD = re.compile(r"(?i)\b(?:by|until|for|before)\s+(?:the end of |early |late |mid-?)?$")


def _year_way(text: str, time: TimeExpression, way: Direction | None) -> Direction | None:
    """A year tells little: it counts as past only after "in" or "since", as coming only after "by"."""
    before = text[max(0, time.start - 24) : time.start]
    if way == "past" and len(time.value) == 4 and _YEAR_PAST.search(before):
        return "past"
    return "future" if way == "future" and _YEAR_AHEAD.search(before) else None


_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def days_without_year(
    text: str, times: Iterable[TimeExpression], famous: Iterable[tuple[int, int]] = ()
) -> Iterator[Clue]:
    """A month and day: of the last months where past, of the next where to come. A famous day stays so for years."""
    dense = sum(bool(_WEEKDAY.match(t.value)) for t in times) >= DENSE
    for time in times:
        match = _DAY.match(time.value)
        words = " ".join(text[time.start : time.end].split())
        if not match or "year" in words or (int(match[1]), int(match[2])) in famous:
            continue
        weekday = next((i for i, name in enumerate(_NAMES) if name in words.lower()), None)
        days = occurrences(int(match[1]), int(match[2]), weekday)
        way = tense(text, time.start, time.end)
        if weekday is not None:
            yield Clue(Trust.WEEKDAY_DATE, f"{words} fell on that weekday", tuple((d - CLOSE, d + CLOSE) for d in days))
        if way == "future":
            yield Clue(Trust.COMING_DAY, f"{words} is still to come", tuple((d - AHEAD, d) for d in days))
        elif way == "past":
            yield Clue(Trust.PAST_DAY, f"{words} is past", tuple((d, d + RECENT) for d in days))
            if dense and weekday is None:
                windows = tuple((d + 6, d + RECENT) for d in days)
                yield Clue(Trust.WEEK_BACK, f"{words} is a week back, as nearer days are named by weekday", windows)


_MONTH = re.compile(r"XXXX-(\d\d)")


def months_without_year(text: str, times: Iterable[TimeExpression]) -> Iterator[Clue]:
    """A month by itself: of the last year where past, of the next where to come."""
    for time in times:
        match = _MONTH.fullmatch(time.value)
        words = " ".join(text[time.start : time.end].split())
        if not match or "year" in words:
            continue
        first, last = _edges(words, int(match[1]))
        way = tense(text, time.start, time.end)
        if way == "future":
            windows = tuple((d - AHEAD, d + last) for d in occurrences(int(match[1]), 1))
            yield Clue(Trust.COMING_MONTH, f"{words} is still to come", windows)
        elif way == "past":
            windows = tuple((d + first, d + 330) for d in occurrences(int(match[1]), 1))
            yield Clue(Trust.PAST_MONTH, f"{words} is past", windows)


def _edges(words: str, month: int) -> tuple[int, int]:
    """The first and last day of the part of the month that is named, counted from its first day."""
    lower = words.lower()
    if lower.startswith(("early", "the beginning", "the start")):
        return 0, 9
    if lower.startswith("mid"):
        return 10, 19
    return (20, 30) if lower.startswith(("late", "the end")) else (0, 30)


_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
LEAD = 500  # characters of the body that make its lead


def weekdays(text: str, times: Iterable[TimeExpression], body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """The lead's weekday is the report's or the one before; else the latest of the weekdays that it names as past."""
    opening = next((b for b, e in body if e - b > 120), body[0][0])
    past: list[int] = []
    lead: int | None = None
    for time in times:
        match = _WEEKDAY.match(time.value)
        if not match or re.search(r"(?i)\b(?:last|next|every)\b", text[time.start : time.end]):
            continue
        number = int(match[1]) - 1
        if tense(text, time.start, time.end) == "future":
            continue
        past.append(number)
        if lead is None and time.start < opening + LEAD:
            lead = number
    if not past:
        return
    latest = lead if lead is not None else _latest(set(past))
    reach = 1 if lead is not None else 3
    name = _NAMES[latest].capitalize()
    reason = f"its news is of {name}" if lead is not None else f"{name} is the last weekday it looks back on"
    yield Clue(Trust.WEEKDAY, reason, weekdays=frozenset((latest + i) % 7 for i in range(reach + 1)))


def _latest(weekdays: set[int]) -> int:
    """The day of the week before the widest gap, going round."""
    ordered = sorted(weekdays)
    gaps = [((ordered[(i + 1) % len(ordered)] - d - 1) % 7, d) for i, d in enumerate(ordered)]
    return max(gaps)[1]


_LAST_TIME = re.compile(
    r"(?i)\b(?:last|previous|latest)\b[^.\n]{0,80}\b(?:was|were|took place|came|spoke|met|held)\b[^.\n]{0,20}$"
)
_FIRST_IN = re.compile(
    r"(?i)\bfirst\b[^.\n]{0,60}\b(?:in|for)\s+(?P<more>more than|over|nearly|almost|about)?\s*"
    r"(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?P<unit>day|week|month|year)s?\b"
)
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}


def gaps(text: str, times: Iterable[TimeExpression]) -> Iterator[Clue]:
    """ "The first in more than a month", where the last is dated: the report is that much later."""
    first = max(_FIRST_IN.finditer(text), key=lambda m: bool(m["more"]), default=None)
    if first is None:
        return
    count = _COUNTS.get(first["n"].lower()) or int(first["n"])
    length = count * _LENGTHS[first["unit"].lower()]
    above = first["more"] is not None and first["more"].lower() in ("more than", "over")
    early, late = (0.98, 1.35) if above else (0.85, 1.2)
    for time in times:
        match = _DAY.match(time.value)
        if match and _LAST_TIME.search(text[max(0, time.start - 120) : time.start]):
            words = " ".join(text[time.start : time.end].split())
            windows = tuple(
                (d + int(early * length), d + int(late * length)) for d in occurrences(int(match[1]), int(match[2]))
            )
            yield Clue(Trust.GAP, f'it is "{" ".join(first[0].split())}" and the last was on {words}', windows)


def dateline_day(dateline: str) -> Iterator[Clue]:
    """The day of a dateline that leaves the year open."""
    for time in tag(dateline, None):
        if match := _DAY.match(time.value):
            days = occurrences(int(match[1]), int(match[2]))
            yield Clue(Trust.DATELINE, f"its dateline says {dateline}", tuple((d, d + 1) for d in days), binds=True)
