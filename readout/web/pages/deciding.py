"""Decisions that are made on the page: each is signed, and none passes over another person's unseen."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from readout.record.asking import query, suggest
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.web import addresses, forms
from readout.web.context import TheReviewer, TheWeb
from readout.web.pages import review

router = APIRouter()


async def form_of(request: Request) -> FormData:
    """What was sent, with every value of a field."""
    return await request.form()


TheForm = Annotated[FormData, Depends(form_of)]


@router.post("/items/{id_}/decide")
def decide(request: Request, web: TheWeb, visitor: TheReviewer, form: TheForm, id_: str) -> Response:
    """Decide on an item: `what` says how. Leads `back` to where the form says, by default to the item."""
    try:
        kept, numbers = _decided(web.record, visitor.name, id_, form)
    except RecordError as error:
        if "no such id" in str(error):
            raise
        typed = {name: "; ".join(map(str, form.getlist(f"field.{name}"))) for name in _fields(form)}
        return review.item_page(request, web, visitor, id_, str(form.get("back", "")), trouble=error, typed=typed)
    back = addresses.inside(str(form.get("back", "")), addresses.item(kept))
    if numbers and back.partition("?")[0] == "/review":  # which then says what was understood
        back += f"{'&' if '?' in back else '?'}{urlencode({'saved': numbers}, doseq=True)}"
    return RedirectResponse(back, 303)


@router.post("/review/undo")
def undo(
    web: TheWeb, visitor: TheReviewer, back: Annotated[str, Form()] = "", number: Annotated[int | None, Form()] = None
) -> Response:
    """Take back the visitor's own last decision, or one of theirs by its number; leads to its item."""
    if number is None:
        taken = web.record.undo_last(visitor.name)[0]
    elif not any(d.number == number and d.who == visitor.name for d in web.record.decisions()):
        raise HTTPException(403, f"Decision {number} is not yours. Decide on the item anew: both will be shown.")
    else:
        taken = web.record.undo(number, who=visitor.name)
    mention = taken.target[0][0]["mention"]
    with web.record.reading() as connection:
        item = query.item_of(connection, mention)
    if item is None:  # read otherwise by now
        return RedirectResponse("/review", 303)
    path, _, asked = back.partition("?")
    if path == "/review":
        kept = [(name, value) for name, value in parse_qsl(asked) if name not in ("item", "undone", "saved")]
        return RedirectResponse(f"/review?{urlencode([*kept, ('item', item), ('undone', taken.what)])}", 303)
    return RedirectResponse(addresses.inside(back, addresses.item(item)), 303)


@router.get("/review/suggest")
def suggested(web: TheWeb, visitor: TheReviewer, q: Annotated[str, Query(max_length=80)] = "") -> list[str]:
    """Names of actors that begin so."""
    with web.record.reading() as connection:
        return suggest.names(connection, q)


def _decided(record: Record, who: str, id_: str, form: FormData) -> tuple[str, list[int]]:
    """Do what the form says; gives the id under which the item is now found, and the corrections' numbers."""
    what = str(form.get("what", ""))
    seen = int(str(form["seen"])) if str(form.get("seen", "")).isdigit() else None
    others = [str(one).strip() for one in form.getlist("with") if str(one).strip()]
    entry = record.show(id_)
    first = entry.passages[0].mention
    numbers: list[int] = []
    changes = forms.changed(entry, form) if what in ("accept", "correct") else {}
    if what == "accept" and changes:  # fields were put right before it was accepted
        numbers = record.correct_fields(entry.id, changes, who=who, seen=seen, accept=True)
    elif what == "accept":
        record.accept(entry.id, who=who, seen=seen)
    elif what == "reject":
        record.reject(entry.id, who=who, seen=seen)
    elif what == "correct":
        if not changes:
            raise RecordError("correct", "no field was changed; change one, or accept the item as it is")
        numbers = record.correct_fields(entry.id, changes, who=who, seen=seen)
    elif what in ("same", "notsame"):
        if not others:
            raise RecordError(what, "choose the other item, or give its id")
        (record.same if what == "same" else record.notsame)(entry.id, *others, who=who)
    elif what == "split":
        if not others:
            raise RecordError("split", "tick the passages that tell of something else")
        record.split(*others, who=who)
    else:
        raise HTTPException(400, "The form does not say what to decide.")
    with record.reading() as connection:
        return query.item_of(connection, first) or entry.id, numbers


def _fields(form: FormData) -> set[str]:
    return {name.removeprefix("field.") for name in form if name.startswith("field.")}
