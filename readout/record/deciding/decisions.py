"""What people decide: a log that is only ever added to, and what it means for the items of today.

A decision is anchored to words (report, type, span), never to an item's id alone: after a report is read again by a
newer version, it holds for whatever then stands on those words. Undoing adds a line too.
"""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from readout.record import codec, dialect, schema

WHAT = ("accept", "reject", "correct", "same", "notsame", "undo")


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the log. `target` holds the anchors of one item, or of two for `same` and `notsame`."""

    number: int
    time: str
    who: str
    what: str
    target: tuple[tuple[Mapping[str, Any], ...], ...]
    payload: Mapping[str, Any]
    undoes: int | None = None
    undone_by: int | None = None


def who_am_i() -> str:
    """The name that decisions are signed with: READOUT_WHO, else the user's name on this machine."""
    try:
        return os.environ.get("READOUT_WHO") or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def read_log(connection: sa.Connection, reports: Collection[str] | None = None) -> list[Decision]:
    """Every decision, or every one on words of these reports, oldest first."""
    if reports is None:
        return _read(connection.execute(sa.select(schema.decision).order_by(schema.decision.c.number)).all())
    rows: dict[int, Any] = {}
    for lot in dialect.chunks(sorted(reports)):
        on_them = sa.select(schema.bears_on.c.decision).where(schema.bears_on.c.report.in_(lot))
        found = connection.execute(sa.select(schema.decision).where(schema.decision.c.number.in_(on_them)))
        rows.update((row.number, row) for row in found)
    return _read([rows[number] for number in sorted(rows)])


def some(connection: sa.Connection, numbers: Sequence[int]) -> list[Decision]:
    """The decisions of these numbers, the latest first."""
    c = schema.decision.c
    wanted = sa.select(schema.decision).where(sa.or_(c.number.in_(numbers), c.undoes.in_(numbers)))
    chosen = set(numbers)
    return [d for d in reversed(_read(connection.execute(wanted.order_by(c.number)).all())) if d.number in chosen]


def _read(rows: Sequence[Any]) -> list[Decision]:
    undone = {row.undoes: row.number for row in rows if row.undoes is not None}
    return [
        Decision(
            row.number,
            row.time,
            row.who,
            row.what,
            tuple(tuple(side) for side in json.loads(row.target)),
            json.loads(row.payload),
            row.undoes,
            undone.get(row.number),
        )
        for row in rows
    ]


def append(
    connection: sa.Connection,
    what: str,
    target: Sequence[Sequence[Mapping[str, Any]]],
    payload: Mapping[str, Any],
    undoes: int | None = None,
    who: str | None = None,
) -> int:
    """Add a line to the log; gives its number."""
    row = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": who or who_am_i(),
        "what": what,
        "target": codec.dumps([list(side) for side in target]),
        "payload": codec.dumps(payload),
        "undoes": undoes,
    }
    result = connection.execute(sa.insert(schema.decision).values(row))
    assert result.inserted_primary_key is not None
    number = int(result.inserted_primary_key[0])
    reports = sorted({anchor["report"] for side in target for anchor in side})
    if reports:
        connection.execute(sa.insert(schema.bears_on), [{"report": one, "decision": number} for one in reports])
    return number


def anchors(connection: sa.Connection, mentions: Sequence[str]) -> list[dict[str, Any]]:
    """Where these mentions stand, so that a decision on them can be found again."""
    c = schema.mention.c
    found = []
    for lot in dialect.chunks(sorted(mentions)):
        for row in connection.execute(sa.select(schema.mention).where(c.id.in_(lot)).order_by(c.id)):
            found.append(
                {
                    "mention": row.id,
                    "report": row.report,
                    "type": row.type,
                    "start": row.start,
                    "end": row.end,
                    "body": json.loads(row.body),
                }
            )
    return found


def active(log: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions of a log that are in force."""
    return (d for d in log if d.undone_by is None and d.what != "undo")
