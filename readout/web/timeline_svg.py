"""The timeline as a drawing that needs no script: bars by span of time on each lane, and the longest silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from readout.record import calendar
from readout.web import axis
from readout.web.timeline import Timeline, fitting

WIDTH, LANE, HEAD, FOOT = 1000, 46, 26, 22
_BAR = 26  # height of the highest bar of a lane


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar, in the drawing's units."""

    x: float
    y: float
    width: float
    height: float
    status: str


@dataclass(frozen=True, slots=True)
class Row:
    """A lane, drawn. `most`: how many items its highest bar holds."""

    title: str
    y: float
    most: int
    count: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole of it. `silence`: where the longest one begins and ends, and its days."""

    height: int
    unit: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    silence: tuple[float, float, int] | None


def drawing(shown: Timeline) -> Drawing | None:
    """The drawing of a timeline; None where nothing is dated."""
    if shown.first is None or shown.last is None:
        return None
    first, last = shown.focus or (shown.first, shown.last)
    whole = max(last - first + 1, 1)

    def place(day: int) -> float:
        return round(min(max((day - first) / whole, 0.0), 1.0) * WIDTH, 1)

    unit = fitting(first, last)
    rows = tuple(
        _row(number, lane.title, _counted(shown, number, unit, first, last), place)
        for number, lane in enumerate(shown.lanes)
    )
    inside = [s for s in shown.silences if first <= s.first and s.last <= last]
    silence = (place(inside[0].first), place(inside[0].last), inside[0].days) if inside else None
    ticks = tuple((place(day), label) for day, label in axis.days(first, last))
    return Drawing(HEAD + LANE * len(rows) + FOOT, unit, rows, ticks, silence)


def _counted(shown: Timeline, lane: int, unit: calendar.Unit, first: int, last: int) -> Counter[tuple[int, int, str]]:
    """Items of a lane by span of time and status."""
    found: Counter[tuple[int, int, str]] = Counter()
    if shown.counts:
        for count in shown.counts:
            if count.lane == lane and first <= count.first <= last:
                found[count.first, count.last, count.status] += count.count
        return found
    for mark in shown.marks:
        if mark.lane == lane and first <= mark.first <= last:
            found[*calendar.span(unit, mark.first), mark.status] += 1
    return found


def _row(number: int, title: str, counted: Counter[tuple[int, int, str]], place: Callable[[int], float]) -> Row:
    y = HEAD + LANE * number
    by_span: Counter[tuple[int, int]] = Counter()
    for (start, end, _), count in counted.items():
        by_span[start, end] += count
    most = max(by_span.values(), default=0)
    raised: defaultdict[tuple[int, int], float] = defaultdict(float)
    bars = []
    for (start, end, status), count in sorted(counted.items()):
        x, far = place(start), place(end + 1)
        height = count / most * _BAR
        top = y + LANE - 4 - raised[start, end] - height
        bars.append(Bar(x, round(top, 1), max(round(far - x - 0.5, 1), 2.0), round(height, 1), status))
        raised[start, end] += height
    return Row(title, y, most, by_span.total(), tuple(bars))
