"""Which other items may be the same as one: those in its blocks, weighed as the linker weighs them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.record import codec, mentions, schema
from readout.record.asking import query
from readout.record.asking.query import Entry
from readout.record.making.linking import Mention

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
    one = _as_mention(entry)
    found = []
    for other in query.entries(connection, near, names_of=_Nameless()):
        score, why = likeness(one, _as_mention(other), item_type)
        found.append(Likely(other, score, why))
    return sorted(found, key=lambda likely: (-likely.score, likely.entry.id))[:limit]


def likeness(a: Mention, b: Mention, item_type: ItemType) -> tuple[float, str]:
    """How likely two are the same, also in one report, and what speaks for and against it; a veto makes it 0."""
    linking = item_type.linking
    if linking is None:
        return 0.0, ""
    left, right = (a, b) if a.id < b.id else (b, a)
    odds, vetoed, said = linking.bias, False, []
    for feature in linking.features:
        dates = (left.published, right.published) if feature.told else ()
        evidence, why = feature.compare(left.item, right.item, *dates)
        odds += feature.weight * evidence
        vetoed |= feature.veto and evidence <= -1
        said.append((feature.weight * evidence, why))
    reasons = [why for weight, why in sorted(said, key=lambda one: -abs(one[0])) if weight and why]
    return (0.0 if vetoed else round(1 / (1 + math.exp(-odds)), 4)), "; ".join(reasons)


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


def _as_mention(entry: Entry) -> Mention:
    """An item in the shape that the linker weighs."""
    first = entry.passages[0]
    published = codec.parse_date(first.published) if first.published else None
    return Mention(entry.id, first.report, first.report, entry.type, entry.item, published)
