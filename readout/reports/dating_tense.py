"""Whether a statement puts a time before or after the report; told only where the words tell it plainly."""

from __future__ import annotations

import re

from readout.language.dates.direction import Direction

_REPORTING = frozenset(
    "said says told announced reported stated added noted according quoted wrote called named based united expected scheduled "
    "planned slated proposed targeted projected aimed intended supposed related need needed agreed need".split()
)
_FUTURE = frozenset(
    "will would shall may might should must could can wo ll expected scheduled planned slated proposed upcoming plans plan planning due by until till "
    "target targeted hopes aims aimed intends intended next future projected forecast deadline forthcoming starting effective "
    "agreed set prepare preparing preparations ahead".split()
)
_PAST = frozenset(
    "was were had did took met made came went gave began saw held has been fell rose sent left won lost spoke led brought found "
    "became got put struck shot fought kept hit sold bought spent paid broke drew felt knew grew since ago fled died killed".split()
)
_STOP = re.compile(r"[.!?;][\"'”’)]*\s+(?=[\"“'‘(A-Z])|\n")
_WORD = re.compile(r"[A-Za-z]+")
_TO_VERB = re.compile(r"\bto\s+(?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+\b")
REACH = 14  # words before the expression that are looked at


def tense(text: str, start: int, end: int) -> Direction | None:
    """Where the time at characters `start` to `end` lies; None where the sentence does not say."""
    left = text[max(0, start - 140) : start]
    if stops := list(_STOP.finditer(left)):
        left = left[stops[-1].end() :]
    words = [w.lower() for w in _WORD.findall(left)][-REACH:]
    near = _TO_VERB.search(left[-45:])
    for back, word in enumerate(reversed(words)):
        if word in _FUTURE or (word == "to" and near and back < 6):
            return "future"
        if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _REPORTING):
            return "past"
        if word in _REPORTING and back <= 2:
            return "past"
    return _behind(text, end)


def _behind(text: str, end: int) -> Direction | None:
    """By the verb that follows, for an expression that opens its sentence."""
    right = text[end : end + 90]
    if stop := _STOP.search(right):
        right = right[: stop.start()]
    for word in [w.lower() for w in _WORD.findall(right)][:9]:
        if word in ("will", "would", "shall", "may", "expected", "scheduled"):
            return "future"
        if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _REPORTING):
            return "past"
    return None
