"""The record for programs: the same filters as on the pages, as JSON and CSV. Described at /api."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse

from readout.formats import flat
from readout.formats.objects import Writer, dispute_object, report_object
from readout.items.model import ItemType
from readout.record import mentions
from readout.record.asking import disputed, finding, library, query
from readout.record.asking.ledger import Asked, ids
from readout.record.asking.library import Wanted
from readout.record.asking.query import Entry
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.web import lines, timeline_data
from readout.web.asking import Asking, TheAsking
from readout.web.context import TheWeb
from readout.web.counting import counted
from readout.web.lines import DisputePage, Failure, ItemLine, ReportPage, SearchPage
from readout.web.render import page


async def only_known(request: Request) -> None:
    """Refuse a parameter that the address does not know: what was meant to narrow would be given whole."""
    path = request.scope["route"].path
    described = request.app.openapi()["paths"].get(path)
    known = {one["name"] for one in described["get"].get("parameters", ())} if described else {}
    strange = [
        {"type": "extra_forbidden", "loc": ("query", name)} for name in request.query_params if name not in known
    ]
    if described and strange:
        raise RequestValidationError(strange)


router = APIRouter(dependencies=[Depends(only_known)])
LOT = 500
Format = Annotated[Literal["json", "csv"], Query(description="csv gives all that pass, unpaged.")]
Size = Annotated[int, Query(ge=1, le=LOT, description="Results on a page.")]
FAILURES: dict[int | str, dict[str, Any]] = {400: {"model": Failure}, 404: {"model": Failure}, 422: {"model": Failure}}


@router.get("/api", include_in_schema=False)
def about(request: Request) -> Response:
    """The API as a page to read."""
    schema = request.app.openapi()
    routes = [
        (path, told)
        for path, methods in sorted(schema["paths"].items())
        if path.startswith("/api") and (told := methods.get("get"))
    ]
    return page(request, "api.html", routes=routes)


def _listing(item_type: ItemType) -> Callable[..., Response]:
    def listing(request: Request, web: TheWeb, asking: TheAsking, format: Format = "json", size: Size = 50) -> Response:
        filters = asking.filters(item_type, size=size)
        with web.record.reading() as connection:
            asked = Asked.of(connection, item_type, filters)
            if format == "csv":
                everything = replace(asked, filters=replace(filters, limit=None, offset=0))
                wanted = ids(connection, everything)
                return _csv(item_type.plural, _names(item_type), _lines(web.record, wanted))
            total = counted(connection, web.record.place, asked).total
            entries = list(query.entries(connection, ids(connection, asked)))
            found = _objects(connection, entries)
        return JSONResponse(_paged(request, asking, total, size, found))

    listing.__doc__ = f"The {item_type.plural} that pass the filters, those with a date first and in order of time."
    return listing


def _objects(connection: sa.Connection, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    writer = Writer.of(connection, entries)
    return [writer.entry(entry) for entry in entries]


def _paged(request: Request, asking: Asking, total: int, size: int, found: list[dict[str, Any]]) -> dict[str, Any]:
    pages = max(1, -(-total // size))
    extra = {} if size == 50 else {"size": size}
    after = f"{request.url.path}?{asking.query(page=asking.page + 1, **extra)}" if asking.page < pages else None
    return {"total": total, "page": asking.page, "pages": pages, "size": size, "next": after, "results": found}


def _lines(record: Record, wanted: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The lines of many entries, lot by lot, so that none waits for all."""
    for start in range(0, len(wanted), LOT):
        with record.reading() as connection:
            yield from _objects(connection, list(query.entries(connection, wanted[start : start + LOT])))


def _csv(name: str, columns: Sequence[str], found: Iterator[dict[str, Any]]) -> Response:
    def rows() -> Iterator[str]:
        file = io.StringIO()
        table = csv.DictWriter(file, columns, extrasaction="ignore", restval="")
        file.write("\ufeff")  # lets spreadsheets see UTF-8
        table.writeheader()
        for number, line in enumerate(found):
            table.writerow(flat.row(line))
            if number % LOT == LOT - 1:
                yield file.getvalue()
                file.seek(0)
                file.truncate()
        yield file.getvalue()

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(rows(), media_type="text/csv; charset=utf-8", headers=headers)


def _names(item_type: ItemType) -> list[str]:
    """The columns of a type: those of `flat.row`, a value of money in three."""
    passage = {"source": "", "start": 0, "end": 0, "text": ""}
    model = lines.line_model(item_type)
    names = [field.alias or name for name, field in model.model_fields.items() if name not in ItemLine.model_fields]
    first: Mapping[str, Any] = {"id": "", **dict.fromkeys(names), **dict.fromkeys(ItemLine.model_fields)}
    found: list[str] = []
    for name in flat.row({**first, "passages": [passage]}):
        money = name in names and lines.MoneyLine in _parts(model, name)
        found += [f"{name}_{part}" for part in lines.MoneyLine.model_fields] if money else [name]
    return [name for name in found if name != "type"]


