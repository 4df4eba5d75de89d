"""A text as a string of word classes, one character for each word, with the place of each word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from readout.language.dates.words import CLASSES, words

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d\b"
    r"|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d+(?:[.,/]\d+)*(?:st|nd|rd|th|s)?"
    r"|['’](?:s\b|\d\ds\b)"
    r"|(?<![^\W\d_])[apAP]\.?[mM]\b\.?"
    r"|[^\W\d_]+"
    r"|\n[ \t]*\n\s*"
    r"|[^\w\s]"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_DECADE = re.compile(r"['’]?\d{2,4}s")


@dataclass(frozen=True, slots=True)
class Scan:
    """Words in order: `classes` has one character for each, `spans` where each stands, `texts` what it says."""

    classes: str
    spans: list[tuple[int, int]]
    texts: list[str]


class _Classes(dict[str, str]):
    """The class of a word as it is written, worked out once for each word met."""

    def __missing__(self, text: str) -> str:
        found = _class(text)
        if len(self) < 50_000:
            self[text] = found
        return found


@cache
def _classes() -> _Classes:
    return _Classes()


def scan(text: str) -> Scan:
    """The words of `text` with their classes."""
    matches = list(_TOKEN.finditer(text))
    texts = [m[0] for m in matches]
    classes = _classes()
    return Scan("".join([classes[t] for t in texts]), [m.span() for m in matches], texts)


def _class(text: str) -> str:
    if text[0].isdecimal() or (text[0] in "'’" and len(text) > 2):
        return _digits_class(text)
    if text[0] == "\n":
        return CLASSES["BREAK"]
    lower = text.lower()
    if lower[0] in "ap" and lower.replace(".", "") in ("am", "pm"):
        return CLASSES["AMPM"] if "." in text or text.isupper() or lower == "pm" else CLASSES["OTHER"]
    found = words().classes.get(lower, CLASSES["OTHER"])
    if text[0].islower() and found in (CLASSES["MAY"], CLASSES["WKD"], CLASSES["MONTH"], CLASSES["HOLIDAY"]):
        return CLASSES["MONTH"] if lower in _WHOLE_MONTHS else CLASSES["OTHER"]
    if lower == "et" and text != "ET":
        return CLASSES["OTHER"]
    return found


_WHOLE_MONTHS = frozenset(
    {"january", "february", "april", "june", "july", "august", "september", "october", "november", "december"}
)


def _digits_class(text: str) -> str:
    if text.isdecimal():
        number = int(text[:5])
        if len(text) <= 2 and 1 <= number <= 31:
            return CLASSES["DAY"]
        return CLASSES["YEAR"] if len(text) == 4 and 1000 <= number <= 2199 else CLASSES["INT"]
    if len(text) == 10 and text[4] == "-":
        return CLASSES["ISO"]
    if ":" in text:
        return CLASSES["CLOCK"]
    if _ORDINAL.fullmatch(text):
        return CLASSES["ORD"]
    return CLASSES["DECADE"] if _DECADE.fullmatch(text) else CLASSES["INT"]
