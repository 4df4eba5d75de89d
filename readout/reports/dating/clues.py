"""What a report's statements tell about the day it was published.

The conventions of news writing that the clues rest on: the lead's weekday is the day of publication or the day before;
a past day named by month and day lies within the last months, a coming one within the next; an explicit date in the
past bounds publication from below, a planned one from above; whoever is named by an office holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from readout.language.dates import tag
from readout.language.document import TimeExpression
from readout.reports.dating.clue import Clue, Trust
from readout.reports.dating.dates import (
    DENSE,
    copyright_lines,
    dateline_day,
    days_without_year,
    full_dates,
    gaps,
    months_without_year,
    weekdays,
)
from readout.reports.dating.landmarks import landmarks, mentions, named
from readout.reports.dating.signals import Signal, signals
from readout.reports.dating.world import offices, seasonal
from readout.reports.model import Block

# Days to which other clues must have brought the date down before nearness is asked: with several days named, with one.
CHAINED, LONE = 130, 35
MANY = 4  # days named by date that make a report an account of late events


def clues(text: str, blocks: Sequence[Block] = (), dateline: str | None = None) -> list[Clue]:
    """All clues of the report; `dateline` is the month and day of a dateline that gives no year."""
    return clues_and_signals(text, blocks, dateline)[0]


def clues_and_signals(
    text: str, blocks: Sequence[Block] = (), dateline: str | None = None
) -> tuple[list[Clue], Callable[[], list[Signal]]]:
    """All clues of the report, and its signals for when the clues leave the day open."""
    body = _body(text, blocks)
    times = [t for t in tag(text, None, spans=body) if t.type in ("DATE", "TIME")]
    events = mentions(text, body)
    found = [
        *copyright_lines(text),
        *full_dates(text, times),
        *days_without_year(text, times, {(m.date.month, m.date.day) for m in named(events)}),
        *months_without_year(text, times),
        *offices(text, body),
        *landmarks(text, events),
        *seasonal(text),
        *weekdays(text, times, body),
        *gaps(text, times),
    ]
    if dateline:
        found.extend(dateline_day(dateline))
    found.extend(_nearness(found, times))
    return found, lambda: signals(text, times, body, events, found)


def _nearness(found: Sequence[Clue], times: Sequence[TimeExpression]) -> Iterator[Clue]:
    """A report that names its days by weekday, or many by date, is news: it follows soon upon the last of them."""
    past = [c for c in found if c.trust in (Trust.PAST_DAY, Trust.FULL_DATE)]
    named_days = len({c.windows for c in past})
    dense = sum(t.value.startswith("XXXX-WXX") for t in times) >= DENSE
    if past and (dense or named_days >= MANY):
        events = tuple(window[0] for clue in past for window in clue.windows)
        frame = CHAINED if named_days > 1 else LONE
        yield Clue(Trust.NEAREST, "news is told soon after the last day it names", after=events, frame=frame)


def _body(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    own = [(b.start, b.end) for b in blocks if b.role in ("headline", "subheading", "paragraph")]
    return own or [(0, len(text))]
