"""The registry of offices: who held which office of which country or body, by date, and what names stand for.

    registry = load()
    registry.holder("Israel", "prime minister", day)   # a Holder, or None where the days allow more than one
    registry.people("Netanyahu", day)                   # Persons, those in office on the day first
    registry.country("the Kremlin")                     # the Country that the word stands for

Days are anything with `first` and `last` (proleptic ordinals, None for an open end), as Edtf values are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from readout.actors import sources
from readout.actors.days import first_day, last_day
from readout.actors.facts import Body, Country, Days, Entry, EntryKind, Holder, Person, Term
from readout.actors.words import fold, pieces, slug

__all__ = ["Body", "Country", "Days", "Entry", "Holder", "Person", "Registry", "Term", "in_use", "load", "use"]

FAMILY_FIRST = {"China", "Taiwan", "South Korea", "North Korea", "Vietnam", "Hong Kong", "Macau", "Cambodia"}


# Words that begin a surname.
_PARTICLES = {"al", "el", "ul", "bin", "ben", "ibn", "de", "del", "della", "di", "da", "dos", "van", "von", "der"}


_PARTICLES |= {"ter", "den", "la", "le", "abu", "du", "st", "san", "ould"}


class Registry:
    """The facts, indexed by the words that name them."""

    def __init__(self, facts: Iterable[dict[str, Any]]) -> None:
        """`facts` in the compiled form of `sources`; later facts extend earlier ones."""
        self.countries: dict[str, Country] = {}
        self.bodies: dict[str, Body] = {}
        self.persons: dict[str, Person] = {}
        self._terms: dict[str, list[Holder]] = {}
        self._names: dict[str, list[Person]] = {}
        self._surnames: dict[str, list[Person]] = {}
        self._entries: dict[str, list[Entry]] = {}
        gathered: dict[str, _Gathered] = {}
        for part in facts:
            self._add_places(part)
            self._add_bodies(part, gathered)
            for offices in part.get("offices", ()):
                _gather(offices["country"], offices["offices"], gathered)
        for person in (g.person() for g in gathered.values()):
            self._add_person(person)

    def country(self, word: str) -> Country | None:
        """The state or land that a name, adjective, people, capital, seat of government or city stands for."""
        found = self._entries.get(_bare(word), ())
        return next((e.of for e in found if isinstance(e.of, Country) and e.of.kind != "region"), None)

    def body(self, name: str) -> Body | None:
        """The body of that name or alias."""
        return self._body(name, "body")

    def armed_group(self, name: str) -> Body | None:
        """The armed group of that name or alias."""
        return self._body(name, "armed_group")

    def entries(self, phrase: str) -> Sequence[Entry]:
        """All that a phrase may stand for, countries before bodies before their cities."""
        return self._entries.get(_bare(phrase), ())

    def phrases(self) -> Iterator[tuple[str, list[Entry]]]:
        """Every folded phrase (places, bodies, groups; not persons) with what it stands for."""
        yield from self._entries.items()

    def names(self) -> Iterator[tuple[str, list[Person]]]:
        """Every folded full name and alias with who bears it."""
        yield from self._names.items()

    def holders(self, side: str, office: str, days: Days | None) -> list[Holder]:
        """Who held an office of that name, else of that title, else of that rank, within the days."""
        wanted = fold(office)
        terms = [h for h in self._terms.get(side, ()) if h.term.within(days)]
        for test in (
            lambda t: fold(t.office) == wanted,
            lambda t: any(fold(title) == wanted for title in t.titles),
            lambda t: t.rank == office,
        ):
            if found := [h for h in terms if test(h.term)]:
                return found
        return []

    def holder(self, country: str, office: str, day: Days | None) -> Holder | None:
        """The one who held the office then; None where the days allow more than one, or none is known.

        On a day on which an office changes hands it is the one who takes it.
        """
        if day is None:
            return None
        found = self.holders(country, office, day)
        if len({h.person.key for h in found}) > 1 and day.first is not None and day.first == day.last:
            found = [h for h in found if h.term.last is None or h.term.last > day.first]
        return found[-1] if found and len({h.person.key for h in found}) == 1 else None

    def people(self, name: str, day: Days | None = None) -> list[Person]:
        """Those of this full name or alias, else of this surname; those in office then first, else the nearest."""
        found = self._names.get(fold(name)) or self._surnames.get(fold(name)) or []
        return sorted(found, key=lambda p: _distance(p, day)) if day and len(found) > 1 else list(found)

    def person(self, key: str) -> Person | None:
        """The person with this key."""
        return self.persons.get(key)

    def _body(self, name: str, kind: str) -> Body | None:
        found = self._entries.get(_bare(name), ())
        return next((e.of for e in found if isinstance(e.of, Body) and e.of.kind == kind), None)

    def _enter(self, phrase: str, kind: EntryKind, of: Country | Body) -> None:
        entries = self._entries.setdefault(_bare(phrase), [])
        if not any(e.kind == kind and e.of.name == of.name for e in entries):
            entries.append(Entry(phrase, kind, of))

    def _add_places(self, part: dict[str, Any]) -> None:
        groups: tuple[tuple[str, Literal["state", "territory", "region"]], ...] = (
            ("countries", "state"), ("territories", "territory"), ("regions", "region"),
        )  # fmt: skip
        for group, kind in groups:
            for entry in part.get(group, ()):
                country = _country(entry, kind)
                self.countries.setdefault(country.name, country)
                for name in (country.name, *country.aliases):
                    self._enter(name, "region" if kind == "region" else "country", country)
                for word in country.adjectives:
                    self._enter(word, "adjective", country)
                for word in (*country.people, *(f"{a}s" for a in country.adjectives if a[-1] in "anirkocqbmet")):
                    self._enter(word, "people", country)
                for word in country.capital:
                    self._enter(word, "capital", country)
                for word in country.seats:
                    self._enter(word, "seat", country)
        for country in list(self.countries.values()):
            for word in country.cities:
                if not any(e.kind in ("country", "capital") for e in self._entries.get(_bare(word), ())):
                    self._enter(word, "city", country)

    def _add_bodies(self, part: dict[str, Any], gathered: dict[str, _Gathered]) -> None:
        for entry in part.get("bodies", ()):
            side = entry.get("side") or entry.get("country")
            body = Body(
                slug(entry["name"]), entry["name"], entry["kind"], tuple(entry.get("aliases", ())),
                entry.get("seat"), side,
            )  # fmt: skip
            self.bodies.setdefault(body.name, body)
            for name in (body.name, *body.aliases):
                self._enter(name, "body", body)
            _gather(body.name, [*entry.get("offices", ()), *entry.get("leaders", ())], gathered)

    def _add_person(self, person: Person) -> None:
        self.persons[person.key] = person
        for term in person.terms:
            self._terms.setdefault(term.side, []).append(Holder(person, term))
        for name in dict.fromkeys(map(fold, (person.name, *person.aliases))):
            self._names.setdefault(name, []).append(person)
        for surname in surnames(person):
            self._surnames.setdefault(surname, []).append(person)


def surnames(person: Person) -> tuple[str, ...]:
    """The folded forms of a person's surname: "de villepin" and "villepin"; the first word where names begin so."""
    words = pieces(person.surname)
    forms = [" ".join(words)]
    while len(words) > 1 and words[0] in _PARTICLES:
        words = words[1:]
        forms.append(" ".join(words))
    return tuple(dict.fromkeys(forms))


