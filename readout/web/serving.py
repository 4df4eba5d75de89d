"""Serving a record to browsers."""

from __future__ import annotations

import uvicorn

from readout.record.record import Record
from readout.web.app import make_app


def serve(record: Record, *, host: str, port: int, read_only: bool = False) -> None:
    """Serve until stopped."""
    uvicorn.run(make_app(record, read_only=read_only), host=host, port=port, log_level="warning")
