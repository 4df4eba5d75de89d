"""What kind of file it is: told by its first bytes, and where these leave it open, by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import BinaryIO, cast

from readout.reports.raw import Limits, RawReport, Refusal, Unreadable

_FOREIGN = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an encrypted or old-style Office file; save it as DOCX without a password"),
    (b"{\\rtf", "an RTF file; save it as DOCX or text"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_NEVER_TEXT = {".docx": "Word document", ".pdf": "PDF"}  # by their endings
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|section)\b", re.IGNORECASE)
_HEADER = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|reply-to"
    rb"|sender|list-id|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = re.compile(rb"^(?:from |message-id:|mime-version:|received:|return-path:)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file and where its reader is: `read` for one report, `stream` for an archive of many."""

    name: str
    archive: bool = False

    def read(self, data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
        """The report that `data` holds. Raises Unreadable."""
        reader = cast("Callable[[bytes, str, str, Limits], RawReport]", self._module().read)
        return reader(data, source, sha256, limits)

    def stream(self, file: BinaryIO, source: str, limits: Limits) -> Iterator[RawReport | Refusal]:
        """The reports in an archive, one after another. Raises Unreadable."""
        reader = cast("Callable[[BinaryIO, str, Limits], Iterator[RawReport | Refusal]]", self._module().stream)
        return reader(file, source, limits)

    def _module(self) -> ModuleType:  # imported when first needed: some libraries load slowly
        return import_module(f"readout.reports.readers.{self.name}")


def kind_of(head: bytes, name: str) -> Kind:
    """The kind of a file from its first bytes and its name. Raises Unreadable for kinds that are not read."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    last = suffixes[-1] if suffixes else ""
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise Unreadable(f"{what}, which is not read" if ";" not in what else what)
    if b"%PDF-" in head[:1024]:
        return Kind("pdf")
    if head.startswith(b"PK\x03\x04"):
        return Kind("docx")
    if head.startswith(b"\x1f\x8b"):
        return Kind("gz", archive=True)
    if head.startswith(b"WARC/"):
        return Kind("warc", archive=True)
    if last in _NEVER_TEXT:
        raise Unreadable(f"its name ends in {last}, but it is no {_NEVER_TEXT[last]}")
    return _written(head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"), last)


def _written(start: bytes, suffix: str) -> Kind:
    if start.startswith(b"{") and (suffix in (".jsonl", ".ndjson", ".json") or re.match(rb'\{\s*"\w+"\s*:', start)):
        return Kind("jsonl", archive=True)
    if suffix in (".jsonl", ".ndjson"):
        return Kind("jsonl", archive=True)
    opening = start.split(b"\r\n\r\n")[0].split(b"\n\n")[0]
    headers = len(_HEADER.findall(opening))
    if (headers >= 3 and (suffix == ".eml" or _MAIL.search(opening))) or (suffix == ".eml" and headers):
        return Kind("eml")
    if start.startswith(b"<") and (_HTML.search(start) or suffix in (".html", ".htm", ".xhtml")):
        return Kind("html")
    if suffix in (".html", ".htm", ".xhtml") and b"<" in start:
        return Kind("html")
    return Kind("markdown" if suffix in (".md", ".markdown") else "plain")
