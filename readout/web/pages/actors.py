"""The actors of the record, and one of them: who they are, what they stand in, with whom."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request, Response

from readout.actors.facts import Term
from readout.language import edtf
from readout.record import mentions
from readout.record.asking import actor_list, actor_sheet, sides
from readout.record.asking.actor_list import SORTS, Listed
from readout.views import headings, words
from readout.web.ahead import ahead, answer
from readout.web.context import TheWeb
from readout.web.render import page

NAME = "actors"  # under which the answer is kept
MOST = 400  # actors on the list
NAMES = {
    "government": "Governments",
    "person": "People",
    "body": "Bodies and offices",
    "armed_group": "Armed groups",
    "unnamed": "Without a name",
}


def _most(connection: sa.Connection) -> list[Listed]:
    return actor_list.listed(connection, limit=MOST)


router = APIRouter(lifespan=ahead(NAME, _most))


@router.get("/actors")
def actors(request: Request, web: TheWeb, q: Annotated[str, Query(max_length=100)] = "") -> Response:
    """The actors that stand in most entries, or those of a name."""
    held = answer(request.app, NAME, web.record, _most)
    with web.record.reading() as connection:
        found = actor_list.listed(connection, words=q, limit=MOST) if q.strip() else held.get(connection)
    return page(request, "actors.html", q=q, groups=_groups(found), most=MOST, found=found)


def _groups(found: list[Listed]) -> list[tuple[str, list[Listed]]]:
    groups = [(NAMES[sort], [one for one in found if one.sort == sort]) for sort in SORTS]
    return [(name, members) for name, members in groups if members]


@router.get("/actors/{name}")
def actor(request: Request, web: TheWeb, name: str) -> Response:
    """The page of an actor."""
    with web.record.reading() as connection:
        side = sides.find(connection, name)
        sheet = actor_sheet.of(connection, side)
    return page(
        request,
        "actor.html",
        sheet=sheet,
        side=side,
        types=mentions.by_name(),
        span=span,
        the=headings.the,
        whose=headings.whose,
    )


def span(term: Term) -> str:
    """The days of a term of office, as an editor writes them."""
    first, last = (words.day(edtf.day(date.fromordinal(day))) if day else "" for day in (term.first, term.last))
    if first and last:
        return f"{first} – {last}"
    return f"since {first}" if first else f"until {last}" if last else "dates not known"
