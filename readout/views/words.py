"""Values as an editor writes them."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from readout.actors.model import Actor
from readout.items.model import Goods, Money, Pointer
from readout.language.edtf import Edtf, parse


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


def number(value: float) -> str:
    """A number with its thousands apart."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def told(value: Any) -> str:
    """Any value of an item's field, in one line."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        return value.replace("_", " ") if " " not in value else value
    if isinstance(value, Edtf):
        return day(value)
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, Goods):
        return value.item if value.quantity is None else f"{number(value.quantity)} {value.item}"
    if isinstance(value, Money):
        bound = f"{value.bound.replace('_', ' ')} " if value.bound and value.bound != "exact" else ""
        return f"{bound}{number(value.amount)} {value.currency}"
    if isinstance(value, Pointer):
        return f"a {value.type}"
    if isinstance(value, tuple):
        if len(value) == 2 and all(isinstance(part, int | float) for part in value):
            return f"{number(value[0])}–{number(value[1])}"
        return ", ".join(told(part) for part in value)
    if is_dataclass(value):
        return ", ".join(filter(None, (told(getattr(value, field.name)) for field in fields(value))))
    return str(value)


_DATES = re.compile(
    r"(?<![\w/-])(?:\d{4}-\d\d(?:-(?:\d\d|XX))?~?(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}~?))?|\d{4}/\d{4}(?:-\d\d){0,2})(?![\w/-])"
)


def sentence(text: str) -> str:
    """A reason given by the program as a sentence: a capital, dates as an editor writes them, a full stop."""

    def written(match: re.Match[str]) -> str:
        try:
            return day(match[0])
        except ValueError:
            return match[0]

    found = _DATES.sub(written, text.strip())
    return found[:1].upper() + found[1:] + ("" if found.endswith((".", "!", "?")) or not found else ".")


def plural(count: int, word: str, many: str | None = None) -> str:
    """`1 contact`, `2 contacts`, `1,204 contacts`."""
    return f"{count:,} {word if count == 1 else many or word + 's'}"
