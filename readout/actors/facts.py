"""What the registry holds: persons in offices, countries, bodies, and the words that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from readout.actors.model import ActorKind

EntryKind = Literal["country", "adjective", "people", "capital", "seat", "city", "region", "body", "person"]


class Days(Protocol):
    """An interval of days."""

    @property
    def first(self) -> int | None:
        """The earliest day."""

    @property
    def last(self) -> int | None:
        """The latest day."""


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: the country's or body's name, first and last day (None: open)."""

    side: str
    office: str
    rank: str
    titles: tuple[str, ...]
    first: int | None
    last: int | None

    def within(self, days: Days | None) -> bool:
        """Whether the term overlaps these days; any term does where no days are given."""
        if days is None:
            return True
        starts = (self.first or 0) <= (days.last if days.last is not None else 10**7)
        return starts and (days.first or 0) <= (self.last if self.last is not None else 10**7)


@dataclass(frozen=True, slots=True)
class Person:
    """A person the registry knows."""

    key: str
    name: str
    aliases: tuple[str, ...]
    surname: str
    side: str
    gender: str | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office."""

    person: Person
    term: Term


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a land that deals as a side of its own, or a region (`kind`)."""

    name: str
    kind: Literal["state", "territory", "region"]
    iso: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]
    leader: str | None  # the office that "the X leader" means
    cities: tuple[str, ...]
    years: tuple[int, int] | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A body or an armed group."""

    key: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    seat: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase stands for."""

    phrase: str
    kind: EntryKind
    of: Country | Body | Person
