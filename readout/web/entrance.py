"""What every request passes on its way in, and every response on its way out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

from readout.record.decisions import who_am_i
from readout.web.context import Visitor

# Report text is hostile: nothing inline runs, nothing is loaded from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def guard(app: FastAPI) -> None:
    """Put the entrance before an application."""

    @app.middleware("http")
    async def pass_through(request: Request, onward: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.visitor = Visitor(who_am_i(), "admin")
        response = await onward(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
