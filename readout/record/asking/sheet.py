"""All that is known of one item beyond its entry: why its mentions are one, disputes, what reports read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.items.model import Item
from readout.record import codec, mentions, schema
from readout.record.asking import query
from readout.record.asking.query import Entry

_MOST = 100  # links and disputes that a page lists


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that are one item, the log-odds of it and why. A report's id stands with each mention."""

    left: str
    left_report: str
    right: str
    right_report: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class DisputeOf:
    """A dispute that an item is in."""

    id: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What belongs to an item. `read`: the item as the reports give it, without a person's corrections."""

    read: Item
    mentions: tuple[str, ...]
    links: tuple[Link, ...]
    disputes: tuple[DisputeOf, ...]


def of(connection: sa.Connection, entry: Entry) -> Sheet:
    """The sheet of an item."""
    members = query.mentions_of(connection, entry.id)
    body = connection.scalar(sa.select(schema.item.c.body).where(schema.item.c.id == entry.id)) or ""
    return Sheet(
        read=codec.loads(mentions.by_name()[entry.type].model, body),
        mentions=tuple(members),
        links=tuple(_links(connection, members[:_MOST])),
        disputes=tuple(disputes(connection, entry.id)),
    )


def _links(connection: sa.Connection, members: Sequence[str]) -> list[Link]:
    c = schema.link.c
    left, right = schema.mention.alias(), schema.mention.alias()
    wanted = (
        sa.select(c.left, left.c.report, c.right, right.c.report, c.score, c.why)
        .join(left, left.c.id == c.left)
        .join(right, right.c.id == c.right)
        .where(c.left.in_(members), c.right.in_(members))
        .order_by(c.score.desc(), c.left, c.right)
        .limit(_MOST)
    )
    return [Link(*row) for row in connection.execute(wanted)]


def disputes(connection: sa.Connection, item: str) -> list[DisputeOf]:
    """The disputes that an item is in."""
    d, di = schema.dispute.c, schema.dispute_item.c
    wanted = sa.select(d.id, d.field, d.why).join(schema.dispute_item, di.dispute == d.id).where(di.item == item)
    return [DisputeOf(*row) for row in connection.execute(wanted.order_by(d.field, d.id).limit(_MOST))]


def dispute(connection: sa.Connection, id_: str) -> tuple[Any, list[str]] | None:
    """A dispute's row (`id`, `type`, `field`, `why`) and the ids of its items; None where there is none."""
    di = schema.dispute_item.c
    row = connection.execute(sa.select(schema.dispute).where(schema.dispute.c.id == id_)).first()
    items = connection.scalars(sa.select(di.item).where(di.dispute == id_).order_by(di.item)).all()
    return (row, list(items)) if row is not None else None
