"""Ledgers: the entries of a type, sorted, filtered, divided, each with its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from fastapi import APIRouter, Request, Response

from readout.items.model import ItemType
from readout.record import codec, mentions
from readout.record.asking import library, query
from readout.record.asking.facets import Counted
from readout.record.asking.ledger import DAY, Asked, ids
from readout.record.asking.query import Entry
from readout.record.errors import RecordError
from readout.record.making.ledger_rows import EXTRA
from readout.web import ledger
from readout.web.asking import Asking, TheAsking
from readout.web.columns import columns
from readout.web.context import TheWeb
from readout.web.counting import counted
from readout.web.render import page

router = APIRouter()
SIZE = 50  # entries on a page
NEWEST = f"-{DAY}"


def _page(name: str) -> Callable[..., Response]:
    """The page of an item type's ledger."""

    def show(request: Request, web: TheWeb, asking: TheAsking) -> Response:
        tidied = ledger.tidy(request, asking)
        if tidied is not None:
            return tidied
        item_type = mentions.by_name()[name]
        trouble, entries, beside, named, held = "", list[Entry](), {}, dict[str, str](), 0
        found = Counted(0, ())
        with web.record.reading() as connection:
            try:
                asked = Asked.of(connection, item_type, asking.filters(item_type, sort=NEWEST, size=SIZE))
                found = counted(connection, web.record.place, asked)
                asked, asking = _within(asked, asking, found.total)
                entries = list(query.entries(connection, ids(connection, asked)))
                named = library.names(connection, [one.report for entry in entries for one in entry.passages[:1]])
                beside = ledger.beside(connection, item_type, entries)
            except RecordError as error:
                trouble = str(error)
            held = found.total if not asking.values else _held(connection, item_type)
        return _shown(
            request, item_type, asking, found, entries, beside=beside, named=named, trouble=trouble, held=held
        )

    show.__doc__ = f"The ledger of {name}s."
    return show


def _within(asked: Asked, asking: Asking, total: int) -> tuple[Asked, Asking]:
    """A page past the last is the last."""
    last = max(1, -(-total // SIZE))
    if asking.page <= last:
        return asked, asking
    filters = replace(asked.filters, offset=(last - 1) * SIZE)
    return replace(asked, filters=filters), replace(asking, page=last)


def _held(connection: sa.Connection, item_type: ItemType) -> int:
    return query.counts(connection).get(item_type.name, 0)


def _shown(
    request: Request,
    item_type: ItemType,
    asking: Asking,
    found: Counted,
    entries: list[Entry],
    **given: Any,
) -> Response:
    path = request.url.path
    public = {field.name: codec.public_name(field) for field in codec.own_fields(item_type.model)}
    facets = {facet.name: facet for facet in found.facets}
    plain = [f for f in found.facets if f.name != "when" and (len(f.values) > 1 or any(v.chosen for v in f.values))]
    sort = str(asking.values.get("sort", NEWEST))
    return page(
        request,
        "ledger.html",
        item_type=item_type,
        entries=entries,
        total=found.total,
        number=asking.page,
        pages=max(1, -(-found.total // SIZE)),
        asked=asking.values,
        chips=list(ledger.chips(asking, path, found.facets)),
        facets=[(facet, ledger.choices(facet, asking, path)) for facet in plain],
        bars=ledger.band(facets["when"], asking, path) if "when" in facets else [],
        heads=[
            (column, _sorting(column.name, item_type, public, asking, path, sort))
            for column in columns(item_type)
            if column.name != "why"
        ],
        extra=[(name, _sorting(name, item_type, public, asking, path, sort)) for name in _extra(item_type)],
        url=lambda number: ledger.address(path, asking, page=number),
        clear=path,
        api=f"/api/{item_type.plural}",
        query=asking.query(),
        sort=sort,
        called=ledger.called,
        **given,
    )


def _extra(item_type: ItemType) -> tuple[str, ...]:
    """Columns that every ledger has; what has no date of its own goes by that of its report."""
    return (*((DAY,) if item_type.when is None else ()), *EXTRA)


def _sorting(
    name: str, item_type: ItemType, public: dict[str, str], asking: Asking, path: str, sort: str
) -> tuple[str, str]:
    """The address that sorts by a column, and how it is sorted now: "ascending", "descending" or ""."""
    own = DAY if name == item_type.when else public.get(name, name)
    if name == "verdict":
        return "", ""
    if sort.removeprefix("-") in (own, name):
        down = sort.startswith("-")
        return ledger.address(path, asking, sort=own if down else f"-{own}"), "descending" if down else "ascending"
    down = own in (DAY, "confidence", "witnesses", "value")
    return ledger.address(path, asking, sort=f"-{own}" if down else own), ""


for _type in mentions.by_name().values():
    for _path in (f"/{_type.plural}", f"/{_type.plural}/table"):
        router.add_api_route(_path, _page(_type.name), methods=["GET"], include_in_schema=False)
