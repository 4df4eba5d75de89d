"""Clues from the world a report speaks of: who holds which office, well-known events, the time of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from readout.actors.registry import Person, load
from readout.reports.dating.clue import EPOCH, HORIZON, YEARS, Clue, Trust
from readout.reports.dating.words import Landmark, sheet

_TITLED = re.compile(
    r"\b(President|Prime Minister|Premier|Chancellor|Secretary of State|Foreign Minister|Foreign Secretary"
    r"|Defen[cs]e Minister|Defen[cs]e Secretary|Secretary of Defense|Secretary[- ]General|Vice President"
    r"|King|Emperor|Pope|national security advis[eo]r,?|C\.?I\.?A\.? [Dd]irector,?)"
    r" ((?:[A-Z][\w'’-]+|[A-Z]\.)(?: (?:[A-Z][\w'’-]+|[A-Z]\.)){0,3})"
)
_RANKS = {"premier": "prime minister"}


def offices(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """Whoever is named with an office holds it at the time, a little leeway left for hand-overs."""
    registry = load()
    seen: set[tuple[str, str]] = set()
    for begin, end in body:
        for match in _TITLED.finditer(text, begin, end):
            title, name = match[1].rstrip(","), match[2].removesuffix("'s").removesuffix("’s")
            if (title, name) in seen or re.search(
                r"(?i)\b(?:former|then|ex|late|vice|deputy)[ -](?:\w+ ){0,2}$",
                text[max(0, match.start() - 24) : match.start()],
            ):
                continue
            seen.add((title, name))
            windows = _terms(registry.people(name) or registry.people(name.split()[-1]), title)
            if windows:
                yield Clue(Trust.OFFICE, f"{title} {name} holds that office", windows)


def _terms(people: Iterable[Person], title: str) -> tuple[tuple[int, int], ...]:
    wanted = _RANKS.get(title.lower(), title.lower()).replace("defence", "defense")
    windows = []
    for person in people:
        for term in person.terms:
            names = {term.office.lower(), term.rank.lower(), *(t.lower() for t in term.titles)}
            if wanted in {n.replace("defence", "defense").replace("_", " ") for n in names}:
                windows.append(((term.first or EPOCH) - 14, (term.last or HORIZON) + 2))
    return tuple(windows)


_STOP = re.compile(
    r"(?<!\bOct)(?<!\bSept)(?<!\bNov)(?<!\bDec)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bMr)(?<!\bU\.S)[.!?][\"'”’)]*\s|\n"
)
_TOKEN = re.compile(r"[\w/-]+")


@cache
def _triggers() -> re.Pattern[str]:
    rarest = {max(words, key=len) for mark in sheet().landmarks for words in mark.words}
    return re.compile(r"(?i)\b(?:" + "|".join(re.escape(w) for w in sorted(rarest)) + r")\b")


def _mentions(text: str, body: Sequence[tuple[int, int]]) -> Iterator[tuple[Landmark, str]]:
    """Each landmark spoken of, with its sentence."""
    for begin, end in body:
        for trigger in _triggers().finditer(text, begin, end):
            left, right = _sentence(text, begin, trigger.start(), end)
            sentence = text[left:right]
            words = {w.lower() for w in _TOKEN.findall(sentence)}
            for mark in sheet().landmarks:
                if any(all(w in words for w in chosen) for chosen in mark.words):
                    yield mark, sentence


def _sentence(text: str, begin: int, at: int, end: int) -> tuple[int, int]:
    """About the sentence around a place; the full stop of "Oct." ends none."""
    left = max((m.end() for m in _STOP.finditer(text, max(begin, at - 400), at)), default=max(begin, at - 400))
    stop = _STOP.search(text, at, min(end, at + 400))
    return left, stop.start() if stop else min(end, at + 400)


def named(text: str, body: Sequence[tuple[int, int]]) -> dict[Landmark, None]:
    """The landmarks spoken of, each once."""
    return dict.fromkeys(mark for mark, _ in _mentions(text, body))


def landmarks(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """A well-known event is spoken of: the report is later; "last month" beside it dates the report to a month."""
    for mark in named(text, body):
        yield Clue(
            Trust.LANDMARK, f"{mark.name} ({mark.date.isoformat()}) is past", ((mark.date.toordinal(), HORIZON - 1),)
        )
        month_day = re.compile(rf"{mark.date:%b}[a-z]*\.? {mark.date.day}\b")
        month = re.compile(rf"\bsince (?:early |mid-|late )?{mark.date:%B}\b(?! \d)")
        if month_day.search(text) and month.search(text) and str(mark.date.year) not in text:
            days = (mark.date.toordinal(), mark.date.toordinal() + 365)
            yield Clue(Trust.YEARLESS_LANDMARK, "its month is still spoken of without the year", (days,))
    for mark, sentence in _mentions(text, body):
        if re.search(r"(?i)\blast month\b", sentence):
            following = (mark.date.replace(day=28) + timedelta(days=5)).replace(day=1)
            month_end = (following + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            yield Clue(
                Trust.LAST_MONTH, f"{mark.name} was last month", ((following.toordinal(), month_end.toordinal()),)
            )


def seasonal(text: str) -> Iterator[Clue]:
    """A phrase that only a time of the year brings."""
    for season in sheet().seasonal:
        if match := re.search(season.pattern, text, re.I):
            windows = []
            for year in YEARS:
                over = season.end < season.begin
                windows.append(
                    (date(year, *season.begin).toordinal(), date(min(year + over, 2040), *season.end).toordinal())
                )
            yield Clue(Trust.TIME_OF_YEAR, f'it says "{" ".join(match[0].split())}"', tuple(windows))
