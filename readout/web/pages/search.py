"""Search: items and reports that hold the words, found while they are typed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from readout.record.asking import finding, ledger, library
from readout.web.context import TheWeb
from readout.web.render import page

router = APIRouter(include_in_schema=False)
ITEMS, REPORTS = 30, 12


@router.get("/search")
def search(request: Request, web: TheWeb, q: Annotated[str, Query(max_length=400)] = "") -> Response:
    """What the record holds of these words."""
    with web.record.reading() as connection:
        found = finding.find(connection, q, items=ITEMS, reports=REPORTS)
        named = library.names(connection, [one.report for entry, _ in found.items for one in entry.passages[:1]])
    types = [(one, found.counts[one.name]) for one in ledger.types() if one.name in found.counts]
    return page(
        request,
        "search.html",
        q=q,
        found=found,
        types=types,
        named=named,
        pieces=finding.pieces,
        shown=ITEMS,
        most=finding.MOST,
    )
