"""Days read from the report's date, or from a date named before: weekdays, "yesterday", "two days ago"."""

from __future__ import annotations

from datetime import date

from readout.language.dates.quarters import quarter_before
from readout.language.dates.reading import (
    Days,
    Place,
    Reading,
    Span,
    add_days,
    add_months,
    month_days,
    week_days,
    week_value,
    year_days,
)
from readout.language.dates.spans import amount, duration_value
from readout.language.dates.words import words


def weekday(span: Span, place: Place) -> Reading | None:
    """Monday; last Friday; Tuesday night; Wednesday next week."""
    word = span.word("WEEKDAY") or ""
    number = words().sheet.weekdays[word]
    part = span.word("PART")
    suffix = f"T{words().sheet.parts_of_day[part]}" if part else ""
    if part and part.endswith("s"):
        return Reading("SET", f"XXXX-WXX-{number}{suffix}", None, "every week")
    if place.today is None:
        return Reading("DATE", f"XXXX-WXX-{number}{suffix}", None, "the report's date is not known")
    day, why = _weekday(number, span, place)
    return Reading("TIME" if suffix else "DATE", day.isoformat() + suffix, (day, day), why)


def _weekday(number: int, span: Span, place: Place) -> tuple[date, str]:
    today = place.today
    assert today is not None
    back = (today.isoweekday() - number) % 7
    if span.has("UNIT") and span.word("UNIT") == "week":
        weeks = -1 if span.has("LAST") else 1 if span.has("NEXT") else 0
        return add_days(week_days(today)[0], 7 * weeks + number - 1), "the week named"
    if span.has("FOLLOWING") and place.mention:
        start = place.mention[1]
        return add_days(start, (number - start.isoweekday() - 1) % 7 + 1), "the next such day after the one before"
    if span.has("PAST") and place.mention and not span.has("THIS"):
        start = place.mention[0]
        return add_days(start, -((start.isoweekday() - number - 1) % 7 + 1)), "the last such day before the one named"
    if span.has("LAST"):
        return add_days(today, -(back or 7)), "the last one before the report"
    ahead = (number - today.isoweekday()) % 7
    if span.has("NEXT") or "coming" in span.lower:
        return add_days(today, ahead or 7), "the next one after the report"
    if back == 0:
        return today, "the report's own day"
    if place.direction() == "future":
        return add_days(today, ahead), "the next one, as the sentence looks ahead"
    return add_days(today, -back), "the last one up to the report"


def weekday_set(span: Span, place: Place) -> Reading | None:
    """Every Thursday; Mondays."""
    word = (span.word("WEEKDAY", "WEEKDAYS") or "").removesuffix("s")
    part = span.word("PART")
    suffix = f"T{words().sheet.parts_of_day[part]}" if part else ""
    return Reading("SET", f"XXXX-WXX-{words().sheet.weekdays[word]}{suffix}", None, "every week")


def today(span: Span, place: Place) -> Reading | None:
    """Today; late yesterday; tonight; this morning; last night."""
    part = span.word("PART")
    word = span.word("TODAY")
    suffix = f"T{words().sheet.parts_of_day[part]}" if part else ""
    if word in ("tonight", "overnight"):
        suffix = "TNI"
    shift = words().sheet.days_relative[word] if word else 0
    if not word and span.has("LAST"):
        if part not in ("night", "evening"):
            return None
        shift = -1
    kind = "TIME" if suffix and word not in ("tonight",) else "DATE"
    if place.today is None:
        return Reading(kind, "XXXX-XX-XX" + suffix, None, "the report's date is not known")  # type: ignore[arg-type]
    day = add_days(place.today, shift)
    first = add_days(day, -1) if word == "overnight" else day
    return Reading(kind, day.isoformat() + suffix, (first, day), "from the report's date")  # type: ignore[arg-type]


_STEP = {"W": 7, "2W": 14, "D": 1}


def ago(span: Span, place: Place) -> Reading | None:
    """Two years ago; a week earlier; three days later; a year before."""
    unit = words().units[span.word("UNIT", "UNITS") or ""]
    count = amount(span)
    back = -1 if (span.has("AGO") or span.has("EARLIER") or span.has("BEFORE")) else 1
    if count is None:
        if span.has("AGO"):
            return Reading("DATE", "PAST_REF", None, "no number")
        return Reading("DURATION", f"PX{unit.lstrip('T')}", None, "no number")
    anchored = not span.has("AGO")
    if anchored:
        base, why = _anchor(place), "from the day named before"
    else:
        base, why = ((place.today, place.today) if place.today else None), "counted back from the report's date"
    if span.has("UNIT") and count == 1 and unit == "Y" and back == -1 and place.quarter:
        return quarter_before(place)
    if unit.startswith("T"):
        if base is None or anchored:
            return Reading("DURATION", f"P{unit[0]}{count:g}{unit[1]}", None, "a length of time")
        return Reading("TIME", f"P{unit[0]}{count:g}{unit[1]}", base, "within the report's day")
    if base is None:
        if place.today is None or not anchored:
            return Reading("DURATION", f"P{count:g}{unit.removeprefix('2')}", None, "nothing to count from")
        if unit != "Y" or back == 1:
            return Reading("DURATION", duration_value(count, unit), None, "nothing named to count from")
        reading = _shifted(place.today, -count, unit, "")
        return None if reading is None else Reading("DATE", reading.value, None, "nothing named to count from")
    return _shifted(base[0], back * count, unit, why)


def _anchor(place: Place) -> Days | None:
    if place.mention and (place.mention[1] - place.mention[0]).days <= 1:
        return place.mention
    return None


def _shifted(base: date, count: float, unit: str, why: str) -> Reading | None:
    """`base` moved by so many units, no finer than the unit lets one say."""
    whole = int(count)
    if abs(count) > 5000:
        return None
    if unit in _STEP:
        day = add_days(base, round(count * _STEP[unit]))
        if unit == "D":
            return Reading("DATE", day.isoformat(), (day, day), why)
        return Reading("DATE", week_value(day), (day, day), why, approximate=True)
    if unit == "M":
        day = add_months(base, whole)
        return Reading("DATE", f"{day:%Y-%m}", month_days(day.year, day.month), why)
    years = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit] * whole
    if not 1 < base.year + years < 9999:
        return None
    year = base.year + years
    days = month_days(year, base.month) if years in (-1, 1) else year_days(year)
    return Reading("DATE", f"{year:04d}", days, why)
