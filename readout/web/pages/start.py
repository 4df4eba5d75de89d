"""The start page: what the record holds, its main pairs of sides, its newest contacts, what is disputed."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from fastapi import APIRouter, Request, Response

from readout.language import edtf
from readout.record.asking import overview, query
from readout.record.asking.query import Entry
from readout.views import headings, words
from readout.web.ahead import ahead, answer
from readout.web.columns import label
from readout.web.context import TheWeb
from readout.web.render import page

NAME = "overview"  # under which the answer is kept
router = APIRouter(lifespan=ahead(NAME, overview.of))
NEWEST = 8  # contacts
SHOWN = 6  # disputes


@router.get("/")
def start(request: Request, web: TheWeb) -> Response:
    """The start page."""
    held = answer(request.app, NAME, web.record, overview.of)
    with web.record.reading() as connection:
        known = held.get(connection)
        return page(
            request,
            "start.html",
            known=known,
            day=on,
            months=months,
            newest=overview.newest(connection, overview.contact_type(), NEWEST, status="held") if known.counts else [],
            conflicts=overview.conflicts(connection, SHOWN),
            contradicted=_contradicted(connection) if known.verdicts.get("disagrees") else [],
            heading=headings.title_of,
            label=label,
        )


def _contradicted(connection: sa.Connection) -> list[Entry]:
    """The newest checks that the record contradicts, with their words."""
    checks = next(one for one in overview.types() if one.name == "check")
    found = overview.newest(connection, checks, SHOWN, status="disagrees")
    return list(query.entries(connection, [one.id for one in found]))


def months(first: int, last: int) -> str:
    """The months of two days; a contact that is dated to a week or month alone has no day to be told."""
    return words.months(date.fromordinal(first), date.fromordinal(last))


def on(ordinal: int | None) -> str:
    """A day as an editor writes it."""
    return words.day(edtf.day(date.fromordinal(ordinal))) if ordinal is not None else ""
