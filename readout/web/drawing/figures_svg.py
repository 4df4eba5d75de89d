"""The chart of figures as a drawing of its own: for a page without script, for print, and to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor, log10

from readout.views import words
from readout.web.drawing import axis
from readout.web.drawing.figures import NOBODY, OTHERS, Chart, Mark

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 1000, 560, 92, 24, 104, 66
COLOURS = ("#1d5fa8", "#c2410c", "#0f7a5a", "#8d3fae", "#7a6400", "#b01f55")  # apart for colour-blind eyes too
GREY = "#6b6f76"
_FORMS = ("circle", "square", "up", "diamond", "down", "star")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A mark, drawn: where, how, and the whiskers of a range, a bound or a vague date."""

    x: float
    y: float
    form: str
    colour: str
    hollow: bool
    far: float | None  # the x where a vague date ends
    near: float | None
    top: float | None  # the ys of a range
    foot: float | None
    arrow: int  # -1 at least, 1 at most, 0 neither
    disputed: bool
    told: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the drawing shows. `legend`: form, colour, name, place."""

    title: str
    subtitle: str
    xs: tuple[tuple[float, str], ...]
    ys: tuple[tuple[float, str], ...]
    glyphs: tuple[Glyph, ...]
    disputes: tuple[tuple[float, float, float, float], ...]
    legend: tuple[tuple[str, str, str, float, float], ...]


def look(chart: Chart, speaker: int) -> tuple[str, str]:
    """The form and colour of a speaker."""
    if chart.speakers[speaker] in (OTHERS, NOBODY):
        return "dot", GREY
    return _FORMS[speaker], COLOURS[speaker]


def drawing(chart: Chart, subtitle: str) -> Drawing:
    """The drawing of a chart."""
    shown = [m for m in chart.marks if chart.focus is None or chart.focus[0] <= m.first <= chart.focus[1]]
    first, last = min((m.first for m in shown), default=1), max((m.first for m in shown), default=2)
    margin = max(2, round((last - first) * 0.03))
    first, last = max(1, first - margin), last + margin

    def across(day: float) -> float:
        share = min(max((day - first) / (last - first), 0.0), 1.0)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    ticks, up = _scale(chart, shown)
    glyphs = [(mark, _glyph(chart, mark, across, up)) for mark in shown]
    return Drawing(
        title=chart.title,
        subtitle=subtitle,
        xs=tuple((across(day), label) for day, label in axis.days(first, last)),
        ys=tuple((up(value), words.number(value)) for value in ticks),
        glyphs=tuple(glyph for _, glyph in glyphs),
        disputes=_disputes(glyphs),
        legend=_legend(chart),
    )


def _scale(chart: Chart, shown: list[Mark]) -> tuple[list[float], Callable[[float], float]]:
    """The ticks of the scale, and where a value stands on it."""
    high = max((m.high for m in shown), default=1.0)
    if chart.log:
        low = min((m.low for m in shown if m.low > 0), default=1.0)
        ticks = [10.0**power for power in range(floor(log10(low)), max(ceil(log10(high)), floor(log10(low)) + 1) + 1)]
        return ticks, lambda value: _up(
            0.03 + 0.97 * log10(max(value, ticks[0]) / ticks[0]) / log10(ticks[-1] / ticks[0])
        )
    ticks = axis.numbers(high)
    return ticks, lambda value: _up(value / ticks[-1])


def _up(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _glyph(chart: Chart, mark: Mark, across: Callable[[float], float], up: Callable[[float], float]) -> Glyph:
    form, colour = look(chart, mark.speaker)
    vague, ranged = mark.last > mark.first, mark.high > mark.low
    return Glyph(
        x=across((mark.first + mark.last) / 2),
        y=up((mark.low + mark.high) / 2),
        form=form,
        colour=colour,
        hollow=mark.bound == "about",
        near=across(mark.first) if vague else None,
        far=across(mark.last) if vague else None,
        top=up(mark.high) if ranged else None,
        foot=up(mark.low) if ranged else None,
        arrow={"at_least": -1, "at_most": 1}.get(mark.bound, 0),
        disputed=bool(mark.disputes),
        told=f"{mark.when}: {mark.value} {mark.who}; {mark.said_by or NOBODY}; {mark.source}",
    )


def _disputes(glyphs: list[tuple[Mark, Glyph]]) -> tuple[tuple[float, float, float, float], ...]:
    """A line through the marks of each dispute, lowest to highest."""
    members: dict[str, list[Glyph]] = {}
    for mark, glyph in glyphs:
        for dispute in mark.disputes:
            members.setdefault(dispute, []).append(glyph)
    lines = []
    for found in members.values():
        foot, top = max(found, key=lambda g: g.y), min(found, key=lambda g: g.y)
        if foot.y > top.y:
            lines.append((foot.x, foot.y, top.x, top.y))
    return tuple(dict.fromkeys(lines))


def _legend(chart: Chart) -> tuple[tuple[str, str, str, float, float], ...]:
    placed, x, y = [], float(LEFT), 66.0
    for number, name in enumerate(chart.speakers):
        wide = 34 + 7.6 * len(name)
        if x + wide > WIDTH - RIGHT and x > LEFT:
            x, y = float(LEFT), y + 19
        placed.append((*look(chart, number), name, x, y))
        x += wide
    return tuple(placed)
