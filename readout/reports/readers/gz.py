"""Files packed with gzip: web archives read piece by piece, anything else unpacked as far as the limit allows."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from readout.reports.raw import Limits, RawReport, Refusal, Unreadable
from readout.reports.readers import warc

_TRUNCATED = "a truncated or damaged gzip file"


def stream(file: BinaryIO, source: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    """The reports in a file packed with gzip. Raises Unreadable where it is damaged or too large."""
    from readout.reports.readers.kinds import kind_of

    try:
        with gzip.GzipFile(fileobj=file) as packed:
            head = packed.read(4096)
    except (OSError, EOFError, zlib.error):
        raise Unreadable(_TRUNCATED) from None
    file.seek(0)
    if head.startswith(b"WARC/"):
        yield from warc.stream(file, source, limits)
        return
    data = _unpacked(file, limits)
    kind = kind_of(data[:4096], source.removesuffix(".gz"))
    if kind.name == "gz":
        raise Unreadable("gzip within gzip")
    if kind.archive:
        yield from kind.stream(io.BytesIO(data), source, limits)
    else:
        yield kind.read(data, source, hashlib.sha256(data).hexdigest(), limits)


def _unpacked(file: BinaryIO, limits: Limits) -> bytes:
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            data = packed.read(limits.max_bytes + 1)
    except (OSError, EOFError, zlib.error):
        raise Unreadable(_TRUNCATED) from None
    if len(data) > limits.max_bytes:
        raise Unreadable(f"unpacks to more than {limits.max_bytes:,} bytes")
    if not data:
        raise Unreadable("empty")
    return data
