"""The timeline as a drawing that needs no script: bars by span of time on each lane, and the longest silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from readout.record.asking import calendar
from readout.web.drawing import axis
from readout.web.drawing.timeline import Timeline, fitting

WIDTH, LANE, HEAD, FOOT = 1000, 46, 26, 22
SPANS = 110
TONES = ("good", "plain", "warn", "bad")  # from the foot of a bar upwards
_BAR = 26  # height of the highest bar of a lane


@dataclass(frozen=True, slots=True)
class Row:
    """A lane, drawn: for each tone (see `parts.html`) the path of its bars."""

    title: str
    y: float
    count: int
    paths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole of it. `silence`: where the longest one begins and ends, and its days."""

    height: int
    unit: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    silence: tuple[float, float, int] | None


def drawing(shown: Timeline, tones: Mapping[str, str]) -> Drawing | None:
    """The drawing of a timeline, its statuses in tones; None where nothing is dated."""
    if shown.first is None or shown.last is None:
        return None
    first, last = shown.focus or (shown.first, shown.last)
    whole = max(last - first + 1, 1)

    def place(day: int) -> float:
        return round(min(max((day - first) / whole, 0.0), 1.0) * WIDTH, 1)

    unit = fitting(first, last, SPANS)
    lanes = _counted(shown, unit, first, last, tones)
    rows = tuple(_row(number, lane.title, lanes[number], place) for number, lane in enumerate(shown.lanes))
    inside = [s for s in shown.silences if first <= s.first and s.last <= last]
    silence = (place(inside[0].first), place(inside[0].last), inside[0].days) if inside else None
    ticks = tuple((place(day), label) for day, label in axis.days(first, last))
    return Drawing(HEAD + LANE * len(rows) + FOOT, unit, rows, ticks, silence)


Counted = dict[tuple[int, int], Counter[str]]


def _counted(
    shown: Timeline, unit: calendar.Unit, first: int, last: int, tones: Mapping[str, str]
) -> defaultdict[int, Counted]:
    """Items of each lane by span of time and tone."""
    lanes: defaultdict[int, Counted] = defaultdict(dict)
    rows = [(one.lane, one.first, one.status, one.many) for one in shown.counts]
    rows += [(one.lane, one.first, one.status, 1) for one in shown.marks]
    for lane, day, status, count in rows:
        if first <= day <= last:
            spans, span = lanes[lane], calendar.span(unit, day)
            if span not in spans:
                spans[span] = Counter()
            spans[span][tones.get(status, "plain")] += count
    return lanes


def _row(number: int, title: str, counted: Counted, place: Callable[[int], float]) -> Row:
    foot = HEAD + LANE * number + LANE - 4
    most = max((tones.total() for tones in counted.values()), default=1)
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for (start, end), tones in sorted(counted.items()):
        x, y = place(start), float(foot)
        wide = max(round(place(end + 1) - x - 0.5, 1), 2.0)
        for tone in TONES:
            if tones[tone]:
                height = tones[tone] / most * _BAR
                y -= height
                paths[tone].append(f"M{x:g} {y:.1f}h{wide:g}v{height:.1f}h-{wide:g}z")
    drawn = tuple((tone, "".join(paths[tone])) for tone in TONES if tone in paths)
    return Row(title, HEAD + LANE * number, sum(tones.total() for tones in counted.values()), drawn)
