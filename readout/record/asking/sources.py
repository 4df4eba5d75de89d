"""Reports without their texts, and the shortest names that tell them apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import sqlalchemy as sa

from readout.record import dialect, schema

_FAR = 10**7


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a report, without its text. `source` is the shortest name that no other report has."""

    id: str
    source: str
    path: str
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    dateline: str | None
    published: str | None
    published_basis: str
    published_why: str
    url: str | None
    copy_of: str | None
    copy_why: str | None
    sha256: str
    words: int | None = None


def source_names(connection: sa.Connection, wanted: Iterable[str] | None = None) -> dict[str, str]:
    """For each report (or those `wanted`), the shortest end of its path that no other has; an address stays whole."""
    c = schema.report.c
    if wanted is None:
        return shortest({row.id: row.source for row in connection.execute(sa.select(c.id, c.source).order_by(c.id))})
    ids_, named = sorted(set(wanted)), dict[str, str]()
    for lot in dialect.chunks(ids_):  # only what ends alike has to be told apart
        ends = sa.select(c.name).where(c.id.in_(lot))
        named |= {r.id: r.source for r in connection.execute(sa.select(c.id, c.source).where(c.name.in_(ends)))}
    found = shortest(dict(sorted(named.items())))
    return {id_: found[id_] for id_ in ids_ if id_ in found}


def shortest(sources: Mapping[str, str]) -> dict[str, str]:
    """The shortest unique ends of paths; the same path twice is told apart by the report's id before its name."""
    parts = {id_: _parts(source) for id_, source in sources.items()}
    named: dict[str, str] = {}
    left, depth = set(parts), 1
    while left:
        counts: dict[tuple[str, ...], int] = {}
        for id_ in left:
            end = parts[id_][-depth:]
            counts[end] = counts.get(end, 0) + 1
        for id_ in sorted(left):
            end = parts[id_][-depth:]
            if counts[end] == 1:
                named[id_] = "/".join(end)
            elif depth >= len(parts[id_]):
                named[id_] = f"{id_}/{parts[id_][-1]}"
        left -= named.keys()
        depth += 1
    return named


def _parts(source: str) -> tuple[str, ...]:
    if "://" in source:
        return (source,)
    found = tuple(part for part in PurePath(source).parts if part != "/")
    return found or (source,)


def sources(connection: sa.Connection, wanted: Sequence[str] | None = None) -> list[Source]:
    """Reports, the dated ones in order of time."""
    c = schema.report.c
    columns = [c.id, c.source, c.title, c.publisher, c.byline, c.dateline, c.published, c.published_basis]
    columns += [c.published_why, c.url, c.copy_of, c.copy_why, c.sha256]
    select = sa.select(*columns).order_by(sa.func.coalesce(c.published_first, _FAR), c.id)
    if wanted is not None:
        select = select.where(c.id.in_(wanted))
    named = source_names(connection, wanted)
    return [
        Source(
            id=row.id,
            source=named[row.id],
            path=row.source,
            byline=tuple(json.loads(row.byline)),
            **{name: getattr(row, name) for name in _PLAIN},
        )
        for row in connection.execute(select)
    ]


_PLAIN = (
    "title",
    "publisher",
    "dateline",
    "published",
    "published_basis",
    "published_why",
    "url",
    "copy_of",
    "copy_why",
    "sha256",
)
