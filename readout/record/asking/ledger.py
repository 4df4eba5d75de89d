"""The entries of a type as a ledger: found, counted, sorted and shown page by page, however large the record.

Everything is asked of the narrow rows that `ledger_rows` writes. What entries are told apart by (kind, status,
decided or not, tenths of confidence) is one number, their class; actors and publishers are tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.record import codec, dialect, mentions, naming, schema
from readout.record.asking.filters import Filters
from readout.record.errors import RecordError
from readout.record.making.ledger_rows import EXTRA, FAR

DAY = "day"  # the name of the order by time
_EVERY = 2**31 - 1
Base = Any  # a table or subquery with the columns of `_COLUMNS`
_COLUMNS = ("number", "class", "day", "begins", "ends", "confidence")


@dataclass(frozen=True, slots=True)
class Class:
    """What the entries of one class have in common."""

    number: int
    kind: str
    status: str
    decided: str
    band: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters made out: names as tags, values as classes."""

    item_type: ItemType
    filters: Filters
    classes: Mapping[int, Class]  # all of the type
    actor: tuple[int, ...] | None = None
    publisher: tuple[int, ...] | None = None
    matching: Sequence[int] | None = None  # the numbers of those between the two, and that hold the words

    @classmethod
    def of(cls, connection: sa.Connection, item_type: ItemType, filters: Filters) -> Asked:
        """What filters ask of a type. Raises RecordError for a name that the record does not hold."""

        def actors(typed: str) -> tuple[int, ...]:
            return tags_of(connection, item_type, naming.resolve(connection, typed))

        pair = filters.between
        found = [both(connection, actors(pair[0]), actors(pair[1]))] if pair else []
        found += [dialect.telling(connection, filters.words, item_type.name)] if filters.words else []
        return cls(
            item_type,
            filters,
            _classes(connection, item_type),
            actors(filters.actor) if filters.actor else None,
            tags_of(connection, item_type, [naming.fold(filters.publisher)], "publisher")
            if filters.publisher
            else None,
            sorted(set(found[0]).intersection(*found[1:])) if found else None,
        )

    def judged(self) -> bool:
        """Whether entries of the type have a verdict for a status."""
        return self.item_type.name == "check"

    def passing(self, *, skip: str = "") -> list[int]:
        """The classes that pass the filters; one filter may be left out (`kind`, `status`, `decided`, `band`)."""
        return [number for number, one in self.classes.items() if self.passes(one, skip=skip)]

    def passes(self, one: Class, *, skip: str = "") -> bool:
        """Whether entries of a class pass."""
        f = self.filters
        if skip != "kind" and f.kind is not None and one.kind not in (f.kind, f.kind.replace(" ", "_")):
            return False
        if skip != "status" and f.status is not None and not self.judged() and one.status != f.status:
            return False
        if skip != "decided" and f.decided is not None and one.decided not in _DECIDED[f.decided]:
            return False
        if skip != "band" and one.band < int(f.min_confidence * 10):
            return False
        return one.decided != "rejected" or f.rejected or f.decided == "rejected"


_DECIDED = {"yes": ("accepted", "corrected"), "no": ("",), "rejected": ("rejected",)}


def tags_of(
    connection: sa.Connection, item_type: ItemType, keys: Sequence[str], facet: str = "actor"
) -> tuple[int, ...]:
    """The numbers that names (folded) go by in the narrow rows of a type."""
    c = schema.tag.c
    wanted = sa.select(c.number).where(c.type == item_type.name, c.facet == facet, c.key.in_(keys))
    return tuple(connection.scalars(wanted.order_by(c.number)))


def both(connection: sa.Connection, left: Sequence[int], right: Sequence[int]) -> list[int]:
    """The numbers of entries in which both took part, each in a place of its own."""
    one, other = schema.tagged.alias("one"), schema.tagged.alias("other")
    places = one.c.places.bitwise_or(other.c.places)
    select = (
        sa.select(one.c.number)
        .join(other, other.c.number == one.c.number)
        .where(one.c.tag.in_(left), other.c.tag.in_(right), places.bitwise_and(places - 1) != 0)
    )
    return list(connection.scalars(select))


def _classes(connection: sa.Connection, item_type: ItemType) -> dict[int, Class]:
    c = schema.ledger_class.c
    rows = connection.execute(
        sa.select(c.number, c.kind, c.status, c.decided, c.band).where(c.type == item_type.name).order_by(c.number)
    )
    return {row.number: Class(*row) for row in rows}


def base(asked: Asked, *, skip: str = "") -> Base:
    """The rows that the filters on names leave, as one table; `skip` leaves out `publisher`."""
    tagged = schema.tagged
    wanted = asked.actor if asked.actor is not None else None if skip == "publisher" else asked.publisher
    if wanted is None:
        return schema.ledger
    if len(wanted) == 1:
        one = tagged.alias("found")
        return sa.select(*(one.c[name] for name in _COLUMNS)).where(one.c.tag == wanted[0]).subquery("found")
    select = sa.select(*(tagged.c[name] for name in _COLUMNS)).where(tagged.c.tag.in_(wanted)).distinct()
    return select.subquery("found")


