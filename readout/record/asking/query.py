"""Asking the record: entries by type and filter, reports, what an id means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.items.model import ItemType, Pointer
from readout.record import codec, dialect, ids, mentions, schema
from readout.record.asking import disputed, ledger
from readout.record.asking.filters import KINDS as KINDS
from readout.record.asking.filters import STATUSES as STATUSES
from readout.record.asking.filters import Filters as Filters
from readout.record.asking.filters import field_of as field_of
from readout.record.asking.filters import sort_of as sort_of
from readout.record.asking.sources import Source as Source
from readout.record.asking.sources import shortest as shortest
from readout.record.asking.sources import source_names as source_names
from readout.record.asking.sources import sources as sources
from readout.record.errors import RecordError
from readout.record.making import derived
from readout.record.making.merging import Version
from readout.record.making.verdicts import Verdict

_FAR = 10**7


@dataclass(frozen=True, slots=True)
class SourcedPassage:
    """Exact words of a report: characters `start` to `end` of its stored text."""

    mention: str
    report: str
    source: str
    published: str | None
    start: int
    end: int
    text: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the record with all that is known of it. `item` carries a person's corrections."""

    id: str
    type: str
    item: Any  # the item type's dataclass
    state: str  # "", "accepted", "rejected"
    corrected: tuple[str, ...]  # fields that a person put right
    why: str
    versions: tuple[Version, ...]
    reports: int
    witnesses: int
    verdict: Verdict | None = None  # of a check
    passages: tuple[SourcedPassage, ...] = ()


def entry_ids(connection: sa.Connection, item_type: ItemType, filters: Filters) -> list[str]:
    """Ids of the entries wanted, dated ones in order of time, then the rest by report, unless sorted otherwise."""
    return ledger.ids(connection, ledger.Asked.of(connection, item_type, filters))


def entries(
    connection: sa.Connection,
    wanted: Sequence[str],
    *,
    passages: bool = True,
    names_of: Mapping[str, str] | None = None,
) -> Iterator[Entry]:
    """These entries, in the order asked for. `names_of` (report id to source) spares a look-up in a loop."""
    for lot in dialect.chunks(wanted):
        yield from _entries(connection, lot, passages, names_of)


def _entries(
    connection: sa.Connection, wanted: Sequence[str], passages: bool, names_of: Mapping[str, str] | None
) -> Iterator[Entry]:
    c, v = schema.item, schema.verdict.c
    select = (
        sa.select(c, v.verdict, v.why.label("verdict_why"), v.rests_on)
        .outerjoin(schema.verdict, v.item == c.c.id)
        .where(c.c.id.in_(wanted))
    )
    rows = {row.id: row for row in connection.execute(select)}
    found = _passages(connection, wanted, names_of) if passages else {}
    for id_ in wanted:
        if id_ in rows:
            yield _entry(rows[id_], tuple(found.get(id_, ())))


def _entry(row: Any, passages: tuple[SourcedPassage, ...]) -> Entry:
    model = mentions.by_name()[row.type].model
    types = codec.hints(model)
    verdict = Verdict(row.verdict, row.verdict_why, tuple(json.loads(row.rests_on))) if row.verdict else None
    return Entry(
        id=row.id,
        type=row.type,
        item=derived.effective(row.type, row.body, row.corrections),
        state=row.state,
        corrected=tuple(sorted(json.loads(row.corrections))),
        why=row.why,
        versions=tuple(
            Version(name, codec.decode(types[name], value), report) for name, value, report in json.loads(row.versions)
        ),
        reports=row.reports,
        witnesses=row.witnesses,
        verdict=verdict,
        passages=passages,
    )


def _passages(
    connection: sa.Connection, wanted: Sequence[str], names_of: Mapping[str, str] | None
) -> dict[str, list[SourcedPassage]]:
    im, m, r = schema.item_mention.c, schema.mention.c, schema.report.c
    select = (
        sa.select(im.item, m.id, m.report, m.body, r.published, r.published_first)
        .join(schema.mention, m.id == im.mention)
        .join(schema.report, r.id == m.report)
        .where(im.item.in_(wanted))
        .order_by(sa.func.coalesce(r.published_first, _FAR), m.report, m.start, m.id)
    )
    rows = connection.execute(select).all()
    if names_of is None:
        names_of = source_names(connection, {row.report for row in rows})
    found: dict[str, list[SourcedPassage]] = {}
    for row in rows:
        for told in json.loads(row.body)["passages"]:
            spans = tuple((name, start, end) for name, start, end in told["spans"])
            place = (told["start"], told["end"], told["text"], spans)
            passage = SourcedPassage(row.id, row.report, names_of[row.report], row.published, *place)
            found.setdefault(row.item, []).append(passage)
    return found


