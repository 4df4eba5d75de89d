"""The narrow rows of what waits for a person's decision, written once the items stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from readout.record import dialect, schema

LOT = 10_000
# What makes an item important, beside a dispute: how many witnesses tell of it, and whether leaders take part.
LEADERS, WITNESS, MOST_WITNESSES = 3, 2, 5

c, a = schema.item.c, schema.item_actor.c
_COLUMNS = (c.id, c.type, c.confidence, c.witnesses)


def put(connection: sa.Connection, new: Sequence[str]) -> None:
    """Write the rows of those of these items that nobody has decided on."""
    for lot in dialect.chunks(new):
        rows = connection.execute(sa.select(*_COLUMNS).where(c.id.in_(lot), *_UNDECIDED)).all()
        _insert(connection, rows)


def fill(connection: sa.Connection) -> None:
    """Write the rows of a record that an older Readout made, where it has none."""
    missing = ~sa.exists().where(schema.waiting.c.item == c.id)
    last = ""
    while True:
        wanted = sa.select(*_COLUMNS).where(c.id > last, *_UNDECIDED, missing).order_by(c.id).limit(LOT)
        rows = connection.execute(wanted).all()
        if not rows:
            return
        last = rows[-1].id
        _insert(connection, rows)


def rank(connection: sa.Connection, item: str) -> tuple[int, float]:
    """How important an item is, and its confidence, whether it waits or not."""
    row = connection.execute(sa.select(*_COLUMNS).where(c.id == item)).one()
    return _rank(row.witnesses, item in _led(connection, [item])), float(row.confidence)


_UNDECIDED = (c.state == "", c.corrections == "{}")


def _insert(connection: sa.Connection, rows: Sequence[Any]) -> None:
    led = _led(connection, [row.id for row in rows])
    values = [
        {"item": r.id, "type": r.type, "confidence": r.confidence, "rank": _rank(r.witnesses, r.id in led)}
        for r in rows
    ]
    if values:
        connection.execute(sa.insert(schema.waiting), values)


def _rank(witnesses: int, led: bool) -> int:
    return WITNESS * min(witnesses, MOST_WITNESSES) + LEADERS * led


def _led(connection: sa.Connection, items: Sequence[str]) -> set[str]:
    """Those of these items in which someone takes part who leads, or led, a state or its government."""
    leaders = _leaders()
    found: set[str] = set()
    for lot in dialect.chunks(items):
        wanted = sa.select(a.item, a.key).where(a.item.in_(lot), a.key.like("=%"))
        found |= {row.item for row in connection.execute(wanted) if row.key[1:] in leaders}
    return found


def _leaders() -> frozenset[str]:
    from readout.actors import registry

    return _leading(registry.in_use())


@lru_cache(maxsize=2)
def _leading(facts: Any) -> frozenset[str]:
    people: Iterable[Any] = (person for _, found in facts.names() for person in found)
    return frozenset(p.key for p in people if any(term.rank.startswith("head of") for term in p.terms))