def conditions(asked: Asked, b: Base, *, skip: str = "") -> Iterator[sa.ColumnElement[bool]]:
    """What the filters ask of the rows of a base, but for their class; `skip` leaves out one filter."""
    f = asked.filters
    if b is schema.ledger:
        yield b.c.type == asked.item_type.name
    if skip != "when":
        if f.since is not None and f.since.first is not None:
            yield b.c.ends >= f.since.first
        if f.until is not None and f.until.last is not None:
            yield b.c.begins <= f.until.last
    if f.min_confidence * 10 % 1:  # else the classes tell
        yield b.c.confidence >= f.min_confidence
    if asked.publisher is not None and skip != "publisher" and asked.actor is not None:
        t = schema.tagged.c
        yield b.c.number.in_(sa.select(t.number).where(t.tag.in_(asked.publisher)))
    if asked.matching is not None:
        yield dialect.among(b.c.number, asked.matching)
    if asked.judged() and f.status is not None and skip != "status":
        yield b.c.number.in_(_judged(f.status))


def _judged(verdict: str) -> Any:
    c, v = schema.ledger.c, schema.verdict.c
    return sa.select(c.number).join(schema.verdict, v.item == c.item).where(v.verdict == verdict)


def of_class(asked: Asked, b: Base) -> Iterator[sa.ColumnElement[bool]]:
    """That rows are of a class that passes; said so that no index is chosen for it, and as shortly as can be."""
    passing = asked.passing()
    others = [number for number in asked.classes if number not in set(passing)]
    if len(others) < len(passing):
        if others:
            yield (b.c["class"] + 0).not_in(others)
    else:
        yield (b.c["class"] + 0).in_(passing)


# ------------------------------------------------------------------ the entries themselves


def ids(connection: sa.Connection, asked: Asked) -> list[str]:
    """The ids of the entries that pass, in the order and within the bounds asked for."""
    f = asked.filters
    limit = _EVERY if f.limit is None else f.limit
    name, down = order(asked.item_type, f.sort)
    if not down:
        return list(connection.scalars(_ordered(asked, name, False).limit(limit).offset(f.offset)))
    known, unknown = _ordered(asked, name, True, known=True), _ordered(asked, name, True, known=False)
    found = list(connection.scalars(known.limit(limit).offset(f.offset)))
    if len(found) < limit:  # what has no value comes last, whichever way
        before = f.offset + len(found)
        if not found and f.offset:
            before = connection.scalar(sa.select(sa.func.count()).select_from(known.order_by(None).subquery())) or 0
        rest = unknown.limit(limit - len(found)).offset(max(f.offset - before, 0))
        found += connection.scalars(rest)
    return found


def order(item_type: ItemType, sort: str | None) -> tuple[str, bool]:
    """The field to sort by (by its name in the dataclass), and whether downwards. Raises RecordError."""
    if sort is None:
        return DAY, False
    name = sort.removeprefix("-")
    fields = {codec.public_name(field): field.name for field in codec.own_fields(item_type.model)}
    fields |= {one: one for one in (DAY, *EXTRA)}
    if name not in fields:
        raise RecordError(sort, f"is nothing to sort by; there are {', '.join(fields)}")
    return DAY if fields[name] == item_type.when else fields[name], sort.startswith("-")


def _ordered(asked: Asked, name: str, down: bool, *, known: bool | None = None) -> Any:
    """A select of ids in order. `known`: only those with a value to sort by, or those without."""
    c, cell = schema.ledger.c, schema.cell.c
    b = base(asked)
    wanted = [*of_class(asked, b), *conditions(asked, b)]
    by: list[Any]
    if name == DAY:
        by, has = [b.c.day], b.c.day < FAR
        select: Any = sa.select(c.item).where(*wanted)
        if b is not schema.ledger:
            select = select.join_from(b, schema.ledger, c.number == b.c.number)
    else:
        by, has = [cell.value, cell.day], cell.value < "2"
        select = sa.select(c.item).join(schema.cell, cell.number == c.number)
        select = select.where(cell.type == asked.item_type.name, cell.field == name)
        if b is schema.ledger:
            select = select.where(*wanted)
        else:
            select = select.where((cell.number + 0).in_(sa.select(b.c.number).where(*wanted)))
    if known is not None:
        select = select.where(has if known else ~has)
    by += [c.seen, c.home, c.start, c.item]
    return select.order_by(*(column.desc() for column in by)) if down else select.order_by(*by)


def state(connection: sa.Connection) -> tuple[int, int]:
    """What changes whenever a ledger may have: the last numbers given to a row and to a decision."""
    last = sa.func.coalesce
    rows = sa.select(last(sa.func.max(schema.ledger.c.number), 0)).scalar_subquery()
    decided = sa.select(last(sa.func.max(schema.decision.c.number), 0)).scalar_subquery()
    row = connection.execute(sa.select(rows, decided)).one()
    return row[0], row[1]


def types() -> list[ItemType]:
    """The item types, in the order of the export."""
    return sorted(mentions.by_name().values(), key=lambda one: (one.order, one.name))
