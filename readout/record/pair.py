"""What happened between two sides: counted, put into spans of time, and the silences between their contacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.record import calendar, mentions, query, schema
from readout.record.calendar import Unit
from readout.record.query import Entry, Filters
from readout.record.sides import Side

FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, what is asked of them, and the days that are looked at (as ordinals)."""

    left: Side
    right: Side
    filters: Filters = field(default_factory=Filters)
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Items alike: of one type, `field` (that the left side stands in), kind and status."""

    type: str
    field: str
    kind: str | None
    status: str | None
    count: int
    undated: int
    first: int | None  # of the dated ones
    last: int | None


@dataclass(frozen=True, slots=True)
class Bin:
    """How many items alike fall into a span of days."""

    type: str
    field: str
    kind: str | None
    status: str | None
    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class Silence:
    """The days between two successive contacts that were held: at the least, and the contacts around."""

    days: int
    first: int  # the last day of the contact before
    last: int  # the first day of the contact after
    before: str
    after: str


def tallies(connection: sa.Connection, pair: Pair) -> list[Tally]:
    """Everything between the two, counted."""
    base = _items(pair)
    dated = base.c.first.is_not(None)
    counted = sa.select(
        *_alike(base),
        sa.func.count(),
        sa.func.sum(sa.case((dated, 0), else_=1)),
        sa.func.min(base.c.first),
        sa.func.max(sa.func.coalesce(base.c.last, base.c.first)),
    ).group_by(*_alike(base))
    return [Tally(*tuple(row)) for row in connection.execute(counted.order_by(*_alike(base)))]


def bins(connection: sa.Connection, pair: Pair, unit: Unit) -> list[Bin]:
    """Everything dated between the two, counted by days, weeks, months or years."""
    base = _items(pair)
    numbered = calendar.number(unit, base.c.first).label("numbered")
    counted = (
        sa.select(*_alike(base), numbered, sa.func.count().label("many"))
        .where(base.c.first.is_not(None))
        .group_by(*_alike(base), numbered)
        .order_by(numbered, *_alike(base))
    )
    rows = connection.execute(counted)
    return [
        Bin(row.type, row.field, row.kind, row.status, *calendar.bounds(unit, row.numbered), row.many) for row in rows
    ]


def entries(connection: sa.Connection, pair: Pair, limit: int) -> Iterator[tuple[str, Entry]]:
    """The first so many dated items between the two in order, each with the field that the left side stands in."""
    base = _items(pair)
    wanted = sa.select(base.c.id, base.c.field).where(base.c.first.is_not(None))
    rows = connection.execute(wanted.order_by(base.c.first, base.c.last, base.c.id).limit(limit)).all()
    fields = {row.id: row.field for row in rows}
    for entry in query.entries(connection, list(fields), passages=False, names_of={}):
        yield fields[entry.id], entry


def silences(connection: sa.Connection, pair: Pair, limit: int) -> list[Silence]:
    """The longest times without a contact that was held, longest first."""
    base = _items(pair)
    held = sa.select(base.c.id, base.c.first, base.c.last).where(
        base.c.type == "contact", base.c.status == "held", base.c.first.is_not(None), base.c.last.is_not(None)
    )
    series = held.subquery()
    order = (series.c.first, series.c.last, series.c.id)
    successive = sa.select(
        series.c.id.label("after"),
        series.c.first.label("last"),
        sa.func.lag(series.c.id).over(order_by=order).label("before"),
        sa.func.lag(series.c.last).over(order_by=order).label("first"),
    ).subquery()
    days = (successive.c.last - successive.c.first).label("days")
    longest = (
        sa.select(days, successive.c.first, successive.c.last, successive.c.before, successive.c.after)
        .where(days > 1)
        .order_by(days.desc(), successive.c.last)
        .limit(limit)
    )
    return [Silence(*row) for row in connection.execute(longest)]


def latest(connection: sa.Connection, pair: Pair) -> Entry | None:
    """The last contact that was held."""
    base = _items(pair)
    held = sa.select(base.c.id).where(base.c.type == "contact", base.c.status == "held", base.c.last.is_not(None))
    found = connection.scalars(held.order_by(base.c.last.desc(), base.c.first.desc(), base.c.id).limit(1)).all()
    return next(query.entries(connection, found, passages=False, names_of={}), None)


def disputes(connection: sa.Connection, pair: Pair) -> int:
    """How many disputes items between the two are in."""
    base, di = _items(pair), schema.dispute_item.c
    counted = sa.select(sa.func.count(di.dispute.distinct())).join(base, base.c.id == di.item)
    return connection.scalar(counted) or 0


def newest_report(connection: sa.Connection) -> int | None:
    """The day of the newest report in the record."""
    newest: int | None = connection.scalar(sa.select(sa.func.max(schema.report.c.published_last)))
    return newest


def dated_types() -> Mapping[str, ItemType]:
    """The item types that have a place in time."""
    return {name: item_type for name, item_type in mentions.by_name().items() if item_type.when}


def _alike(base: sa.Subquery) -> tuple[sa.ColumnElement[Any], ...]:
    return base.c.type, base.c.field, base.c.kind, base.c.status


def _items(pair: Pair) -> sa.Subquery:
    """The items between the two that pass the filters; of figures, those in reports that tell of these contacts."""
    c = schema.item.c
    own = _between(pair)
    direct = sa.select(
        c.id, c.type, own.c.field, c.kind, c.status, c.first, sa.func.coalesce(c.last, c.first).label("last")
    ).join(own, own.c.item == c.id)
    for condition in _passing(pair):
        direct = direct.where(condition)
    if FIGURE not in dated_types():
        return direct.subquery()
    homes = sa.select(c.home).join(own, own.c.item == c.id).distinct()
    told = sa.select(
        c.id,
        c.type,
        sa.literal("").label("field"),
        c.kind,
        c.status,
        c.first,
        sa.func.coalesce(c.last, c.first).label("last"),
    ).where(c.type == FIGURE, c.home.in_(homes))
    for condition in _passing(pair):
        told = told.where(condition)
    return direct.union_all(told).subquery()


def _between(pair: Pair) -> sa.Subquery:
    """Ids of the items in which both sides stand, apart; `field` is the left side's, empty where both share it."""
    one, other = schema.item_actor.alias(), schema.item_actor.alias()
    apart = sa.or_(one.c.field != other.c.field, one.c.position != other.c.position)
    shared = sa.case((one.c.field == other.c.field, ""), else_=one.c.field)
    types = [name for name in dated_types() if name not in (FIGURE, "check")]
    return (
        sa.select(one.c.item, sa.func.min(shared).label("field"))
        .join(other, sa.and_(one.c.item == other.c.item, apart))
        .where(one.c.key.in_(pair.left.keys), other.c.key.in_(pair.right.keys), one.c.type.in_(types))
        .group_by(one.c.item)
        .subquery()
    )


def _passing(pair: Pair) -> Iterator[sa.ColumnElement[bool]]:
    c, filters = schema.item.c, pair.filters
    yield c.state != "rejected"
    if filters.kind is not None:
        yield c.kind == filters.kind
    if filters.status is not None:
        yield c.status == filters.status
    since = [d for d in (filters.since.first if filters.since else None, pair.first) if d is not None]
    until = [d for d in (filters.until.last if filters.until else None, pair.last) if d is not None]
    if since:
        yield sa.func.coalesce(c.last, c.first) >= max(since)
    if until:
        yield c.first <= min(until)
