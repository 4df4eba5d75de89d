"""Adding reports: files or a text, how far the reading is, and what was left out and why."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile

from readout import settings
from readout.language import edtf
from readout.record.asking import library
from readout.reports.raw import Limits
from readout.web import uploads
from readout.web.context import TheReviewer, TheWeb, Web
from readout.web.jobs import Job, Jobs
from readout.web.render import page
from readout.web.visitor import Visitor

router = APIRouter()
SHOWN = 200  # reports and refusals that a page lists
NAMED = 5  # files that a message names
FIELDS = 20  # of the form, beside the files
_MAKING = threading.Lock()


@router.get("/add")
def add(request: Request, web: TheWeb, visitor: TheReviewer) -> Response:
    """The form."""
    return _form(request, web)


@router.post("/add")
async def begin(request: Request, web: TheWeb, visitor: TheReviewer) -> Response:
    """Take what was sent, and begin to add it."""
    limits = limits_of(request)
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        raise HTTPException(411, "The browser did not say how much it sends.")
    if int(length) > limits.max_upload_bytes:
        raise HTTPException(413, f"That is {int(length):,} bytes; {limits.max_upload_bytes:,} may be sent at once.")
    async with request.form(
        max_files=limits.max_upload_files, max_fields=FIELDS, max_part_size=max(4 * limits.max_characters, 1 << 20)
    ) as form:
        return await run_in_threadpool(_begin, request, web, visitor, form, limits)


@router.get("/add/{id_}")
def job(request: Request, web: TheWeb, visitor: TheReviewer, id_: str) -> Response:
    """How far a job is; asked for again and again while it lasts."""
    found = jobs_of(request).get(id_)
    if found is None:
        raise HTTPException(404, "That is no longer known here. What was added is among the reports.")
    bare = request.headers.get("hx-request") == "true"
    done = found.state == "done"
    with web.record.reading() as connection:
        wanted = [*found.added, *found.reread, *found.unchanged][:SHOWN] if done else []
        shelved = library.by_ids(connection, wanted)
    return page(request, "job.html" if bare else "adding.html", job=found, shelved=shelved, shown=SHOWN)


def jobs_of(request: Request) -> Jobs:
    """The jobs of this server."""
    state = request.app.state
    with _MAKING:
        if not hasattr(state, "jobs"):
            state.jobs = Jobs(state.web.record.place, limits_of(request))
    found: Jobs = state.jobs
    return found


def limits_of(request: Request) -> Limits:
    """The limits in force: of the settings, unless the application was given others."""
    found: Limits = getattr(request.app.state, "limits", None) or settings.load().limits
    return found


def _form(request: Request, web: Web, trouble: str = "", given: FormData | None = None) -> Response:
    typed = {name: str(given.get(name, "") if given else "") for name in ("text", "title", "published", "publisher")}
    limits = limits_of(request)
    return page(
        request,
        "add.html",
        status_code=422 if trouble else 200,
        trouble=trouble,
        typed=typed,
        limits=limits,
        jobs=jobs_of(request).all(),
    )


def _begin(request: Request, web: Web, visitor: Visitor, form: FormData, limits: Limits) -> Response:
    published, text = str(form.get("published", "")).strip(), str(form.get("text", "")).strip()
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and (one.filename or one.size)]
    trouble = _trouble(published, text, files, limits)
    if trouble:
        return _form(request, web, trouble, form)
    folder = uploads.folder()
    try:
        pieces, left_out = uploads.put_files(folder, files, limits)
        if text:
            title, publisher = (" ".join(str(form.get(name, "")).split())[:500] for name in ("title", "publisher"))
            pieces.append(uploads.put_text(folder, text, title, publisher))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not pieces:
        shutil.rmtree(folder, ignore_errors=True)
        return _form(request, web, f"Nothing to add: {_left_out(left_out)}.", form)
    begun: Job = jobs_of(request).start(visitor.name, pieces, published or None, folder, left_out)
    return RedirectResponse(f"/add/{begun.id}", 303)


def _left_out(files: Sequence[tuple[str, str]]) -> str:
    """Files and why they are left out, in a few words."""
    told = [f"{name} is {reason}" for name, reason in files[:NAMED]]
    return "; ".join(told + ([f"and {len(files) - NAMED:,} more"] if len(files) > NAMED else []))


def _trouble(published: str, text: str, files: list[UploadFile], limits: Limits) -> str:
    """What is wrong with what was sent, in a sentence."""
    if not files and not text:
        return "Choose files, or paste a text."
    if len(text) > limits.max_characters:
        return f"The text has {len(text):,} characters; a report may have {limits.max_characters:,}."
    try:
        if published:
            edtf.parse(published)
    except ValueError:
        return f"{published} is not a date; write it as 2024-05-02, 2024-05 or 2024."
    return ""
