"""What a record holds, at a glance: counts, its main pairs of sides, its newest contacts, its open disputes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.record import mentions, schema
from readout.record.asking import actor_list, ledger, query
from readout.record.asking.filters import Filters
from readout.record.asking.ledger import Asked
from readout.record.asking.query import Entry
from readout.record.making.ledger_rows import FAR
from readout.reports.dating import WIDEST

CONTACT, HELD = "contact", "held"
_SPARE = 4  # times as many entries are looked at as are shown, as some have no day of their own
_VAGUE = 31  # a contact that may lie anywhere within more days than this has no day to begin a series
_SIDES = 24  # the sides with most contacts, among which pairs are counted


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, how many contacts they held, and the days of the first and the last that have one."""

    left: str
    right: str
    contacts: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A dispute, and an item of it."""

    id: str
    field: str
    why: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Overview:
    """What a record holds. `first` and `last` are days of reports."""

    counts: dict[str, int]
    reports: int
    copies: int
    first: int | None
    last: int | None
    disputes: int
    verdicts: dict[str, int]
    pairs: tuple[Pair, ...]


def stamp(connection: sa.Connection) -> tuple[Any, ...]:
    """What changes whenever the record does, cheap to ask."""
    numbers = [table.c.number for table in (schema.report, schema.ledger, schema.decision)]
    return tuple(connection.scalar(sa.select(sa.func.max(number))) for number in numbers)


def of(connection: sa.Connection) -> Overview:
    """What a record holds."""
    r, d = schema.report.c, schema.dispute.c
    reports = sa.select(sa.func.count(), sa.func.count(r.copy_of))
    many, copies = connection.execute(reports.select_from(schema.report)).one()
    ends = sa.select(sa.func.min(r.published_first), sa.func.max(r.published_first))
    first, last = connection.execute(ends.where(r.published_last - r.published_first <= WIDEST)).one()
    return Overview(
        counts=counts(connection),
        reports=many,
        copies=copies,
        first=first,
        last=last,
        disputes=connection.scalar(sa.select(sa.func.count(d.id))) or 0,
        verdicts=_verdicts(connection),
        pairs=tuple(pairs(connection)),
    )


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many entries there are of each type, rejected ones left out."""
    c, k = schema.ledger.c, schema.ledger_class.c
    counted = sa.select(c["class"].label("number"), sa.func.count().label("many")).group_by(c["class"]).subquery()
    wanted = (
        sa.select(k.type, sa.func.sum(counted.c.many))
        .join(counted, counted.c.number == k.number)
        .where(k.decided != "rejected")
        .group_by(k.type)
    )
    return {row[0]: int(row[1]) for row in connection.execute(wanted)}


def _verdicts(connection: sa.Connection) -> dict[str, int]:
    v = schema.verdict.c
    return {row[0]: row[1] for row in connection.execute(sa.select(v.verdict, sa.func.count()).group_by(v.verdict))}


def pairs(connection: sa.Connection, limit: int = 12) -> list[Pair]:
    """The pairs of sides that held most contacts with each other."""
    tags = {tag.number: tag.name for tag in actor_list.sides(connection, CONTACT, _SIDES)}
    one, other = schema.tagged.alias("one"), schema.tagged.alias("other")
    both = one.c.places.bitwise_or(other.c.places)
    many = sa.func.count().label("many")
    day = sa.case((one.c.ends - one.c.begins <= _VAGUE, one.c.begins))
    wanted = (
        sa.select(one.c.tag, other.c.tag, many, sa.func.min(day), sa.func.max(day))
        .join(other, sa.and_(other.c.number == one.c.number, other.c.tag > one.c.tag))
        .where(one.c.tag.in_(sorted(tags)), other.c.tag.in_(sorted(tags)))
        .where(both.bitwise_and(both - 1) != 0, one.c["class"].in_(_shown(connection)))
        .group_by(one.c.tag, other.c.tag)
        .order_by(many.desc(), one.c.tag, other.c.tag)
        .limit(limit)
    )
    found = [(tags[row[0]], tags[row[1]], *row[2:]) for row in connection.execute(wanted)]
    return [Pair(*sorted((left, right), key=_busier(tags)), *rest) for left, right, *rest in found]


def _busier(tags: dict[int, str]) -> Any:
    order = {name: n for n, name in enumerate(tags.values())}
    return lambda name: order[name]


def _known(day: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return sa.case((day < FAR, day))


def _shown(connection: sa.Connection) -> list[int]:
    k = schema.ledger_class.c
    held = sa.select(k.number).where(k.type == CONTACT, k.status == HELD, k.decided != "rejected")
    return list(connection.scalars(held))


def newest(connection: sa.Connection, item_type: ItemType, limit: int, **given: Any) -> list[Entry]:
    """The entries of a type that are newest by their own day, undated ones last; `given` are filters."""
    asked = Asked.of(connection, item_type, Filters(limit=_SPARE * limit, sort=f"-{ledger.DAY}", **given))
    found = list(query.entries(connection, ledger.ids(connection, asked), passages=False, names_of={}))
    return sorted(found, key=lambda entry: _undated(item_type, entry))[:limit]


def _undated(item_type: ItemType, entry: Entry) -> bool:
    return item_type.when is not None and getattr(entry.item, item_type.when) is None


def tagged(
    connection: sa.Connection, item_type: ItemType, tags: Sequence[int], limit: int, **given: Any
) -> list[Entry]:
    """The newest entries of a type in which an actor of these tags stands, undated ones last."""
    filters = Filters(limit=_SPARE * limit, sort=f"-{ledger.DAY}", **given)
    asked = replace(Asked.of(connection, item_type, filters), actor=tuple(tags))
    found = list(query.entries(connection, ledger.ids(connection, asked), passages=False, names_of={}))
    return sorted(found, key=lambda entry: _undated(item_type, entry))[:limit]


def conflicts(connection: sa.Connection, limit: int) -> list[Conflict]:
    """The disputes whose items are newest, each with its first item."""
    di, d, c = schema.dispute_item.c, schema.dispute.c, schema.ledger.c
    day = sa.func.max(_known(c.day))
    wanted = (
        sa.select(di.dispute, sa.func.min(di.item).label("item"), day.label("day"))
        .join(schema.ledger, c.item == di.item)
        .group_by(di.dispute)
        .order_by(day.is_(None), day.desc(), di.dispute)
        .limit(limit)
        .subquery()
    )
    rows = connection.execute(
        sa.select(d.id, d.field, d.why, wanted.c.item, wanted.c.day).join(wanted, wanted.c.dispute == d.id)
    ).all()
    ids = [row.item for row in rows]
    known = {entry.id: entry for entry in query.entries(connection, ids, passages=False, names_of={})}
    rows = sorted(rows, key=lambda row: (-(row.day or 0), row.id))
    return [Conflict(row.id, row.field, row.why, known[row.item]) for row in rows if row.item in known]


def types() -> list[ItemType]:
    """Every item type, in the order in which they are shown."""
    return sorted(mentions.by_name().values(), key=lambda t: (t.order, t.name))


def contact_type() -> ItemType:
    """The type of the items that pairs of sides are counted by."""
    return mentions.by_name()[CONTACT]
