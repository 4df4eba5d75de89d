"""The span that a claim about a series speaks of: since when, for how long, and of which contacts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from readout.items.checks.words import words
from readout.items.contacts.triggers import Trigger
from readout.items.occasions import published_day
from readout.language import edtf
from readout.language.document import Document, TimeExpression, Token
from readout.language.edtf import Edtf
from readout.language.numbers import find as numbers
from readout.language.tree import children, subtree

_FAR = 90  # characters after "since" within which its date stands
_DURATION = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_NARROWING = ("in", "at", "on", "under", "as", "about", "over")


def times_in(document: Document, start: int, end: int) -> Iterator[TimeExpression]:
    """The time expressions within these characters."""
    for time in document.times:
        if time.start >= end:
            return
        if time.start >= start:
            yield time


def names_span(document: Document, time: TimeExpression) -> bool:
    """Whether an expression names the span that a series is told for: "this year"."""
    return document.text[time.start : time.end].lower() in words().spans


def since(document: Document, word: Token, first: bool = False) -> Edtf | None:
    """The day or span after "since" in the word's sentence, or that "this year" names.

    Open to the left where "since" is followed by something undated ("since he was hurt"): the span has a beginning
    that the report does not tell. With `first`, "this year" gives the day before it: the first this year is the
    first since the last of the year before.
    """
    sentence = document.sentences[word.sentence]
    mark = _mark(document, word)
    times = [t for t in times_in(document, sentence.start, sentence.end) if t.type in ("DATE", "TIME")]
    if mark is not None:
        after = (t for t in times if t.when is not None and mark.start < t.start < mark.end + _FAR)
        if (time := next(after, None)) is not None:
            return time.when
    for time in times:
        if time.when is not None and names_span(document, time) and not _bounded(document, time):
            return _before(time.when) if first else time.when
    told = published_day(document)
    if mark is None or told is None or told.last is None:
        return None
    return edtf.parse(f"../{date.fromordinal(told.last).isoformat()}")


def _bounded(document: Document, time: TimeExpression) -> bool:
    """ "Before this week": the span ends there."""
    before = document.text[max(0, time.start - 12) : time.start].lower().split()
    return bool(set(before[-1:]) & words().bounding)


def _before(span: Edtf) -> Edtf | None:
    return edtf.day(date.fromordinal(span.first - 1)) if span.first is not None and span.first > 1 else None


def _mark(document: Document, word: Token) -> Token | None:
    """The "since" that bounds the series: after the word with no comma before it, or at the head of the sentence."""
    sentence = document.sentences[word.sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if token.text.lower() == "since":
            before = document.tokens[token.index - 1].text if token.index > sentence.first else ""
            if not before or (token.index > word.index and before != ","):
                return token
    return None


def duration(document: Document, word: Token) -> tuple[str | None, str]:
    """The time that "first" or "third" spans, as in "in nearly two months", with its bound."""
    sentence = document.sentences[word.sentence]
    lists = words()
    for time in times_in(document, word.start, sentence.end):
        if time.type != "DURATION":
            continue
        between = document.text[word.start : time.start].lower()
        near = {*between.split()[-4:], *document.text[time.start : time.end].lower().split()[:1]}
        following = document.text[time.end : time.end + 12].lower().split()
        if near & lists.within and not set(following[:1]) & lists.gaps and "since" not in between.split():
            return time.value, bound(document, time.start)
    return None, "exact"


def bound(document: Document, start: int) -> str:
    """How firmly the number or duration at this character is meant."""
    near = [q for q in numbers(document.text, start, start + 40) if q.start == start]
    if near and near[0].bound != "exact":
        return near[0].bound
    before = document.text[max(0, start - 14) : start + 12].lower()
    if "nearly" in before or "almost" in before:
        return "at_most"
    if "more than" in before or "over " in before or "at least" in before:
        return "at_least"
    return "about" if "about" in before or "around" in before else "exact"


def back(document: Document, value: str | None, rough: bool = False) -> Edtf | None:
    """The day from which a duration up to the report counts, None where either is not known.

    With `rough`, the month or year in which it began, marked as approximate.
    """
    match = _DURATION.fullmatch(value or "")
    told = published_day(document)
    if match is None or told is None or told.last is None:
        return None
    days = round(int(match.group(1)) * _DAYS[match.group(2)])
    if days >= told.last:
        return None
    if not rough:
        return edtf.day(date.fromordinal(told.last - days + (match.group(2) == "D")))
    day = date.fromordinal(told.last - days).isoformat()
    return edtf.parse(day[: {"Y": 4, "M": 7}.get(match.group(2), 10)] + "~")


def among(document: Document, trigger: Trigger, doer: Token | None) -> str | None:
    """The words that narrow the series ("informal", "in Oslo", "Norlander leader"), None where nothing does."""
    if doer is not None:
        return _phrase(document, doer)
    token = trigger.token
    if trigger.verb is None:
        for before in children(document, token, "amod", "compound"):
            if before.index < token.index and _narrows(before):
                return document.text[before.start : before.end]
        for after in children(document, token, "nmod"):
            cases = {c.text.lower() for c in children(document, after, "case")}
            allowed = _NARROWING if trigger.kind != "visit" else ("as", "under")
            if after.index > token.index and cases & set(allowed) and not _is_time(document, after):
                return _phrase(document, after)
    return None


def _narrows(word: Token) -> bool:
    """Whether a word before the noun says of which contacts alone the series is told; no name, no word of order."""
    lists, text = words(), word.text.lower()
    if not word.text[:1].islower() or text in lists.neutral or text in lists.ordinals:
        return False
    return text not in lists.first and text not in lists.rounds


def _phrase(document: Document, token: Token) -> str:
    """The words below a noun, without clauses, in text order."""
    kept = [token]
    for below in children(document, token):
        if below.deprel.partition(":")[0] in ("amod", "compound", "case", "nummod", "flat", "nmod"):
            kept += subtree(document, below)
    kept.sort(key=lambda t: t.index)
    return document.text[kept[0].start : kept[-1].end]


def _is_time(document: Document, token: Token) -> bool:
    return any(t.start <= token.start < t.end for t in times_in(document, token.start - 40, token.end))
