"""One listing for every item type: its columns, its filters, and what to say when nothing is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from readout.formats.objects import Writer
from readout.items.model import ItemType
from readout.record import codec
from readout.record.asking import query
from readout.record.asking.query import Entry, Filters
from readout.record.record import Record
from readout.views import table, words

_VERDICT = ("verdict", "why")


def show(record: Record, plural: str, filters: Filters, *, as_json: bool) -> None:
    """Print the entries of a type that pass the filters."""
    item_type = record.item_type(plural)
    with record.reading() as connection:
        wanted = query.entry_ids(connection, item_type, filters)
        if as_json:
            writer = Writer.open(connection)
            found = query.entries(connection, wanted, names_of=writer.names)
            table.show_json([writer.entry(entry) for entry in found])
            return
        entries = list(query.entries(connection, wanted, passages=False, names_of={}))
        if not entries:
            table.note(nothing(connection, item_type, filters))
            return
        columns, rows = cells(connection, item_type, entries)
    table.show(columns, rows)
    if table.in_terminal():
        table.note(words.plural(len(rows), item_type.name, item_type.plural) + _more(len(rows), filters))


def cells(
    connection: sa.Connection, item_type: ItemType, entries: Sequence[Entry]
) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a listing."""
    named = {field.name: codec.public_name(field) for field in codec.own_fields(item_type.model)}
    columns = fields_shown(item_type)
    short = query.short(connection, [entry.id for entry in entries])
    rows = [[short[e.id], *(cell(e, c) for c in columns), str(e.witnesses)] for e in entries]
    return ["id", *(named.get(c, c).replace("_", " ") for c in columns), "witnesses"], rows


def fields_shown(item_type: ItemType) -> list[str]:
    """The fields that a listing shows, by their names in the dataclass; with a check, its verdict."""
    inside = {codec.public_name(field): field.name for field in codec.own_fields(item_type.model)}
    columns = [inside.get(column, column) for column in item_type.columns]
    if item_type.name == "check":
        columns += [column for column in _VERDICT if column not in columns]
    return columns


def cell(entry: Entry, column: str) -> str:
    """A field of an entry in words; a person's correction is marked with an asterisk."""
    if column in _VERDICT and entry.type == "check":
        return getattr(entry.verdict, column) if entry.verdict else ""
    value: Any = getattr(entry.item, column, None)
    text = words.told(value)
    return f"{text or '–'}*" if column in entry.corrected else text


def nothing(connection: sa.Connection, item_type: ItemType, filters: Filters) -> str:
    """What to say when no entry passes: what was asked, what there is, what to try."""
    counts = query.counts(connection)
    held = counts.get(item_type.name, 0)
    reports = words.plural(counts["report"], "report")
    if not counts["report"]:
        return f"No {item_type.plural}: the record holds no reports yet. Add some: readout add PATH"
    said = f"No {item_type.plural}{_asked(filters)}."
    holds = f"The record holds {words.plural(held, item_type.name, item_type.plural)} from {reports}."
    return f"{said} {holds} {_try(item_type, filters)}".strip()


def _asked(filters: Filters) -> str:
    parts = []
    if filters.between:
        parts.append(f"between {filters.between[0]} and {filters.between[1]}")
    if filters.actor:
        parts.append(f"of {filters.actor}")
    if filters.since:
        parts.append(f"since {words.day(filters.since)}")
    if filters.until:
        parts.append(f"until {words.day(filters.until)}")
    if filters.kind:
        parts.append(f"of kind {filters.kind}")
    if filters.status:
        parts.append(f"that are {filters.status}")
    if filters.min_confidence:
        parts.append(f"with a confidence of {filters.min_confidence:g} or more")
    return " " + " ".join(parts) if parts else ""


def _try(item_type: ItemType, filters: Filters) -> str:
    if filters.between:
        return f'Try: readout {item_type.plural} --actor "{filters.between[0]}"'
    if _asked(filters):
        return f"Try: readout {item_type.plural}"
    return "Try: readout timeline"


def _more(count: int, filters: Filters) -> str:
    return f" (the first {count}; --limit shows more)" if filters.limit == count else ""
