"""Reports: the list of them, one with its items in place, and two copies word by word."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request, Response

from readout.language import edtf
from readout.record import mentions, store
from readout.record.asking import library
from readout.record.asking.library import SORTS, Wanted
from readout.record.asking.query import Entry
from readout.views import diffing, marking, words
from readout.web.columns import columns
from readout.web.context import TheWeb
from readout.web.render import page

router = APIRouter()
SIZE = 50  # reports on a page
GIST = 110  # characters of a note


@router.get("/reports")
def reports(
    request: Request,
    web: TheWeb,
    q: Annotated[str, Query(max_length=200)] = "",
    publisher: str = "",
    basis: str = "",
    since: str = "",
    until: str = "",
    standing: str = "",
    sort: str = "newest",
    page_: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> Response:
    """The list of reports."""
    wanted = Wanted(q or None, publisher or None, basis or None)
    if sort in SORTS:
        wanted = replace(wanted, sort=sort)
    if standing in ("originals", "copies"):
        wanted = replace(wanted, standing=standing)  # type: ignore[arg-type]
    wanted = replace(wanted, since=_day(since, "first"), until=_day(until, "last"))
    asked = {"q": q, "publisher": publisher, "basis": basis, "since": since, "until": until, "standing": standing}
    asked = {name: value for name, value in asked.items() if value}
    kept = {**asked, **({"sort": wanted.sort} if wanted.sort != "newest" else {})}
    with web.record.reading() as connection:
        found, total = library.shelved(connection, wanted, page=page_, size=SIZE)
        publishers, bases = library.publishers(connection), library.bases(connection)

    def address(number: int | None = None, **other: str) -> str:
        told = urlencode({**kept, **other, **({"page": number} if number and number > 1 else {})})
        return "/reports" + (f"?{told}" if told else "")

    return page(
        request,
        "reports.html",
        found=found,
        total=total,
        number=page_,
        pages=max(1, -(-total // SIZE)),
        asked=asked,
        sort=wanted.sort,
        publishers=publishers,
        bases=bases,
        held=sum(bases.values()),
        address=address,
    )


@router.get("/reports/{id_}")
def report(request: Request, web: TheWeb, id_: str, part: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """A report with its items in place."""
    with web.record.reading() as connection:
        full = library.full_id(connection, id_)
        (shelved,) = library.by_ids(connection, [full])
        stored = store.read_report(connection, full)
        told = library.told(connection, full)
        copies = library.copies(connection, full)
    spans = [marking.Span(start, end, one.mention) for one in told for start, end in one.spans]
    parts = marking.parts(marking.paragraphs(stored.text, stored.blocks, spans))
    if part > len(parts):
        raise HTTPException(404, f"This report has {words.plural(len(parts), 'part')}.")
    where = {key: number for number, one in enumerate(parts, 1) for paragraph in one for key in paragraph.keys}
    by_mention = {one.mention: one for one in told}
    types = sorted({one.entry.type for one in told}, key=lambda name: mentions.by_name()[name].order)
    return page(
        request,
        "report.html",
        report=stored,
        shelved=shelved,
        paragraphs=parts[part - 1],
        part=part,
        leaves=len(parts),
        places={by_mention[key].entry.id: number for key, number in where.items()} if len(parts) > 1 else {},
        told=by_mention,
        anchors=_anchors(told),
        tallies=[(mentions.by_name()[name], sum(one.entry.type == name for one in told)) for name in types],
        copies=copies,
        gist=gist,
        slot=slot,
    )


@router.get("/reports/{id_}/diff/{other}")
def diff(request: Request, web: TheWeb, id_: str, other: str) -> Response:
    """Two reports of one group of copies, word by word."""
    with web.record.reading() as connection:
        left, right = library.full_id(connection, id_), library.full_id(connection, other)
        found = next((one for one in library.copies(connection, left) if one.report.id == right), None)
        if found is None:
            raise HTTPException(404, "These two reports are no copies of each other.")
        (shelved,) = library.by_ids(connection, [left])
        texts = [store.read_report(connection, one).text for one in (left, right)]
    return page(
        request,
        "diff.html",
        left=shelved,
        right=found.report,
        copied=found,
        difference=diffing.difference(*texts),
        most=diffing.MOST,
    )


def gist(entry: Entry) -> str:
    """An item in a line: what its ledger shows of it, cut short."""
    values = [words.told(column.of(entry)) for column in columns(entry.type)]
    told = " · ".join(value for value in values if value and value != "none")
    return told if len(told) <= GIST else told[:GIST].rsplit(" ", 1)[0].rstrip(" ,·") + " …"


def slot(type_: str) -> int:
    """Which of the eight looks of a mark is this type's: its place among the types."""
    order = sorted(mentions.by_name().values(), key=lambda t: (t.order, t.name))
    return [t.name for t in order].index(type_) % 8 + 1


def _anchors(told: list[library.Told]) -> dict[str, str]:
    """For each mention the id of its place: its item's, where it is the first of that item in the report."""
    first: dict[str, str] = {}
    for one in told:
        first.setdefault(one.entry.id, one.mention)
    return {one.mention: one.entry.id if first[one.entry.id] == one.mention else one.mention for one in told}


def _day(text: str, end: str) -> int | None:
    if not text.strip():
        return None
    try:
        found: int | None = getattr(edtf.parse(text.strip()), end)
    except ValueError:
        raise HTTPException(400, f"{text} is not a date; write it as 2024, 2024-05 or 2024-05-02.") from None
    return found
