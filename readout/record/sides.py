"""A side or person of the record, found by a typed name or by the part of an address that stands for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import capwords

import sqlalchemy as sa

from readout.record import derived, naming, schema

_NEAR = 400  # names that may begin with one word before the search for a slug among them is given up


@dataclass(frozen=True, slots=True)
class Side:
    """An actor that was asked for: the name to show, and the keys in `item_actor` that it goes by."""

    name: str
    keys: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The part of an address that stands for it."""
        return slug(self.name)


def slug(name: str) -> str:
    """A name as part of an address: `united-states`."""
    return re.sub(r"[^\w]+", "-", naming.fold(name)).strip("-") or "-"


def find(connection: sa.Connection, typed: str) -> Side:
    """The side or person that a name or slug stands for. Raises RecordError with the nearest names where none is."""
    keys = _exactly(connection, typed) or naming.resolve(connection, typed.replace("-", " "))
    names = list(dict.fromkeys(shown(connection, key) for key in keys[:4]))
    return Side(" or ".join(names), tuple(keys))


def _exactly(connection: sa.Connection, typed: str) -> list[str]:
    """The one key that is the name, or whose slug it is; empty where none is."""
    name = naming.fold(typed)
    for one in dict.fromkeys((name, name.replace("-", " "))):
        if _held(connection, one):
            return [one]
    wanted = slug(typed)
    start = wanted.partition("-")[0]
    found = next((key for key in _beginning(connection, start) if slug(key) == wanted), None)
    return [found] if found else []


def _held(connection: sa.Connection, key: str) -> bool:
    a = schema.item_actor.c
    return connection.scalar(sa.select(a.key).where(a.key == key).limit(1)) is not None


def _beginning(connection: sa.Connection, start: str) -> list[str]:
    """Keys that begin so, one seek in the index each, however many items a key has."""
    a = schema.item_actor.c
    step = sa.select(sa.func.min(a.key)).where(a.key > sa.bindparam("after"), a.key < start + "\U0010ffff")
    found: list[str] = []
    after: str | None = start
    while len(found) < _NEAR and (after := connection.scalar(step, {"after": after})) is not None:
        found.append(after)
    return found


def shown(connection: sa.Connection, key: str) -> str:
    """A key's name as an item of the record writes it."""
    a, c = schema.item_actor.c, schema.item.c
    row = connection.execute(
        sa.select(c.type, c.body, c.corrections).join(schema.item_actor, a.item == c.id).where(a.key == key).limit(1)
    ).first()
    if row is not None:
        for _, _, actor in naming.actors(derived.effective(row.type, row.body, row.corrections)):
            for name in (actor.name, actor.side):
                if name and naming.fold(name) == key:
                    return name
    return capwords(key)
