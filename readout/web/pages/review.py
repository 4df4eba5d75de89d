"""Review: one doubtful item after another, a key from a decision; and how far the work is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request, Response

from readout.record import mentions, schema
from readout.record.asking import library, likely, query, queue, sentence, suggest
from readout.record.asking.query import Entry
from readout.record.asking.queue import Asked
from readout.record.deciding import decisions, overtaking, standing
from readout.record.deciding.decisions import Decision
from readout.record.errors import Overtaken, RecordError
from readout.web import forms, history
from readout.web.context import TheReviewer, TheWeb, Web
from readout.web.pages.reports import gist, slot
from readout.web.render import page
from readout.web.visitor import Visitor

router = APIRouter()
LOG = 100  # decisions that are listed


@router.get("/review")
def review(
    request: Request, web: TheWeb, visitor: TheReviewer, item: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """The queue, at one item."""
    return _show(request, web, visitor, dict(request.query_params), item or None)


@router.get("/review/progress")
def progress(request: Request, web: TheWeb, visitor: TheReviewer) -> Response:
    """What was decided of all, by type and by person, and the latest decisions."""
    d = schema.decision.c
    with web.record.reading() as connection:
        tallies, people = queue.progress(connection), queue.reviewers(connection)
        latest = sa.select(d.number).where(d.what != "undo").order_by(d.number.desc()).limit(LOG)
        numbers = connection.scalars(latest).all()
        log = decisions.some(connection, numbers)
        targets = {one.number: _target(connection, one) for one in log}
    return page(request, "progress.html", tallies=tallies, people=people, log=log, targets=targets, gist=gist)


def item_page(
    request: Request,
    web: Web,
    visitor: Visitor,
    id_: str,
    back: str,
    *,
    trouble: RecordError,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The item again, where a decision on it did not work, with what was typed."""
    asked = {name: value for name, value in parse_qsl(back.partition("?")[2]) if name != "item"}
    return _show(request, web, visitor, asked, id_, trouble=trouble, typed=typed)


def _show(
    request: Request,
    web: Web,
    visitor: Visitor,
    given: Mapping[str, str],
    item: str | None,
    *,
    trouble: RecordError | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    bare = request.headers.get("hx-request") == "true"
    saved = [] if trouble else [int(n) for n in request.query_params.getlist("saved")[:20] if n.isdecimal()]
    with web.record.reading() as connection:
        asked, filters = _asked(connection, given)
        found = _found(connection, item)
        place = queue.place(connection, asked, found)
        told = shown(connection, place.item) if place.item else {}
        tallies = [] if bare else queue.progress(connection)
        understood = _understood(connection, visitor, saved)

    def address(**other: str | None) -> str:
        told = urlencode({name: value for name, value in {**filters, **other}.items() if value})
        return "/review" + (f"?{told}" if told else "")

    status = 200 if trouble is None else 409 if isinstance(trouble, Overtaken) else 422
    entry = told.get("entry")
    return page(
        request,
        "review_item.html" if bare else "review.html",
        status_code=status,
        place=place,
        filters=filters,
        address=address,
        tallies=tallies,
        trouble=trouble.reason if trouble else "",
        undone=given.get("undone", ""),
        understood=understood,
        fields=forms.controls(entry, typed) if entry else [],
        gist=gist,
        slot=slot,
        **{"entry": None, **told},
    )


def _asked(connection: sa.Connection, given: Mapping[str, str]) -> tuple[Asked, dict[str, str]]:
    """What the address asks for, and the part of it that is kept from item to item."""
    names = ("order", "type", "actor", "other", "report")
    filters = {name: given[name].strip() for name in names if given.get(name, "").strip()}
    if filters.get("order") not in queue.ORDERS:
        filters.pop("order", None)
    if filters.get("type") is not None and filters["type"] not in mentions.by_name():
        raise RecordError(filters["type"], f"is no type of item; there are {', '.join(mentions.by_name())}")
    if "report" in filters:
        filters["report"] = library.full_id(connection, filters["report"])
    return Asked(**filters), filters  # type: ignore[arg-type]


def _understood(connection: sa.Connection, visitor: Visitor, numbers: Sequence[int]) -> list[str]:
    """What the visitor's corrections of these numbers were taken to say: `Asker: Ada Lund of Norland`."""
    few = [number for number in numbers if number < 1 << 31]
    mine = [d for d in decisions.some(connection, few) if d.who == visitor.name and d.what == "correct"]
    return [history.understood(one) for one in reversed(mine)]


def _found(connection: sa.Connection, typed: str | None) -> str | None:
    """The item of an id, or of a mention's; of one that is no more, none."""
    if typed is None:
        return None
    kind, found = query.find(connection, typed)
    return found if kind == "item" else query.item_of(connection, found) if kind == "mention" else None


def shown(connection: sa.Connection, id_: str) -> dict[str, Any]:
    """All that is shown of an item."""
    r = schema.report.c
    where = schema.item_mention.c.item == id_
    join = sa.select(schema.mention.c.report).join(
        schema.item_mention, schema.item_mention.c.mention == schema.mention.c.id
    )
    names = library.names(connection, list(connection.scalars(join.where(where))))
    (entry,) = query.entries(connection, [id_], names_of=names)
    texts = {row.id: row.text for row in connection.execute(sa.select(r.id, r.text).where(r.id.in_(names)))}
    log = standing.on(connection, {passage.mention for passage in entry.passages})
    return {
        "entry": entry,
        "names": names,
        "around": [sentence.paragraph(texts[p.report], p.start, p.end) for p in entry.passages],
        "links": _links(connection, entry),
        "candidates": likely.candidates(connection, entry),
        "history": log,
        "seen": overtaking.last_line(log),
        "known": suggest.in_reports(connection, id_),
    }


def _links(connection: sa.Connection, entry: Entry) -> list[tuple[float, str]]:
    ids = sorted({passage.mention for passage in entry.passages})
    if len(ids) < 2:
        return []
    c = schema.link.c
    rows = connection.execute(sa.select(c.score, c.why).where(c.left.in_(ids), c.right.in_(ids)).order_by(c.score))
    return [(row.score, row.why) for row in rows]


def _target(connection: sa.Connection, decision: Decision) -> list[Entry]:
    """The items that a decision holds for today."""
    found = [query.item_of(connection, side[0]["mention"]) for side in decision.target if side]
    ids = list(dict.fromkeys(id_ for id_ in found if id_ is not None))
    return list(query.entries(connection, ids, passages=False, names_of={}))