def surname_of(name: str, side: str | None = None) -> str:
    """The surname in a full name, as far as the name and the country's custom tell."""
    words = name.split()
    if len(words) < 2:
        return name
    if side in FAMILY_FIRST and len(words) <= 4:
        return words[0]
    start = len(words) - 1
    while start > 1 and (pieces(words[start - 1]) or ("",))[0] in _PARTICLES and "-" not in words[start - 1]:
        start -= 1
    return " ".join(words[start:])


@cache
def _shipped() -> Registry:
    return Registry([sources.shipped()])


def load(extra: Sequence[Path] = ()) -> Registry:
    """The shipped registry, extended by the user's own files (the forms of `imports.read_import`).

    Raises RegistryError for a file of the user's that cannot be used.
    """
    if not extra:
        return _shipped()
    from readout.actors.imports import facts_of

    return Registry([sources.shipped(), *(facts_of(path) for path in extra)])


_in_use: list[Registry] = []


def use(extra: Sequence[Path]) -> None:
    """Read reports by the shipped registry and these files from now on, in this process. Raises RegistryError."""
    _in_use[:] = [load(extra)]


def in_use() -> Registry:
    """The registry that reports are read by."""
    return _in_use[0] if _in_use else _shipped()


@dataclass(slots=True)
class _Gathered:
    """A person while the offices are gone through."""

    key: str
    side: str
    name: str
    surname: str | None
    gender: str | None
    aliases: list[str]
    terms: list[Term]

    def person(self) -> Person:
        surname = self.surname or surname_of(self.name, self.side)
        aliases = tuple(dict.fromkeys(a for a in self.aliases if a != self.name))
        return Person(self.key, self.name, aliases, surname, self.side, self.gender, tuple(self.terms))


def _gather(side: str, offices: Iterable[dict[str, Any]], gathered: dict[str, _Gathered]) -> None:
    for office in offices:
        name, rank, titles = office["office"], office.get("rank", "other"), tuple(office.get("titles", ()))
        for holder in office.get("holders", ()):
            key = f"{slug(side)}/{slug(holder['name'])}"
            person = gathered.get(key)
            if person is None:
                person = gathered[key] = _Gathered(key, side, holder["name"], None, None, [], [])
            person.surname = person.surname or holder.get("surname")
            person.gender = person.gender or holder.get("gender")
            person.aliases += holder.get("aliases", ())
            since, until = holder.get("from"), holder.get("to")
            person.terms.append(Term(side, name, rank, titles, since and first_day(since), until and last_day(until)))


def _country(entry: dict[str, Any], kind: Literal["state", "territory", "region"]) -> Country:
    years = entry.get("years")
    return Country(
        entry["name"], kind, entry.get("iso"), tuple(entry.get("aliases", ())), tuple(entry.get("adjectives", ())),
        tuple(entry.get("people", ())), tuple(entry.get("capital", ())), tuple(entry.get("seats", ())),
        entry.get("leader"), tuple(entry.get("cities", ())), (years[0], years[1]) if years else None, entry.get("now"),
    )  # fmt: skip


def _bare(phrase: str) -> str:
    folded = fold(phrase)
    return folded[4:] if folded.startswith("the ") else folded


def _distance(person: Person, day: Days | None) -> tuple[int, int]:
    """Days between the person's nearest term and the day, then rank (heads first)."""
    if day is None:
        return (0, 0)
    low, high = day.first or 0, day.last or 10**7
    gaps = [max((t.first or 0) - high, low - (t.last if t.last is not None else 10**7), 0) for t in person.terms]
    heads = any(t.rank.startswith("head of") and t.within(day) for t in person.terms)
    return (min(gaps, default=10**7), 0 if heads else 1)
