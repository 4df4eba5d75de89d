"""Clues from the world a report speaks of: who holds which office, the time of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from readout.actors.registry import Person, load
from readout.reports.dating.clue import EPOCH, HORIZON, YEARS, Clue, Trust
from readout.reports.dating.words import sheet

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
