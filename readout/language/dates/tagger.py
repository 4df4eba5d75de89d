"""The tagger: one pass over the word classes of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from readout.language.dates import absolute, clock, quarters, relative, seasons, spans, units
from readout.language.dates.direction import Tenses, by_neighbour, by_words
from readout.language.dates.patterns import PATTERN
from readout.language.dates.reading import Direction, Place, Reading, Span
from readout.language.dates.scan import Scan, scan
from readout.language.document import TimeExpression, Token
from readout.language.edtf import Edtf, between, parse

Resolver = Callable[[Span, Place], Reading | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": absolute.iso,
    "clock": clock.clock,
    "date": absolute.full_date,
    "month": absolute.month,
    "weekday": relative.weekday,
    "weekday_set": relative.weekday_set,
    "today": relative.today,
    "holiday": seasons.holiday,
    "halfyear": quarters.halfyear,
    "quarter": quarters.quarter,
    "year_ago": quarters.year_ago,
    "ago": relative.ago,
    "span": spans.near_span,
    "turn": units.turn,
    "unit": units.unit,
    "weekof": units.weekof,
    "weekin": units.weekin,
    "season": seasons.season,
    "set": spans.recurring,
    "duration": spans.duration,
    "units": spans.vague_units,
    "century": absolute.century,
    "decade": absolute.decade,
    "year": absolute.year,
    "spokenyear": absolute.spoken_year,
    "ref": spans.reference,
}
SANE = (date(1500, 1, 1).toordinal(), date(2500, 1, 1).toordinal())  # reports are of this time
REMEMBERED = 600  # characters within which "two days later" counts from a day named before
_WEEK = 7
WIDEST = 45  # days by which an uncertain date of the report may blur a date read from it


def tag(
    text: str,
    published: Edtf | None,
    tokens: Sequence[Token] | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
) -> tuple[TimeExpression, ...]:
    """The time expressions of `text`, in order, with TIMEX3 type and value and, where they name a time, as EDTF.

    Relative expressions are resolved against `published`; where that is an interval, what is read from it widens
    accordingly, and `when` is None where it would be blurred by more than six weeks. With `tokens` (tagged and
    parsed) the governing verb's tense tells whether "Monday" lies ahead, without them the words around it do.
    `spans` limits tagging to these stretches of the text.
    """
    ends = _ends(published)
    tenses = Tenses(tokens) if tokens else None
    first = Place(ends[0] if ends else None, _no_direction)
    last = Place(ends[1], _no_direction) if ends and ends[0] != ends[1] else None
    found: list[TimeExpression] = []
    for begin, end in spans if spans is not None else ((0, len(text)),):
        piece = text[begin:end] if spans is not None else text
        found.extend(_tag(piece, begin, text, (first, last), tenses))
    return tuple(_agreed(found))


def _agreed(found: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """Days without a year take the year that the same text gives the same day elsewhere ("Oct. 7, 2023", "Oct. 7")."""
    years: dict[str, set[str]] = {}
    for time in found:
        if time.why == absolute.WRITTEN_OUT and _DAY.match(time.value):
            years.setdefault(time.value[4:10], set()).add(time.value[:4])
    for time in found:
        given = years.get(time.value[4:10], set())
        if time.why == absolute.NEAREST_YEAR and time.when is not None and len(given) == 1:
            year = next(iter(given))
            day = parse(year + time.value[4:10])
            length = (time.when.days or 1) - 1
            when = day if not length else between(*(date.fromordinal((day.first or 0) + n) for n in (0, length)))
            time = replace(time, value=year + time.value[4:], when=when, why="the year named with that day elsewhere")
        yield time


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _ends(published: Edtf | None) -> tuple[date, date] | None:
    if published is None or published.first is None or published.last is None:
        return None
    if not SANE[0] <= published.first <= published.last <= SANE[1]:
        return None
    return date.fromordinal(published.first), date.fromordinal(published.last)


def _tag(
    piece: str, offset: int, text: str, places: tuple[Place, Place | None], tenses: Tenses | None
) -> Iterator[TimeExpression]:
    scanned = scan(piece)
    position = 0
    first, last = places
    while match := PATTERN.search(scanned.classes, position):
        begin, end = match.span()
        for place in places:
            if place is not None:
                _forget(place, offset + scanned.spans[begin][0])
        kind = (match.lastgroup or "").rpartition("_")[0]
        resolver = RESOLVERS[kind]
        start, stop = _extent(scanned, begin, end)
        direction = _direction(text, offset + start, offset + stop, tenses)
        reading = _read(resolver, scanned, begin, end, first, direction)
        if reading is None:
            position = begin + 1
            continue
        position = end
        other = _read(resolver, scanned, begin, end, last, direction) if last else None
        begun = first.today if kind == "weekday" and last is not None else None
        when = _of_the_news(reading, other, begun) or _when(reading, other, last is not None)
        value = reading.value if other is None or reading.fixed else _common(reading.value, other.value)
        yield TimeExpression(offset + start, offset + stop, reading.type, value, when, reading.why)


def _forget(place: Place, at: int) -> None:
    """A day named far before is not counted from."""
    if at - place.mentioned_at > REMEMBERED:
        place.mention = None
    place.here = at


def _no_direction() -> Direction | None:
    return None


def _direction(text: str, start: int, end: int, tenses: Tenses | None) -> Callable[[], Direction | None]:
    def ask() -> Direction | None:
        return by_neighbour(text, start, end) or (tenses.at(start) if tenses else None) or by_words(text, start, end)

    return ask


def _extent(scanned: Scan, begin: int, end: int) -> tuple[int, int]:
    """The characters of the words, without a full stop that ends the sentence."""
    while scanned.classes[end - 1] in ".'," and end - begin > 1:
        end -= 1
    return scanned.spans[begin][0], scanned.spans[end - 1][1]


def _read(
    resolver: Resolver,
    scanned: Scan,
    begin: int,
    end: int,
    place: Place | None,
    direction: Callable[[], Direction | None],
) -> Reading | None:
    if place is None:
        return None
    place.direction = direction
    place.before = scanned.classes[max(0, begin - 3) : begin]
    place.after = scanned.classes[end : end + 3]
    place.next_text = scanned.texts[end] if end < len(scanned.texts) else ""
    reading = resolver(Span(scanned.classes[begin:end], scanned.texts[begin:end]), place)
    if reading is not None and reading.days is not None and reading.type in ("DATE", "TIME"):
        place.mention, place.mentioned_at = reading.days, place.here
    return reading


def _of_the_news(reading: Reading, other: Reading | None, begun: date | None) -> Edtf | None:
    """A weekday that by the report's first possible day lies no earlier than that day.

    An interval begins with the last day that the report looks back on, so the weekday a week later is the less likely.
    """
    if begun is None or reading.days is None or other is None or other.days is None or reading.days[0] < begun:
        return None
    apart = (other.days[0] - reading.days[0]).days
    return parse(f"{reading.days[0].isoformat()}~") if apart == _WEEK else None


def _when(reading: Reading, other: Reading | None, blurred: bool) -> Edtf | None:
    """The days as EDTF; from a report dated by an interval, the days from its first day's to its last day's."""
    if reading.days is None:
        return None
    first, last = reading.days
    if blurred and not reading.fixed:
        if other is None or other.days is None:
            return None
        low, high = min(first, other.days[0]), max(last, other.days[1])
        if (high - low).days - (last - first).days > WIDEST:
            return None
        first, last = low, high
    when = between(first, last)
    return Edtf(f"{when.text}~", when.first, when.last) if reading.approximate and "/" not in when.text else when


def _common(value: str, other: str) -> str:
    """Two TIMEX3 values as one: what they share, from where they part on left open."""
    if value == other:
        return value
    parts, others = value.split("-"), other.split("-")
    if len(parts) != len(others):
        return "XXXX"
    parted = next(i for i, (a, b) in enumerate(zip(parts, others, strict=True)) if a != b)
    return "-".join(p if i < parted else re.sub(r"\d", "X", p.partition("T")[0] or p) for i, p in enumerate(parts))
