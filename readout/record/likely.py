"""Which other items may be the same as one: those in its blocks, weighed as the linker weighs them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from readout.record import codec, linking, mentions, query, schema
from readout.record.linking import Mention
from readout.record.query import Entry

NEAREST = 60  # candidates that are weighed


@dataclass(frozen=True, slots=True)
class Likely:
    """An item that may be the same, how likely, and why (or why not)."""

    entry: Entry
    score: float
    why: str


def candidates(connection: sa.Connection, entry: Entry, limit: int = 6) -> list[Likely]:
    """Items of the same type and blocks, most likely first; rejected ones are left out."""
    item_type = mentions.by_name()[entry.type]
    if item_type.linking is None:
        return []
    near = _near(connection, entry.id)
    one = _as_mention(connection, entry)
    found = []
    for other in query.entries(connection, near, names_of=_Nameless()):
        score, why = linking.likeness(one, _as_mention(connection, other), item_type)
        found.append(Likely(other, score, why))
    return sorted(found, key=lambda likely: (-likely.score, likely.entry.id))[:limit]


class _Nameless(dict[str, str]):
    """Names nobody asks for."""

    def __missing__(self, key: str) -> str:
        return key


def _near(connection: sa.Connection, item: str) -> list[str]:
    c, mine, theirs = schema.item.c, schema.item_key.alias("mine"), schema.item_key.alias("theirs")
    day = sa.func.coalesce(c.first, c.seen, 0)
    here = connection.scalar(sa.select(day).where(c.id == item)) or 0
    shared = (
        sa.select(theirs.c.item)
        .join(mine, sa.and_(mine.c.key == theirs.c.key, mine.c.item == item))
        .where(theirs.c.item != item)
    )
    wanted = sa.select(c.id).where(c.id.in_(shared), c.state != "rejected")
    return list(connection.scalars(wanted.order_by(sa.func.abs(day - here), c.id).limit(NEAREST)))


def _as_mention(connection: sa.Connection, entry: Entry) -> Mention:
    """An item in the shape that the linker weighs."""
    first = entry.passages[0]
    published = codec.parse_date(first.published) if first.published else None
    return Mention(entry.id, first.report, first.report, entry.type, entry.item, published)
