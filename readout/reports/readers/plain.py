"""Plain text."""

from __future__ import annotations

from readout.reports.raw import Limits, RawReport
from readout.reports.readers.text import read_text


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that plain text holds. Raises Unreadable."""
    return RawReport(source, read_text(data, limits), sha256)
