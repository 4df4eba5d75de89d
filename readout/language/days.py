"""Dates, durations and small numbers as an editor writes them."""

from __future__ import annotations

import re
from datetime import date

from readout.language.edtf import Edtf, parse

DURATION = re.compile(r"P(\d+|X+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day(value: Edtf | str | None) -> str:
    """A date: `2 May 2024`, `May 2024`, `about 15 Dec 2023`, `7 Oct – 31 Dec 2023`, `before 3 May 2024`."""
    if value is None:
        return ""
    if isinstance(value, str):
        value = parse(value)
    about = "about " if value.approximate else ""
    if "/" in value.text:
        left, _, right = value.text.partition("/")
        if left in ("", ".."):
            return f"by {_single(right)}"
        if right in ("", ".."):
            return f"since {_single(left)}"
        return f"{about}{_range(left, right)}"
    return about + _single(value.text)


def _range(left: str, right: str) -> str:
    """Two ends, with what they share written once: `22–30 Dec 2023`, `7 Oct – 31 Dec 2023`."""
    first, last = _single(left), _single(right)
    first_words, last_words = first.split(), last.split()
    shared = 0
    while shared < min(len(first_words), len(last_words)) - 1 and first_words[-1 - shared] == last_words[-1 - shared]:
        shared += 1
    head = " ".join(first_words[: len(first_words) - shared])
    alone = " " not in head and (shared or " " not in last)
    return f"{head}–{last}" if alone else f"{head} – {last}"


def _single(text: str) -> str:
    value = parse(text)
    if value.first is None or value.last is None:
        return text
    first, last = date.fromordinal(value.first), date.fromordinal(value.last)
    if first == last:
        return f"{first.day} {first:%b %Y}"
    if first.month == last.month and first.year == last.year:
        return f"{first:%b %Y}" if (last - first).days > 10 else f"{first.day}–{last.day} {first:%b %Y}"
    if (first.month, last.month) == (1, 12):
        return f"{first:%Y}"
    return f"{first:%b}–{last:%b %Y}"


def months(first: date, last: date) -> str:
    """A span of time by its months: `Nov 2023`, `Jan–Oct 2024`, `Nov 2023 – Oct 2024`."""
    ends = [f"{one:%Y-%m}" for one in (first, last)]
    return day(ends[0] if ends[0] == ends[1] else "/".join(ends))


def duration(text: str) -> str:
    """An ISO 8601 duration of one unit: `two months`, `14 days`; `some months` where the number is not known."""
    found = DURATION.fullmatch(text)
    if found is None:
        return text
    many, unit = found[1], _UNITS[found[2]]
    if not many.isdigit():
        return f"some {unit}s"
    return f"{spelled(int(many))} {unit if int(many) == 1 else unit + 's'}"


def spelled(number: int) -> str:
    """A whole number as it stands in a sentence: in words up to twelve."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"
