"""Reading made-up sentences for the tests of asks, statements and attributions."""

from __future__ import annotations

from functools import cache

from readout.language.document import Document
from readout.language.edtf import parse
from readout.language.read import read, split_blocks


@cache
def document(text: str, published: str | None = "2006-11-15") -> Document:
    """The words of a text, a block a line."""
    return read(text, parse(published) if published else None, split_blocks(text))
