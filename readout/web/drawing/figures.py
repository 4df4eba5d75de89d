"""What a chart of figures is drawn from: one mark a report, by speaker, with its range or bound and its disputes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from readout.record.asking.reported import Told
from readout.views import words
from readout.web.drawing.timeline import focus

SPEAKERS = 6  # told apart by colour and form; the rest are one
OTHERS, NOBODY = "others", "no one named"
LOG_FROM = 300  # the highest so many times the lowest: a scale of powers of ten


@dataclass(frozen=True, slots=True)
class Mark:
    """A report's figure. `speaker` counts into the chart's speakers; `low` and `high` are one without a range."""

    first: int
    last: int
    low: float
    high: float
    bound: str
    speaker: int
    item: str
    when: str
    value: str
    who: str
    said_by: str
    source: str
    dated: bool  # by the figure itself, not by its report
    human: bool
    disputes: tuple[str, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The marks in order of time, who speaks, and the days where nearly all lie."""

    title: str
    speakers: tuple[str, ...]
    marks: tuple[Mark, ...]
    focus: tuple[int, int] | None
    log: bool
    undated: int

    def data(self) -> dict[str, Any]:
        """As JSON for the browser."""
        return {
            "title": self.title,
            "speakers": self.speakers,
            "marks": [asdict(mark) for mark in self.marks],
            "focus": self.focus,
            "log": self.log,
        }


def chart(title: str, found: Sequence[Told]) -> Chart:
    """The chart of figures."""
    named = Counter(_speaker(one) for one in found)
    nobody = named.pop("", 0)
    top = [name for name, _ in sorted(named.items(), key=lambda one: (-one[1], one[0]))]
    speakers = top[:SPEAKERS] + ([OTHERS] if len(top) > SPEAKERS else []) + ([NOBODY] if nobody else [])
    marks = [mark for one in found if (mark := _mark(one, speakers)) is not None]
    positive = [mark.low for mark in marks if mark.low > 0]
    high = max((mark.high for mark in marks), default=0)
    return Chart(
        title=title,
        speakers=tuple(speakers),
        marks=tuple(marks),
        focus=focus([(mark.first, 1) for mark in marks]),
        log=bool(positive) and high / min(positive) >= LOG_FROM,
        undated=len(found) - len(marks),
    )


def _speaker(one: Told) -> str:
    return one.figure.according_to.name if one.figure.according_to else ""


def _mark(one: Told, speakers: Sequence[str]) -> Mark | None:
    when, figure = one.when, one.figure
    if when is None or when.first is None:
        return None
    speaker = _speaker(one) or NOBODY
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    return Mark(
        first=when.first,
        last=when.first if when.last is None else when.last,
        low=low,
        high=high,
        bound=figure.bound,
        speaker=speakers.index(speaker if speaker in speakers else OTHERS),
        item=one.item,
        when=words.day(when),
        value=told_value(one),
        who=figure.who or "",
        said_by=_speaker(one),
        source=one.label,
        dated=figure.as_of is not None,
        human=one.human,
        disputes=one.disputes,
        copies=one.copies,
    )


def told_value(one: Told) -> str:
    """A figure's value with its bound: `at least 40`."""
    value = words.told(one.figure.value)
    return value if one.figure.bound == "exact" else f"{words.told(one.figure.bound)} {value}"
