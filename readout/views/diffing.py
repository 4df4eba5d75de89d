"""Two reports beside each other, word by word: what stands in both, and what in one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST = 12_000  # words of each that are compared
ALIKE = 60  # words in common, in a row, of which only both ends are shown at first
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in both ("same"), in the left alone ("left"), or in the right alone ("right"). `folded`: long and alike."""

    kind: Literal["same", "left", "right"]
    text: str
    words: int
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """The runs, the share of words in common, and whether either text was too long to be compared to its end."""

    runs: tuple[Run, ...]
    same: int
    left: int
    right: int
    cut: bool


def difference(left: str, right: str) -> Difference:
    """How two texts differ in their words; spaces and line breaks do not count."""
    one, other = _words(left), _words(right)
    cut = len(one) > MOST or len(other) > MOST
    one, other = one[:MOST], other[:MOST]
    runs = tuple(_runs(one, other))
    count = {kind: sum(run.words for run in runs if run.kind == kind) for kind in ("same", "left", "right")}
    return Difference(runs, count["same"], count["left"], count["right"], cut)


def _words(text: str) -> list[str]:
    return _WORD.findall(f"{text} ")  # so that no two words run together where a text ends


def _runs(one: list[str], other: list[str]) -> Iterator[Run]:
    left, right = ([word.strip() for word in words] for words in (one, other))
    for tag, a, b, c, d in SequenceMatcher(None, left, right).get_opcodes():
        if tag == "equal":
            yield from _same(other[c:d])
            continue
        if b > a:
            yield Run("left", "".join(one[a:b]), b - a)
        if d > c:
            yield Run("right", "".join(other[c:d]), d - c)


def _same(words: list[str]) -> Iterator[Run]:
    if len(words) <= ALIKE:
        yield Run("same", "".join(words), len(words))
        return
    end = ALIKE // 4
    yield Run("same", "".join(words[:end]), end)
    yield Run("same", "".join(words[end:-end]), len(words) - 2 * end, folded=True)
    yield Run("same", "".join(words[-end:]), end)
