"""Items as rows: what follows from mentions and decisions, written, read back and taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from readout.items.model import Item
from readout.language.edtf import Edtf
from readout.record import codec, dialect, mentions, naming, schema, store
from readout.record.making.merging import Version


@dataclass(frozen=True, slots=True)
class Derived:
    """An item as it follows from its mentions and the decisions on it."""

    row: dict[str, Any]  # of the table `item`
    item: Item  # with a person's corrections
    versions: tuple[Version, ...]
    published: Edtf | None  # the date of the report that tells it first
    mentions: tuple[str, ...]
    keys: frozenset[str]  # the blocks it stands in

    @property
    def id(self) -> str:
        """The item's id."""
        return str(self.row["id"])


def effective(type_: str, body: str, corrections: str) -> Item:
    """An item as the reports give it, with a person's corrections over it."""
    model = mentions.by_name()[type_].model
    item = codec.loads(model, body)
    return replace(item, **corrected(model, json.loads(corrections))) if corrections != "{}" else item


def corrected(model: type[Item], corrections: dict[str, Any]) -> dict[str, Any]:
    """The values of a person's corrections, by field; those of fields that are no more are left out."""
    types = codec.hints(model)
    return {name: codec.decode(types[name], value) for name, value in corrections.items() if name in types}


def read_rows(connection: sa.Connection, touched: Iterable[str]) -> dict[str, tuple[dict[str, Any], tuple[str, ...]]]:
    """Items that hold these mentions, or bear their names, each with the ids of its mentions."""
    c, im = schema.item.c, schema.item_mention.c
    wanted: set[str] = set()
    members: dict[str, list[str]] = {}
    for lot in dialect.chunks(sorted(touched)):
        wanted |= set(connection.scalars(sa.select(im.item).where(im.mention.in_(lot))))
        wanted |= set(connection.scalars(sa.select(c.id).where(c.id.in_(lot))))
    found = {}
    for lot in dialect.chunks(sorted(wanted)):
        for item, mention in connection.execute(sa.select(im.item, im.mention).where(im.item.in_(lot))):
            members.setdefault(item, []).append(mention)
        for row in connection.execute(sa.select(schema.item).where(c.id.in_(lot))).mappings():
            found[row["id"]] = (dict(row), tuple(sorted(members.get(row["id"], ()))))
    return found


def forget(connection: sa.Connection) -> None:
    """Take back every link, item, verdict and dispute, and mark every mention, so that all is derived anew."""
    remove(connection, list(connection.scalars(sa.select(schema.item.c.id))))
    connection.execute(sa.delete(schema.link))
    store.mark(connection, connection.scalars(sa.select(schema.mention.c.id)).all())


def remove(connection: sa.Connection, gone: Sequence[str]) -> None:
    """Take items out, and the disputes they are in."""
    di = schema.dispute_item.c
    for lot in dialect.chunks(gone):
        in_them = sa.select(di.dispute).where(di.item.in_(lot))
        connection.execute(sa.delete(schema.dispute).where(schema.dispute.c.id.in_(in_them)))
        connection.execute(sa.delete(schema.item).where(schema.item.c.id.in_(lot)))


def write(connection: sa.Connection, new: Sequence[Derived]) -> None:
    """Write items that are not there yet."""
    _insert(connection, schema.item, [d.row for d in new])
    _insert(connection, schema.item_mention, [{"mention": m, "item": d.id} for d in new for m in d.mentions])
    _insert(connection, schema.item_key, [{"key": key, "item": d.id} for d in new for key in sorted(d.keys)])
    _insert(connection, schema.item_actor, [row for d in new for row in _actor_rows(d)])


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), list(rows))


def _actor_rows(derived: Derived) -> list[dict[str, Any]]:
    return [
        {"key": key, "item": derived.id, "field": field, "position": position, "type": derived.row["type"]}
        for field, position, actor in naming.actors(derived.item)
        for key in sorted(naming.keys(actor))
    ]
