"""Weeks, months, years and weekends as units: "last week", "the end of the month", "the week of March 6"."""

from __future__ import annotations

from datetime import date

from readout.language.dates.absolute import full_date, month
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
from readout.language.dates.words import words


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
    inner = full_date(Span(span.classes[3:], span.texts[3:]), place)
    if inner is None or inner.days is None or span.word("UNIT") != "week":
        return inner
    return Reading("DATE", week_value(inner.days[0]), week_days(inner.days[0]), "the week of that day")


def weekin(span: Span, place: Place) -> Reading | None:
    """The third week of this month; the first week of May; the last week of June 2019."""
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
