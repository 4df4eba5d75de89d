"""The record's lines as plain objects, in the words of the codebook: what every format is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.items.model import ItemType, Pointer
from readout.language.edtf import Edtf
from readout.record import codec, ids, mentions, naming, schema
from readout.record.asking import query
from readout.record.asking.query import Disputed, Entry, Filters, Source, SourcedPassage

Span = tuple[str, str, int, int]  # report, type, start, end


@dataclass(slots=True)
class Writer:
    """Turns what the record holds into objects, on one connection."""

    connection: sa.Connection
    names: dict[str, str]  # report id to source
    pointed: dict[Span, str] | None  # where an item's mention stands, to the item; None: looked up one by one
    least: float = 0.0  # items less sure are left out

    @classmethod
    def open(cls, connection: sa.Connection, least: float = 0.0) -> Writer:
        """A writer for one state of the record, without items less sure than `least`."""
        return cls(connection, query.source_names(connection), _spans(connection), least)

    @classmethod
    def of(cls, connection: sa.Connection, entries: Sequence[Entry]) -> Writer:
        """A writer for these entries alone, which looks at no more of the record than they need."""
        reports = {version.report for entry in entries for version in entry.versions}
        return cls(connection, query.source_names(connection, reports), None)

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every line of the export, in a stable order."""
        yield from self.reports()
        yield from self.actors()
        for item_type in mentions.by_name().values():
            yield from self.items(item_type)
        yield from self.disputes()

    def reports(self) -> Iterator[dict[str, Any]]:
        """The reports."""
        yield from map(report_object, query.sources(self.connection))

    def items(self, item_type: ItemType) -> Iterator[dict[str, Any]]:
        """The items of a type."""
        wanted = query.entry_ids(self.connection, item_type, Filters(min_confidence=self.least))
        for entry in query.entries(self.connection, wanted, names_of=self.names):
            yield self.entry(entry)

    def disputes(self) -> Iterator[dict[str, Any]]:
        """The disputes."""
        for found in query.disputes(self.connection, Filters(min_confidence=self.least)):
            yield dispute_object(found)

    def actors(self) -> Iterator[dict[str, Any]]:
        """Everyone that an item names, by name, with what the registry of offices knows of them."""
        gathered: dict[tuple[str, str], list[Actor]] = {}
        for item_type in mentions.by_name().values():
            wanted = query.entry_ids(self.connection, item_type, Filters(min_confidence=self.least))
            for entry in query.entries(self.connection, wanted, passages=False, names_of=self.names):
                for _, _, actor in naming.actors(entry.item):
                    gathered.setdefault((actor.key or naming.fold(actor.name), actor.kind), []).append(actor)
        yield from sorted(map(_actor_object, gathered.values()), key=lambda a: (a["name"].casefold(), a["id"]))

    def entry(self, entry: Entry) -> dict[str, Any]:
        """An item."""
        item_type = mentions.by_name()[entry.type]
        found: dict[str, Any] = {"type": entry.type, "id": entry.id}
        reports = [passage.report for passage in entry.passages]
        for field in codec.own_fields(item_type.model):
            found[codec.public_name(field)] = self._value(getattr(entry.item, field.name), reports)
        if entry.verdict is not None:
            found["verdict"] = entry.verdict.verdict
            found["why"] = entry.verdict.why
            found["rests_on"] = list(entry.verdict.rests_on)
        found["confidence"] = codec.encode(entry.item.confidence)
        found["how"] = entry.why
        found["witnesses"] = entry.witnesses
        found["decided"] = entry.state or None
        public = {field.name: codec.public_name(field) for field in codec.own_fields(item_type.model)}
        found["corrected"] = sorted(public.get(name, name) for name in entry.corrected)
        found["versions"] = [
            {
                "field": public.get(version.field, version.field),
                "value": self._value(version.value, [version.report]),
                "source": self.names[version.report],
            }
            for version in entry.versions
        ]
        found["passages"] = [passage_object(passage) for passage in entry.passages]
        return found

    def _value(self, value: Any, reports: list[str]) -> Any:
        if isinstance(value, Pointer):
            if self.pointed is None:
                return query.pointed(self.connection, value, reports)
            spans = ((report, value.type, value.start, value.end) for report in reports)
            return next((self.pointed[span] for span in spans if span in self.pointed), None)
        if isinstance(value, tuple):
            return [self._value(part, reports) for part in value]
        return plain(value)


def plain(value: Any) -> Any:
    """A field's value as the codebook writes it: actors by name, dates as EDTF."""
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {codec.public_name(field): plain(getattr(value, field.name)) for field in fields(value)}
    return codec.encode(value)


def report_object(source: Source) -> dict[str, Any]:
    """A report."""
    return {
        "type": "report",
        "id": source.id,
        "source": source.source,
        "title": source.title,
        "publisher": source.publisher,
        "byline": list(source.byline),
        "dateline": source.dateline,
        "published": source.published,
        "published_basis": source.published_basis,
        "published_why": source.published_why,
        "url": source.url,
        "copy_of": source.copy_of,
        "copy_why": source.copy_why,
        "sha256": source.sha256,
    }


def passage_object(passage: SourcedPassage) -> dict[str, Any]:
    """A passage, with the spans it names within it."""
    found: dict[str, Any] = {
        "source": passage.source,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
    for name, start, end in passage.spans:
        found[name] = [start, end]
    return found


def dispute_object(found: Disputed) -> dict[str, Any]:
    """A dispute."""
    model = mentions.by_name()[found.type].model
    public = {field.name: codec.public_name(field) for field in codec.own_fields(model)}
    return {
        "type": "dispute",
        "id": found.id,
        "items": [entry.id for entry in found.items],
        "field": public.get(found.field, found.field),
        "why": found.why,
    }


def _spans(connection: sa.Connection) -> dict[Span, str]:
    m, im, c = schema.mention.c, schema.item_mention.c, schema.item.c
    rows = (
        sa.select(m.report, m.type, m.start, m.end, im.item)
        .join(schema.item_mention, im.mention == m.id)
        .join(schema.item, c.id == im.item)
        .where(c.state != "rejected")
        .order_by(m.id.desc())  # of several on one span, the first stands
    )
    return {(row.report, row.type, row.start, row.end): row.item for row in connection.execute(rows)}


def _actor_object(known: list[Actor]) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for actor in known:
        counts[actor.name] = counts.get(actor.name, 0) + 1
    name = min(counts, key=lambda n: (-counts[n], -len(n), n))
    first = known[0]
    aliases, roles = _registered(first.key)
    aliases = {*aliases, *counts} - {name}
    if not roles:
        told = {(actor.role, actor.side) for actor in known if actor.role}
        roles = [
            {"title": role, "of": side, "from": None, "to": None}
            for role, side in sorted(told, key=lambda pair: (pair[0] or "", pair[1] or ""))
        ]
    return {
        "type": "actor",
        "id": ids.derive("actor", first.key or naming.fold(name), first.kind),
        "name": name,
        "kind": first.kind,
        "side": next((actor.side for actor in known if actor.side), None),
        "aliases": sorted(aliases),
        "roles": roles,
    }


def _registered(key: str | None) -> tuple[set[str], list[Mapping[str, Any]]]:
    if key is None:
        return set(), []
    from readout.actors import registry

    facts = registry.in_use()
    person = facts.person(key)
    if person is not None:
        return set(person.aliases), [
            {"title": term.office, "of": term.side, "from": _day(term.first), "to": _day(term.last)}
            for term in person.terms
        ]
    body = facts.bodies.get(key)
    return (set(body.aliases) if body is not None else set()), []


def _day(ordinal: int | None) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal else None
