"""Readout: a record of dealings between governments, built from news reports, every line with its words.

readout.extract(text, published="2024-03-18")   one text to its items: no file, no network
readout.Record("record.db")                     a record: adding, asking, deciding, exporting
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readout.extraction import Extraction
    from readout.language.edtf import Edtf
    from readout.record.errors import RecordError
    from readout.record.record import Record

__version__ = "0.1.0"
__all__ = ["Record", "RecordError", "__version__", "extract"]


def extract(
    text: str,
    *,
    published: str | Edtf | None = None,
    source: str = "text",
    title: str | None = None,
    publisher: str | None = None,
) -> Extraction:
    """The items of one report, each with exact passages of `.report.text`.

    `published` (EDTF) dates the report; without it the date is looked for in the text. Raises ValueError where the
    text is empty or too long, or the date is no EDTF.
    """
    from readout.extraction import extract as from_report
    from readout.reports.intake import from_text

    return from_report(from_text(text, published=published, source=source, title=title, publisher=publisher))


def __getattr__(name: str) -> Any:
    """`Record` and `RecordError`, imported when they are first asked for: they bring the database with them."""
    if name == "Record":
        from readout.record.record import Record

        return Record
    if name == "RecordError":
        from readout.record.errors import RecordError

        return RecordError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
