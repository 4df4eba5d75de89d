"""A report's text, cut so that every stretch of it can be marked: paragraphs of nested, unbroken spans.

The pieces of all paragraphs, put together, are the text, but for the line breaks between paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from readout.reports.model import Block

LONGEST = 20_000  # characters of a paragraph; a longer one is cut at a space
PART = 40_000  # characters of a part of a report
# Characters that turn the direction of what follows, or are not seen: each is shown for what it is.
HIDDEN = re.compile("[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NAMES = {"\u007f": "delete", "\ufeff": "byte order mark"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, and whose it is."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What comes next: text, a hidden character, or the beginning or end of a span.

    `text` is the words, or of a hidden character the character itself. `key` is that of a span, or the name of a
    hidden character. `depth` counts the spans around one that begins; `first` is true of where a span begins for
    the first time.
    """

    kind: Literal["text", "hidden", "open", "close"]
    text: str = ""
    key: str = ""
    depth: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line that stands alone, with its part in the report."""

    start: int
    end: int
    role: str
    pieces: tuple[Piece, ...]
    keys: tuple[str, ...]  # of the spans that begin in it for the first time


def paragraphs(text: str, blocks: Sequence[Block], spans: Sequence[Span]) -> list[Paragraph]:
    """The paragraphs of a text, with these spans in them. Spans may overlap in any way, blocks come in order."""
    found: list[Paragraph] = []
    seen: set[str] = set()
    waiting = sorted(spans, key=lambda span: (span.start, -span.end, span.key))
    open_: list[Span] = []
    for start, end in _stretches(text, blocks):
        open_ = [span for span in open_ if span.end > start]
        while waiting and waiting[0].start < end:
            open_.append(waiting.pop(0))
        here = [span for span in open_ if span.end > start]
        new = tuple(dict.fromkeys(span.key for span in here if span.key not in seen and span.start >= start))
        found.append(
            Paragraph(start, end, _role(blocks, start, end), tuple(_pieces(text, start, end, here, seen)), new)
        )
    return found


def parts(found: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs in parts that a browser takes in one go."""
    made: list[list[Paragraph]] = [[]]
    size = 0
    for one in found:
        if made[-1] and size + one.end - one.start > PART:
            made.append([])
            size = 0
        made[-1].append(one)
        size += one.end - one.start
    return made


def hidden_name(character: str) -> str:
    """What a hidden character is called."""
    code = f"U+{ord(character):04X}"
    name = _NAMES.get(character) or unicodedata.name(character, "control character").lower()
    return f"{name} ({code})"


def _stretches(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Lines that are not empty; those that one block holds together are one."""
    joined: list[tuple[int, int]] = []
    ends = iter(sorted((block.start, block.end) for block in blocks))
    reach, block = 0, next(ends, None)
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        start, end = match.span()
        if joined and start < reach:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        while block is not None and block[0] < end:
            reach, block = max(reach, block[1]), next(ends, None)
    for start, end in joined:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def _role(blocks: Sequence[Block], start: int, end: int) -> str:
    """The part that most of a stretch plays."""
    shares = [(min(b.end, end) - max(b.start, start), b.role) for b in _within(blocks, start, end)]
    return max(shares, default=(0, "paragraph"))[1]


def _within(blocks: Sequence[Block], start: int, end: int) -> list[Block]:
    first = max(0, bisect_right(blocks, start, key=lambda b: b.start) - 1)
    last = bisect_right(blocks, end - 1, key=lambda b: b.start)
    return [b for b in blocks[first:last] if b.start < end and b.end > start]


def _pieces(text: str, start: int, end: int, spans: Sequence[Span], seen: set[str]) -> Iterator[Piece]:
    inside = [Span(max(s.start, start), min(s.end, end), s.key) for s in spans if s.start < end and s.end > start]
    inside.sort(key=lambda s: (s.start - s.end, s.start, s.key))  # the longest outermost
    edges = sorted({start, end, *(s.start for s in inside), *(s.end for s in inside)})
    stack: list[Span] = []
    for left, right in pairwise(edges):
        active = [s for s in inside if s.start <= left and s.end >= right]
        kept = next((n for n, (a, b) in enumerate(zip(stack, active, strict=False)) if a is not b), None)
        kept = min(len(stack), len(active)) if kept is None else kept
        yield from (Piece("close", key=s.key) for s in reversed(stack[kept:]))
        for depth, span in enumerate(active[kept:], kept):
            yield Piece("open", key=span.key, depth=depth, first=span.key not in seen)
            seen.add(span.key)
        stack = active
        yield from _plain(text[left:right])
    yield from (Piece("close", key=s.key) for s in reversed(stack))


def _plain(text: str) -> Iterator[Piece]:
    at = 0
    for match in HIDDEN.finditer(text):
        if match.start() > at:
            yield Piece("text", text[at : match.start()])
        yield Piece("hidden", match[0], hidden_name(match[0]))
        at = match.end()
    if at < len(text):
        yield Piece("text", text[at:])
