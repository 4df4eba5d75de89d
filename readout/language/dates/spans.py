"""Lengths of time, sets, and the words for past, present and future."""

from __future__ import annotations

from readout.language.dates.reading import Days, Place, Reading, Span, add_days, add_months
from readout.language.dates.words import CLASSES, words

_COUNTED = {CLASSES[n] for n in ("DAY", "INT", "YEAR", "NUM", "FEW", "HALF")}


def amount(span: Span) -> float | None:
    """How many: a number, 1 for "a", 2 for "a couple", 0.5 for "half a"; None for "several", "a few" or nothing."""
    counted = [(i, c) for i, c in enumerate(span.classes) if c in _COUNTED]
    if not counted:
        return 1 if any(span.has(n) for n in ("A", "UNIT", "QUARTER")) else None
    table = words().sheet.numbers
    total = 0.0
    for place, kind in counted:
        word = span.lower[place]
        if kind == CLASSES["FEW"]:
            return 2 if word == "couple" else None
        if total and place and span.lower[place - 1] in ("or", "to") and kind != CLASSES["HALF"]:
            break
        if kind == CLASSES["HALF"]:
            behind = place > 1 and span.lower[place - 2] == "and"
            total = (total or 1 if behind else total) + 0.5
        elif kind == CLASSES["NUM"]:
            number = table[word]
            total = (total or 1) * number if number in (100, 1000, 12) else total + number
        elif total and "/" not in word:
            break
        else:
            total += _digits(word)
    return total


