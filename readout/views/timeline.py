"""What happened, in order: entries of every dated type in one list; and the gaps between contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from readout.formats.objects import Writer
from readout.items.model import ItemType
from readout.record import mentions
from readout.record.asking import query
from readout.record.asking.query import Entry, Filters
from readout.record.record import Record
from readout.views import listing, table, words


def show(record: Record, filters: Filters, types: Sequence[str], *, as_json: bool) -> None:
    """Print the dated entries of all types (or these), in order of time."""
    chosen = [record.item_type(name) for name in types] or [t for t in mentions.by_name().values() if t.when]
    with record.reading() as connection:
        found: list[tuple[Any, ItemType, Entry]] = []
        for item_type in chosen:
            wanted = query.entry_ids(connection, item_type, replace(filters, limit=None))
            for entry in query.entries(connection, wanted, passages=False, names_of={}):
                when = getattr(entry.item, item_type.when) if item_type.when else None
                if when is not None and when.first is not None:
                    found.append(((when.first, when.last or when.first, item_type.order, entry.id), item_type, entry))
        found = sorted(found, key=lambda one: one[0])[: filters.limit]
        if as_json:
            writer = Writer.open(connection)
            full = query.entries(connection, [entry.id for _, _, entry in found], names_of=writer.names)
            table.show_json([writer.entry(entry) for entry in full])
            return
        if not found:
            table.note(listing.nothing(connection, chosen[0], filters))
            return
        short = query.short(connection, [entry.id for _, _, entry in found])
    rows = [
        [words.day(getattr(entry.item, t.when or "")), short[entry.id], t.name, summary(t, entry)]
        for _, t, entry in found
    ]
    table.show(["when", "id", "type", "what"], rows)


def summary(item_type: ItemType, entry: Entry) -> str:
    """An entry in one line, from the columns of its listing but the date."""
    inside = [c for c in listing.fields_shown(item_type) if c != item_type.when]
    return " · ".join(filter(None, (listing.cell(entry, column) for column in inside)))


@dataclass(frozen=True, slots=True)
class Gap:
    """A contact in a series and the days since the one before it: `least` to `most`, None for the first."""

    entry: Entry
    least: int | None
    most: int | None


def gaps(record: Record, filters: Filters) -> tuple[list[Gap], list[Entry]]:
    """The dated contacts that pass the filters, in order, with the days between; and those without a date."""
    found = record.entries("contact", **_asdict(filters), passages=False)
    dated = [e for e in found if e.item.when is not None and e.item.when.first is not None and e.item.when.last]
    dated.sort(key=lambda e: (e.item.when.first, e.item.when.last, e.id))
    series = []
    before: Entry | None = None
    for entry in dated:
        if before is None:
            series.append(Gap(entry, None, None))
        else:
            least = max(0, entry.item.when.first - before.item.when.last)
            series.append(Gap(entry, least, max(least, entry.item.when.last - before.item.when.first)))
        before = entry
    return series, [e for e in found if e not in dated]


def longest(series: Sequence[Gap]) -> Gap | None:
    """The longest gap that is sure: most days at the least."""
    return max((gap for gap in series if gap.least is not None), key=lambda gap: gap.least or 0, default=None)


def show_gaps(record: Record, filters: Filters, *, as_json: bool) -> None:
    """Print the contacts of two sides in order, the days between them, and the longest gap."""
    series, undated = gaps(record, filters)
    item_type = record.item_type("contact")
    with record.reading() as connection:
        if not series and not as_json:
            table.note(listing.nothing(connection, item_type, filters))
            return
        short = query.short(connection, [gap.entry.id for gap in series])
        writer = Writer.open(connection) if as_json else None
    top = longest(series)
    if writer is not None:
        table.show_json(_gaps_object(series, undated, top))
        return
    rows = [
        [
            words.day(g.entry.item.when),
            short[g.entry.id],
            words.told(g.entry.item.kind),
            words.told(g.entry.item.parties),
            _days(g),
        ]
        for g in series
    ]
    table.show(["when", "id", "kind", "parties", "days since"], rows)
    if top is not None:
        index = series.index(top)
        start, end = words.day(series[index - 1].entry.item.when), words.day(top.entry.item.when)
        table.note(f"The longest gap: {_days(top)} days, from {start} to {end}.")
    if undated:
        table.note(f"{words.plural(len(undated), 'contact')} without a date left out.")


def _gaps_object(series: Sequence[Gap], undated: Sequence[Entry], top: Gap | None) -> dict[str, Any]:
    return {
        "contacts": [
            {
                "id": g.entry.id,
                "when": g.entry.item.when.text,
                "days_since": [g.least, g.most] if g.least is not None else None,
            }
            for g in series
        ],
        "undated": [entry.id for entry in undated],
        "longest": {"id": top.entry.id, "days": [top.least, top.most]} if top is not None else None,
    }


def _days(gap: Gap) -> str:
    if gap.least is None or gap.most is None:
        return ""
    return str(gap.least) if gap.least == gap.most else f"{gap.least}–{gap.most}"


def _asdict(filters: Filters) -> dict[str, Any]:
    names = ("between", "actor", "since", "until", "kind", "status", "min_confidence", "limit", "rejected")
    return {name: getattr(filters, name) for name in names}
