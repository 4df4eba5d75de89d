"""One item with all that is known of it: fields, versions, decisions, each passage in its sentence, links."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from readout.formats.objects import Writer
from readout.record import codec, mentions, schema, store
from readout.record.asking import query
from readout.record.asking.query import Entry, SourcedPassage
from readout.record.asking.sentence import around
from readout.record.deciding.standing import Standing
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.views import listing, table, words


def show(record: Record, typed: str, *, as_json: bool) -> None:
    """Print an item, report or dispute by its id."""
    with record.reading() as connection:
        kind, id_ = query.find(connection, typed)
        if kind == "mention":
            id_ = query.item_of(connection, id_) or id_
        if kind == "report":
            _report(connection, id_, as_json)
            return
        if kind == "dispute":
            _dispute(record, connection, id_, as_json)
            return
        entry = next(query.entries(connection, [id_]), None)
        if entry is None:
            raise RecordError(typed, "no such id in the record")
        links = _links(connection, entry)
        if as_json:
            writer = Writer.open(connection)
            table.show_json({**writer.entry(entry), "links": links})
            return
        _entry(connection, entry, links)


def _entry(connection: sa.Connection, entry: Entry, links: list[dict[str, Any]]) -> None:
    item_type = mentions.by_name()[entry.type]
    out = table.console()
    state = f"  [bold]{entry.state}[/]" if entry.state else ""
    out.print(f"[bold]{entry.type}[/] [cyan]{entry.id}[/]{state}")
    for field in codec.own_fields(item_type.model):
        text = listing.cell(entry, field.name)
        if text:
            _field(out, codec.public_name(field), text)
    _field(out, "confidence", f"{entry.item.confidence:.2f}")
    _field(out, "found", entry.why)
    if entry.verdict:
        _field(out, "verdict", f"{entry.verdict.verdict}: {entry.verdict.why}")
        if entry.verdict.rests_on:
            _field(out, "rests on", ", ".join(query.short(connection, entry.verdict.rests_on).values()))
    _versions(connection, entry, out)
    for number, passage in enumerate(entry.passages, 1):
        _passage(connection, passage, number, out)
    if links:
        out.print("\n[bold]why these are one[/]")
    for link in links:
        _plain(out, f"  {link['left']} = {link['right']}  {link['score']:.2f}  {link['why']}")
    _decided(connection, entry, out)


def _field(out: Any, name: str, text: str) -> None:
    from rich.text import Text

    out.print(Text.assemble((f"  {name.replace('_', ' '):<12} ", "dim"), table.safe(text)))


def _plain(out: Any, text: str) -> None:
    from rich.text import Text

    out.print(Text(table.safe(text)))


def _versions(connection: sa.Connection, entry: Entry, out: Any) -> None:
    if not entry.versions:
        return
    known = query.source_names(connection)
    out.print("\n[bold]versions[/]")
    for version in entry.versions:
        _plain(out, f"  {version.field:<12} {words.told(version.value)}  ({known[version.report]})")


def _passage(connection: sa.Connection, passage: SourcedPassage, number: int, out: Any) -> None:
    from rich.text import Text

    text = connection.scalar(sa.select(schema.report.c.text).where(schema.report.c.id == passage.report)) or ""
    before, after = map(table.safe, around(text, passage.start, passage.end))
    dated = f", {words.day(passage.published)}" if passage.published else ", undated"
    out.print(
        Text.assemble(f"\n{number}. ", (table.safe(passage.source), "bold"), dated, (f"  {passage.mention}", "cyan"))
    )
    body = Text.assemble("   ", (before, "dim"), (table.safe(passage.text), "bold yellow"), (after, "dim"))
    out.print(body)
    marked = [f"{name.removesuffix('_span')}: {text[start:end]!r}" for name, start, end in passage.spans]
    if marked:
        _plain(out, "   " + "; ".join(marked))


def _links(connection: sa.Connection, entry: Entry) -> list[dict[str, Any]]:
    ids_ = sorted({passage.mention for passage in entry.passages})
    c = schema.link.c
    rows = connection.execute(sa.select(c.left, c.right, c.score, c.why).where(c.left.in_(ids_), c.right.in_(ids_)))
    return [dict(row) for row in rows.mappings()]


def _decided(connection: sa.Connection, entry: Entry, out: Any) -> None:
    mine = {passage.mention for passage in entry.passages}
    log = Standing.read(connection, {passage.report for passage in entry.passages})
    found = [d for d in log.decisions if any(mine & set(side) for side in log.resolved[d.number])]
    if found:
        out.print("\n[bold]decisions[/]")
    for decision in found:
        told = f" {decision.payload['field']}" if decision.what == "correct" else ""
        _plain(out, f"  {decision.number}. {decision.time[:16]} {decision.who}: {decision.what}{told}")


def _report(connection: sa.Connection, id_: str, as_json: bool) -> None:
    from readout.formats.objects import report_object

    source = query.sources(connection, [id_])[0]
    if as_json:
        table.show_json({**report_object(source), "text": store.read_report(connection, id_).text})
        return
    out = table.console()
    out.print(f"[bold]report[/] [cyan]{id_}[/]")
    for name, value in report_object(source).items():
        if name not in ("type", "id") and value not in (None, "", []):
            _field(out, name, ", ".join(value) if isinstance(value, list) else str(value))
    out.print()
    _plain(out, store.read_report(connection, id_).text)


def _dispute(record: Record, connection: sa.Connection, id_: str, as_json: bool) -> None:
    from readout.formats.objects import dispute_object

    found = next(d for d in query.disputes(connection, query.Filters()) if d.id == id_)
    if as_json:
        table.show_json(dispute_object(found))
        return
    out = table.console()
    _plain(out, f"dispute {found.id}: {found.type} {found.field}: {found.why}")
    for entry in found.items:
        out.print()
        _entry(connection, entry, _links(connection, entry))
