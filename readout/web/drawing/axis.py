"""Where days and numbers stand on an axis, for charts that are drawn without a browser's help."""

from __future__ import annotations

from datetime import date
from math import floor, log10

_MONTHS = (1, 2, 3, 6)  # steps between ticks, in months
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def days(first: int, last: int, most: int = 8) -> list[tuple[int, str]]:
    """Ticks at the beginnings of months or years, with their labels; the ends where no month begins between."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month
    step = next((step for step in _MONTHS if months / step <= most), None)
    if step is None:
        step = 12 * next((years for years in _YEARS if months / 12 / years <= most), 1000)
    found = []
    for number in range(begin.year * 12, end.year * 12 + 13, step):
        if 12 <= number < 12 * 10000 and first <= (at := date(number // 12, number % 12 + 1, 1).toordinal()) <= last:
            found.append((at, f"{date.fromordinal(at):%Y}" if step >= 12 else f"{date.fromordinal(at):%b %Y}"))
    return found or [(at, _day(at)) for at in dict.fromkeys((first, last))]


def _day(ordinal: int) -> str:
    at = date.fromordinal(ordinal)
    return f"{at.day} {at:%b %Y}"


def numbers(high: float, most: int = 5) -> list[float]:
    """Round numbers from 0 up to the first that is at least `high`."""
    if high <= 0:
        return [0.0, 1.0]
    raw = high / most
    scale = 10.0 ** floor(log10(raw))
    step = next(scale * factor for factor in (1, 2, 2.5, 5, 10) if scale * factor >= raw)
    found = [0.0]
    while found[-1] < high:
        found.append(found[-1] + step)
    return found
