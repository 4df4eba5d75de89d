"""What the readers pass on: raw reports, refusals, and the limits they keep to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read and what is left out. Every limit is a setting; the defaults suit a laptop."""

    max_bytes: int = 50_000_000  # of a file; archives (WARC, JSON Lines) are read piece by piece and may be larger
    max_archive_bytes: int = 20_000_000_000  # of a WARC or JSON Lines file
    max_record_bytes: int = 20_000_000  # of one record of a WARC, or one line of JSON Lines
    max_characters: int = 2_000_000  # of a report's text
    min_words: int = 5
    max_html_characters: int = 10_000_000  # of a page with its markup
    max_html_depth: int = 200
    max_pdf_pages: int = 2_000
    max_docx_bytes: int = 100_000_000  # of a DOCX when unpacked
    max_docx_ratio: int = 200  # unpacked size over packed size
    english_only: bool = True
    max_upload_bytes: int = 200_000_000  # sent to the page at once
    max_upload_files: int = 1_000


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as a reader found it: its text, and what the file itself says about it."""

    source: str
    text: str
    sha256: str  # of the raw input, hexadecimal
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None  # as the file gives it
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was left out, and why, in a line."""

    source: str
    reason: str

    def __str__(self) -> str:
        """The line that people see."""
        return f"{self.source}: {self.reason}"


class Unreadable(Exception):
    """Raised by a reader for an input that it cannot take; the message is the reason, in a line."""
