"""The trained heads that find cues and mark what belongs to them: which words, at what chance.

They read what `encoder.onnx` says of each word (`Document.telling`), so the report's text goes through the encoder
once. `cues.onnx` tells how likely each word is the head of a cue, `spans.onnx` whether a word near a cue is part of its
source, of the cue or of its content. `training/attribution.py` made them; a model without them is read by rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from readout.language.attribution.pairs import AFTER, BEFORE, Ints, Surroundings, pairs, region, surroundings
from readout.language.document import Document
from readout.language.encoder import load, session
from readout.language.wordpieces import MODEL

GAP = 4  # empty rows between the regions of two cues, so that no window of the heads sees both
_TOGETHER = 4_000  # rows that `spans.onnx` gets at once
_STRETCH = 4_000  # words that `cues.onnx` gets at once, but for
_MARGIN = max(BEFORE, AFTER) + 3  # words around them, as far as a cue or a window of the heads sees
NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Marks:
    """What belongs to one cue: token indexes in text order."""

    head: int
    chance: float  # that the word heads a cue
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


class _Said(NamedTuple):
    """What `cues.onnx` says of a stretch of words, from word `first` on."""

    first: int
    chance: npt.NDArray[np.float32]
    as_cue: npt.NDArray[np.float32]
    as_word: npt.NDArray[np.float32]


class Heads:
    """The two shipped graphs, loaded."""

    def __init__(self, folder: Path) -> None:
        """Load both on one thread."""
        self._cues: Any = session(folder / "cues.onnx")
        self._spans: Any = session(folder / "spans.onnx")

    def mark(self, document: Document, expected: Sequence[int], bar: float) -> list[Marks]:
        """The document's cues of at least this chance, in text order, with what belongs to each.

        `expected` are the words that the rules take for cues, which the heads weigh.
        """
        if document.telling is None or not document.tokens:
            return []
        rules = np.zeros(len(document.tokens), dtype=np.int64)
        rules[list(expected)] = 1
        around = surroundings(document, load().relations)
        found: list[Marks] = []
        for start in range(0, len(rules), _STRETCH):
            first, last = max(0, start - _MARGIN), start + _STRETCH + _MARGIN
            said = _Said(
                first, *self._cues.run(None, {"telling": document.telling[first:last], "rules": rules[first:last]})
            )
            chosen = np.flatnonzero(said.chance[start - first : start - first + _STRETCH] >= bar) + start
            for group in _groups([(cue, *region(around, cue)) for cue in chosen.tolist()]):
                found.extend(self._marked(around, group, said))
        return found

    def _marked(self, around: Surroundings, group: Sequence[tuple[int, int, int]], said: _Said) -> list[Marks]:
        words, cues, features, real = laid_out(around, group)
        as_cue, as_word = said.as_cue[cues - said.first], said.as_word[words - said.first]
        scores = self._spans.run(None, {"cue": as_cue, "word": as_word * real, "pairs": features, "real": real})[0]
        labels = scores.argmax(1)
        found = []
        at = 0
        for cue, first, last in group:
            mine = labels[at : at + last - first]
            at += last - first + GAP
            source, own, content = (tuple((np.flatnonzero(mine == k) + first).tolist()) for k in (SOURCE, CUE, CONTENT))
            found.append(Marks(cue, float(said.chance[cue - said.first]), source, tuple(sorted({*own, cue})), content))
        return found


def laid_out(
    around: Surroundings, group: Sequence[tuple[int, int, int]]
) -> tuple[Ints, Ints, Ints, npt.NDArray[np.float32]]:
    """The regions of these cues in a row, with gaps: words, their cues, their numbers, which rows are real."""
    size = sum(last - first + GAP for _, first, last in group)
    words, cues = np.full((2, size), group[0][0], dtype=np.int64)
    features = np.zeros((size, 6), dtype=np.int64)
    real = np.zeros((size, 1), dtype=np.float32)
    at = 0
    for cue, first, last in group:
        rows = slice(at, at + last - first)
        words[rows], cues[rows], real[rows] = np.arange(first, last), cue, 1
        features[rows] = pairs(around, cue, first, last)
        at += last - first + GAP
    return words, cues, features, real


def _groups(regions: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """The regions in groups that are run together."""
    groups: list[list[tuple[int, int, int]]] = []
    rows = 0
    for part in regions:
        if not groups or rows > _TOGETHER:
            groups.append([])
            rows = 0
        groups[-1].append(part)
        rows += part[2] - part[1] + GAP
    return groups


@cache
def heads() -> Heads | None:
    """The shipped heads, loaded at the first call; None where the model comes without."""
    return Heads(MODEL) if (MODEL / "spans.onnx").exists() else None
