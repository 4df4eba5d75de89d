"""Errors as pages: what happened and what to do, never a trace."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from readout.record.errors import RecordError
from readout.web.render import page


def explain(app: FastAPI) -> None:
    """Answer errors of an application with a page (under `/api` with JSON)."""

    @app.exception_handler(RecordError)
    def _told(request: Request, error: RecordError) -> Response:
        return failure(request, 404 if "no such" in str(error) else 400, str(error))

    @app.exception_handler(HTTPException)
    def _refused(request: Request, error: HTTPException) -> Response:
        return failure(request, error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    def _unclear(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
        return failure(request, 422, told)


def failure(request: Request, status: int, told: str) -> Response:
    """The answer that something failed: `told` in one sentence."""
    if request.url.path.startswith("/api"):
        from fastapi.responses import JSONResponse

        return JSONResponse({"error": told}, status_code=status)
    return page(request, "failure.html", status_code=status, status=status, told=told)
