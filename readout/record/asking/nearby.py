"""Contacts of the same sides shortly before and after one: what prepared it and what followed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.record import naming, schema
from readout.record.asking import query
from readout.record.asking.query import Entry

DAYS = 14  # how far before and after
_VAGUE = 35  # a contact that may lie anywhere within more days than this has no place before or after another


@dataclass(frozen=True, slots=True)
class Nearby:
    """A contact of the same sides: `days` after the one looked at (negative: before it)."""

    entry: Entry
    days: int


def around(connection: sa.Connection, contact: Entry, *, days: int = DAYS, limit: int = 20) -> list[Nearby]:
    """The contacts between two or more of the same sides within so many days, in order of time."""
    when = contact.item.when
    if when is None or when.first is None or when.last is None or when.last - when.first > _VAGUE:
        return []
    sides = sorted({naming.fold(actor.side or actor.name) for actor in contact.item.parties})
    ids = connection.scalars(_wanted(contact, sides, when.first - days, when.last + days).limit(limit)).all()
    found = query.entries(connection, ids, passages=False, names_of={})
    return [Nearby(entry, _apart(when, entry.item.when)) for entry in found]


def _wanted(contact: Entry, sides: list[str], first: int, last: int) -> sa.Select[Any]:
    c, a = schema.item.c, schema.item_actor.c
    return (
        sa.select(c.id)
        .join(schema.item_actor, a.item == c.id)
        .where(c.type == contact.type, c.first >= first, c.first <= last, c.last - c.first <= _VAGUE)
        .where(c.id != contact.id, c.state != "rejected", a.field == "parties", a.key.in_(sides))
        .group_by(c.id, c.first, c.last)
        .having(sa.func.count(a.key.distinct()) >= 2)
        .order_by(c.first, c.last, c.id)
    )


def _apart(here: Any, there: Any) -> int:
    """Days from one date to another; none where they overlap."""
    if there.first > here.last:
        return int(there.first - here.last)
    return int(there.last - here.first) if there.last < here.first else 0
