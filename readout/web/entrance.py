"""What every request passes on its way in, and every response on its way out."""

from __future__ import annotations

import logging
from urllib.parse import quote, urlsplit

from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from readout.record.deciding.decisions import who_am_i
from readout.web import failures
from readout.web.context import web_of
from readout.web.visitor import Visitor

COOKIE = "readout-session"
OPEN = ("/assets/", "/sign-in")  # what anyone may ask for
SAFE = ("GET", "HEAD", "OPTIONS")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")

# Report text is hostile: nothing inline runs, nothing is loaded from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Entrance:
    """Finds out who asks, turns away who may not, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)

        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _set_headers(request, MutableHeaders(scope=message))
            await send(message)

        try:
            _same_origin(request)
            request.state.visitor = await run_in_threadpool(_visitor, request)
        except HTTPException as error:
            answer = failures.failure(request, error.status_code, str(error.detail))
            await answer(scope, receive, sending)
            return
        if request.state.visitor is None and not request.url.path.startswith(OPEN):
            await _to_sign_in(request)(scope, receive, sending)
            return
        try:
            await self.app(scope, receive, sending)
        except Exception:
            logging.getLogger("uvicorn.error").exception("%s %s failed", request.method, request.url.path)
            if begun:
                raise
            told = "Something failed here that should not have. Nothing was changed; the terminal says what it was."
            await failures.failure(request, 500, told)(scope, receive, sending)


def _set_headers(request: Request, headers: MutableHeaders) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if request.url.path.startswith("/assets/"):
        # An asset's address changes with its content (see `render.asset`).
        headers["Cache-Control"] = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
    else:
        headers.setdefault("Cache-Control", "no-store" if not web_of(request).local else "no-cache")


def _same_origin(request: Request) -> None:
    """Raise 403 for a request that another site makes a browser send (CSRF), or by another name (DNS rebinding)."""
    host = request.headers.get("host", "")
    if web_of(request).local and urlsplit(f"//{host}").hostname not in LOOPBACK:
        raise HTTPException(403, "This page answers on this machine alone, by the name localhost.")
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        fine = site in ("same-origin", "none")
    elif origin is not None:
        fine = urlsplit(origin).netloc == host
    else:
        fine = COOKIE not in request.cookies or "authorization" in request.headers  # a program, not a browser
    if not fine:
        raise HTTPException(403, "This change was sent from another site, so it was not made.")


def _visitor(request: Request) -> Visitor | None:
    web = web_of(request)
    if web.accounts is None:
        return Visitor(who_am_i(), "admin")
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    secret = token.strip() if kind.lower() == "bearer" else request.cookies.get(COOKIE)
    return web.accounts.visitor(secret) if secret else None


def _to_sign_in(request: Request) -> ASGIApp:
    if request.url.path.startswith("/api"):
        return failures.failure(request, 401, "Sign in, or send a token: Authorization: Bearer TOKEN")
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?then={quote(asked, safe='')}", status_code=303)
