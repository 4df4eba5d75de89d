"""A report: its stored text, what is known of it, and which parts of the text are its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readout.language.edtf import Edtf

BlockRole = Literal["headline", "byline", "dateline", "subheading", "paragraph", "furniture"]
Basis = Literal["stated", "metadata", "inferred", "given", "unknown"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the stored text (characters `start` to `end`) and the part it plays.

    Extraction reads headlines, subheadings and paragraphs. A block's span leaves out a dateline that opens the
    paragraph, which is a block of its own.
    """

    start: int
    end: int
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is stored. `text` never changes once stored: all offsets count its characters."""

    source: str  # file name or address
    text: str
    sha256: str  # of the raw input, hexadecimal
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None  # the place, as named
    published: Edtf | None = None
    published_basis: Basis = "unknown"
    published_why: str = ""  # how the date was found, in a sentence
    url: str | None = None
