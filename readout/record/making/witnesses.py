"""Which reports copy or rewrite another, and so are no second witness: kept up to date as reports come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from readout.record import dialect, schema, store
from readout.record.making import copied_dates
from readout.reports.dating import wide


def put(connection: sa.Connection, signatures: Mapping[str, Any]) -> None:
    """Find the copies among new reports (signature by report id) and all reports before them.

    Mentions of a report whose witness changes are marked as pending.
    """
    rows = [{"band": str(band), "report": id_} for id_, found in signatures.items() for band in set(found.bands)]
    for lot in dialect.chunks(rows):
        dialect.add_missing(connection, schema.copy_band, lot)
    pairs = _compare(connection, _candidates(connection, list(signatures)))
    dialect.put(connection, schema.copy_pair, pairs)
    regroup(connection, {pair[side] for pair in pairs for side in ("left", "right")})


def regroup(connection: sa.Connection, touched: Iterable[str]) -> None:
    """Settle anew which report of each group of copies is the original: see `_precedence`."""
    seen: set[str] = set()
    for id_ in sorted(touched):
        if id_ in seen:
            continue
        group, whys = _group(connection, id_)
        seen |= group
        copied_dates.settle(connection, sorted(group))
        _settle(connection, sorted(group), whys)


def _candidates(connection: sa.Connection, new: Sequence[str]) -> list[tuple[str, str]]:
    mine, theirs = schema.copy_band.alias(), schema.copy_band.alias()
    pairs: set[tuple[str, str]] = set()
    for lot in dialect.chunks(new):
        shared = (
            sa.select(mine.c.report, theirs.c.report)
            .join(theirs, mine.c.band == theirs.c.band)
            .where(mine.c.report.in_(lot), mine.c.report != theirs.c.report)
            .distinct()
        )
        pairs |= {(min(a, b), max(a, b)) for a, b in connection.execute(shared)}
    return sorted(pairs)


def _compare(connection: sa.Connection, pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    from readout.reports import copies  # with words and patterns that a listing has no need of

    c = schema.report.c
    found = []
    texts: dict[str, str] = {}
    for left, right in pairs:
        if len(texts) > 200:
            texts.clear()
        for id_ in (left, right):
            if id_ not in texts:
                texts[id_] = connection.execute(sa.select(c.text).where(c.id == id_)).scalar_one()
        copy = copies.compare(texts[left], texts[right])
        if copy is not None:
            found.append({"left": left, "right": right, "kind": copy.kind, "why": copy.why})
    return found


def _group(connection: sa.Connection, start: str) -> tuple[set[str], dict[frozenset[str], str]]:
    c = schema.copy_pair.c
    seen, frontier = {start}, {start}
    whys: dict[frozenset[str], str] = {}
    while frontier:
        found: set[str] = set()
        for lot in dialect.chunks(sorted(frontier)):
            for row in connection.execute(sa.select(schema.copy_pair).where(sa.or_(c.left.in_(lot), c.right.in_(lot)))):
                whys[frozenset((row.left, row.right))] = row.why
                found |= {row.left, row.right}
        frontier = found - seen
        seen |= frontier
    return seen, whys


def _precedence(row: Any) -> tuple[bool, int, bool, int, str]:
    """What comes first among copies: the first dated, then one whose publisher is known, then the longest."""
    undated = row.published_first is None or row.published_last is None or wide(row.published_first, row.published_last)
    return undated, 0 if undated else row.published_first, row.publisher is None, -row.size, row.id


def _settle(connection: sa.Connection, group: Sequence[str], whys: Mapping[frozenset[str], str]) -> None:
    c = schema.report.c
    size = sa.func.length(c.text).label("size")
    wanted = sa.select(c.id, c.published_first, c.published_last, c.publisher, size, c.copy_of, c.copy_why)
    rows = [row for lot in dialect.chunks(group) for row in connection.execute(wanted.where(c.id.in_(lot)))]
    first = min(rows, key=_precedence).id
    for row in rows:
        original = None if row.id == first else first
        why = None if row.id == first else whys.get(frozenset((row.id, first)), "copies a report that copies it")
        if (row.copy_of, row.copy_why) == (original, why):
            continue
        connection.execute(sa.update(schema.report).where(c.id == row.id).values(copy_of=original, copy_why=why))
        m = schema.mention.c
        store.mark(connection, connection.scalars(sa.select(m.id).where(m.report == row.id)).all())
