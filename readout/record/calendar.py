"""Days as the record counts them (proleptic ordinals), put into weeks, months and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}  # at most


@lru_cache(maxsize=16384)
def span(unit: Unit, day: int) -> tuple[int, int]:
    """The first and last day of the day's week (Monday to Sunday), month or year."""
    if unit == "day":
        return day, day
    if unit == "week":
        first = (day - 1) // 7 * 7 + 1
        return first, first + 6
    at = date.fromordinal(day)
    if unit == "year":
        return date(at.year, 1, 1).toordinal(), date(at.year, 12, 31).toordinal()
    first = day - at.day + 1
    return first, first + monthrange(at.year, at.month)[1] - 1
