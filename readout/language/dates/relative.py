"""Expressions read from the report's date, or from a date named before: weekdays, "last week", "two days ago"."""

from __future__ import annotations

from datetime import date

from readout.language.dates.reading import (
    Days,
    Place,
    Reading,
    Span,
    add_days,
    add_months,
    edge,
    month_days,
    ordinal,
    part_of,
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
        return _quarter_before(place)
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


def _quarter_before(place: Place) -> Reading:
    assert place.quarter is not None
    year, number = place.quarter[0] - 1, place.quarter[1]
    return Reading("DATE", f"{year}-Q{number}", quarter_days(year, number), "the same quarter a year before")


def quarter_days(year: int, number: int) -> Days:
    """The days of a quarter of a calendar year."""
    return date(year, 3 * number - 2, 1), month_days(year, 3 * number)[1]


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


def year_ago(span: Span, place: Place) -> Reading | None:
    """Year-ago, the year-earlier quarter."""
    unit = words().units[span.word("UNIT") or ""]
    if unit != "Y" or place.today is None:
        return None
    if span.has("QUARTER") and place.quarter is None:
        place.quarter = last_quarter(place.today)
    if place.quarter:
        return _quarter_before(place)
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


def unit(span: Span, place: Place) -> Reading | None:
    """Last week; earlier this month; next year; the following year; the weekend; that day."""
    word = span.word("UNIT", "WEEKEND") or ""
    letter = "WE" if word == "weekend" else words().units[word]
    if letter in ("TS", "TM", "TH") or span.texts[-1].istitle():
        return None
    if letter == "D" and span.has("IN"):
        return None
    if "present" in span.lower or "recent" in span.lower or "future" in span.lower:
        return None
    plain_the = span.lower[0] == "the" and not any(
        span.has(n) for n in ("THIS", "LAST", "PAST", "NEXT", "FOLLOWING", "ADJ", "SAME", "LATEST", "THAT")
    )
    if plain_the and not (span.has("LATER") or span.has("EARLIER") or span.has("EARLY")):
        return _plain(span, letter, place)
    if letter in ("E", "C", "L", "2W"):
        return _long(span, letter, place)
    anchored = (
        span.has("FOLLOWING")
        or span.has("THAT")
        or span.has("SAME")
        or (span.has("THE") and span.has("NEXT"))
        or (span.has("PAST") and "past" not in span.lower)
    )
    base = place.today
    why = "from the report's date"
    if anchored:
        if place.mention is None:
            base = None
        else:
            base, why = place.mention[1 if not span.has("PAST") else 0], "from the time named before"
    if base is None:
        value = f"XXXX-{'WXX' if letter in ('W', 'WE') else 'XX'}" if letter != "Y" else "XXXX"
        return Reading("DATE", "XXXX-XX-XX" if letter == "D" else value, None, "nothing to count from")
    step = (
        -1
        if span.has("LAST") or span.has("PAST")
        else 1
        if (span.has("NEXT") or span.has("FOLLOWING") or "coming" in span.lower)
        else 0
    )
    if span.has("LATEST"):
        step = -1
    if step == -1 and letter == "D" and span.has("LAST"):
        return None
    return _unit(base, step, letter, span, place, why)


def _unit(base: date, step: int, letter: str, span: Span, place: Place, why: str) -> Reading | None:
    part = edge(span)
    if letter == "D":
        day = add_days(base, step)
        return Reading("DATE", day.isoformat(), (day, day), why)
    if letter == "W":
        day = add_days(base, 7 * step)
        return Reading("DATE", week_value(day), _so_far(part_of(week_days(day), part), step, span, place), why)
    if letter == "WE":
        first, last = _weekend(base, step, span, place)
        return Reading("DATE", week_value(first) + "-WE", (first, last), why)
    if letter == "M":
        day = add_months(base, step)
        days = part_of(month_days(day.year, day.month), part)
        return Reading("DATE", f"{day:%Y-%m}", _so_far(days, step, span, place), why)
    year = base.year + step
    if letter != "Y" or not 1 < year < 9999:
        return None
    return Reading("DATE", f"{year:04d}", _so_far(part_of(year_days(year), part), step, span, place), why)


def _so_far(days: Days, step: int, span: Span, place: Place) -> Days:
    """What of this week is meant: up to the report's day, or from it on. Months and years stay whole."""
    day = place.today
    if step or day is None or not days[0] <= day <= days[1]:
        return days
    if span.has("LATER"):
        return day, days[1]
    if (days[1] - days[0]).days > 6 or span.has("THAT") or span.has("SAME"):
        return days
    return (day, days[1]) if place.direction() == "future" else (days[0], day)


def _weekend(base: date, step: int, span: Span, place: Place) -> Days:
    monday = week_days(base)[0]
    on_it = base.isoweekday() >= 6
    if step == 1:
        first = add_days(monday, 5 + (7 if on_it else 0))
    elif step == -1 or not (on_it or place.direction() == "future" or (span.has("THIS") and base.isoweekday() > 2)):
        first = add_days(monday, -2)
    else:
        first = add_days(monday, 5)
    return first, add_days(first, 1)


def _plain(span: Span, letter: str, place: Place) -> Reading | None:
    """The weekend, the year, the week: the report's own, or a length."""
    if place.today is None:
        return None
    if letter == "WE":
        first, last = _weekend(place.today, 0, span, place)
        return Reading("DATE", week_value(first) + "-WE", (first, last), "the weekend next to the report")
    if letter == "Y":
        if place.next_text in ("ended", "ending", "earlier", "before", "to", "through"):
            return Reading("DURATION", "P1Y", None, "a length of time")
        return Reading("DATE", f"{place.today.year}", year_days(place.today.year), "the report's year")
    if letter == "W":
        return Reading("DATE", week_value(place.today), week_days(place.today), "the report's week")
    return None


def _long(span: Span, letter: str, place: Place) -> Reading | None:
    """This century; the last decade."""
    if letter == "2W":
        return Reading("DURATION", "P2W", None, "a length of time")
    if letter == "L" or place.today is None or span.has("THAT"):
        return None
    size = 10 if letter == "E" else 100
    if letter == "E" and (span.has("PAST") or span.has("LAST") or span.has("NEXT")):
        return Reading(
            "DURATION", "P10Y", _around(place.today, -10 if not span.has("NEXT") else 10), "a length of time"
        )
    step = -1 if span.has("LAST") or span.has("PAST") else 1 if span.has("NEXT") else 0
    begin = (place.today.year // size + step) * size
    days = (date(max(begin, 1), 1, 1), date(begin + size - 1, 12, 31))
    return Reading("DATE", str(begin)[: 3 if size == 10 else 2], days, "from the report's date")


def _around(day: date, years: int) -> Days:
    other = add_months(day, 12 * years)
    return (other, day) if years < 0 else (day, other)


def turn(span: Span, place: Place) -> Reading | None:
    """The end of the year; the beginning of this month; year-end."""
    word = span.word("UNIT", "WEEKEND") or ""
    letter = "WE" if word == "weekend" else words().units[word]
    if place.today is None or letter not in ("Y", "M", "W", "WE"):
        return None
    if letter == "Y" and not any(span.has(n) for n in ("THE", "THIS", "LAST", "NEXT", "PAST", "FOLLOWING")):
        if edge(span) != "CLOSE":
            return None
        year = place.today.year - (place.direction() == "past" and place.today.month < 7)
        day = date(year, 12, 31)
        return Reading("DATE", day.isoformat(), part_of(year_days(year), "CLOSE"), "the end of the report's year")
    step = -1 if span.has("LAST") or span.has("PAST") else 1 if span.has("NEXT") else 0
    return _unit(place.today, step, letter, span, place, "from the report's date")


def weekof(span: Span, place: Place) -> Reading | None:
    """The week of March 6."""
    from readout.language.dates.absolute import full_date

    inner = full_date(Span(span.classes[3:], span.texts[3:]), place)
    if inner is None or inner.days is None or span.word("UNIT") != "week":
        return inner
    return Reading("DATE", week_value(inner.days[0]), week_days(inner.days[0]), "the week of that day")


def weekin(span: Span, place: Place) -> Reading | None:
    """The third week of this month; the first week of May; the last week of June 2019."""
    from readout.language.dates.absolute import month

    if span.lower[2] != "week":
        return None
    inner = Span(span.classes[4:], span.texts[4:])
    if span.has("MONTH") or span.has("MAY"):
        whole = month(inner, place)
    else:
        whole = unit(inner, place)
    if whole is None or whole.days is None or not 28 <= (whole.days[1] - whole.days[0]).days + 1 <= 31:
        return None
    word = span.word("ORD")
    number = ordinal(word) if word else 5
    if not 1 <= number <= 5:
        return None
    first, last = whole.days
    if number == 5:
        return Reading("DATE", whole.value, (add_days(last, -6), last), "the last week of the month")
    days = (add_days(first, 7 * (number - 1)), add_days(first, 7 * number - 1))
    return Reading("DATE", whole.value, days, "a week of the month")
