"""One dispute: what each report gives, side by side, with who says so and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from readout.record.asking import query, sheet, telling
from readout.record.asking.query import Entry
from readout.record.asking.telling import Telling
from readout.views import headings, words
from readout.web import addresses
from readout.web.columns import label
from readout.web.context import TheWeb
from readout.web.render import page

router = APIRouter()
MOST = 12  # reports told of each version


@dataclass(frozen=True, slots=True)
class Version:
    """One value of what is disputed, and those who give it. `speakers`: whom the reports name as its origin."""

    value: Any
    entry: Entry
    speakers: tuple[str, ...]
    tellings: tuple[Telling, ...]
    human: bool
    witnesses: int


@router.get("/disputes/{id_}")
def dispute(request: Request, web: TheWeb, id_: str) -> Response:
    """The page of a dispute."""
    with web.record.reading() as connection:
        kind, full = query.find(connection, id_)
        if kind != "dispute":
            raise HTTPException(404, f"{id_} is the id of a {kind}, not of a dispute.")
        if full != id_:
            return RedirectResponse(addresses.dispute(full), status_code=307)
        found = sheet.dispute(connection, full)
        if found is None:
            raise HTTPException(404, "There is no such dispute.")
        row, items = found
        entries = list(query.entries(connection, items, passages=False, names_of={}))
        given = [version for entry in entries for version in versions(connection, entry, row.field, len(entries) == 1)]
    return page(
        request,
        "dispute.html",
        dispute=row,
        entries=entries,
        versions=sorted(given, key=lambda one: (-one.witnesses, words.told(one.value))),
        heading=headings.of_dispute(entries, [one.value for one in given]) or full,
        headings=headings,
        label=label,
    )


def versions(connection: sa.Connection, entry: Entry, field: str, within: bool) -> list[Version]:
    """The values that reports give for a field of an item; of items that clash, each has one: its own."""
    told = telling.of(connection, entry.id)
    if not within:
        human = field in entry.corrected
        return [_version(entry, getattr(entry.item, field, None), told.tellings, human, entry.witnesses)]
    groups: dict[str, list[tuple[Any, Telling]]] = {}
    for one in told.tellings:
        value = getattr(one.item, field, None)
        if words.told(value):
            groups.setdefault(words.told(value), []).append((value, one))
    return [
        _version(entry, group[0][0], [one for _, one in group], False, len({one.report.id for _, one in group}))
        for group in groups.values()
    ]


def _version(entry: Entry, value: Any, tellings: list[Telling], human: bool, witnesses: int) -> Version:
    names = dict.fromkeys(filter(None, (_speaker(one.item) for one in tellings)))
    return Version(value, entry, tuple(names), tuple(tellings[:MOST]), human, witnesses)


def _speaker(item: Any) -> str | None:
    """Whom a report names as the origin of what it gives."""
    for name in ("according_to", "speaker"):
        value = getattr(item, name, None)
        if value:
            return words.told(value)
    return None
