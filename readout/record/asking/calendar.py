"""Days as the record counts them (proleptic ordinals), put into weeks, months and years, here and by SQL."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import sqlalchemy as sa

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


def months(day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The number of a day's month, in whole numbers that every database reckons alike: see `month`.

    Howard Hinnant's `civil_from_days` (https://howardhinnant.github.io/date_algorithms.html), in which a year begins
    in March.
    """
    era, of_era = (day + 305) // 146097, (day + 305) % 146097
    of_cycle = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * of_cycle + of_cycle // 4 - of_cycle // 100)
    return (era * 400 + of_cycle) * 12 + (5 * of_year + 2) // 153 + 2


def month(day: int) -> int:
    """The number of a day's month: months since January of the year 0."""
    at = date.fromordinal(day)
    return at.year * 12 + at.month - 1
