"""Quarters and halves of a year: "the third quarter", "the year-ago period", "the first half of 1990"."""

from __future__ import annotations

from datetime import date

from readout.language.dates.reading import (
    Days,
    Place,
    Reading,
    Span,
    month_days,
    ordinal,
    year_days,
)
from readout.language.dates.words import words


def quarter_before(place: Place) -> Reading:
    """The quarter a year before the last one named, which there must be (`place.quarter`)."""
    assert place.quarter is not None
    year, number = place.quarter[0] - 1, place.quarter[1]
    return Reading("DATE", f"{year}-Q{number}", quarter_days(year, number), "the same quarter a year before")


def quarter_days(year: int, number: int) -> Days:
    """The days of a quarter of a calendar year."""
    return date(year, 3 * number - 2, 1), month_days(year, 3 * number)[1]


def year_ago(span: Span, place: Place) -> Reading | None:
    """Year-ago, the year-earlier quarter."""
    unit = words().units[span.word("UNIT") or ""]
    if unit != "Y" or place.today is None:
        return None
    if span.has("QUARTER") and place.quarter is None:
        place.quarter = last_quarter(place.today)
    if place.quarter:
        return quarter_before(place)
    return Reading("DATE", str(place.today.year - 1), year_days(place.today.year - 1), "the year before the report")


def last_quarter(day: date) -> tuple[int, int]:
    """The last quarter that had ended by a day, as year and number."""
    number = (day.month - 1) // 3
    return (day.year, number) if number else (day.year - 1, 4)


def quarter(span: Span, place: Place) -> Reading | None:
    """The third quarter; this year's fourth quarter; the 1988 period; the latest quarter."""
    day = place.today
    if span.has("UNIT") and (span.has("AGO") or span.has("EARLIER")):
        word = span.word("ORD")
        if word and day:
            number = ordinal(word)
            if not 1 <= number <= 4:
                return None
            year = _quarter_year(number, day, place) - 1
            return Reading("DATE", f"{year}-Q{number}", quarter_days(year, number), "a year before")
        return year_ago(span, place)
    year_named = span.year()
    if day is None and year_named is None:
        return None
    word = span.word("ORD")
    if year_named is None and span.has("UNIT") and day:
        year_named = day.year + (-1 if span.has("LAST") else 1 if span.has("NEXT") else 0)
    if word:
        number = ordinal(word)
        if not 1 <= number <= 4:
            return None
        year = year_named if year_named is not None else _quarter_year(number, day, place)  # type: ignore[arg-type]
    elif year_named is not None:
        if place.quarter is None:
            if span.has("PERIOD"):
                return Reading("DATE", f"{year_named}", year_days(year_named), "the year named")
            return Reading("DATE", f"{year_named}-QX", year_days(year_named), "the year named")
        year, number = year_named, place.quarter[1]
    else:
        assert day is not None
        year, number = _quarter_meant(span, day, place)
    if not span.has("PERIOD") and year_named is None and day is not None and (year, number) <= last_quarter(day):
        place.quarter = (year, number)
    return Reading("DATE", f"{year:04d}-Q{number}", quarter_days(year, number), "a quarter of the calendar year")


def _quarter_year(number: int, day: date, place: Place) -> int:
    own = (day.month - 1) // 3 + 1
    if place.direction() == "future" and number >= own:
        return day.year
    return day.year if number <= own else day.year - 1


def _quarter_meant(span: Span, day: date, place: Place) -> tuple[int, int]:
    own = (day.year, (day.month - 1) // 3 + 1)
    if span.has("NEXT"):
        return (own[0], own[1] + 1) if own[1] < 4 else (own[0] + 1, 1)
    if "current" in span.lower:
        return own
    if place.quarter and not span.has("LAST") and not span.has("LATEST"):
        return place.quarter
    return last_quarter(day)


def halfyear(span: Span, place: Place) -> Reading | None:
    """The first half of 1990; the last half of the year; first two quarters of 1990."""
    year = span.year()
    if year is None and span.has("UNIT") and span.word("UNIT") == "year" and place.today:
        year = place.today.year + (
            -1 if span.has("LAST") and span.classes.rfind("l") > 1 else 1 if span.has("NEXT") else 0
        )
    if year is None:
        return None
    word = span.word("ORD")
    number = ordinal(word) if word else (2 if span.has("LAST") else 1)
    if number not in (1, 2):
        return None
    days = (date(year, 1, 1), date(year, 6, 30)) if number == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Reading("DATE", f"{year}-H{number}", days, "half of the year", fixed=span.year() is not None)
