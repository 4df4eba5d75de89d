"""Names of actors for someone who has typed the beginning of one."""

from __future__ import annotations

import sqlalchemy as sa

from readout.record import naming, schema
from readout.record.asking import sides

SHORTEST = 2


def names(connection: sa.Connection, typed: str, limit: int = 12) -> list[str]:
    """Names that begin so: the record's first, then what the registry knows it to stand for."""
    start = naming.fold(typed)
    if len(start) < SHORTEST:
        return []
    from readout.actors import registry

    facts = registry.in_use()
    known = [facts.country(typed), facts.body(typed), facts.armed_group(typed), *facts.people(typed)]
    found = [sides.shown(connection, key) for key in _beginning(connection, start, limit)]
    return list(dict.fromkeys([*found, *(one.name for one in known if one is not None)]))[:limit]


def in_reports(connection: sa.Connection, item: str, limit: int = 60) -> list[str]:
    """Names of those who stand in items of the same reports as an item: whom a correction is likely to name."""
    a, im, m = schema.item_actor.c, schema.item_mention.c, schema.mention.c
    reports = sa.select(m.report).join(schema.item_mention, im.mention == m.id).where(im.item == item)
    items = sa.select(im.item).join(schema.mention, m.id == im.mention).where(m.report.in_(reports))
    plain = ~a.key.like("~%") & ~a.key.like("=%")
    count = sa.func.count().label("count")
    wanted = sa.select(a.key, count).where(a.item.in_(items), plain).group_by(a.key).order_by(count.desc(), a.key)
    return list(dict.fromkeys(sides.shown(connection, row.key) for row in connection.execute(wanted.limit(limit))))


def _beginning(connection: sa.Connection, start: str, limit: int) -> list[str]:
    """Keys that begin so, one seek in the index each, however many items a key has."""
    a = schema.item_actor.c
    end = start + "\U0010ffff"
    found = list(connection.scalars(sa.select(a.key).where(a.key == start).limit(1)))
    after: str | None = start
    while len(found) < limit and after is not None:
        after = connection.scalar(sa.select(sa.func.min(a.key)).where(a.key > after, a.key < end))
        found += [after] if after is not None else []
    return found
