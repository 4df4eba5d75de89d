"""Who tells of an item: each report with its own words for it, copies folded into the report that they copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from readout.items.model import Item
from readout.record import codec, dialect, mentions, schema
from readout.record.asking import library, query
from readout.record.asking.library import Shelved
from readout.record.asking.query import Entry
from readout.record.asking.sentence import around

_FAR = 10**7
MOST = 60  # reports that a page tells of
_LONG = 1500  # characters of a passage that are shown


@dataclass(frozen=True, slots=True)
class Words:
    """A passage in its sentence: characters `start` to `end` of the report; `parts` is its text, cut by its spans."""

    start: int
    end: int
    text: str
    before: str
    after: str
    parts: tuple[tuple[str, str], ...]  # (name of the span or "", text)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of an item. `item` is the item as this report has it, without corrections."""

    report: Shelved
    mention: str
    item: Item
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """Reports that count as one: the first that tells it, and its copies that do so too."""

    tellings: tuple[Telling, ...]  # of the original, or of the first copy where that does not tell it
    copies: tuple[Shelved, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The witnesses of an item in order of time; `left_out` counts reports beyond what a page can hold."""

    witnesses: tuple[Witness, ...]
    left_out: int = 0

    @property
    def tellings(self) -> list[Telling]:
        """What each of the witnesses tells."""
        return [telling for witness in self.witnesses for telling in witness.tellings]


def of(connection: sa.Connection, item: str, limit: int = MOST) -> Told:
    """Who tells of an item."""
    rows = _rows(connection, item)
    reports = list(dict.fromkeys(row.report for row in rows))
    shown = reports[:limit]
    known = {one.id: one for one in library.by_ids(connection, shown)}
    groups: dict[str, list[str]] = {}
    for id_ in shown:
        groups.setdefault(known[id_].copy_of or id_, []).append(id_)
    firsts = {original if original in ids else ids[0]: ids for original, ids in groups.items()}
    texts = _texts(connection, list(firsts))
    witnesses = tuple(
        Witness(
            tuple(_telling(known[first], texts[first], row) for row in rows if row.report == first),
            tuple(known[id_] for id_ in ids if id_ != first),
        )
        for first, ids in firsts.items()
    )
    return Told(witnesses, len(reports) - len(shown))


def _rows(connection: sa.Connection, item: str) -> Sequence[Any]:
    im, m, r = schema.item_mention.c, schema.mention.c, schema.report.c
    wanted = (
        sa.select(m.id, m.report, m.type, m.body)
        .join(schema.item_mention, im.mention == m.id)
        .join(schema.report, r.id == m.report)
        .where(im.item == item)
        .order_by(sa.func.coalesce(r.published_first, _FAR), m.report, m.start, m.id)
    )
    return connection.execute(wanted).all()


def _texts(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, str]:
    r = schema.report.c
    return {row.id: row.text for row in connection.execute(sa.select(r.id, r.text).where(r.id.in_(wanted)))}


def _telling(report: Shelved, text: str, row: Any) -> Telling:
    item = codec.loads(mentions.by_name()[row.type].model, row.body)
    return Telling(report, row.id, item, tuple(_words(text, one) for one in json.loads(row.body)["passages"]))


def _words(text: str, passage: dict[str, Any]) -> Words:
    start, end = passage["start"], passage["end"]
    spans = [(max(first, start), min(last, end), name) for name, first, last in passage["spans"]]
    before, after = around(text, start, end)
    before, after = (side if side.strip() else "" for side in (before, after))
    if end - start > _LONG:
        end, after = start + _LONG, " …"
    return Words(start, end, text[start:end], before, after, cut(text, start, end, spans))


def cut(text: str, start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> tuple[tuple[str, str], ...]:
    """A stretch of a text in pieces, each with the name of the innermost span that it lies in, or ""."""
    edges = sorted({start, end, *(edge for first, last, _ in spans for edge in (first, last) if start <= edge <= end)})
    pieces = []
    for left, right in pairwise(edges):
        inside = [(last - first, name) for first, last, name in spans if first <= left and right <= last]
        pieces.append((min(inside)[1].removesuffix("_span") if inside else "", text[left:right]))
    return tuple(pieces)


def entries(connection: sa.Connection, wanted: Sequence[str]) -> list[Entry]:
    """These entries with their passages, whose sources are called as readers call them: publisher and title."""
    m, im = schema.mention.c, schema.item_mention.c
    reports: set[str] = set()
    for lot in dialect.chunks(wanted):
        told = sa.select(m.report).join(schema.item_mention, im.mention == m.id).where(im.item.in_(lot)).distinct()
        reports |= set(connection.scalars(told))
    names = library.names(connection, sorted(reports))
    return list(query.entries(connection, wanted, names_of=names))
