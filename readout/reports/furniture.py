"""Which part each line of a report's text plays: headline, byline, dateline, subheading, paragraph, or furniture.

A line is judged by its words (phrases in furniture.yaml), by its shape (length, how it ends, capitals), and by its
place among the lines of prose. In doubt a line is a paragraph: to read furniture costs little, to lose a paragraph
loses what it reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.reports import shapes
from readout.reports.lines import Line, lines_of
from readout.reports.model import Block, BlockRole

_HEAD = 3  # the lead is among the first three lines of prose, and what names the author stands before it
_TAIL = 5  # notes on authors are among the last lines of prose
_MAX_HEADLINE = 30  # words
_MAX_SUBHEADING = 12


@dataclass(slots=True)
class _Marked:
    line: Line
    role: BlockRole | None


def mark(text: str) -> tuple[Block, ...]:
    """The blocks of `text`, in order, without overlap, covering everything but space."""
    page = [_Marked(line, shapes.role_by_itself(line)) for line in lines_of(text)]
    _mark_repeats(page)
    _mark_endings(page)
    _mark_authors(page)
    prose = [i for i, marked in enumerate(page) if marked.role is None and marked.line.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (len(page), -1)
    _mark_head(page, first, prose[_HEAD - 1] if len(prose) >= _HEAD else first)
    _mark_tail(page, max(first, last))
    _mark_middle(page)
    leads = set(prose[:_HEAD])
    return tuple(block for i, marked in enumerate(page) for block in _blocks(marked, i in leads))


def _mark_repeats(page: list[_Marked]) -> None:
    """A line met again is furniture; so is a caption repeated with its credit."""
    seen: set[str] = set()
    before = ""
    for marked in page:
        words = marked.line.key
        if marked.role is None and (words in seen or (len(before) > 30 and shapes.repeats_with_credit(before, words))):
            marked.role = "furniture"
        if marked.line.words >= 3:
            seen.add(words)
        before = words


def _mark_endings(page: list[_Marked]) -> None:
    """Below a heading such as "Most read", late in the page, nothing is the report's own."""
    total = sum(marked.line.words for marked in page if marked.line.is_prose)
    read = 0
    for i, marked in enumerate(page):
        if shapes.opens_ending(marked.line):
            marked.role = "furniture"
            if total and read >= 0.7 * total:
                for below in page[i:]:
                    below.role = "furniture"
                return
        if marked.line.is_prose:
            read += marked.line.words


def _mark_authors(page: list[_Marked]) -> None:
    """Notes on the authors, and on who else reported, among the last lines of prose."""
    prose = [marked for marked in page if marked.role is None and marked.line.is_prose]
    for marked in prose[-_TAIL:] if len(prose) > 2 else []:
        if shapes.is_author_note(marked.line):
            marked.role = "furniture"


def _mark_head(page: list[_Marked], first: int, lead: int) -> None:
    """The headline, and what stands around it before the lead."""
    headline = _headline(page[: first + 1])
    if headline is not None:
        page[headline].role = "headline"
    for i, marked in enumerate(page[:lead]):
        if marked.role is not None:
            continue
        if shapes.is_names(marked.line) and (headline is None or i > headline):
            marked.role = "byline"
        elif i < first and not marked.line.is_prose:
            below = headline is not None and i > headline
            marked.role = "subheading" if below and marked.line.words > 4 else "furniture"


def _headline(head: list[_Marked]) -> int | None:
    fitting = [
        i
        for i, marked in enumerate(head)
        if marked.role is None and 3 <= marked.line.words <= _MAX_HEADLINE and not marked.line.ends_sentence
    ]
    full = [i for i in fitting if head[i].line.words >= 5]
    return full[0] if full else max(fitting, key=lambda i: head[i].line.words, default=None)


def _mark_tail(page: list[_Marked], last: int) -> None:
    """Short lines after the last line of prose; a lone one that reads like a sentence stays."""
    tail = [marked for marked in page[last + 1 :] if marked.role is None]
    for marked in tail:
        keep = marked.line.has_figures or (len(tail) == 1 and marked.line.words > 8 and marked.line.title_share < 0.5)
        marked.role = "paragraph" if keep else "furniture"


def _mark_middle(page: list[_Marked]) -> None:
    """Lines of prose are paragraphs; a lone short line is a subheading; a run of very short ones is a menu."""
    run: list[_Marked] = []
    for marked in [*page, None]:
        if marked is not None and marked.role is None and not marked.line.is_prose:
            run.append(marked)
            continue
        _mark_run(run)
        run = []
        if marked is not None and marked.role is None:
            marked.role = "paragraph"


def _mark_run(run: list[_Marked]) -> None:
    menu = len(run) >= 4 and sum(m.line.words for m in run) <= 3 * len(run) and not any(m.line.has_figures for m in run)
    for marked in run:
        heading = len(run) <= 2 and marked.line.words <= _MAX_SUBHEADING and marked.line.opens_upper
        marked.role = "furniture" if menu else "subheading" if heading else "paragraph"


def _blocks(marked: _Marked, lead: bool) -> Iterator[Block]:
    """The block of a line, with an inline dateline and a photograph's credit as blocks of their own."""
    line, role = marked.line, marked.role or "paragraph"
    start, end = line.start, line.end
    if role in ("paragraph", "subheading"):
        body = start + shapes.dateline_length(line.text, lead)
        if body > start:
            yield Block(start, start + len(line.text[: body - start].rstrip()), "dateline")
            start = body
        credit = start + shapes.credit_start(line.text[start - line.start :])
        if start < credit < end:
            yield Block(start, start + len(line.text[start - line.start : credit - line.start].rstrip()), "paragraph")
            start, role = credit, "furniture"
    yield Block(start, end, role)
