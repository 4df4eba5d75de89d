"""A transfer over time: each status that a report gives it, and those of other transfers of the same goods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz

from readout.language.edtf import Edtf
from readout.record import codec, naming, schema
from readout.record.asking import query
from readout.record.asking.query import Entry
from readout.record.asking.telling import Told

_ALIKE = 80  # of 100, from which the names of two goods are the same goods
_MOST = 200  # transfers between the two that are looked through
_FAR = 10**7


@dataclass(frozen=True, slots=True)
class Step:
    """A status of the goods. `reported`: `when` is the day of the report, as it gives none of its own."""

    when: Edtf | None
    reported: bool
    status: str
    entry: Entry
    told: str  # the goods in that report's words
    report: str | None = None  # of a step of the transfer itself
    source: str | None = None


def steps(connection: sa.Connection, transfer: Entry, told: Told) -> list[Step]:
    """The statuses in order of time, those without any day last."""
    found = [*_own(transfer, told), *_others(connection, transfer)]
    return sorted(found, key=_day)


def _day(step: Step) -> tuple[int, int]:
    first, last = (step.when.first, step.when.last) if step.when is not None else (None, None)
    return (first if first is not None else _FAR, last if last is not None else _FAR)


def _own(transfer: Entry, told: Told) -> Iterator[Step]:
    seen = set()
    for one in told.tellings:
        item: Any = one.item
        published = codec.parse_date(one.report.published) if one.report.published else None
        step = (item.status, item.when or published)
        if step not in seen:
            seen.add(step)
            told_ = goods(item)
            yield Step(step[1], item.when is None, item.status, transfer, told_, one.report.id, one.report.label)


def _others(connection: sa.Connection, transfer: Entry) -> Iterator[Step]:
    for entry in query.entries(connection, _between(connection, transfer), passages=False, names_of={}):
        if same_goods(transfer.item, entry.item):
            yield Step(entry.item.when, False, entry.item.status, entry, goods(entry.item))


def _between(connection: sa.Connection, transfer: Entry) -> list[str]:
    """Other transfers from the same side to the same side."""
    sender, receiver = transfer.item.sender, transfer.item.receiver
    if sender is None or receiver is None:
        return []
    c, one, other = schema.item.c, schema.item_actor.alias(), schema.item_actor.alias()
    wanted = (
        sa.select(c.id)
        .join(one, one.c.item == c.id)
        .join(other, other.c.item == c.id)
        .where(one.c.field == "sender", one.c.key == naming.fold(sender.side or sender.name))
        .where(other.c.field == "receiver", other.c.key == naming.fold(receiver.side or receiver.name))
        .where(c.type == transfer.type, c.id != transfer.id, c.state != "rejected")
        .order_by(sa.func.coalesce(c.first, c.seen, _FAR), c.id)
        .limit(_MOST)
    )
    return list(connection.scalars(wanted))


def same_goods(left: Any, right: Any) -> bool:
    """Whether two transfers share goods by name."""
    return any(
        fuzz.token_set_ratio(a.item.casefold(), b.item.casefold()) >= _ALIKE for a in left.items for b in right.items
    )


def goods(item: Any) -> str:
    """The goods of a transfer in words."""
    return ", ".join(one.item if one.quantity is None else f"{one.quantity:,g} {one.item}" for one in item.items)
