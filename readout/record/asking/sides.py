"""A side or person of the record, found by a typed name or by the part of an address that stands for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import capwords

import sqlalchemy as sa

from readout.record import naming, schema
from readout.record.errors import RecordError


@dataclass(frozen=True, slots=True)
class Side:
    """An actor that was asked for: the name to show, and the folded names that it goes by."""

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
    if not typed.isprintable():
        raise RecordError(typed, "the record holds no such actor")
    keys = _exactly(connection, typed) or naming.resolve(connection, typed.replace("-", " "))
    names = list(dict.fromkeys(shown(connection, key) for key in keys[:4]))
    return Side(" or ".join(names), tuple(keys))


def _exactly(connection: sa.Connection, typed: str) -> list[str]:
    """The one name that is meant, or whose slug it is; empty where none is."""
    name, wanted = naming.fold(typed), slug(typed)
    t, d = schema.tag.c, schema.tagged.c
    there = sa.exists().where(d.tag == t.number)
    start = wanted.partition("-")[0]
    near = sa.select(t.key).where(t.facet == "actor", t.key >= start, t.key < start + "\U0010ffff", there).distinct()
    keys = sorted(connection.scalars(near), key=lambda key: (key != name, key))
    found = next((key for key in keys if key == name or slug(key) == wanted), None)
    return [found] if found else []


def shown(connection: sa.Connection, key: str) -> str:
    """A name as the record's items write it."""
    t = schema.tag.c
    return connection.scalar(sa.select(t.name).where(t.facet == "actor", t.key == key).limit(1)) or capwords(key)