def _parts(model: type[ItemLine], name: str) -> tuple[Any, ...]:
    from readout.record import codec

    found = next(field for own, field in model.model_fields.items() if (field.alias or own) == name)
    return codec.parts(found.annotation)


@router.get("/api/disputes", response_model=DisputePage, responses=FAILURES)
def disputes(
    request: Request,
    web: TheWeb,
    asking: TheAsking,
    type: Annotated[str, Query(max_length=40, description="The type of the items in dispute.")] = "",
    format: Format = "json",
    size: Size = 50,
) -> Response:
    """The disputes of which an item passes the filters."""
    with web.record.reading() as connection:
        rows = disputed.in_order(disputed.rows(connection, asking.filters(None)), asking.values.get("sort"))
        rows = [row for row in rows if type in ("", row.type)]
        start = (asking.page - 1) * size
        wanted = rows if format == "csv" else rows[start : start + size]
        found = [dispute_object(one) for one in query.disputed_entries(connection, wanted)]
    if format == "csv":
        return _csv("disputes", ("id", "items", "field", "why"), iter(found))
    if type:
        asking = replace(asking, values={**asking.values, "type": type})
    return JSONResponse(_paged(request, asking, len(rows), size, found))


@router.get("/api/reports", response_model=ReportPage, responses=FAILURES)
def reports(request: Request, web: TheWeb, asking: TheAsking, format: Format = "json", size: Size = 50) -> Response:
    """The reports, oldest first, without their texts. Of the filters `q`, `publisher`, `since` and `until` count."""
    f = asking.without("sort").filters(None)
    wanted = Wanted(f.words, f.publisher, None, f.since.first if f.since else None, f.until.last if f.until else None,
                    sort="oldest")  # fmt: skip
    with web.record.reading() as connection:
        if format == "csv":
            total = library.shelved(connection, wanted, page=1, size=1)[1]
            shelved = library.shelved(connection, wanted, page=1, size=max(total, 1))[0]
            sources = query.sources(connection)
            inside = {one.id for one in shelved}
            names = [name for name in lines.ReportLine.model_fields if name != "type"]
            return _csv("reports", names, iter([report_object(one) for one in sources if one.id in inside]))
        shelved, total = library.shelved(connection, wanted, page=asking.page, size=size)
        known = {one.id: one for one in query.sources(connection, [one.id for one in shelved])}
        found = [report_object(known[one.id]) for one in shelved]
    return JSONResponse(_paged(request, asking, total, size, found))


@router.get("/api/search", response_model=SearchPage, responses=FAILURES)
def search(
    web: TheWeb,
    q: Annotated[str, Query(max_length=400, description='All of these; "in a row" in quotes; the last may be begun.')],
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Items and reports that hold these words, best first."""
    with web.record.reading() as connection:
        found = finding.find(connection, q, items=limit, reports=limit)
        objects = _objects(connection, [entry for entry, _ in found.items])
    told = {
        "counts": dict(found.counts),
        "more": found.more,
        "items": [{"item": line, "around": around} for line, (_, around) in zip(objects, found.items, strict=True)],
        "reports": [{"report": report_object(source), "around": around} for source, around in found.reports],
    }
    return JSONResponse(told)


@router.get("/api/items/{id_}", response_model=ItemLine, responses=FAILURES)
def item(web: TheWeb, id_: str) -> Response:
    """One item by its id, the beginning of one, or the id of one of its mentions."""
    entry = web.record.show(id_)
    with web.record.reading() as connection:
        return JSONResponse(_objects(connection, [entry])[0])


@router.get("/api/export", response_class=StreamingResponse, responses=FAILURES)
def export(web: TheWeb, min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.0) -> Response:
    """The whole record as JSON Lines, as `readout export` writes it."""

    def told() -> Iterator[str]:
        with web.record.reading() as connection:
            for line in Writer.open(connection, min_confidence).lines():
                yield json.dumps(line, ensure_ascii=False) + "\n"

    headers = {"Content-Disposition": 'attachment; filename="record.jsonl"'}
    return StreamingResponse(told(), media_type="application/x-ndjson", headers=headers)


for _type in mentions.by_name().values():
    router.add_api_route(
        f"/api/{_type.plural}",
        _listing(_type),
        methods=["GET"],
        response_model=lines.page_model(_type),
        responses=FAILURES,
        name=_type.plural,
        operation_id=_type.plural,
    )


router.include_router(timeline_data.router, responses=FAILURES)


@router.get("/api/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> Response:
    """Any other address under /api."""
    raise RecordError(f"/api/{rest}", "no such address; /api tells what there is")
