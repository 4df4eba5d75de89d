"""Dates as the record keeps them: Extended Date/Time Format (EDTF, ISO 8601-2:2019), compared by interval."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX|\dX))?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF value and the days it allows, as proleptic ordinals; None for an open end."""

    text: str
    first: int | None
    last: int | None

    def __str__(self) -> str:
        return self.text

    @property
    def approximate(self) -> bool:
        """Whether the value is marked as approximate or uncertain."""
        return self.text[-1:] in "~?%"

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

    Covers years, months, days, unspecified digits (`2023-11-XX`, `2023-12-1X`), seasons (`2023-21`), the marks
    `~ ? %`, intervals and open intervals (`../2023`).
    """
    if "/" in text:
        left, _, right = text.partition("/")
        first = None if left in ("", "..") else parse(left).first
        last = None if right in ("", "..") else parse(right).last
        if first is not None and last is not None and first > last:
            raise ValueError(f"the interval {text!r} ends before it begins")
        return Edtf(text, first, last)
    match = _FORM.fullmatch(text.rstrip("~?%").split("T")[0])
    if not match:
        raise ValueError(f"{text!r} is not a date in EDTF")
    year, month, day = match.groups()
    low, high = _bounds(int(year), month, day)
    return Edtf(text, low.toordinal(), high.toordinal())


def day(value: date) -> Edtf:
    """One day."""
    return Edtf(value.isoformat(), value.toordinal(), value.toordinal())


def between(first: date, last: date) -> Edtf:
    """Some day from `first` to `last`; the shortest way to write it (a day, a month, a year, an interval)."""
    if first == last:
        return day(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return parse(first.isoformat()[:7])
    if whole_months and first.year == last.year and (first.month, last.month) == (1, 12):
        return parse(first.isoformat()[:4])
    return parse(f"{first.isoformat()}/{last.isoformat()}")


def _bounds(year: int, month: str | None, day_: str | None) -> tuple[date, date]:
    if month in (None, "XX"):
        return date(year, 1, 1), date(year, 12, 31)
    number = int(month or 0)
    if number in _SEASONS and day_ is None:
        begin, end = _SEASONS[number]
        ends_in = year + (end < begin)
        return date(year, begin, 1), date(ends_in, end, monthrange(ends_in, end)[1])
    last = monthrange(year, number)[1] if 1 <= number <= 12 else 0
    if not last:
        raise ValueError(f"there is no month {number}")
    if day_ in (None, "XX"):
        return date(year, number, 1), date(year, number, last)
    assert day_ is not None
    if day_.endswith("X"):
        tens = int(day_[0]) * 10
        return date(year, number, max(tens, 1)), date(year, number, min(tens + 9, last))
    return date(year, number, int(day_)), date(year, number, int(day_))
