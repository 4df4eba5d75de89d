"""PDF: lines joined to paragraphs, words broken at line ends made whole, running heads and page numbers dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from readout.reports.raw import Limits, RawReport, Unreadable
from readout.reports.readers.text import clean

_BROKEN = re.compile("[\x02\ufffe](?:\r?\n)?")  # what PDFium puts for a hyphen that ends a line
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!-$)\b")
_FIRST = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page )?[-– ]*\d{1,4}[-– ]*(?:(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_END = re.compile(r"[.!?:][\"'’”)\]]*$")
_EDGE = 2  # lines at the top and the bottom of a page among which running heads are looked for


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that a PDF holds. Raises Unreadable where it is encrypted, damaged or holds pictures only."""
    pages, title = _pages(data, limits)
    text = "\n\n".join(_paragraphs(_body(pages)))
    if not text.strip():
        raise Unreadable("a PDF without text; it may hold scanned pictures only")
    return RawReport(source, clean(text, limits), sha256, title=title)


def _pages(data: bytes, limits: Limits) -> tuple[list[list[str]], str | None]:
    import pypdfium2

    pages: list[list[str]] = []
    size = 0
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if len(document) > limits.max_pdf_pages:
                raise Unreadable(f"{len(document):,} pages, the limit is {limits.max_pdf_pages:,}")
            title = " ".join((document.get_metadata_value("Title") or "").split()) or None
            for number in range(len(document)):
                page = document[number]
                lines = _lines(page.get_textpage())
                page.close()
                size += sum(map(len, lines))
                if size > limits.max_characters:
                    raise Unreadable(f"more than {limits.max_characters:,} characters of text")
                pages.append(lines)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable("an encrypted PDF; a password is needed" if locked else "a damaged PDF") from None
    return pages, title if title and len(title.split()) >= 3 else None


def _lines(page: Any) -> list[str]:
    """The lines of a page of text, an empty one where the page leaves a gap wider than between its lines."""
    words: str = page.get_text_range()
    # A new line is two characters of the page's own count; where the counts differ, gaps cannot be told.
    placed = len(words) == page.count_chars()
    found: list[tuple[str, float, float]] = []  # a line, and how high its first and its last character stand
    at = 0
    for line in re.split(r"(\r\n|\r|\n)", words):
        if line.strip():
            first, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip()) - 1
            heights = [page.get_charbox(place, loose=True)[1] if placed else 0.0 for place in (first, last)]
            found.append((line, heights[0], heights[1]))
        at += len(line)
    steps = sorted(left[2] - right[1] for left, right in pairwise(found) if left[2] > right[1])
    usual = steps[len(steps) // 4] if steps else 0.0  # most steps may be gaps where paragraphs are short
    lines: list[str] = []
    for place, (line, top, _) in enumerate(found):
        if place and usual and found[place - 1][2] - top > 1.45 * usual:
            lines.append("")
        lines += [part.strip(" \t") for part in re.split(r"\r\n|\r|\n", _BROKEN.sub("-\n", line))]
    return lines


def _body(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """The lines of each page, without running heads and page numbers."""
    shown = [[line for line in page if line] for page in pages]
    heads = Counter(key for page in shown for key in {_head_key(line) for line in [*page[:_EDGE], *page[-_EDGE:]]})
    often = max(2, (len(shown) + 1) // 2)
    for page in pages:
        filled = [i for i, line in enumerate(page) if line]
        edges = {*filled[:_EDGE], *filled[-_EDGE:]}
        dropped = {
            i
            for i in edges
            if _PAGE_NUMBER.fullmatch(page[i]) or (len(shown) > 1 and heads[_head_key(page[i])] >= often)
        }
        yield [line for i, line in enumerate(page) if i not in dropped]


def _head_key(line: str) -> str:
    return _NUMBER.sub("#", line.casefold())


def _paragraphs(pages: Iterable[list[str]]) -> Iterator[str]:
    lines = [line for page in pages for line in (*page, None)]  # None: a page ends
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    known = Counter(word.lower() for line in lines if line for word in _WORDS.findall(line))
    paragraph = ""
    last = ""
    for line in lines:
        if line is None:
            continue
        if not line or (paragraph and _begins_anew(last, line, width)):
            if paragraph:
                yield paragraph
            paragraph = ""
        if line:
            paragraph = _join(paragraph, line, known)
            last = line
    if paragraph:
        yield paragraph


def _begins_anew(before: str, line: str, width: int) -> bool:
    """Whether a paragraph begins with `line`: the one before ended short, as a sentence or a heading does."""
    if line[:1].islower() or before.endswith("-"):
        return False
    if _END.search(before):
        return len(before) < 0.85 * width
    return len(before) < 0.6 * width


def _join(paragraph: str, line: str, known: Counter[str]) -> str:
    if not paragraph:
        return line
    broken = _HYPHEN.search(paragraph)
    follows = _FIRST.match(line)
    if not broken or not follows:
        return f"{paragraph} {line}"
    left, right = broken.group(1).lower(), follows.group().lower()
    # Of two words that both stand alone elsewhere the hyphen is their own, as in a name or a compound.
    compound = not known[left + right] and known[left] > 0 and known[right] > 0
    if compound or known[f"{left}-{right}"] > known[left + right] or not line[0].islower():
        return paragraph + line
    return paragraph[:-1] + line
