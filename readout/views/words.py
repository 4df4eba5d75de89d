"""Values as an editor writes them."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from readout.actors.model import Actor
from readout.items.model import Goods, Money, Pointer
from readout.language.days import DURATION, duration
from readout.language.days import day as day
from readout.language.days import months as months
from readout.language.edtf import Edtf


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
        return _told_text(value)
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


def _told_text(value: str) -> str:
    """A word of the program's without its underscores; a date or a duration as an editor writes it."""
    if " " in value:
        return value
    if DURATION.fullmatch(value):
        return duration(value)
    return _dated(value) if _DATES.fullmatch(value) else value.replace("_", " ")


def _dated(text: str) -> str:
    try:
        return day(text)
    except ValueError:
        return text


_DATES = re.compile(
    r"(?<![\w/-])(?:\d{4}-\d\d(?:-(?:\d\d|XX))?~?(?:/(?:\.\.|\d{4}(?:-\d\d){0,2}~?))?|\d{4}/\d{4}(?:-\d\d){0,2})(?![\w/-])"
)


_IN_TEXT = re.compile(rf"\b{DURATION.pattern}\b")


def sentence(text: str) -> str:
    """A reason given by the program as a sentence: a capital, dates as an editor writes them, a full stop."""
    found = _DATES.sub(lambda match: _dated(match[0]), text.strip())
    found = _IN_TEXT.sub(lambda match: duration(match[0]), found)
    return found[:1].upper() + found[1:] + ("" if found.endswith((".", "!", "?")) or not found else ".")


def plural(count: int, word: str, many: str | None = None) -> str:
    """`1 contact`, `2 contacts`, `1,204 contacts`."""
    return f"{count:,} {word if count == 1 else many or word + 's'}"
