"""Expressions that name a date, month, year, decade or century; a missing year comes from the report's date."""

from __future__ import annotations

from datetime import date

from readout.language.dates.reading import (
    Place,
    Reading,
    Span,
    edge,
    month_days,
    ordinal,
    part_of,
    year_days,
)
from readout.language.dates.words import words

WRITTEN_OUT = "written out"
NEAREST_YEAR = "the year that lies nearest to the report's date"


def iso(span: Span, place: Place) -> Reading | None:
    """2024-03-18."""
    try:
        day = date.fromisoformat(span.texts[0])
    except ValueError:
        return None
    return Reading("DATE", day.isoformat(), (day, day), WRITTEN_OUT, fixed=True)


def full_date(span: Span, place: Place) -> Reading | None:
    """Nov. 1; Saturday, Dec. 23, 2023; the 7th of November."""
    month = words().sheet.months[span.word("MONTH", "MAY") or ""]
    numbers = [ordinal(w) for c, w in zip(span.classes, span.lower, strict=True) if c in "do"]
    weekday = _weekday_of(span)
    year = span.year()
    if year is None and span.word("UNIT") == "year" and place.today is not None:
        year = place.today.year - span.has("LAST")
    first = _make(year or 2000, month, numbers[0])
    if first is None:
        return None
    value_part = _part_value(span)
    if year is None:
        if place.today is None:
            return Reading("DATE", f"XXXX-{month:02d}-{numbers[0]:02d}{value_part}", None, "no year")
        chosen = _year_of_day(month, numbers[0], weekday, place)
        if chosen is None:
            return Reading("DATE", f"XXXX-{month:02d}-{numbers[0]:02d}{value_part}", None, "no year fits")
        year, why = chosen
    else:
        why = WRITTEN_OUT
    first = _make(year, month, numbers[0])
    if first is None:
        return None
    last = _make(year, month, numbers[1]) if len(numbers) > 1 else first
    fixed = span.year() is not None
    days = (first, last) if last is not None and last >= first else (first, first)
    kind = "TIME" if value_part else "DATE"
    return Reading(kind, first.isoformat() + value_part, days, why, fixed=fixed)  # type: ignore[arg-type]


def _weekday_of(span: Span) -> int | None:
    word = span.word("WEEKDAY", "WKD")
    sheet = words().sheet
    return None if word is None else sheet.weekdays.get(word) or sheet.weekday_abbreviations.get(word)


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _part_value(span: Span) -> str:
    word = span.word("PART")
    return f"T{words().sheet.parts_of_day[word]}" if word else ""


def _year_of_day(month: int, day: int, weekday: int | None, place: Place) -> tuple[int, str] | None:
    """The year that puts the day nearest to the report's date, a weekday named with it agreeing."""
    assert place.today is not None
    today = place.today
    found = [d for y in range(today.year - 4, today.year + 5) if (d := _make(y, month, day)) and d.year > 1]
    if weekday is not None:
        agreeing = [d for d in found if d.isoweekday() == weekday]
        if agreeing:
            best = min(agreeing, key=lambda d: abs((d - today).days))
            return best.year, f"the year nearest to the report in which that day is a {best:%A}"
    if not found:
        return None
    best = min(found, key=lambda d: abs((d - today).days))
    distance = (best - today).days
    if abs(distance) > 60 and (way := place.direction()) is not None:
        if way == "past" and distance > 0:
            best = max((d for d in found if d <= today), default=best)
        elif way == "future" and distance < 0:
            best = min((d for d in found if d >= today), default=best)
    return best.year, NEAREST_YEAR


