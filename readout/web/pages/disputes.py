"""Disputes: what cannot all be right, each with its sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Query, Request, Response

from readout.record import codec, mentions
from readout.record.asking import disputed, library, query
from readout.record.asking.disputed import Row
from readout.record.asking.facets import Facet, Value
from readout.record.asking.query import Disputed, Entry
from readout.record.errors import RecordError
from readout.record.making.ledger_rows import FAR
from readout.views import headings
from readout.web import ledger
from readout.web.asking import Asking, TheAsking
from readout.web.context import TheWeb
from readout.web.render import page

router = APIRouter()
SIZE = 40
MOST = 12


@dataclass(frozen=True, slots=True)
class Side:
    """One value of what is disputed, and who gives it: names of reports with their dates."""

    value: Any
    entry: Entry
    told: tuple[tuple[str, str, str | None], ...]  # report, source, published


@router.get("/disputes", include_in_schema=False)
def disputes(request: Request, web: TheWeb, asking: TheAsking, type: str = Query("", max_length=40)) -> Response:
    """The ledger of disputes."""
    path, trouble, shown, named = request.url.path, "", list[Disputed](), dict[str, str]()
    if type:
        asking = replace(asking, values={**asking.values, "type": type})
    tidied = ledger.tidy(request, asking)
    if tidied is not None:
        return tidied
    rows, facets, total = list[Row](), list[Facet](), 0
    with web.record.reading() as connection:
        held = len(disputed.rows(connection, Asking({}).filters(None)))
        try:
            filters = asking.without("type").filters(None)
            rows = disputed.in_order(disputed.rows(connection, filters), str(asking.values.get("sort", "-day")))
            facets = _facets(rows, asking)
            rows = [row for row in rows if type in ("", row.type)]
            total = len(rows)
            ids = [row.id for row in rows]
            facets += [_names(name, disputed.names(connection, ids, name), asking) for name in ("actor", "publisher")]
            asking = replace(asking, page=min(asking.page, max(1, -(-total // SIZE))))
            start = (asking.page - 1) * SIZE
            shown = query.disputed_entries(connection, rows[start : start + SIZE])
            passages = (passage for one in shown for entry in one.items for passage in entry.passages)
            named = library.names(connection, [passage.report for passage in passages])
        except RecordError as error:
            trouble = str(error)
    when = _when(rows, asking)
    return page(
        request,
        "disputes.html",
        found=[_shown(one, named) for one in shown],
        total=total,
        held=held,
        trouble=trouble,
        number=asking.page,
        pages=max(1, -(-total // SIZE)),
        asked=asking.values,
        chips=list(ledger.chips(asking, path, facets)),
        facets=[(facet, ledger.choices(facet, asking, path)) for facet in facets if facet.values],
        bars=ledger.band(when, asking, path),
        url=lambda number: ledger.address(path, asking, page=number),
        clear=path,
        query=asking.query(),
        called=ledger.called,
        who=ledger.who,
    )


def _shown(one: Disputed, named: Mapping[str, str]) -> tuple[Disputed, list[Side], str]:
    """A dispute with its sides and what to call it."""
    given = sides(one, named)
    return one, given, headings.of_dispute(one.items, [side.value for side in given]) or one.id


def sides(found: Disputed, named: Mapping[str, str]) -> list[Side]:
    """What is given for the field: each value once for each item, with those who give it. `named`: the reports."""
    told: list[Side] = []
    for entry in found.items:
        sources = {
            passage.report: (passage.report, named.get(passage.report, passage.source), passage.published)
            for passage in entry.passages
        }
        versions = [v for v in entry.versions if v.field == found.field]
        values = list(dict.fromkeys(codec.dumps(v.value) for v in versions))
        for value in values:
            givers = [v for v in versions if codec.dumps(v.value) == value]
            reports = dict.fromkeys(v.report for v in givers)
            told.append(Side(givers[0].value, entry, tuple(sources[r] for r in reports if r in sources)))
        if not versions:
            value_ = getattr(entry.item, found.field, None)
            told.append(Side(value_, entry, tuple(sources.values())))
    return told


def _facets(rows: Sequence[Row], asking: Asking) -> list[Facet]:
    chosen = asking.values.get("type")
    counts = Counter(row.type for row in rows)
    plural = {name: one.plural for name, one in mentions.by_name().items()}
    values = tuple(Value(name, plural.get(name, name), n, name == chosen) for name, n in counts.most_common())
    return [Facet("type", "about", values)]


def _names(name: str, counts: Sequence[tuple[str, int]], asking: Asking) -> Facet:
    chosen = asking.values.get(name)
    values = tuple(Value(one, one, n, one == chosen) for one, n in counts[:MOST])
    return Facet(name, name, values, max(0, len(counts) - MOST))


def _when(rows: Sequence[Row], asking: Asking) -> Facet:
    counts = Counter(f"{date.fromordinal(row.day).year:04d}" for row in rows if row.day < FAR)
    since = asking.values.get("since")
    chosen = since if since == asking.values.get("until") else None
    return Facet("when", "date", tuple(Value(year, year, counts[year], year == chosen) for year in sorted(counts)))
