"""Web archives (WARC): every page of text that was fetched, one after another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from readout.reports.raw import Limits, RawReport, Refusal, Unreadable
from readout.reports.readers import html, plain
from readout.reports.readers.text import decode

_PAGES = ("text/html", "application/xhtml+xml")


def stream(file: BinaryIO, source: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    """The reports of a web archive: answers that were found and hold a page. Other records are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.conversion
    seen = pages = 0
    try:
        for record in ArchiveIterator(file, record_types=wanted, auto_decode="all"):
            seen += 1
            for found in _record(record, f"{source}#{seen}", limits):
                pages += 1
                yield found
    except (OSError, EOFError, ValueError) as error:
        raise Unreadable(f"a truncated or damaged web archive, {pages} pages read ({error})") from None
    if not pages:
        raise Unreadable("a web archive without a page of text, or truncated")


def _record(record: Any, place: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    url = record.headers.get("WARC-Target-URI") or None
    name = url.strip("<>") if url else place
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    if record.is_http and record.http_headers is not None:
        code = record.http_headers.status_code
        if code is not None and not 200 <= code < 300:
            return
        kind = (record.http_content_type or "").split(";")[0].strip().lower()
    if kind not in (*_PAGES, "text/plain"):
        return
    data = record.reader.read(limits.max_record_bytes + 1)
    try:
        yield _report(data, kind, name, record.http_charset if record.is_http else "utf-8", limits)
    except Unreadable as error:
        yield Refusal(name, f"{error} (in {place})")


def _report(data: bytes, kind: str, url: str, charset: str | None, limits: Limits) -> RawReport:
    if len(data) > limits.max_record_bytes:
        raise Unreadable(f"larger than {limits.max_record_bytes:,} bytes")
    if not data:
        raise Unreadable("empty")
    digest = hashlib.sha256(data).hexdigest()
    if kind in _PAGES:
        declared = charset or html.declared(data)
        return html.read_page(decode(data, declared), url, digest, limits, url if "://" in url else None)
    return plain.read(data, url, digest, limits)
