"""The cast of a report: everyone it speaks of, while it is being read.

A `Who` gathers what the report says of one actor; a `Mention` is where it says so. When all is read each `Who` becomes
one `Actor`, so that every mention of it carries an equal value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from readout.actors import registry
from readout.actors.facts import Body, Person
from readout.actors.model import Actor, ActorKind
from readout.actors.registry import Registry
from readout.language.document import Document
from readout.language.edtf import Edtf
from readout.language.names.words import words

Form = Literal["name", "title", "role", "pronoun", "place", "group"]
_ORDER = {"head of state": 1, "head of government": 0, "foreign minister": 2, "defence minister": 3}
_NOT_IN_CHARGE = ("vice", "deputy", "assistant", "former", "ex", "under", "associate", "acting")


@dataclass(slots=True, eq=False)
class Who:
    """One actor as far as it is known."""

    kind: ActorKind
    name: str
    pieces: tuple[str, ...] = ()  # of a person's name, folded
    side: str | None = None
    roles: list[str] = field(default_factory=list)  # as the report gives them
    offices: frozenset[str] = frozenset()  # offices and ranks held at the report's date, as the registry gives them
    office: str | None = None  # the first of them
    person: Person | None = None
    key: str | None = None
    gender: str | None = None
    plural: bool = False
    places: list[int] = field(default_factory=list)  # the tokens at which it is mentioned, in order

    def actor(self) -> Actor:
        """The actor in plain form."""
        role = self.roles[0] if self.roles else self.office
        return Actor(self.name, self.kind, self.side, role, self.key)

    def last_before(self, token: int) -> int:
        """The last token before this one at which it is mentioned, -1 where there is none."""
        at = bisect_left(self.places, token)
        return self.places[at - 1] if at else -1

    def has_role(self, role: str) -> bool:
        """Whether a role phrase fits: the same, another name for the same office, or the longer form's short one."""
        if role in self.offices:
            return True
        rank = words().rank(role)
        if rank and rank in self.offices and role not in ("president", "king", "prime minister", "chancellor"):
            return True
        return any(fits(role, own) for own in self.roles) or any(fits(role, own) for own in self.offices)

    def leads(self) -> bool:
        """Whether it is one whom reports call a country's leader."""
        ranks = {words().rank(role) for role in self.roles}
        return bool(
            ranks & {"head of state", "head of government"}
            or self.offices & {"head of state", "head of government"}
            or any(role.rsplit(" ", 1)[-1] in words().leaders for role in self.roles)
        )


@dataclass(slots=True)
class Mention:
    """Tokens `first` to `last` (exclusive), headed by `head`, that mean `who`."""

    first: int
    last: int
    head: int
    who: Who
    form: Form


def fits(role: str, own: str) -> bool:
    """Whether `role` may be said of one whose office is `own`: "minister" of a "foreign minister"."""
    if role == own:
        return True
    rank = words().rank(role)
    if rank is not None and rank == words().rank(own) and rank != "head of state":
        return True
    if rank is not None and own.startswith(_NOT_IN_CHARGE):
        return False
    return own.endswith(" " + role) or own.startswith((role + " of", role + " for"))


@dataclass(slots=True)
class Cast:
    """Everyone in the report, and where."""

    document: Document
    registry: Registry = field(default_factory=registry.in_use)
    people: list[Who] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    others: dict[tuple[ActorKind, str], Who] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)  # how often each side is spoken of
    titles: set[int] = field(default_factory=set)  # tokens of titles before names
    here: str | None = None  # the country the report is written from

    @property
    def day(self) -> Edtf | None:
        """The report's date."""
        return self.document.published

    def government(self, name: str) -> Who:
        """The government of that country, named in common English."""
        return self._other("government", name, name)

    def body(self, body: Body) -> Who:
        """A body or armed group of the registry; one that serves no state is a side of its own."""
        who = self._other(body.kind, body.name, (body.side if body.kind == "body" else None) or body.name)
        who.key = body.key
        return who

    def described(self, kind: ActorKind, name: str, side: str | None, role: str | None, plural: bool) -> Who:
        """Someone carried under a description."""
        who = self._other(kind, name, side)
        who.plural = plural
        if role and not who.roles:
            who.roles.append(role)
        return who

    def known_person(self, person: Person) -> Who:
        """A person of the registry, whether the report names them or not."""
        for who in self.people:
            if who.key == person.key:
                return who
        who = Who("person", person.name, tuple(person.name.lower().split()))
        self.identify(who, person)
        self.people.append(who)
        return who

    def identify(self, who: Who, person: Person) -> None:
        """Note that the registry knows this person."""
        who.person, who.key = person, person.key
        who.side = who.side or person.side
        who.gender = who.gender or person.gender
        now = [t for t in person.terms if self.day is not None and t.within(self.day)]
        now.sort(key=lambda t: _ORDER.get(t.rank, 9))
        who.office = now[0].office if now else None
        who.offices = frozenset(word for t in now for word in (t.office, t.rank) if word != "other")

    def add(self, first: int, last: int, who: Who, form: Form, head: int | None = None) -> Mention:
        """Note a mention. Mentions of one actor are noted in text order within each pass."""
        mention = Mention(first, last, self.head_of(first, last) if head is None else head, who, form)
        self.mentions.append(mention)
        at = bisect_left(who.places, first)
        who.places.insert(at, first)
        if who.side:
            self.weights[who.side] = self.weights.get(who.side, 0) + 1
        return mention

    def head_of(self, first: int, last: int) -> int:
        """The token of a span whose own head lies outside it."""
        tokens = self.document.tokens
        for index in range(first, last):
            token = tokens[index]
            if (not first <= token.head < last or token.head == index) and token.upos != "PUNCT":
                return index
        return last - 1

    def recent(self, before: int, people: Iterable[Who] | None = None) -> Iterator[Who]:
        """Persons mentioned before a token, the last mentioned first."""
        found = [(w.last_before(before), w) for w in (self.people if people is None else people)]
        for at, who in sorted(found, key=lambda pair: -pair[0]):
            if at >= 0:
                yield who

    def home(self) -> str | None:
        """The country the report is written from where it is spoken of, else the one that most of it is about."""
        most = sorted(self.weights.items(), key=lambda pair: -pair[1])[:2]
        if self.here is not None and most and 2 * self.weights.get(self.here, 0) >= most[0][1]:
            return self.here
        if not most or (len(most) > 1 and most[0][1] < 2 * most[1][1]):
            return None
        return most[0][0]

    def _other(self, kind: ActorKind, name: str, side: str | None) -> Who:
        who = self.others.get((kind, name))
        if who is None:
            who = self.others[kind, name] = Who(kind, name, side=side)
        return who
