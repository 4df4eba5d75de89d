"""Putting reports and what was read in them into the record. Every function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from readout.language.edtf import Edtf
from readout.record import codec, dialect, ids, mentions, schema
from readout.record.errors import RecordError
from readout.record.making.linking import Mention
from readout.reports.dating import dates_items
from readout.reports.model import Basis, Block, Report

if TYPE_CHECKING:  # importing it loads the model
    from readout.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the record already holds."""

    id: str
    source: str
    extractor: str | None


def base_name(source: str) -> str:
    """The last part of a path or address, which stays with a report when its folder moves."""
    return PurePath(source.rstrip("/")).name or source


def identity(report: Report) -> str:
    """The id that a report has in any record."""
    return ids.report_id(report.sha256, base_name(report.source))


def known(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, Known]:
    """Those of these reports that the record holds, by id."""
    c = schema.report.c
    found = {}
    for lot in dialect.chunks(sorted(set(wanted))):
        for row in connection.execute(sa.select(c.id, c.source, c.extractor).where(c.id.in_(lot))):
            found[row.id] = Known(row.id, row.source, row.extractor)
    return found


def put_reports(connection: sa.Connection, extractions: Sequence[Extraction], version: str) -> None:
    """Store new reports, or bring known ones up to date, with what was read in them.

    `version` is that of what read them. Their mentions are marked as pending, for `settle`. Raises RecordError,
    with nothing stored, where an item's passage is not exactly in its report.
    """
    there = known(connection, (identity(e.report) for e in extractions))
    fresh = {identity(e.report): e for e in extractions if identity(e.report) not in there}
    if fresh:
        connection.execute(sa.insert(schema.report), [_report_row(id_, e, version) for id_, e in fresh.items()])
        c = schema.report.c
        for lot in dialect.chunks(list(fresh)):
            for number, id_ in connection.execute(sa.select(c.number, c.id).where(c.id.in_(lot))).all():
                dialect.index_text(connection, number, fresh[id_].report.title, fresh[id_].report.text)
        _put_mentions(connection, [(id_, e) for id_, e in fresh.items()])
    for extraction in extractions:
        id_ = identity(extraction.report)
        if id_ in there:
            _replace(connection, id_, extraction, version)


def read_report(connection: sa.Connection, id_: str) -> Report:
    """A report as it was stored. Raises RecordError where there is none."""
    row = connection.execute(sa.select(schema.report).where(schema.report.c.id == id_)).first()
    if row is None:
        raise RecordError(id_, "no such report")
    return Report(
        source=row.source,
        text=row.text,
        sha256=row.sha256,
        blocks=tuple(Block(*block) for block in json.loads(row.blocks)),
        title=row.title,
        publisher=row.publisher,
        byline=tuple(json.loads(row.byline)),
        dateline=row.dateline,
        published=codec.parse_date(row.published) if row.published else None,
        published_basis=row.published_basis,
        published_why=row.published_why,
        url=row.url,
    )


