"""Which items speak of which: the pointers of an item, and the items that point to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from readout.items.model import Pointer
from readout.record import codec, dialect, mentions, schema
from readout.record.asking import query
from readout.record.asking.query import Entry

MOST = 200  # items pointing to one, on its page


@dataclass(frozen=True, slots=True)
class Pointing:
    """An item that points to another: by which of its fields."""

    field: str
    entry: Entry


@cache
def pointing_fields() -> dict[str, tuple[str, ...]]:
    """The fields of each item type that point to items."""
    found = {
        name: tuple(
            field.name
            for field in codec.own_fields(item_type.model)
            if Pointer in codec.parts(codec.hints(item_type.model)[field.name])
        )
        for name, item_type in mentions.by_name().items()
    }
    return {name: fields for name, fields in found.items() if fields}


def targets(connection: sa.Connection, entry: Entry) -> dict[str, Entry]:
    """For each of an item's fields that point somewhere, the item that it points to."""
    found = {}
    reports: list[str] = []
    for field in pointing_fields().get(entry.type, ()):
        pointer = getattr(entry.item, field)
        if pointer is None:
            continue
        reports = reports or _reports(connection, entry.id)
        id_ = query.pointed(connection, pointer, reports)
        if id_ is not None:
            found[field] = id_
    known = {one.id: one for one in query.entries(connection, sorted(set(found.values())), passages=False, names_of={})}
    return {field: known[id_] for field, id_ in found.items() if id_ in known}


def sources(connection: sa.Connection, items: Sequence[str], limit: int = MOST) -> list[Pointing]:
    """The items that point to one of these, by type and in the order of their reports."""
    places = _places(connection, items)
    if not places:
        return []
    found: dict[tuple[str, str], None] = {}
    for row in _candidates(connection, sorted({report for report, *_ in places})):
        for field in pointing_fields()[row.type]:
            # Read as data: a pointer is told without building the whole item.
            pointer = codec.decode(Pointer | None, _field(row.body, field))
            if pointer and (row.report, pointer.type, pointer.start, pointer.end) in places:
                found.setdefault((field, row.item))
    wanted = list(found)[:limit]
    ids = list(dict.fromkeys(id_ for _, id_ in wanted))
    known = {one.id: one for one in query.entries(connection, ids, passages=False, names_of={})}
    return [Pointing(field, known[id_]) for field, id_ in wanted if id_ in known and known[id_].state != "rejected"]


def _field(body: str, field: str) -> Any:
    return json.loads(body).get(field)


def _reports(connection: sa.Connection, item: str) -> list[str]:
    m, im = schema.mention.c, schema.item_mention.c
    wanted = sa.select(m.report).join(schema.item_mention, im.mention == m.id).where(im.item == item).distinct()
    return list(connection.scalars(wanted.order_by(m.report)))


def _places(connection: sa.Connection, items: Sequence[str]) -> set[tuple[str, str, int, int]]:
    m, im = schema.mention.c, schema.item_mention.c
    found: set[tuple[str, str, int, int]] = set()
    for lot in dialect.chunks(items):
        wanted = sa.select(m.report, m.type, m.start, m.end).join(schema.item_mention, im.mention == m.id)
        found |= {tuple(row) for row in connection.execute(wanted.where(im.item.in_(lot)))}
    return found


def _candidates(connection: sa.Connection, reports: Sequence[str]) -> list[Any]:
    m, im, r = schema.mention.c, schema.item_mention.c, schema.report.c
    rows: list[Any] = []
    for lot in dialect.chunks(reports):
        wanted = (
            sa.select(m.report, m.type, m.body, im.item)
            .join(schema.item_mention, im.mention == m.id)
            .join(schema.report, r.id == m.report)
            .where(m.report.in_(lot), m.type.in_(sorted(pointing_fields())), m.body.contains('"type":'))
            .order_by(sa.func.coalesce(r.published_first, 10**7), m.report, m.start, m.id)
        )
        rows += connection.execute(wanted).all()
    return rows