def _digits(word: str) -> float:
    plain = word.replace(",", "")
    if "/" in plain:
        top, _, bottom = plain.partition("/")
        try:
            return float(top) / float(bottom)
        except (ValueError, ZeroDivisionError):
            return 0.0
    try:
        return float(plain)
    except ValueError:
        return 0.0


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: P2Y, PT1M30S, PXW."""
    clock, letter = ("T", unit[1]) if unit.startswith("T") else ("", unit[-1])
    if count is None:
        return f"P{clock}X{letter}"
    if unit == "2W":
        count *= 2
    if letter in "ECL":
        count, letter = count * {"E": 10, "C": 100, "L": 1000}[letter], "Y"
    whole, rest = int(count), count - int(count)
    if rest:
        smaller = {
            "Y": ("M", 12),
            "H": ("M", 60),
            "M": ("S" if clock else "D", 60 if clock else 30),
            "D": ("H", 24),
            "W": ("D", 7),
        }
        if letter in smaller:
            name, size = smaller[letter]
            head = f"{whole}{letter}" if whole else ""
            joint = "T" if letter == "D" else ""
            return f"P{clock}{head}{joint}{round(rest * size)}{name}"
    return f"P{clock}{whole if not rest else count}{letter}"


def _unit(span: Span) -> str:
    if span.has("QUARTERS") or span.has("QUARTER"):
        return "Q"
    if span.has("WEEKENDS"):
        return "W"
    wanted = (CLASSES["UNIT"], CLASSES["UNITS"])
    last = max(i for i, c in enumerate(span.classes) if c in wanted)
    return words().units[span.lower[last]]


def duration(span: Span, place: Place) -> Reading | None:
    """Two years; an hour; 8-month-old; a minute and a half."""
    count = amount(span)
    unit = _unit(span)
    if place.before[-1:] == "$" or count == 0:
        return None
    if span.has("QUARTERS") and span.has("HYPHEN"):
        return None  # a fraction
    if span.texts[-1].istitle() and not span.texts[0].istitle():
        return None  # a programme's name
    if count == 1 and span.classes.startswith(CLASSES["A"]) and place.before[-1:] and not _length(span, place):
        return None
    return Reading("DURATION", duration_value(count, unit), None, "a length of time")


def _length(span: Span, place: Place) -> bool:
    """Whether "a year" is a length, not a rate ("$3 a share a year")."""
    return place.before[-1:] in (CLASSES["IN"], CLASSES["OTHER"], CLASSES["AFTER"], CLASSES["AND"], CLASSES["OF"])


def near_span(span: Span, place: Place) -> Reading | None:
    """The past six months; the next two weeks; the first nine months; the last few days."""
    count, unit = (
        amount(Span(span.classes.lstrip("toge"), span.texts[len(span.classes) - len(span.classes.lstrip("toge")) :])),
        _unit(span),
    )
    value = duration_value(count, unit)
    backward = span.has("LAST") or span.has("PAST") or "recent" in span.lower or span.has("LATEST")
    forward = span.has("NEXT") or "coming" in span.lower
    days = None
    if place.today and count is not None and (backward or forward) and not span.has("ORD"):
        days = _stretch(place, -count if backward else count, unit)
    return Reading("DURATION", value, days, "counted from the report's date" if days else "a length of time")


def _stretch(place: Place, count: float, unit: str) -> Days | None:
    assert place.today is not None
    if unit.startswith("T"):
        other = add_days(place.today, -1 if count < 0 else 1)
    elif unit in ("D", "W", "2W"):
        other = add_days(place.today, round(count * {"D": 1, "W": 7, "2W": 14}[unit]))
    else:
        months = round(count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit])
        if not -place.today.year * 12 < months < 60_000:
            return None
        other = add_months(place.today, months)
    return (other, place.today) if count < 0 else (place.today, other)


def vague_units(span: Span, place: Place) -> Reading | None:
    """Recent weeks; coming months; weeks; decades-long."""
    unit = _unit(span)
    if unit == "TS":
        return None
    days = None
    bare = len(span.classes) == 1
    if unit in ("Y", "Q") and span.has("ADJ") and "recent" in span.lower:
        return Reading("DATE", "PAST_REF", None, "no number")
    if bare and place.before[-1:] not in (CLASSES["IN"], CLASSES["OTHER"], CLASSES["THAT"]):
        return None
    if place.today and unit in ("D", "W", "M"):
        reach = {"D": 7, "W": 30, "M": 182}[unit]
        if "recent" in span.lower or span.has("PAST") or span.has("LAST"):
            days = add_days(place.today, -reach), place.today
        elif "coming" in span.lower or span.has("NEXT"):
            days = place.today, add_days(place.today, reach)
    return Reading("DURATION", duration_value(None, unit), days, "no number", approximate=False)


def recurring(span: Span, place: Place) -> Reading | None:
    """Daily; every month; each year; every two weeks."""
    word = span.word("OFTEN")
    if word:
        return Reading("SET", words().sheet.frequencies[word], None, "again and again")
    if span.has("WEEKENDS"):
        return Reading("SET", "XXXX-WXX-WE", None, "again and again")
    if span.has("WEEKEND"):
        return Reading("SET", "XXXX-WXX-WE", None, "again and again")
    if span.has("PART"):
        return Reading(
            "SET", f"XXXX-XX-XXT{words().sheet.parts_of_day[span.word('PART') or '']}", None, "again and again"
        )
    inner = Span(span.classes[1:], span.texts[1:])
    return Reading("SET", duration_value(amount(inner), _unit(inner)), None, "again and again")


def reference(span: Span, place: Place) -> Reading | None:
    """Now; recently; the future; current."""
    if span.has("UNITS"):
        return Reading("DATE", "PRESENT_REF", None, "these days") if span.lower == ["these", "days"] else None
    word = span.word("REF", "ADJ")
    if word is None:
        return Reading("DATE", "PAST_REF", None, "the past") if span.lower[-1] == "past" else None
    sheet = words().sheet
    value = sheet.references.get(word) or sheet.reference_adjectives[word]
    if word in ("present", "coming", "recent") or (
        word == "future" and not span.has("THE") and place.before[-1:] != "i"
    ):
        return None
    return Reading("DATE", value, None, "without a date")
