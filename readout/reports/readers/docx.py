"""Word documents (DOCX): paragraphs and table cells in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from readout.reports.raw import Limits, RawReport, Unreadable
from readout.reports.readers.text import clean

_SMALL = 5_000_000  # bytes; up to this size no packing is suspect


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that a Word document holds. Raises Unreadable."""
    _check_size(data, limits)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(part for part in _parts(document) if part.strip())
        title = document.core_properties.title or None
    except Unreadable:
        raise
    except Exception as error:  # a broken document fails in many ways: KeyError, BadZipFile, XMLSyntaxError
        raise Unreadable(f"a damaged Word document ({type(error).__name__})") from None
    return RawReport(source, clean(text, limits), sha256, title=title)


def _check_size(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable("a damaged or truncated Word document") from None
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise Unreadable("a ZIP archive, not a Word document; unpack it first")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.max_docx_bytes:
        raise Unreadable(f"unpacks to {unpacked:,} bytes, the limit is {limits.max_docx_bytes:,}")
    if unpacked > _SMALL and unpacked > limits.max_docx_ratio * len(data):
        raise Unreadable(f"unpacks to {unpacked // len(data)} times its size, the limit is {limits.max_docx_ratio}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("encrypted")


def _parts(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                # A cell that spans columns is given once for each.
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield " ".join(cell for cell in cells if cell)
        else:
            yield part.text
