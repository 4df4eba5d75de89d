"""One actor of the record: who they are, what they stand in, with whom, and who acted for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from readout.actors.facts import Holder, Term
from readout.actors.model import Actor
from readout.items.model import ItemType
from readout.record import mentions, naming, schema
from readout.record.asking import actor_list, in_office, overview
from readout.record.asking.query import Entry
from readout.record.asking.sides import Side

_LATEST = 2000  # contacts by which partners are told; a busy actor has more
_READ = 60  # of them that are read for who stood in them
_FACES = 12  # people named on the page of the side they act for
_PARTNERS = 12


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor had contacts with, and how many of those looked at."""

    name: str
    contacts: int


@dataclass(frozen=True, slots=True)
class ActorSheet:
    """What the record holds on an actor. `actor` is how its entries give it, None where it is a side alone.

    `partners` are told by the latest contacts, `looked_at` of them; `people` acted for the actor in some of those.
    """

    name: str
    actor: Actor | None
    key: str | None  # the registry's
    aliases: tuple[str, ...]
    roles: tuple[str, ...]  # as reports give them
    terms: tuple[Term, ...]
    holders: tuple[tuple[Holder, str | None], ...]  # of its chief offices in those days, and their names in the record
    counts: dict[str, int]
    asked: int  # asks made
    asked_of: int
    partners: tuple[Partner, ...]
    people: tuple[tuple[Actor, int], ...]
    looked_at: int
    newest: dict[str, list[Entry]]


def of(connection: sa.Connection, side: Side, latest: int = 8) -> ActorSheet:
    """What the record holds on an actor."""
    tags = _tags(connection, side)
    counts = {type_: _count(connection, numbers) for type_, numbers in tags.items()}
    contacts = tags.get(overview.CONTACT, [])
    read = overview.tagged(connection, overview.contact_type(), contacts, _READ) if contacts else []
    seen = [actor for entry in read for *_, actor in naming.actors(entry.item)]
    own = [actor for actor in seen if naming.fold(actor.name) in side.keys]
    actor = own[0] if own else _elsewhere(connection, side, tags)
    own = own or ([actor] if actor else [])
    key = next((one.key for one in own if one.key), None)
    newest = {overview.CONTACT: [entry for entry in read if entry.item.when is not None][:latest]} if read else {}
    for type_, numbers in tags.items():
        if type_ == "ask":
            newest[type_] = overview.tagged(connection, _type(type_), numbers, latest)
    made, received = _asks(connection, tags["ask"]) if "ask" in tags else (0, 0)
    return ActorSheet(
        name=side.name,
        actor=actor,
        key=key,
        aliases=_aliases(key),
        roles=tuple(role for role, _ in Counter(one.role for one in own if one.role).most_common(4)),
        terms=tuple(in_office.terms(key)),
        holders=tuple(_holders(side, read, seen)) if actor is None or actor.kind == "government" else (),
        counts={type_: many for type_, many in counts.items() if many},
        asked=made,
        asked_of=received,
        partners=tuple(_partners(connection, side, contacts)),
        people=tuple(_people(seen, side)),
        looked_at=min(counts.get(overview.CONTACT, 0), _LATEST),
        newest=newest,
    )


def _holders(side: Side, read: Sequence[Entry], seen: Sequence[Actor]) -> list[tuple[Holder, str | None]]:
    days = [day for entry in read if entry.item.when for day in (entry.item.when.first, entry.item.when.last) if day]
    names = {actor.key: actor.name for actor in seen if actor.key}
    found = in_office.holders(side.name, _Span(min(days), max(days))) if days else []
    return [(one, names.get(one.person.key)) for one in found]


@dataclass(frozen=True, slots=True)
class _Span:
    first: int | None
    last: int | None


def _tags(connection: sa.Connection, side: Side) -> dict[str, list[int]]:
    t = schema.tag.c
    found: dict[str, list[int]] = {}
    wanted = sa.select(t.type, t.number).where(t.facet == actor_list.ACTOR, t.key.in_(side.keys))
    for type_, number in connection.execute(wanted.order_by(t.number)):
        found.setdefault(type_, []).append(number)
    return found


def _count(connection: sa.Connection, numbers: Sequence[int]) -> int:
    c, k = schema.tagged.c, schema.ledger_class.c
    rejected = sa.select(k.number).where(k.decided == "rejected")
    many = sa.func.count() if len(numbers) == 1 else sa.func.count(c.number.distinct())
    wanted = sa.select(many).where(c.tag.in_(numbers), c["class"].not_in(rejected))
    return connection.scalar(wanted) or 0


def _asks(connection: sa.Connection, numbers: Sequence[int]) -> tuple[int, int]:
    """How many asks an actor makes, and how many it is asked: the asker is an ask's first actor."""
    c = schema.tagged.c
    first, later = c.places.bitwise_and(1) != 0, c.places.bitwise_and(~1) != 0
    wanted = sa.select(*(sa.func.count(sa.case((one, c.number)).distinct()) for one in (first, later)))
    row = connection.execute(wanted.where(c.tag.in_(numbers))).one()
    return row[0], row[1]


def _elsewhere(connection: sa.Connection, side: Side, tags: dict[str, list[int]]) -> Actor | None:
    """The actor in an entry that is no contact."""
    for type_, numbers in tags.items():
        for entry in overview.tagged(connection, _type(type_), numbers, 1):
            for *_, actor in naming.actors(entry.item):
                if naming.fold(actor.name) in side.keys:
                    return actor
    return None


def _partners(connection: sa.Connection, side: Side, tags: Sequence[int]) -> list[Partner]:
    """Sides and people that stand in the same contacts, apart from the actor's own side."""
    if not tags:
        return []
    c, t = schema.tagged.c, schema.tag.c
    latest = sa.select(c.number, c.places).where(c.tag.in_(tags)).order_by(c.day.desc()).limit(_LATEST).subquery()
    other = schema.tagged.alias("other")
    both = latest.c.places.bitwise_or(other.c.places)
    many = sa.func.count().label("many")
    wanted = (
        sa.select(t.name, t.key, many)
        .join(other, other.c.tag == t.number)
        .join(latest, latest.c.number == other.c.number)
        .where(t.facet == actor_list.ACTOR, other.c.tag.not_in(tags), both.bitwise_and(both - 1) != 0)
        # Another place in the fields than the actor's own: else it is the same one under another name.
        .where(other.c.places.bitwise_and(latest.c.places) == 0)
        .group_by(t.number, t.name, t.key)
        .order_by(many.desc(), t.key)
        .limit(_PARTNERS)
    )
    return [Partner(row.name, row.many) for row in connection.execute(wanted)]


def _people(seen: Sequence[Actor], side: Side) -> list[tuple[Actor, int]]:
    """Who acted for a side, most often first."""
    counted: Counter[str] = Counter()
    known: dict[str, Actor] = {}
    for actor in seen:
        if actor.kind == "person" and actor.side and naming.fold(actor.side) in side.keys and actor.name != side.name:
            counted[actor.name] += 1
            known.setdefault(actor.name, actor)
    return [(known[name], many) for name, many in counted.most_common(_FACES)]


def _aliases(key: str | None) -> tuple[str, ...]:
    from readout.actors import registry

    person = registry.in_use().person(key) if key else None
    return person.aliases if person else ()


def _type(name: str) -> ItemType:
    return mentions.by_name()[name]
