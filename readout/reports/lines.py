"""The lines of a text with their shapes; lines broken at a fixed width are joined to paragraphs first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\w[\w'’.,/&-]*")
_CLOSING = "\"'’”)]»* "
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$")
_SPACES = {ord(space): " " for space in "\t\xa0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"}
_DIGIT = re.compile(r"\d")
_WRAP_WIDTH = 100  # longer lines are not broken by hand
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s")
_MINOR = frozenset(("a an and as at but by for from in into of off on or over the to up vs with").split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a paragraph broken into lines: characters `start` to `end` of the text, without space around."""

    start: int
    end: int
    text: str  # with every kind of space as a plain one; of the same length
    key: str  # its words in lower case, to compare by
    words: int
    ends_sentence: bool
    title_share: float  # of words that begin with a capital, small words left aside

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence or more."""
        return self.words >= 25 or (self.words >= 5 and self.ends_sentence) or (self.ends_quote and self.words >= 3)

    @property
    def ends_quote(self) -> bool:
        """Whether it is one quoted sentence."""
        return self.ends_sentence and self.text[0] in "\"“'‘"

    @property
    def has_figures(self) -> bool:
        """Whether it holds a digit."""
        return bool(_DIGIT.search(self.text))

    @property
    def opens_upper(self) -> bool:
        """Whether its first letter or digit is no small letter."""
        return not self.text.lstrip("\"“'‘([*- ")[:1].islower()


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not empty, in order."""
    spans = []
    start = 0
    for raw in text.split("\n"):
        if raw and not raw.isspace():
            spans.append((start, start + len(raw)))
        start += len(raw) + 1
    if _is_wrapped(text, spans):
        spans = _joined(text, spans)
    return [_line(text, start, end) for start, end in spans]


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    stripped = raw.strip().translate(_SPACES)
    words = _WORD.findall(stripped)
    core = stripped.rstrip(_CLOSING)
    abbreviated = len(words) <= 20 and _ABBREVIATED.search(core[-12:]) is not None
    ends = core[-1:] in (".", "!", "?", "…") and not abbreviated
    shown = words[:40]
    major = [word for word in shown if word.lower() not in _MINOR]
    share = sum(1 for word in major if not word[0].islower()) / len(major) if major else 1.0
    return Line(start, start + len(stripped), stripped, " ".join(words).lower(), len(words), ends, share)


def _is_wrapped(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether lines are broken at a fixed width: many end amid a sentence and go on in small letters."""
    if len(spans) < 6 or sum(1 for start, end in spans if end - start > _WRAP_WIDTH) > len(spans) // 50:
        return False
    follows = [(a, b) for a, b in pairwise(spans) if b[0] - a[1] <= 1]
    broken = sum(
        1
        for a, b in follows
        if a[1] - a[0] > 40 and text[a[1] - 1] not in '.!?:"”' and text[b[0] : b[1]].lstrip()[:1].islower()
    )
    return broken >= 3 and broken > 0.25 * len(follows)


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    full = False  # whether the line before was long enough to have been broken for its width
    for start, end in spans:
        line = text[start:end]
        indented = line[:1] in " \t" and joined and text[joined[-1][0]] not in " \t"
        if joined and start - joined[-1][1] <= 1 and full and not indented and not _ITEM.match(line):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        full = end - start > 35
    return joined
