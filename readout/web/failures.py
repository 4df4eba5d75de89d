"""Errors as pages: what happened and what to do, in an editor's words, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from readout.record.errors import RecordError
from readout.web.render import page

_UNCLEAR = "what was given cannot be read"
_SENT = "What was sent cannot be read. Go back, load the page anew and send it again."
_PLAIN = {
    "Not Found": "There is no page at this address.",
    "Method Not Allowed": "Nothing can be done at this address in this way. Go to a page and use its buttons.",
    "There was an error parsing the body": _SENT,
}
_TOLD: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "is missing",
    "greater_than_equal": lambda given: f"must be {_count(given['ge'])} or more",
    "greater_than": lambda given: f"must be more than {_count(given['gt'])}",
    "less_than_equal": lambda given: f"must be {_count(given['le'])} or less",
    "less_than": lambda given: f"must be less than {_count(given['lt'])}",
    "int_parsing": lambda _: "must be a whole number",
    "int_parsing_size": lambda _: "is too large a number",
    "int_from_float": lambda _: "must be a whole number",
    "int_type": lambda _: "must be a whole number",
    "float_parsing": lambda _: "must be a number",
    "finite_number": lambda _: "must be a number",
    "bool_parsing": lambda _: "must be yes or no",
    "literal_error": lambda given: f"must be {given['expected'].replace(chr(39), '')}",
    "enum": lambda given: f"must be {given['expected'].replace(chr(39), '')}",
    "too_long": lambda given: f"may be given at most {_times(given['max_length'])}",
    "too_short": lambda given: f"must be given at least {_times(given['min_length'])}",
    "string_too_long": lambda given: f"may have at most {_count(given['max_length'])} characters",
    "string_too_short": lambda given: f"must have at least {_count(given['min_length'])} characters",
    "string_pattern_mismatch": lambda _: "is not written as it should be",
    "extra_forbidden": lambda _: "is nothing that can be asked for here",
}


def explain(app: FastAPI) -> None:
    """Answer errors of an application with a page (under `/api` with JSON)."""
    # What a broken client sends is told to that client; it is no matter for the terminal.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)

    @app.exception_handler(RecordError)
    def _told(request: Request, error: RecordError) -> Response:
        return failure(request, 404 if "no such" in str(error) else 400, str(error))

    @app.exception_handler(HTTPException)
    def _refused(request: Request, error: HTTPException) -> Response:
        return failure(request, error.status_code, told_plainly(error), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    def _unclear(request: Request, error: RequestValidationError) -> Response:
        return failure(request, 422, "; ".join(dict.fromkeys(map(unclear, error.errors()))))


def told_plainly(error: HTTPException) -> str:
    """What an HTTP error says, the framework's own words put in ours."""
    told = str(error.detail)
    if isinstance(error.__context__, MultiPartException):
        return "Those are too many files at once. Send fewer." if told.startswith("Too many files") else _SENT
    return _PLAIN.get(told, told)


def unclear(error: Mapping[str, Any]) -> str:
    """What is wrong with a value that was given, as an editor would say it: `page must be 1 or more`."""
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    told = _TOLD.get(error["type"])
    if name in ("", "body"):
        return _SENT
    return f"{name.removeprefix('field.')}: {_UNCLEAR}" if told is None else f"{name} {told(error.get('ctx') or {})}"


def failure(request: Request, status: int, told: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer that something failed: `told` in one sentence."""
    if request.url.path.startswith("/api"):
        from fastapi.responses import JSONResponse

        return JSONResponse({"error": told}, status_code=status, headers=headers)
    answer = page(request, "failure.html", status_code=status, status=status, told=told)
    answer.headers.update(headers or {})
    return answer


def _count(number: float) -> str:
    return f"{number:,}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
