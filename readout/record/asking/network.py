"""Who was in contact with whom: contacts that were held, by pairs of sides or of persons and by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from readout.record import dialect, naming, schema
from readout.record.asking import calendar
from readout.record.making import derived

Level = Literal["sides", "persons"]
LEVELS: tuple[Level, ...] = ("sides", "persons")
_NAMES = 160  # most frequent names among which the sides or persons are sought


@dataclass(frozen=True, slots=True)
class Node:
    """A side or person, the side that a person acts for, and how many contacts it was in."""

    name: str
    side: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes (by their places) and how many contacts they shared in a month, as `calendar.month` counts it."""

    left: int
    right: int
    month: int
    count: int


@dataclass(frozen=True, slots=True)
class Network:
    """The nodes with most contacts, and the contacts among them by month."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def pairs(self) -> list[tuple[Node, Node, int]]:
        """Every two nodes that were in contact, most contacts first."""
        counted: Counter[tuple[int, int]] = Counter()
        for link in self.links:
            counted[link.left, link.right] += link.count
        found = [(self.nodes[left], self.nodes[right], count) for (left, right), count in counted.items()]
        return sorted(found, key=lambda one: (-one[2], one[0].name, one[1].name))


def network(
    connection: sa.Connection, level: Level, *, since: int | None = None, until: int | None = None, most: int = 30
) -> Network:
    """The network of contacts held between two days (as ordinals), of the `most` nodes with most of them."""
    held = _held(connection)
    counted = _counted(connection, held, since, until)
    kinds = _kinds(connection, [tag for tag, _, _ in counted[:_NAMES]])
    chosen = [(tag, name, count) for tag, name, count in counted if tag in kinds and kinds[tag][0] == level][:most]
    places = {tag: place for place, (tag, _, _) in enumerate(chosen)}
    nodes = tuple(Node(name, kinds[tag][1], count) for tag, name, count in chosen)
    return _tied(nodes, _links(connection, places, held, since, until))


def _tied(nodes: Sequence[Node], links: Sequence[Link]) -> Network:
    """The network without the nodes that were in contact with none of the others."""
    kept = sorted({place for link in links for place in (link.left, link.right)})
    places = {old: new for new, old in enumerate(kept)}
    moved = tuple(Link(places[one.left], places[one.right], one.month, one.count) for one in links)
    return Network(tuple(nodes[place] for place in kept), moved)


def stamp(connection: sa.Connection) -> tuple[int, ...]:
    """Numbers that change whenever contacts do, to remember a network by."""
    tables = (schema.ledger, schema.decision, schema.report)
    return tuple(connection.scalar(sa.select(sa.func.max(table.c.number))) or 0 for table in tables)


def newest(connection: sa.Connection, more_than: int) -> int | None:
    """The day of the newest contact, where the record holds more contacts than so many; else None."""
    c = schema.ledger.c
    contacts = sa.select(c.begins).where(c.type == "contact", c.begins.is_not(None)).order_by(c.begins.desc())
    beyond = connection.scalar(contacts.offset(more_than).limit(1))
    return None if beyond is None else connection.scalar(contacts.limit(1))


def _held(connection: sa.Connection) -> list[int]:
    c = schema.ledger_class.c
    wanted = sa.select(c.number).where(c.type == "contact", c.status == "held", c.decided != "rejected")
    return list(connection.scalars(wanted.order_by(c.number)))


_t, _one, _other = schema.tag.c, schema.tagged.alias("one"), schema.tagged.alias("other")


def _counted(
    connection: sa.Connection, held: Sequence[int], since: int | None, until: int | None
) -> list[tuple[int, str, int]]:
    """Every name that stands in contacts held, most contacts first: its tag, the name, the contacts."""
    many = sa.func.count()
    wanted = (
        sa.select(_t.number, _t.name, many)
        .join(_one, _one.c.tag == _t.number)
        .where(_t.type == "contact", _t.facet == "actor", _one.c["class"].in_(held))
        .group_by(_t.number, _t.name)
        .order_by(many.desc(), _t.name)
    )
    for condition in _within(since, until):
        wanted = wanted.where(condition)
    return [tuple(row) for row in connection.execute(wanted)]


def _within(since: int | None, until: int | None) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [_one.c.begins.is_not(None)]
    if since is not None:
        found.append(sa.func.coalesce(_one.c.ends, _one.c.begins) >= since)
    if until is not None:
        found.append(_one.c.begins <= until)
    return found


def _kinds(connection: sa.Connection, tags: Sequence[int]) -> dict[int, tuple[Level, str | None]]:
    """Whether tags name a side or a person (with a side), as one contact of each tells; others are left out."""
    c, item = schema.ledger.c, schema.item.c
    found: dict[int, tuple[Level, str | None]] = {}
    for lot in dialect.chunks(tags):
        first = sa.select(_one.c.tag, sa.func.min(_one.c.number).label("number")).where(_one.c.tag.in_(lot))
        sample = first.group_by(_one.c.tag).subquery()
        rows = connection.execute(
            sa.select(_t.number, _t.key, item.type, item.body, item.corrections)
            .join(sample, sample.c.tag == _t.number)
            .join(schema.ledger, c.number == sample.c.number)
            .join(schema.item, item.id == c.item)
        )
        for row in rows:
            kind = _kind(row)
            if kind is not None:
                found[row.number] = kind
    return found


def _kind(row: Any) -> tuple[Level, str | None] | None:
    for _, _, actor in naming.actors(derived.effective(row.type, row.body, row.corrections)):
        side = naming.fold(actor.side) if actor.side else None
        if naming.fold(actor.name) == row.key:
            if actor.kind == "person":
                return "persons", actor.side
            return ("sides", None) if side in (None, row.key) and actor.kind != "unnamed" else None
        if side == row.key:
            return "sides", None
    return None


def _links(
    connection: sa.Connection, places: Mapping[int, int], held: Sequence[int], since: int | None, until: int | None
) -> list[Link]:
    if len(places) < 2:
        return []
    both = _one.c.places.bitwise_or(_other.c.places)
    month = calendar.months(_one.c.begins).label("month")
    wanted = (
        sa.select(_one.c.tag, _other.c.tag, month, sa.func.count())
        .join(_other, sa.and_(_other.c.number == _one.c.number, _other.c.tag > _one.c.tag))
        .where(_one.c.tag.in_(places), _other.c.tag.in_(places), _one.c["class"].in_(held))
        .where(both.bitwise_and(both - 1) != 0)
        .group_by(_one.c.tag, _other.c.tag, month)
        .order_by(month, _one.c.tag, _other.c.tag)
    )
    for condition in _within(since, until):
        wanted = wanted.where(condition)
    return [Link(places[left], places[right], at, count) for left, right, at, count in connection.execute(wanted)]
