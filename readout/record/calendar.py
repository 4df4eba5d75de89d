"""Days as the database counts them (proleptic ordinals), put into weeks, months and years by SQL."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}  # at most


def number(unit: Unit, day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The number of the day's week, month or year, in whole numbers that every database reckons alike.

    Months follow Howard Hinnant's `civil_from_days` (https://howardhinnant.github.io/date_algorithms.html), in which
    a year begins in March.
    """
    if unit == "day":
        return day
    if unit == "week":
        return (day - 1) // 7
    era, of_era = (day + 305) // 146097, (day + 305) % 146097
    of_cycle = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * of_cycle + of_cycle // 4 - of_cycle // 100)
    month = (era * 400 + of_cycle) * 12 + (5 * of_year + 2) // 153
    return month if unit == "month" else (month + 2) // 12


def span(unit: Unit, day: int) -> tuple[int, int]:
    """The first and last day of the week, month or year of a day: what `number` and `bounds` give, without SQL."""
    at = date.fromordinal(day)
    months = at.year * 12 + at.month - 3
    numbers = {"day": day, "week": (day - 1) // 7, "month": months, "year": at.year}
    return bounds(unit, numbers[unit])


def bounds(unit: Unit, numbered: int) -> tuple[int, int]:
    """The first and last day of the week, month or year that `number` numbers so."""
    if unit == "day":
        return numbered, numbered
    if unit == "week":
        return numbered * 7 + 1, numbered * 7 + 7
    first, step = (numbered + 2, 1) if unit == "month" else (numbered * 12, 12)
    return _month(first), _month(first + step) - 1


def _month(months: int) -> int:
    """The first day of the month so many months after January of the year 0."""
    year, month = divmod(months, 12)
    return date.max.toordinal() + 1 if year > 9999 else date(max(year, 1), month + 1, 1).toordinal()
