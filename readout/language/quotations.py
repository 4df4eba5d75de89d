"""Words between quotation marks, straight or curly, single within double, running on over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readout.language.document import Quotation

_MARK = re.compile("[\"“”„«»‟‘’']|``|''")
_OPEN = {"“": "”", "„": "”", "‟": "”", "«": "»", "``": "''"}
_CLOSE = frozenset(("”", "»", "''"))
_LONGEST = 5_000  # characters a quotation may run within one block


def quotations(text: str, blocks: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """The quotations in these blocks (character spans), by where they begin; those within others too.

    A quotation not closed at its block's end reaches to that end where the next block opens with a mark again (it
    runs on, one Quotation a block); else its mark is taken for a stray one. Single marks count only inside another
    quotation or where a word's edge shows that they are no apostrophes.
    """
    found: list[Quotation] = []
    for number, (first, last) in enumerate(blocks):
        follows = text[slice(*blocks[number + 1])].lstrip()[:2] if number + 1 < len(blocks) else ""
        found.extend(_within(text, first, last, follows))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _within(text: str, first: int, last: int, follows: str) -> list[Quotation]:
    found: list[Quotation] = []
    double: tuple[int, str] | None = None  # where the words begin, and the mark that closes them
    single: int | None = None
    for match in _MARK.finditer(text, first, last):
        mark, at, behind = match.group(), match.start(), match.end()
        if mark in "‘’'":
            before, after = text[at - 1] if at > first else " ", text[behind] if behind < last else " "
            if single is None:
                if mark != "’" and not before.isalnum() and not after.isspace() and not after.isdigit():
                    single = behind
            elif mark != "‘" and not before.isspace() and not after.isalnum():
                if single < at and _pairs(text, single, at, double is not None, mark):
                    found.append(Quotation(single, at))
                single = None
            continue
        if double is None:
            if mark in _CLOSE:
                continue
            double = (behind, _OPEN.get(mark, mark))
            single = None
        elif mark == double[1] or (mark == '"' and double[1] == "”") or (mark == "”" and double[1] == '"'):
            if 0 < at - double[0] <= _LONGEST:
                found.append(Quotation(double[0], at))
            double, single = None, None
        elif mark in _OPEN and at - double[0] > _LONGEST:
            double = (behind, _OPEN[mark])
    if double is not None and follows.startswith(("“", '"', "„", "«", "``", "'“", "‘")):
        end = last
        while end > double[0] and text[end - 1].isspace():
            end -= 1
        if double[0] < end <= double[0] + _LONGEST:
            found.append(Quotation(double[0], end))
    return found


def _pairs(text: str, first: int, last: int, nested: bool, mark: str) -> bool:
    """Whether single marks around these words are quotation marks and not two apostrophes."""
    if last - first > 1_000:
        return False
    if text[first - 1] == "‘" and mark == "’":
        return True
    return nested or " " not in text[first:last] or text[last - 1] in ".,!?" or last - first < 200
