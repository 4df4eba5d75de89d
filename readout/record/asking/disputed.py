"""Disputes found by what their items are: who takes part, when, told by whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from readout.record import dialect, schema
from readout.record.asking import ledger
from readout.record.asking.filters import Filters
from readout.record.errors import RecordError
from readout.record.making.ledger_rows import FAR


@dataclass(frozen=True, slots=True)
class Row:
    """A dispute without its items. `day` is the first of theirs."""

    id: str
    type: str
    field: str
    why: str
    day: int


def rows(connection: sa.Connection, filters: Filters) -> list[Row]:
    """The disputes of which an item passes the filters, ordered by type, time and id."""
    d, di, c = schema.dispute.c, schema.dispute_item.c, schema.ledger.c
    select = (
        sa.select(d.id, d.type, d.field, d.why, sa.func.min(c.day).label("day"))
        .join(schema.dispute_item, di.dispute == d.id)
        .join(schema.ledger, c.item == di.item)
        .group_by(d.id, d.type, d.field, d.why)
        .order_by(d.type, sa.text("day"), d.id)
    )
    found = [Row(*row) for row in connection.execute(select)]
    if not _narrow(filters):
        return found
    passing = _passing(connection, replace(filters, limit=None, offset=0, sort=None), {row.type for row in found})
    return [row for row in found if row.id in passing]


def _narrow(f: Filters) -> bool:
    asked = (f.between, f.actor, f.since, f.until, f.kind, f.status, f.publisher, f.words, f.decided)
    return any(asked) or f.min_confidence > 0


def _passing(connection: sa.Connection, filters: Filters, types: Collection[str]) -> set[str]:
    di, c = schema.dispute_item.c, schema.ledger.c
    found: set[str] = set()
    for item_type in ledger.types():
        if item_type.name not in types:
            continue
        asked = ledger.Asked.of(connection, item_type, filters)
        b = ledger.base(asked)
        numbers = sa.select(b.c.number).where(*ledger.of_class(asked, b), *ledger.conditions(asked, b))
        select = sa.select(di.dispute).join(schema.ledger, c.item == di.item)
        found |= set(connection.scalars(select.where((c.number + 0).in_(numbers))))
    return found


def names(connection: sa.Connection, wanted: Sequence[str], facet: str) -> list[tuple[str, int]]:
    """The names of a facet (`actor`, `publisher`) among disputes' items, with the disputes each is in, most first."""
    di, c, t, d = schema.dispute_item.c, schema.ledger.c, schema.tag.c, schema.tagged.c
    inside = set(wanted)
    members = sa.select(di.dispute, c.number).join(schema.ledger, c.item == di.item)
    homes: dict[int, list[str]] = {}
    for dispute, number in connection.execute(members):
        if dispute in inside:
            homes.setdefault(number, []).append(dispute)
    among = dialect.among(d.number, sorted(homes))
    borne = sa.select(d.number, d.tag).where(among, d.places > 0 if facet == "actor" else d.places == 0)
    under: dict[int, set[str]] = {}
    for number, tag in connection.execute(borne):
        under.setdefault(tag, set()).update(homes[number])
    known = {row.number: row for row in connection.execute(sa.select(t.number, t.key, t.name).where(t.facet == facet))}
    found: dict[str, set[str]] = {}
    for tag, disputes in under.items():  # the same name has a tag for each type
        found.setdefault(known[tag].key, set()).update(disputes)
    shown = {row.key: row.name for row in known.values()}
    return sorted(((shown[key], len(disputes)) for key, disputes in found.items()), key=lambda one: (-one[1], one[0]))


def in_order(found: Sequence[Row], sort: str | None) -> list[Row]:
    """The disputes by `day`, `type` or `field`, with - before it for the other way round. Raises RecordError."""
    if sort is None:
        return list(found)
    name = sort.removeprefix("-")
    if name not in ("day", "type", "field"):
        raise RecordError(sort, "is nothing to sort by; there are day, type, field")
    known = [row for row in found if name != "day" or row.day < FAR]
    unknown = [row for row in found if name == "day" and row.day >= FAR]
    return sorted(known, key=lambda row: (getattr(row, name), row.day), reverse=sort.startswith("-")) + unknown
