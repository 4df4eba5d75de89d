"""The page as files, for any file server: the same pages, fetched from the application by following their links."""

from __future__ import annotations

import asyncio
import json
import posixpath
import re
import shutil
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from html import escape, unescape
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from fastapi import FastAPI

from readout.record.errors import RecordError
from readout.record.record import Record
from readout.web.app import ASSETS, make_app
from readout.web.entrance import POLICY

T = TypeVar("T")
MANIFEST = "readout-site.json"  # the files of the last export, by which a folder is known as one
# Templates quote attributes with " and escape it in what they are given, so this matches nothing in a report's words.
_LINK = re.compile(r'\s(href|src|action|data-src)="(/[^"]*)"')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)  # nobody would answer it
Progress = Callable[[int, int], None]


def write_site(record: Record, out: Path, *, progress: Progress | None = None) -> int:
    """Write the record's pages into a folder; gives their number. `progress(done, known)` is told of each.

    Raises RecordError where the folder holds something else, or a page fails.
    """
    before = _last(out)
    app = make_app(record, read_only=True, files=True)
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ASSETS, out / "assets", dirs_exist_ok=True)
    written = _run(_follow(app, out, progress))
    manifest = json.dumps({"pages": sorted(written)}, indent=0)
    (out / MANIFEST).write_text(manifest, encoding="utf-8")
    for gone in before - written:
        (out / gone).unlink(missing_ok=True)
    return len(written)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """What some work comes to; in a thread of its own where this one runs such work already, as notebooks do."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _last(out: Path) -> set[str]:
    if not out.exists():
        return set()
    if not out.is_dir():
        raise RecordError(str(out), "is no folder")
    manifest = out / MANIFEST
    if not manifest.exists():
        if any(out.iterdir()):
            raise RecordError(str(out), "holds other files; give a new folder, or one that readout site wrote")
        return set()
    try:
        pages = json.loads(manifest.read_text(encoding="utf-8"))["pages"]
    except (ValueError, KeyError, TypeError):
        raise RecordError(str(manifest), "is broken; give a new folder") from None
    inside = out.resolve()
    return {page for page in pages if isinstance(page, str) and (inside / page).resolve().is_relative_to(inside)}


async def _follow(app: FastAPI, out: Path, progress: Progress | None) -> set[str]:
    written: set[str] = set()
    known, waiting = {"/"}, deque(["/"])
    while waiting:
        address = waiting.popleft()
        status, kind, body = await _fetch(app, address)
        if status in (404, 405):  # offered to a visitor, but nothing that a file can be
            continue
        if status != 200:
            raise RecordError(address, f"could not be written: the page answered {status}")
        path = file_of(address, kind)
        if kind == "text/html":
            text, found = _as_file(body.decode(), path)
            body = text.encode()
            fresh = [one for one in dict.fromkeys(found) if one not in known]
            known.update(fresh)
            waiting.extend(fresh)
        place = out / path
        await asyncio.to_thread(_write, place, body)
        written.add(path)
        if progress is not None:
            progress(len(written), len(known))
    return written


def _write(place: Path, body: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(body)


async def _fetch(app: FastAPI, address: str) -> tuple[int, str, bytes]:
    """What the application answers: status, media type, body."""
    parts = urlsplit(address)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
    }
    status, kind, chunks = 0, "", []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = dict(message["headers"])
            kind = headers.get(b"content-type", b"").decode().partition(";")[0].strip()
        else:
            chunks.append(message.get("body", b""))

    await app(scope, receive, send)
    return status, kind, b"".join(chunks)


def file_of(address: str, kind: str = "text/html") -> str:
    """The file of an address: `/asks?page=2` is `asks/page-2/index.html`."""
    parts = urlsplit(address)
    steps = [_safe(step) for step in unquote(parts.path).split("/") if step]
    steps += [f"{name}-{_safe(value)}" for name, value in parse_qsl(parts.query)]
    if kind != "text/html" and "." in (steps[-1] if steps else ""):
        return "/".join(steps)
    return "/".join([*steps, "index.html"])


def _safe(step: str) -> str:
    return re.sub(r"[^\w.,~=-]", "_", step).replace("..", "_") or "_"


def _as_file(text: str, path: str) -> tuple[str, list[str]]:
    """A page with its links made relative, and the addresses that they led to."""
    found: list[str] = []

    def relative(match: re.Match[str]) -> str:
        name, address = match[1], unescape(match[2])
        parts = urlsplit(address)
        if parts.path.startswith("/assets/"):
            return f' {name}="{escape(_from(path, parts.path[1:]))}"'
        if not _kept(parts.path, parts.query):
            return "" if name == "href" else f' {name}=""'
        bare = parts.path + (f"?{parts.query}" if parts.query else "")
        if name == "href":
            found.append(bare)
        target = _from(path, file_of(bare, _kind(parts.path)))
        return f' {name}="{escape(target)}{"#" + escape(parts.fragment) if parts.fragment else ""}"'

    made = _LINK.sub(relative, _FORM.sub("", text))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(_meta_policy())}">'
    return made.replace("<head>", f"<head>\n  {policy}", 1), found


def _kind(path: str) -> str:
    return "text/html" if "." not in posixpath.basename(path) else ""


def _kept(path: str, query: str) -> bool:
    """Whether an address can be a file: a page, or one of the numbered pages of a list; not a filter or a form."""
    if path.startswith(("/api", "/search", "/review", "/add", "/account", "/sign-")):
        return False
    return all(name == "page" and value.isdigit() for name, value in parse_qsl(query, keep_blank_values=True))


def _from(path: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def _meta_policy() -> str:
    """The policy without what only a header may say."""
    return "; ".join(part for part in POLICY.split("; ") if not part.startswith("frame-ancestors"))
