"""Dates as the record keeps them: Extended Date/Time Format (EDTF, ISO 8601-2:2019), compared by interval."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(
    r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX|\dX))?(T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?[~?%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_PARTS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}  # quarters and halves of a year
_TIMEX_PARTS = {21: "SP", 22: "SU", 23: "FA", 24: "WI", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2"}


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF value and the days it allows, as proleptic ordinals; None for an open end."""

    text: str
    first: int | None
    last: int | None

    def __str__(self) -> str:
        """The value as EDTF writes it."""
        return self.text

    @property
    def approximate(self) -> bool:
        """Whether the value is marked as approximate or uncertain."""
        return self.text[-1:] in "~?%" and self.text != ""

    @property
    def days(self) -> int | None:
        """How many days the value allows, None where an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    def overlaps(self, other: Edtf) -> bool:
        """Whether some day is allowed by both."""
        starts = [e for e in (self.first, other.first) if e is not None]
        ends = [e for e in (self.last, other.last) if e is not None]
        return not starts or not ends or max(starts) <= min(ends)


def parse(text: str) -> Edtf:
    """The EDTF value that `text` writes. Raises ValueError where it writes none.

    Covers years, months, days, times of day (kept in the text, read as their day), unspecified digits (`2023-11-XX`,
    `2023-12-1X`, `199X`), seasons (`2023-21`), quarters and halves (`2023-33`), the marks `~ ? %`, intervals and
    open intervals (`../2023`).
    """
    if "/" in text:
        left, _, right = text.partition("/")
        first = None if left in ("", "..") else parse(left).first
        last = None if right in ("", "..") else _single(right).last
        if first is not None and last is not None and first > last:
            raise ValueError(f"the interval {text!r} ends before it begins")
        return Edtf(text, first, last)
    return _single(text)


def _single(text: str) -> Edtf:
    match = _FORM.fullmatch(text) if text.isascii() else None
    if not match:
        raise ValueError(f"{text!r} is not a date in EDTF")
    year, month, day_, clock = match.groups()
    if clock and (day_ is None or "X" in day_):
        raise ValueError(f"{text!r} gives a time of no day")
    if "X" in year:
        if month is not None:
            raise ValueError(f"{text!r} leaves the year open but not the month")
        low, high = date(max(int(year.replace("X", "0")), 1), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    else:
        low, high = _bounds(int(year), month, day_)
    return Edtf(text, low.toordinal(), high.toordinal())


def day(value: date) -> Edtf:
    """One day."""
    return Edtf(value.isoformat(), value.toordinal(), value.toordinal())


def between(first: date, last: date) -> Edtf:
    """Some day from `first` to `last`; the shortest way to write it (a day, a month, a year, an interval)."""
    if first > last:
        raise ValueError(f"{first} lies after {last}")
    if first == last:
        return day(first)
    begins_month, ends_month = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if begins_month and ends_month and first.month == 1 and last.month == 12:
        return _joined(f"{first.year:04d}", f"{last.year:04d}", first, last)
    if begins_month and ends_month:
        return _joined(_month(first), _month(last), first, last)
    return _joined(first.isoformat(), last.isoformat(), first, last)


def _month(at: date) -> str:
    return f"{at.year:04d}-{at.month:02d}"


def _joined(left: str, right: str, first: date, last: date) -> Edtf:
    return Edtf(left if left == right else f"{left}/{right}", first.toordinal(), last.toordinal())


def common(one: Edtf, other: Edtf) -> Edtf | None:
    """The days that both allow; None where there are none. Open where both are open on that side."""
    if not one.overlaps(other):
        return None
    first = max((e for e in (one.first, other.first) if e is not None), default=None)
    last = min((e for e in (one.last, other.last) if e is not None), default=None)
    for value in (one, other):  # the one that lies within the other keeps its own words
        if (value.first, value.last) == (first, last):
            return value
    if first is None or last is None:
        left = ".." if first is None else date.fromordinal(first).isoformat()
        right = ".." if last is None else date.fromordinal(last).isoformat()
        return Edtf(f"{left}/{right}", first, last)
    return between(date.fromordinal(first), date.fromordinal(last))


def shift(value: Edtf, days: int) -> Edtf:
    """The value moved by so many days, forward or back; its mark stays. Raises OverflowError off the calendar."""
    first, last = (None if end is None else _moved(end, days) for end in (value.first, value.last))
    if first is not None and last is not None:
        moved = between(first, last)
        mark = value.text[-1] if value.approximate and "/" not in moved.text else ""
        return Edtf(moved.text + mark, moved.first, moved.last)
    left = ".." if first is None else first.isoformat()
    right = ".." if last is None else last.isoformat()
    return parse(f"{left}/{right}")


def _moved(ordinal: int, days: int) -> date:
    return date.fromordinal(ordinal) + timedelta(days=days)


def to_timex(value: Edtf) -> str | None:
    """The value as a TIMEX3 date; None for intervals, which TIMEX3 has no one value for."""
    plain = value.text.rstrip("~?%")
    if "/" in plain:
        return None
    parts = plain.split("-")
    if len(parts) == 2 and parts[1].isdigit() and int(parts[1]) in _TIMEX_PARTS:
        return f"{parts[0]}-{_TIMEX_PARTS[int(parts[1])]}"
    return plain.rstrip("X") if len(parts) == 1 else plain


def _bounds(year: int, month: str | None, day_: str | None) -> tuple[date, date]:
    if month is None or (month == "XX" and day_ in (None, "XX")):
        return date(year, 1, 1), date(year, 12, 31)
    if month == "XX":
        raise ValueError("a day of no month")
    number = int(month)
    if day_ is None and number in _PARTS:
        begin, end = _PARTS[number]
        return date(year, begin, 1), date(year, end, monthrange(year, end)[1])
    if day_ is None and number in _SEASONS:
        begin, end = _SEASONS[number]
        ends_in = year + (end < begin)
        return date(year, begin, 1), date(ends_in, end, monthrange(ends_in, end)[1])
    last = monthrange(year, number)[1] if 1 <= number <= 12 and year > 0 else 0
    if not last:
        raise ValueError(f"there is no month {number} in {year}")
    if day_ in (None, "XX"):
        return date(year, number, 1), date(year, number, last)
    assert day_ is not None
    if day_.endswith("X"):
        tens = int(day_[0]) * 10
        if tens > last:
            raise ValueError(f"there is no day {day_} in {year}-{number:02d}")
        return date(year, number, max(tens, 1)), date(year, number, min(tens + 9, last))
    return date(year, number, int(day_)), date(year, number, int(day_))