def month(span: Span, place: Place) -> Reading | None:
    """November; mid-December; early March 1998; last April; June last year; each July."""
    name = span.word("MONTH", "MAY") or ""
    number = words().sheet.months[name]
    if len(span.classes) == 1 and len(name) <= 4 and name not in ("june", "july", "may") and place.after[:1] != ".":
        return None  # "Jan" by itself is a person
    if span.has("EACH"):
        return Reading("SET", f"XXXX-{number:02d}", None, "every year")
    year = span.year()
    why = WRITTEN_OUT
    if year is None and place.today is None:
        return Reading("DATE", f"XXXX-{number:02d}", None, "no year")
    fixed = year is not None
    if year is None:
        year, why = _year_of_month(number, span, place)
    if not 1 <= year <= 9999:
        return None
    whole = month_days(year, number)
    return Reading("DATE", f"{year:04d}-{number:02d}", part_of(whole, edge(span)), why, fixed=fixed)


def _year_of_month(number: int, span: Span, place: Place) -> tuple[int, str]:
    today = place.today
    assert today is not None
    if span.has("UNIT"):
        if span.has("THAT") and place.mention:
            return place.mention[0].year, "that year"
        return today.year + (-1 if span.has("LAST") else 1 if span.has("NEXT") else 0), "the year named"
    past = today.year - (number > today.month)
    if span.has("LAST"):
        return (past if number != today.month else past - 1), "the last such month"
    if span.has("NEXT"):
        return today.year + (number <= today.month), "the next such month"
    ahead = today.year + (number < today.month)
    if past == ahead:
        return past, "the report's own month"
    way = place.direction()
    if span.has("THIS"):
        return today.year, "this year"
    if way == "future":
        return ahead, "the next such month, as the sentence looks ahead"
    if way is None and (number - today.month) % 12 <= 2:
        return ahead, "the month close ahead"
    return past, "the last such month before the report"


def year(span: Span, place: Place) -> Reading | None:
    """1996; early 1990; fiscal 1989."""
    number = span.year()
    assert number is not None
    before, after = place.before, place.after
    if before[-1:] == "$" or not 1000 <= number <= 2199:
        return None
    introduced = before[-1:] in ("i", "f", "y", "&", "2", "h", "J") or span.has("EARLY")
    if not 1800 <= number <= 2100 and not introduced:
        return None
    nxt = place.next_text
    if nxt == "%" or (not introduced and nxt.islower() and nxt.endswith("s") and nxt not in _NOT_PLURAL):
        return None
    if after[:1] == "$" or (before[-1:] == "-" and before[-2:-1] in ("d", "D", "_")):
        return None
    return Reading("DATE", f"{number:04d}", part_of(year_days(number), edge(span)), WRITTEN_OUT, fixed=True)


_NOT_PLURAL = frozenset(
    {"is", "was", "has", "as", "its", "this", "s", "plus", "versus", "across", "besides", "shows", "unless"}
)


def spoken_year(span: Span, place: Place) -> Reading | None:
    """Nineteen ninety-six."""
    number = span.year()
    if number is None or (number % 1000 == 0 and span.word("UNIT") != "year"):
        return None
    return Reading("DATE", f"{number:04d}", year_days(number), WRITTEN_OUT, fixed=True)


def decade(span: Span, place: Place) -> Reading | None:
    """The 1990s; the late '70s; the nineties."""
    word = span.word("DECADE") or ""
    table = words().sheet.decade_words
    digits = "".join(ch for ch in word if ch.isdigit())
    if word in table:
        if not span.has("THE"):
            return None
        begin = 1900 + table[word]
    elif len(digits) == 4:
        begin = int(digits)
    elif word[0] in "'’":
        begin = 1900 + int(digits)
    else:
        return None
    if begin % 10 or begin < 1000:
        return None
    days = (date(begin, 1, 1), date(begin + 9, 12, 31))
    return Reading("DATE", str(begin)[:3], days, WRITTEN_OUT, fixed=True)


def century(span: Span, place: Place) -> Reading | None:
    """The 20th century."""
    if span.word("UNIT") != "century":
        return None
    number = ordinal(span.word("ORD") or "0")
    if not 1 <= number <= 30:
        return None
    begin = (number - 1) * 100
    days = (date(max(begin, 1), 1, 1), date(begin + 99, 12, 31))
    return Reading("DATE", f"{number - 1:02d}", days, WRITTEN_OUT, fixed=True)
