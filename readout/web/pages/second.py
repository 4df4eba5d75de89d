"""Second readings: judging a sample of another's decisions without seeing them, and how far the two agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from readout.record.asking import queue
from readout.record.asking.query import Entry, entries
from readout.record.deciding import agreement as agreeing
from readout.record.deciding import coding
from readout.record.deciding.agreement import Agreement
from readout.record.deciding.coding import Compared
from readout.record.errors import RecordError
from readout.web import forms
from readout.web.context import TheReviewer, TheWeb
from readout.web.pages import review
from readout.web.pages.deciding import TheForm
from readout.web.pages.reports import gist, slot
from readout.web.render import page

router = APIRouter()
SIZE = 50  # items of a sample
MOST = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """Two people's judgement of a sample. `differing` are the items that they put in different categories."""

    first: str
    second: str
    agreement: Agreement
    differing: tuple[tuple[Compared, Entry | None], ...]
    left: int


@router.get("/review/agreement")
def agreement(request: Request, web: TheWeb, visitor: TheReviewer) -> Response:
    """How far people agree, pair by pair."""
    with web.record.reading() as connection:
        readings = [_reading(connection, pair.first, pair.second) for pair in coding.pairs(connection)]
        people = [one for one in queue.reviewers(connection) if one.name != visitor.name]
        people = [one for one in people if set(one.counts) & set(coding.VERDICTS)]
    return page(request, "agreement.html", readings=readings, people=people, size=SIZE, gist=gist, few=agreeing.FEW)


@router.get("/review/second")
def second(
    request: Request,
    web: TheWeb,
    visitor: TheReviewer,
    first: Annotated[str, Query(max_length=200)],
    size: Annotated[int, Query(ge=1, le=MOST)] = SIZE,
    item: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The next item of the sample, as the machine read it."""
    if first == visitor.name:
        raise RecordError(first, "these are your own decisions; somebody else must judge them")
    with web.record.reading() as connection:
        left = coding.left(connection, first, visitor.name, size)
        total = len(coding.sample(connection, first, size))
        here = item if item in left else left[0] if left else None
        shown: dict[str, Any] = review.shown(connection, here) if here else {"entry": None}
        if shown["entry"]:
            shown["entry"] = coding.unseen(connection, shown["entry"])
    at = left.index(here) if here else 0

    def address(id_: str | None = None) -> str:
        told = {"first": first, "size": size, **({"item": id_} if id_ else {})}
        return f"/review/second?{urlencode(told)}"

    bare = request.headers.get("hx-request") == "true"
    return page(
        request,
        "second_item.html" if bare else "second.html",
        first=first,
        size=size,
        done=total - len(left),
        total=total,
        address=address,
        here=here,
        before=left[at - 1] if at else None,
        after=left[at + 1] if at + 1 < len(left) else None,
        fields=forms.controls(shown["entry"]) if shown["entry"] else [],
        gist=gist,
        slot=slot,
        **shown,
    )


@router.post("/review/second/{id_}")
def judge(web: TheWeb, visitor: TheReviewer, form: TheForm, id_: str) -> Response:
    """Keep what the visitor says of an item of the sample, and go on to the next."""
    first, size, after = (str(form.get(name, "")) for name in ("first", "size", "after"))
    what = str(form.get("what", ""))
    with web.record.reading() as connection:
        entry = next(entries(connection, [id_]), None)
        if entry is None:
            raise RecordError(id_, "no such id in the record")
        entry = coding.unseen(connection, entry)
    changes = forms.changed(entry, form)
    verdict = "correct" if what == "accept" and changes else what
    web.record.second(id_, verdict, changes if verdict == "correct" else {}, first=first, who=visitor.name)
    told = {"first": first, **({"size": size} if size.isdigit() else {}), **({"item": after} if after else {})}
    return RedirectResponse(f"/review/second?{urlencode(told)}", 303)


def _reading(connection: sa.Connection, first: str, second: str) -> Reading:
    both = coding.compared(connection, first, second)
    found = agreeing.agreement([(one.first.verdict, one.second.verdict) for one in both])
    apart = [one for one in both if _differ(one)]
    known = {e.id: e for e in entries(connection, [one.item for one in apart if one.item], passages=False, names_of={})}
    differing = tuple((one, known.get(one.item or "")) for one in apart)
    return Reading(first, second, found, differing, len(coding.left(connection, first, second, SIZE)))


def _differ(one: Compared) -> bool:
    return (one.first.verdict, one.first.corrections) != (one.second.verdict, one.second.corrections)
