"""Days as the registry's files write them: "2009-03-31", "2009-03" or "2009"."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def first_day(text: str) -> int:
    """The earliest day that "2009-03-31", "2009-03" or "2009" allows, as an ordinal. Raises ValueError."""
    year, month, day = _parts(text)
    return datetime.date(year, month or 1, day or 1).toordinal()


def last_day(text: str) -> int:
    """The latest such day."""
    year, month, day = _parts(text)
    return datetime.date(year, month or 12, day or monthrange(year, month or 12)[1]).toordinal()


def _parts(text: str) -> tuple[int, int, int]:
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a day (YYYY-MM-DD), month (YYYY-MM) or year (YYYY)")
    year, month, day = (int(part or 0) for part in match.groups())
    return year, month, day