def find(connection: sa.Connection, typed: str) -> tuple[str, str]:
    """What an id, or the beginning of one, stands for: ("item" | "mention" | "report" | "dispute", full id).

    A mention is given only where its item is called otherwise. Raises RecordError where nothing or several fit.
    """
    start = ids.normal(typed)
    found: dict[str, str] = {}
    for table, kind in (
        (schema.mention, "mention"),
        (schema.item, "item"),
        (schema.report, "report"),
        (schema.dispute, "dispute"),
    ):
        wanted = sa.select(table.c.id).where(table.c.id >= start, table.c.id < start + "~").limit(5)
        found.update(dict.fromkeys(connection.scalars(wanted), kind))
    if start in found:
        return found[start], start
    if len(found) == 1:
        return next((kind, id_) for id_, kind in found.items())
    if not found:
        raise RecordError(typed, "no such id in the record")
    raise RecordError(typed, f"several ids begin so: {', '.join(sorted(found)[:4])}")


def item_of(connection: sa.Connection, mention: str) -> str | None:
    """The item that a mention belongs to."""
    im = schema.item_mention.c
    return connection.scalar(sa.select(im.item).where(im.mention == mention))


def mentions_of(connection: sa.Connection, item: str) -> list[str]:
    """The mentions of an item."""
    im = schema.item_mention.c
    return list(connection.scalars(sa.select(im.mention).where(im.item == item).order_by(im.mention)))


def pointed(connection: sa.Connection, pointer: Pointer, reports: Iterable[str]) -> str | None:
    """The id of the item that a pointer found in one of these reports points to; rejected items are not shown."""
    m, im, c = schema.mention.c, schema.item_mention.c, schema.item.c
    wanted = (
        sa.select(im.item)
        .join(schema.mention, m.id == im.mention)
        .join(schema.item, c.id == im.item)
        .where(m.report.in_(sorted(set(reports))), m.type == pointer.type, c.state != "rejected")
        .where(m.start == pointer.start, m.end == pointer.end)
        .order_by(m.report, m.id)
        .limit(1)
    )
    return connection.scalar(wanted)


def short(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, str]:
    """For each id its shortest beginning that is unique in the record, of at least six letters."""
    found = {}
    for id_ in wanted:
        kept = ids.SHORTEST + 2
        for table in (schema.mention, schema.report, schema.dispute):
            c = table.c.id
            before = connection.scalar(sa.select(c).where(c < id_).order_by(c.desc()).limit(1))
            after = connection.scalar(sa.select(c).where(c > id_).order_by(c).limit(1))
            for other in (before, after):
                kept = max(kept, _common(id_, other or "") + 1)
        found[id_] = id_[:kept]
    return found


def _common(left: str, right: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many entries the record holds, by type, rejected ones left out; and `report`."""
    c, k = schema.ledger.c, schema.ledger_class.c
    by_class = sa.select(c["class"], sa.func.count().label("n")).group_by(c["class"]).subquery()
    select = sa.select(k.type, sa.func.sum(by_class.c.n)).join(by_class, by_class.c["class"] == k.number)
    rows = connection.execute(select.where(k.decided != "rejected").group_by(k.type))
    found = {row[0]: int(row[1]) for row in rows}
    found["report"] = connection.scalar(sa.select(sa.func.count()).select_from(schema.report)) or 0
    return found


@dataclass(frozen=True, slots=True)
class Disputed:
    """Items that cannot all be right, the field they differ on, and why."""

    id: str
    type: str
    field: str
    why: str
    items: tuple[Entry, ...]


def disputes(connection: sa.Connection, filters: Filters) -> list[Disputed]:
    """The disputes among entries that pass the filters, ordered by type, time and id."""
    return disputed_entries(connection, disputed.rows(connection, filters)[: filters.limit])


def disputed_entries(connection: sa.Connection, rows: Sequence[disputed.Row]) -> list[Disputed]:
    """These disputes, each with its items."""
    di = schema.dispute_item.c
    members: dict[str, list[str]] = {}
    for lot in dialect.chunks([row.id for row in rows]):
        found = sa.select(di.dispute, di.item).where(di.dispute.in_(lot)).order_by(di.dispute, di.item)
        for dispute, item in connection.execute(found):
            members.setdefault(dispute, []).append(item)
    known = {entry.id: entry for entry in entries(connection, sorted({i for ids in members.values() for i in ids}))}
    return [
        Disputed(row.id, row.type, row.field, row.why, tuple(known[i] for i in members[row.id] if i in known))
        for row in rows
        if row.id in members
    ]
