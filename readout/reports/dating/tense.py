"""Whether a statement puts a time before or after the report; told only where the words tell it plainly."""

from __future__ import annotations

import re

from readout.language.dates.reading import Direction
from readout.reports.dating.words import sheet

_WORDS = sheet().tense
_STOP = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"“'‘(A-Z])|\n")
_WORD = re.compile(r"[A-Za-z]+")
_TO_VERB = re.compile(r"\bto\s+(?!the\b|an?\b|his\b|her\b|its\b|their\b)([a-z]+)\b")
REACH = 14  # words before the expression that are looked at


def tense(text: str, start: int, end: int) -> Direction | None:
    """Where the time at characters `start` to `end` lies; None where the sentence does not say."""
    left = text[max(0, start - 140) : start]
    if stops := list(_STOP.finditer(left)):
        left = left[stops[-1].end() :]
    right = text[end : end + 90]
    if stop := _STOP.search(right):
        right = right[: stop.start()]
    if re.search(r"(?:\bthe|['’]s)\s*$", left) and (noun := re.match(r"\s+([a-z]+)\s*([a-z]*)", right)):
        return "past" if {noun[1], noun[2]} & _WORDS.sudden else None
    if left.rstrip().endswith(",") and right.startswith(")") and "(" in left:
        return "past"  # what was published then: "(Letters, 9 April)"
    words = [w.lower() for w in _WORD.findall(left)][-REACH:]
    return _before(words, left) or _behind(right)


def _before(words: list[str], left: str) -> Direction | None:
    to_verb = _TO_VERB.search(left[-45:])
    planned = to_verb is not None and to_verb[1] not in _WORDS.numbers
    for back, word in enumerate(reversed(words)):
        place = len(words) - 1 - back
        if word in ("set", "due") and words[place + 1 : place + 2] in (["to"], ["for"], []):
            return "future"
        if (
            word in _WORDS.future
            or (word in _WORDS.future_before_time and back == 0)
            or (word == "to" and planned and back < 6)
        ):
            return "future"
        if word in _WORDS.past or (word.endswith("ed") and len(word) > 4 and word not in _WORDS.not_past):
            helped = _WORDS.helpers & set(words[max(0, place - 3) : place])
            return "future" if helped and word not in ("was", "were", "had", "did") else "past"
        if word in ("said", "told", "agreed", "announced") and back == 1 and words[-1] == "on":
            return "past"
    return None


def _behind(right: str) -> Direction | None:
    """By the verb that follows, for an expression that opens its sentence."""
    for word in [w.lower() for w in _WORD.findall(right)][:9]:
        if word in _WORDS.future:
            return "future"
        if word in ("said", "told", "says") or word in _WORDS.not_past:
            return None
        if word in _WORDS.past or (word.endswith("ed") and len(word) > 4):
            return "past"
    return None
