"""How long before or after another event a contact was: "hours after a meeting", "two days before his visit"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from readout.items.news import news_day
from readout.items.occasions import when_of
from readout.language import edtf, numbers
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.tree import ancestors, children, head, subtree

_AFTER = frozenset(("after", "following"))
_BEFORE = frozenset(("before", "ahead"))
_DAYS = {"day": 1, "week": 7}
_UNTOLD = {"hour": (0, 1), "day": (2, 7), "week": (14, 56)}  # days that "hours", "days", "weeks" may be
_LATE = re.compile(r".*T(?:EV|NI|1[89]|2\d)")  # TIMEX3 of an evening: hours before it, the day was the same
_FEW = 4  # words before the preposition among which the number stands
_DEEP, _LONG = 15, 35  # sentences: how deep, and in how long a report, the past is no longer that of the news


@dataclass(frozen=True, slots=True)
class Offset:
    """From `low` to `high` days, after (+) or before (-) what the word `of` tells."""

    low: int
    high: int
    of: Token


def offset_of(document: Document, token: Token) -> Offset | None:
    """How far the event that a word heads lies from that of the clause above; None where nothing says so.

    "Came two days after X met Y": the meeting was from -2 to -2 days from the coming.
    """
    step = token
    while True:
        for mark in children(document, step, "case", "mark"):
            found = _span(document, mark)
            above = head(document, step)
            if found is not None and above is not None:
                low, high = found
                before = {mark.lemma.lower(), mark.text.lower()} & _AFTER
                return Offset(-high, -low, above) if before else Offset(low, high, above)
        if step.upos in ("VERB", "AUX") or step.head == step.index:
            return None
        step = document.tokens[step.head]


def counted_from(document: Document, token: Token) -> Offset | None:
    """How far the event that a word heads lies from what is told below it: "they spoke the day after the vote".

    None where nothing says so. The event counted from dates it, and never the day of the news.
    """
    verb = next((t for t in (token, *ancestors(document, token)) if t.upos in ("VERB", "AUX")), None)
    if verb is None:
        return None
    for unit in children(document, verb, "obl"):
        if unit.lemma not in _UNTOLD or unit.index < token.index:
            continue
        for below in children(document, unit, "nmod", "acl", "advcl"):
            for mark in children(document, below, "case", "mark"):
                found = _span(document, mark) if mark.index == unit.index + 1 else None
                if found is not None:
                    low, high = found
                    after = {mark.lemma.lower(), mark.text.lower()} & _AFTER
                    return Offset(low, high, below) if after else Offset(-high, -low, below)
    return None


def day_counted(document: Document, offset: Offset) -> Edtf | None:
    """The day or days that an offset comes to by the date of what it counts from alone; None where that has none."""
    last = max(t.end for t in subtree(document, offset.of))
    inside = (t for t in document.times if offset.of.start < t.start < last and t.type == "DATE")
    time = when_of(document, offset.of) or next(inside, None)
    at = time.when if time is not None else None
    if at is None or at.first is None or at.last is None or at.last - at.first > 1:
        return None
    return edtf.between(date.fromordinal(at.first + offset.low), date.fromordinal(at.last + offset.high))


def _span(document: Document, mark: Token) -> tuple[int, int] | None:
    """The least and most days that the unit of time right before "after" or "before" stands for."""
    if not {mark.lemma.lower(), mark.text.lower()} & (_AFTER | _BEFORE) or not mark.index:
        return None
    unit = document.tokens[mark.index - 1]
    if unit.sentence != mark.sentence or unit.lemma not in _UNTOLD:
        return None
    first = max(document.sentences[unit.sentence].first, unit.index - _FEW)
    told = [q for q in numbers.find(document.text, document.tokens[first].start, unit.end) if unit.start - q.end <= 1]
    if unit.xpos == "NN":
        count: float = 1
    elif told and isinstance(told[-1].value, int | float):
        count = told[-1].value
    else:
        return _UNTOLD[unit.lemma]
    if unit.lemma == "hour":
        days = int(count) // 24
        return (max(days - 1, 0), days) if days else (0, int(count > 1))
    exact = round(count * _DAYS[unit.lemma])
    slack = exact // 7  # "two weeks after" is rough
    return exact - slack, exact + slack


def day_by(document: Document, offset: Offset) -> Edtf | None:
    """The day or days that an offset comes to, by the day of the clause it counts from; None where that is not told."""
    clauses = (t for t in (offset.of, *ancestors(document, offset.of)) if t.upos in ("VERB", "AUX", "ADJ"))
    time = next((found for t in clauses if (found := when_of(document, t)) is not None), None)
    at = time.when if time is not None else _as_news(document, offset.of)
    if at is None or at.first is None or at.last is None or at.last - at.first > 1:
        return None
    late = time is not None and offset.high == 0 and _LATE.match(time.value) is not None
    low = 0 if late and offset.low == -1 else offset.low
    return edtf.between(date.fromordinal(at.first + low), date.fromordinal(at.last + offset.high))


def _as_news(document: Document, token: Token) -> Edtf | None:
    """The day of the news, where a clause in the simple past or present tells some of it."""
    if token.sentence > _DEEP and len(document.sentences) > _LONG:
        return None
    verb = next((t for t in (token, *ancestors(document, token)) if t.xpos in ("VBD", "VBZ", "VBP")), None)
    if verb is None or any(c.lemma == "have" for c in children(document, verb, "aux")):
        return None
    return news_day(document)
