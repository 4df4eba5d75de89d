"""One item with all that is known of it; the beginning of an id, or a mention's, leads there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from readout.items.model import Pointer
from readout.record import codec, mentions, naming
from readout.record.asking import accounts, in_office, nearby, pointing, query, sheet, shipments, telling
from readout.record.asking.query import Entry
from readout.record.asking.telling import Told
from readout.record.errors import RecordError
from readout.views import headings, words
from readout.web import addresses
from readout.web.columns import label
from readout.web.context import TheWeb
from readout.web.render import environment, page

router = APIRouter()
RESTS = 60  # contacts that a check's page lists


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item as its page shows it. `read`: what the reports gave, where a person put it right."""

    name: str
    label: str
    value: Any
    human: bool
    read: Any


@router.get("/items/{id_}")
def item(request: Request, web: TheWeb, id_: str) -> Response:
    """The page of an item."""
    with web.record.reading() as connection:
        kind, full = query.find(connection, id_)
        if kind == "mention":
            kind, full = "item", query.item_of(connection, full) or full
        if kind != "item" or full != id_:
            return RedirectResponse(_place(kind, full), status_code=307)
        entry = next(query.entries(connection, [full], passages=False, names_of={}), None)
        if entry is None:
            raise RecordError(id_, "no such id in the record")
        given = _given(connection, entry)
    names = [f"item-{entry.type}.html", "item.html"]
    return page(request, environment().select_template(names).name or "item.html", **given)


def _place(kind: str, id_: str) -> str:
    return {"report": addresses.report, "dispute": addresses.dispute}.get(kind, addresses.item)(id_)


def _given(connection: sa.Connection, entry: Entry) -> dict[str, Any]:
    item_type = mentions.by_name()[entry.type]
    told = telling.of(connection, entry.id)
    known = sheet.of(connection, entry)
    reports = {one.report.id: one.report for one in told.tellings}
    reports |= {copy.id: copy for witness in told.witnesses for copy in witness.copies}
    return {
        "entry": entry,
        "item_type": item_type,
        "heading": headings.title(entry.item, item_type),
        "fields": fields(entry, known.read),
        "kind": query.sort_of(entry.item, query.KINDS),
        "status": query.sort_of(entry.item, query.STATUSES),
        "told": told,
        "sheet": known,
        "reports": reports,
        "numbers": _numbers(told),
        "sides": sides(entry),
        "targets": pointing.targets(connection, entry),
        "pointing": _by_type(pointing.sources(connection, [entry.id])),
        "label": label,
        "heading_of": headings.of_entry,
        "office": in_office.office,
        "the": headings.the,
        "whose": headings.whose,
        "aside_without": (),  # fields that the page shows elsewhere
        "copies": sum(len(witness.copies) for witness in told.witnesses),
        **_own(connection, entry, told),
    }


def _numbers(told: Told) -> dict[str, int]:
    """Each report's number among the witnesses; copies have that of what they copy."""
    found = {}
    for number, witness in enumerate(told.witnesses, 1):
        for report in (*(one.report for one in witness.tellings), *witness.copies):
            found[report.id] = number
    return found


def _own(connection: sa.Connection, entry: Entry, told: Told) -> dict[str, Any]:
    """What the page of this type shows beyond what all have."""
    if entry.type == "contact":
        return {
            "accounts": accounts.of(connection, entry, told),
            "nearby": nearby.around(connection, entry),
            "aside_without": tuple(field.name for field in codec.own_fields(type(entry.item))),
        }
    if entry.type == "check" and entry.verdict is not None:
        rests = entry.verdict.rests_on
        found = list(query.entries(connection, rests[:RESTS], passages=False, names_of={}))
        return {"rests_on": found, "more": len(rests) - len(found)}
    if entry.type == "transfer":
        return {"steps": shipments.steps(connection, entry, told)}
    return {}


def fields(entry: Entry, read: Any) -> list[Field]:
    """The fields that an item has, in order; a person's correction beside what the reports gave."""
    found = []
    for field in codec.own_fields(type(entry.item)):
        value = getattr(entry.item, field.name)
        human = field.name in entry.corrected
        if isinstance(value, Pointer) or (not human and not words.told(value)):
            continue
        found.append(Field(field.name, label(codec.public_name(field)), value, human, getattr(read, field.name)))
    return found


def sides(entry: Entry) -> list[str]:
    """The sides of an item, in the order of its fields: those of the first two lead to their overview."""
    return list(dict.fromkeys(actor.side or actor.name for _, _, actor in naming.actors(entry.item)))


def _by_type(found: list[pointing.Pointing]) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = {}
    for one in found:
        grouped.setdefault(one.entry.type, []).append(one.entry)
    return dict(sorted(grouped.items(), key=lambda group: mentions.by_name()[group[0]].order))
