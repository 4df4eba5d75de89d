"""The start page: what the record holds, and its main pairs of sides."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from readout.web.context import TheWeb
from readout.web.render import page

router = APIRouter()


@router.get("/")
def start(request: Request, web: TheWeb) -> Response:
    """The start page."""
    return page(request, "start.html", counts=web.record.counts())
