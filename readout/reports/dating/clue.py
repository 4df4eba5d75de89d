"""A clue to the day of publication: the days that a statement allows, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.bool_]  # one for each day from EPOCH on
EPOCH, HORIZON = date(1985, 1, 1).toordinal(), date(2041, 1, 1).toordinal()
YEARS = range(1985, 2041)
WEEK = frozenset(range(7))
NEAR = 6  # days beyond the soonest open one that are still counted as soon
FRESH = 21  # days after which an event is news no more


class Trust:
    """The order in which clues are taken. Measured over dated wires: the share of such clues that is right."""

    DATELINE = 95
    FULL_DATE = 90  # 0.97 and more
    WEEKDAY_DATE = 85
    LANDMARK = 75
    OFFICE = 70  # 0.98
    YEAR = 64  # 0.98
    LAST_MONTH = 62
    PAST_DAY = 60  # 0.80
    COPYRIGHT = 58
    COMING_DAY = 55  # 0.93
    PLANNED = 50
    COMING_MONTH = 48
    PAST_MONTH = 47  # 0.96
    TIME_OF_YEAR = 46
    WEEKDAY = 45  # 0.96
    GAP = 44
    YEARLESS_LANDMARK = 43
    WEEK_BACK = 40
    NEAREST = 5


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that a statement allows: within one of `windows` (ordinals) and on one of `weekdays` (Monday is 0).

    A higher `trust` is taken first. `binds` marks a clue whose reason is told even where it rules out nothing more.
    With `after` (days of events) it allows only the open days that follow soonest upon one of them,
    once no more than `frame` days lie between the first and the last open one.
    """

    trust: int
    reason: str
    windows: tuple[tuple[int, int], ...] = ((EPOCH, HORIZON - 1),)
    weekdays: frozenset[int] = WEEK
    after: tuple[int, ...] = ()
    frame: int = 0
    binds: bool = False

    def mask(self, allowed: Days) -> Days:
        """The days it allows; `allowed` are those still open."""
        if self.after:
            return self._soon(allowed)
        days = np.zeros(len(allowed), dtype=bool)
        for first, last in self.windows:
            days[max(first - EPOCH, 0) : max(last - EPOCH + 1, 0)] = True
        if self.weekdays != WEEK:
            offset = (EPOCH - 1) % 7  # ordinal 1 is a Monday
            days &= np.isin((np.arange(len(days)) + offset) % 7, list(self.weekdays))
        return days

    def _soon(self, allowed: Days) -> Days:
        """The open days that come first after one of the events; all days where that leaves them scattered."""
        everything = np.ones(len(allowed), dtype=bool)
        open_days = np.flatnonzero(allowed) + EPOCH
        if open_days[-1] - open_days[0] > self.frame:
            return everything
        events = np.array(sorted(self.after))
        index = np.searchsorted(events, open_days, side="right") - 1
        since = np.where(index >= 0, open_days - events[np.maximum(index, 0)], HORIZON)
        near = open_days[since <= since.min() + NEAR]
        if since.min() > FRESH or near[-1] - near[0] > 2 * NEAR:
            return everything
        days = np.zeros(len(allowed), dtype=bool)
        days[near - EPOCH] = True
        return days


def occurrences(month: int, day: int, weekday: int | None = None) -> list[int]:
    """Every day of that month and day, on that weekday where one is given."""
    found = []
    for year in YEARS:
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or at.weekday() == weekday:
            found.append(at.toordinal())
    return found
