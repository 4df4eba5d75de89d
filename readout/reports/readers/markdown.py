"""Markdown: the words without their markup; a front matter's title and date are metadata."""

from __future__ import annotations

import re

from readout.reports.raw import Limits, RawReport, Unreadable
from readout.reports.readers.days import day_of
from readout.reports.readers.text import read_text

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n---[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^\n*]{1,2000}?)(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=\S)([^\n_]{1,2000}?)(?<=\S)_(?!\w)"
)
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that Markdown text holds. Raises Unreadable."""
    text = read_text(data, limits)
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front:
        fields = {name.lower(): value.strip(" \t\"'") for name, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    text = _plain(text)
    if not text.strip():
        raise Unreadable("no text below its front matter")
    return RawReport(
        source,
        text,
        sha256,
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        published=day_of(fields.get("published") or fields.get("date")),
        url=fields.get("url"),
    )


def _plain(text: str) -> str:
    for pattern, words in (
        (_IMAGE, r"\1"),
        (_LINK, r"\1"),
        (_HEADING, r"\1"),
        (_UNDERLINE, ""),
        (_QUOTED, ""),
        (_STRONG, r"\2"),
        (_ESCAPED, r"\1"),
    ):
        text = pattern.sub(words, text)
    return _EMPHASIS.sub(lambda found: found.group(1) or found.group(2), text)
