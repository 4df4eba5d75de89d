"""Seasons and holidays: "last fall", "the summer of 1994", "the day after Christmas"."""

from __future__ import annotations

from datetime import date

from readout.language.dates.reading import (
    Days,
    Place,
    Reading,
    Span,
    add_days,
    edge,
    month_days,
    part_of,
)
from readout.language.dates.words import words


def season(span: Span, place: Place) -> Reading | None:
    """Last fall; the summer of 1994; this spring."""
    code = words().sheet.seasons[span.word("SEASON") or ""]
    year_ = span.year()
    fixed = year_ is not None
    if year_ is None:
        if place.today is None:
            return Reading("DATE", f"XXXX-{code}", None, "no year")
        year_ = _year_of_season(code, span, place)
    return Reading(
        "DATE", f"{year_:04d}-{code}", part_of(season_days(year_, code), edge(span)), "the season", fixed=fixed
    )


def season_days(year_: int, code: str) -> Days:
    """The three months of a season; a winter begins in the year it is named by."""
    begin = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    first = date(year_, begin, 1)
    return first, month_days(year_ + (begin == 12), (begin + 1) % 12 + 1)[1]


def _year_of_season(code: str, span: Span, place: Place) -> int:
    today = place.today
    assert today is not None
    if span.has("UNIT"):
        return today.year - span.has("LAST")
    own = today.year
    first, last = season_days(own, code)
    if code == "WI" and today.month <= 2:
        own, first, last = own - 1, *season_days(own - 1, code)
    if span.has("LAST") or span.has("PAST"):
        return own if last < today or (first < add_days(today, -75)) else own - 1
    if span.has("NEXT"):
        return own if first > today else own + 1
    if first <= today <= last or span.has("THIS"):
        return own
    if place.direction() == "future":
        return own if first > today else own + 1
    return own if last < today else own - 1


def holiday(span: Span, place: Place) -> Reading | None:
    """Christmas Day; the day after Christmas; Thanksgiving; New Year's Eve."""
    year_ = span.year()
    if year_ is None and place.today is None:
        return None
    name = span.word("HOLIDAY", "OFDAY") or ("new year" if span.has("NEW") else "")
    shift = 0
    if span.has("AFTER") or span.has("BEFORE"):
        if span.word("UNIT") != "day":
            return None
        shift = 1 if span.has("AFTER") else -1
    elif span.has("EVE"):
        shift = -1
    elif span.has("UNIT") and "day" not in span.lower and not (name == "new year" and "year" in span.lower):
        return None  # "Easter week"
    if name == "new year" and not ("day" in span.lower or span.has("EVE")):
        return None
    if year_ is not None:
        day = holiday_on(name, year_)
    else:
        day = _nearest_holiday(name, span, place)
    if day is None:
        return None
    day = add_days(day, shift)
    return Reading(
        "DATE", day.isoformat(), (day, day), f"the holiday ({name}) nearest to the report", fixed=year_ is not None
    )


def _nearest_holiday(name: str, span: Span, place: Place) -> date | None:
    today = place.today
    assert today is not None
    found = [d for y in (today.year - 1, today.year, today.year + 1) if (d := holiday_on(name, y))]
    if not found:
        return None
    if span.has("LAST"):
        return max((d for d in found if d < today), default=None)
    if span.has("NEXT"):
        return min((d for d in found if d > today), default=None)
    return min(found, key=lambda d: abs((d - today).days))


def holiday_on(name: str, year_: int) -> date | None:
    """The day of a holiday in a year."""
    sheet = words().sheet
    if name == "new year":
        return date(year_, 1, 1)
    if name == "easter":
        return _easter(year_)
    if fixed := sheet.single_day_holidays.get(name) or sheet.day_holidays.get(name):
        return date(year_, *fixed)
    if name not in sheet.floating_holidays:
        return None
    month_, weekday, which = sheet.floating_holidays[name]
    first, last = month_days(year_, month_)
    if which == -1:
        return add_days(last, -((last.isoweekday() - weekday) % 7))
    if which == 0:  # the Tuesday after the first Monday
        return add_days(first, (1 - first.isoweekday()) % 7 + 1)
    return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _easter(year_: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year_, f // 31, f % 31 + 1)
