"""Searching the whole record: items by their fields and passages, reports by their text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from readout.record import dialect
from readout.record.asking import query
from readout.record.asking.query import Entry, Source

MOST = 10_000  # items that are looked at: where more hold the words, the counts say so
FOUND, END = "\x02", "\x03"  # what was found stands between these


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `around` has what was found between U+0002 and U+0003."""

    items: tuple[tuple[Entry, str], ...]
    counts: Mapping[str, int]  # items by type
    more: bool  # whether the counts are of the first `MOST` alone
    reports: tuple[tuple[Source, str], ...]


def find(connection: sa.Connection, words: str, *, items: int = 20, reports: int = 10) -> Found:
    """Items and reports that hold all these words ("quoted" ones in a row), the last perhaps begun only."""
    if not any(c.isalnum() for c in words):
        return Found((), {}, False, ())
    hits, counts = dialect.found(connection, words, items, MOST + 1)
    known = {entry.id: entry for entry in query.entries(connection, [id_ for id_, _ in hits])}
    texts = dialect.search(connection, words, reports, typing=True)
    sources = {source.id: source for source in query.sources(connection, [id_ for id_, _ in texts])}
    return Found(
        tuple((known[id_], around) for id_, around in hits if id_ in known),
        counts,
        sum(counts.values()) > MOST,
        tuple((sources[id_], around) for id_, around in texts if id_ in sources),
    )


def pieces(around: str) -> list[tuple[str, bool]]:
    """Words around a hit in pieces: the text, and whether it is what was found."""
    found = []
    for part in around.split(FOUND):
        hit, end, rest = part.partition(END)
        found += [(hit, True), (rest, False)] if end else [(part, False)]
    return [(text, is_hit) for text, is_hit in found if text]