def _report_row(id_: str, extraction: Extraction, version: str) -> dict[str, Any]:
    report = extraction.report
    if "\x00" in report.text:
        raise RecordError(report.source, "its text holds NUL characters")
    return {
        "id": id_,
        "source": report.source,
        "name": base_name(report.source),
        "sha256": report.sha256,
        "text": report.text,
        "text_sha256": text_sha256(report.text),
        "blocks": codec.dumps([[b.start, b.end, b.role] for b in report.blocks]),
        **_about(report),
        "copy_of": None,
        "copy_why": None,
        "extractor": version,
        "added": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def text_sha256(text: str) -> str:
    """The checksum of a stored text. Raises RecordError where the text cannot be written as UTF-8."""
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise RecordError("text", "holds half characters (lone surrogates)") from None


def _about(report: Report) -> dict[str, Any]:
    published = report.published
    return {
        "title": report.title,
        "publisher": report.publisher,
        "byline": codec.dumps(report.byline),
        "dateline": report.dateline,
        **_told_date(published),
        "published_basis": report.published_basis,
        "published_why": report.published_why,
        "url": report.url,
    }


def _told_date(published: Edtf | None) -> dict[str, Any]:
    return {
        "published": published.text if published else None,
        "published_first": published.first if published else None,
        "published_last": published.last if published else None,
    }


def _replace(connection: sa.Connection, id_: str, extraction: Extraction, version: str) -> None:
    """Re-read: what is known of the report and its mentions are replaced, its stored text never."""
    c = schema.report.c
    old = connection.execute(sa.select(c.number, c.text, c.title, c.published).where(c.id == id_)).one()
    report = extraction.report
    if old.text != report.text:
        # The readers of a newer version cut the page differently; offsets count the text that was stored.
        raise RecordError(
            report.source, "its text differs from the text stored of the same bytes; use: readout refresh"
        )
    if old.title != report.title:
        dialect.unindex_text(connection, old.number, old.title, old.text)
        dialect.index_text(connection, old.number, report.title, report.text)
    values = {**_about(report), "extractor": version}
    connection.execute(sa.update(schema.report).where(c.id == id_).values(values))
    m = schema.mention.c
    had = {row.id: row.body for row in connection.execute(sa.select(m.id, m.body).where(m.report == id_)).all()}
    rows = {row["id"]: row for row in mentions.made(id_, report.source, report.text, extraction.items)}
    redated = old.published != (report.published.text if report.published else None)
    kept = set() if redated else {i for i, row in rows.items() if had.get(i) == row["body"]}
    forget(connection, [i for i in had if i not in kept])
    _insert(connection, [row for i, row in rows.items() if i not in kept], {id_: dates_items(report.published)})


def redate(connection: sa.Connection, id_: str, published: Edtf | None, basis: Basis, why: str) -> None:
    """Give a report another date than its text gave; its mentions are linked again by it."""
    told = _told_date(published) | {"published_basis": basis, "published_why": why}
    connection.execute(sa.update(schema.report).where(schema.report.c.id == id_).values(told))
    m = schema.mention.c
    rows = connection.execute(sa.select(m.id, m.type, m.body).where(m.report == id_)).all()
    for lot in dialect.chunks([row.id for row in rows]):
        connection.execute(sa.delete(schema.mention_key).where(schema.mention_key.c.mention.in_(lot)))
    _put_keys(connection, [{"id": r.id, "report": id_, "type": r.type, "body": r.body} for r in rows], {id_: published})
    mark(connection, (row.id for row in rows))


def forget(connection: sa.Connection, gone: Sequence[str]) -> None:
    """Take mentions out; what was linked with them is derived again."""
    l_, im = schema.link.c, schema.item_mention.c
    for lot in dialect.chunks(gone):
        touched = set(connection.scalars(sa.select(l_.left).where(l_.right.in_(lot))))
        touched |= set(connection.scalars(sa.select(l_.right).where(l_.left.in_(lot))))
        owners = list(connection.scalars(sa.select(im.item).where(im.mention.in_(lot)).distinct()))
        touched |= set(connection.scalars(sa.select(im.mention).where(im.item.in_(owners))))
        connection.execute(sa.delete(schema.mention).where(schema.mention.c.id.in_(lot)))
        mark(connection, (touched - set(gone)) | set(owners))


def mark(connection: sa.Connection, touched: Iterable[str]) -> None:
    """Mark mentions as pending: their items are derived again by `settle`."""
    dialect.add_missing(connection, schema.pending, [{"id": id_} for id_ in sorted(touched)])


def _put_mentions(connection: sa.Connection, extractions: Sequence[tuple[str, Extraction]]) -> None:
    rows: list[dict[str, Any]] = []
    published: dict[str, Edtf | None] = {}
    for id_, extraction in extractions:
        report = extraction.report
        rows += mentions.made(id_, report.source, report.text, extraction.items)
        published[id_] = dates_items(report.published)
    _insert(connection, rows, published)


def _insert(connection: sa.Connection, rows: Sequence[dict[str, Any]], published: dict[str, Edtf | None]) -> None:
    if not rows:
        return
    connection.execute(sa.insert(schema.mention), list(rows))
    _put_keys(connection, rows, published)
    mark(connection, (row["id"] for row in rows))


def _put_keys(connection: sa.Connection, rows: Sequence[dict[str, Any]], published: dict[str, Edtf | None]) -> None:
    keyed = []
    for row in rows:
        item = codec.loads(mentions.by_name()[row["type"]].model, row["body"])
        report = row["report"]
        mention = Mention(row["id"], report, report, row["type"], item, published[report])
        keyed += [{"key": key, "mention": row["id"]} for key in sorted(mentions.keys(mention))]
    dialect.add_missing(connection, schema.mention_key, keyed)


def stale(connection: sa.Connection, version: str) -> list[str]:
    """Reports that another version of the extractor read, or none."""
    c = schema.report.c
    other = sa.or_(c.extractor.is_(None), c.extractor != version)
    return list(connection.scalars(sa.select(c.id).where(other).order_by(c.id)))


def given(report: Report, stored: Report) -> Report:
    """The report as stored, with what is known of it taken from a new reading of the same bytes."""
    return replace(report, text=stored.text, blocks=stored.blocks)
