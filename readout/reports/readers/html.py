"""Web pages: trafilatura finds the article, its title, author, site and date; its text is what is stored."""

from __future__ import annotations

import re
from datetime import MAXYEAR
from typing import Any

from readout.reports.raw import Limits, RawReport, Unreadable
from readout.reports.readers.days import day_of
from readout.reports.readers.text import clean, decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
# Elements whose nesting is real: those that a browser never closes by itself.
_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|blockquote|b|i|em|strong|font|a|center|dl|main|form)\b",
    re.IGNORECASE,
)
_DATES = {"original_date": True, "extensive_search": False, "max_date": f"{MAXYEAR - 1}-12-31"}


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that a web page holds. Raises Unreadable where there is no article in it."""
    return read_page(decode(data, declared(data)), source, sha256, limits)


def read_page(page: str, source: str, sha256: str, limits: Limits, url: str | None = None) -> RawReport:
    """The report that a web page, decoded already, holds. Raises Unreadable where there is no article in it."""
    if len(page) > limits.max_html_characters:
        raise Unreadable(f"a page of {len(page):,} characters, the limit is {limits.max_html_characters:,}")
    depth = _depth(page, limits.max_html_depth)
    if depth > limits.max_html_depth:
        raise Unreadable(f"elements nested more than {limits.max_html_depth} deep")
    found = _extract(page, url)
    text = clean(found.text, limits)
    title = " ".join(found.title.split()) if found.title else None
    return RawReport(
        source,
        with_title(text, title),
        sha256,
        title=title,
        publisher=found.sitename,
        byline=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        published=day_of(found.date),
        url=url or found.url,
    )


def with_title(text: str, title: str | None) -> str:
    """`text` under its title, unless it opens with it."""
    if not title or "".join(title.split()).casefold() in "".join(text[: len(title) * 2 + 300].split()).casefold():
        return text
    return f"{title}\n\n{text}"


def declared(data: bytes) -> str | None:
    """The encoding that a page claims at its head."""
    found = _CHARSET.search(data[:4096])
    name = found.group(1).decode("ascii").lower() if found else None
    # Browsers read these as cp1252, and so do the people who declare them.
    return "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name


def _depth(page: str, enough: int) -> int:
    """How deep the page nests elements, counted until it is more than `enough`."""
    depth = deepest = 0
    for found in _TAG.finditer(page):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        if depth > deepest:
            deepest = depth
            if deepest > enough:
                break
    return deepest


def _extract(page: str, url: str | None) -> Any:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot take is told by the refusal
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
        )
    except RecursionError:
        raise Unreadable("elements nested too deeply") from None
    except Exception as error:  # the parsers beneath raise many kinds on broken pages
        raise Unreadable(f"a page that cannot be parsed ({type(error).__name__})") from None
    if found is None or not found.text or not found.text.strip():
        raise Unreadable("no article text found in this page")
    return found
