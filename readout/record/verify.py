"""Checking a record against itself: every passage against the stored text, every text against its checksum."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.record import schema, store
from readout.record.errors import RecordError


@dataclass(frozen=True, slots=True)
class Checked:
    """How many texts, passages and items were checked, and what is wrong, a line each."""

    reports: int
    passages: int
    items: int
    troubles: tuple[str, ...]


def verify(connection: sa.Connection) -> Checked:
    """Check every report, passage, item and reference of the record."""
    troubles = list(_database(connection))
    reports = passages = 0
    r = schema.report.c
    numbers = list(connection.scalars(sa.select(r.number).order_by(r.id)))
    for number in numbers:
        row = connection.execute(sa.select(r.id, r.source, r.text, r.text_sha256).where(r.number == number)).one()
        reports += 1
        try:
            if store.text_sha256(row.text) != row.text_sha256:
                troubles.append(f"{row.source}: the stored text is not the one that was stored")
        except RecordError as error:
            troubles.append(f"{row.source}: {error.reason}")
        for mention, told in _passages(connection, row.id):
            passages += 1
            start, end, text = told["start"], told["end"], told["text"]
            if row.text[start:end] != text:
                troubles.append(f"{mention}: its passage is not at {start} to {end} of {row.source}")
            if any(not 0 <= low < high <= len(row.text) for _, low, high in told["spans"]):
                troubles.append(f"{mention}: a span lies outside {row.source}")
    items = connection.scalar(sa.select(sa.func.count()).select_from(schema.item)) or 0
    troubles += _derived(connection)
    return Checked(reports, passages, items, tuple(troubles))


def _passages(connection: sa.Connection, report: str) -> Iterator[tuple[str, dict[str, Any]]]:
    m = schema.mention.c
    for row in connection.execute(sa.select(m.id, m.body).where(m.report == report).order_by(m.id)):
        for told in json.loads(row.body)["passages"]:
            yield row.id, told


def _database(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL holds its own references
    for row in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if row[0] != "ok":
            yield f"the file is damaged: {row[0]}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield f"a row of {row[0]} refers to a row of {row[2]} that is not there"


def _derived(connection: sa.Connection) -> Iterator[str]:
    """Every mention in one item, every item with mentions, every check with a verdict."""
    im, m, c, v, p = (t.c for t in (schema.item_mention, schema.mention, schema.item, schema.verdict, schema.pending))
    lost = sa.select(m.id).outerjoin(schema.item_mention, im.mention == m.id).where(im.item.is_(None))
    lost = lost.where(~sa.exists().where(p.id == m.id)).order_by(m.id)
    for id_ in connection.scalars(lost):
        yield f"{id_}: belongs to no item"
    empty = sa.select(c.id).outerjoin(schema.item_mention, im.item == c.id).where(im.item.is_(None)).order_by(c.id)
    for id_ in connection.scalars(empty):
        yield f"{id_}: an item without passages"
    unjudged = sa.select(c.id).outerjoin(schema.verdict, v.item == c.id).where(c.type == "check", v.item.is_(None))
    for id_ in connection.scalars(unjudged.order_by(c.id)):
        yield f"{id_}: a check without a verdict"
