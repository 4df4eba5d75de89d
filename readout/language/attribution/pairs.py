"""What a cue and a word near it have to do with each other, as numbers for the attribution heads.

Each pair gives six: how far the word stands from the cue; how many steps lead up from the cue to what governs both and
down again to the word; the relation by which that way down begins; the relation by which the way up ends; whether they
share a sentence and a block; whether they stand in quotations. `OFFSETS` says where each begins in
one table of them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.language.document import Document

Ints = npt.NDArray[np.int64]

BEFORE, AFTER = 70, 80  # words looked at on either side of a cue, in its sentence and those next to it
_BOUNDS = (1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 22, 31, 46, 65)  # distances from which a new step begins
_UP, _DOWN, _HIGHEST = 5, 4, 9
_RELATIONS = 64  # room for the tree's relations, 0 for none
SIZES = (2 * len(_BOUNDS) + 1, (_UP + 2) * (_DOWN + 2), _RELATIONS, _RELATIONS, 6, 6)
OFFSETS = np.concatenate(([0], np.cumsum(SIZES)[:-1]))

_FAR = max(BEFORE, AFTER) + 1
_away = np.arange(-_FAR, _FAR + 1)
_STEPS = np.where(_away < 0, len(_BOUNDS), 0) + np.searchsorted(_BOUNDS, np.abs(_away), side="right")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A document's trees, sentences, blocks and quotations as plain lists and arrays over its words."""

    heads: list[int]
    relations: list[int]  # numbers from 1, by their place among the labels
    children: list[tuple[int, ...]]
    sentences: Ints
    blocks: Ints
    quotations: Ints  # the outermost that a word stands in, -1 for none
    firsts: list[int]  # of the sentences
    lasts: list[int]


def surroundings(document: Document, relations: Sequence[str]) -> Surroundings:
    """What the pairs of this document are counted from; `relations` are the encoder's labels."""
    numbers = {relation: number for number, relation in enumerate(relations, 1) if number < _RELATIONS}
    tokens, sentences = document.tokens, document.sentences
    quoted = np.full(len(tokens), -1, dtype=np.int64)
    starts = np.array([t.start for t in tokens], dtype=np.int64)
    reached = 0
    for number, quotation in enumerate(document.quotations):
        first, last = np.searchsorted(starts, (max(quotation.start, reached), quotation.end))
        quoted[first:last] = number
        reached = max(reached, quotation.end)
    of = np.array([t.sentence for t in tokens], dtype=np.int64)
    return Surroundings(
        heads=[t.head for t in tokens],
        relations=[numbers.get(t.deprel, 0) for t in tokens],
        children=[t.children for t in tokens],
        sentences=of,
        blocks=np.array([s.block for s in sentences], dtype=np.int64)[of] if len(of) else of,
        quotations=quoted,
        firsts=[s.first for s in sentences],
        lasts=[s.last for s in sentences],
    )


def region(around: Surroundings, cue: int) -> tuple[int, int]:
    """The words looked at for a cue, first and last (exclusive)."""
    sentence = int(around.sentences[cue])
    first = around.firsts[max(0, sentence - 1)]
    last = around.lasts[min(len(around.lasts) - 1, sentence + 1)]
    return max(first, cue - BEFORE), min(last, cue + AFTER + 1)


def pairs(around: Surroundings, cue: int, first: int, last: int) -> Ints:
    """The six numbers for each word from `first` to `last` with this cue, each in its part of the table."""
    inside = slice(first, last)
    quoted = around.quotations[inside]
    in_quotes = np.where(quoted < 0, 0, np.where(quoted == around.quotations[cue], 1, 2))
    found: Ints = np.stack(
        (
            _STEPS[first - cue + _FAR : last - cue + _FAR],
            *_ways(around, cue, first, last),
            np.clip(around.sentences[inside] - around.sentences[cue], -1, 1)
            + 1
            + 3 * (around.blocks[inside] != around.blocks[cue]),
            in_quotes + 3 * int(around.quotations[cue] >= 0),
        ),
        axis=1,
    )
    return found + OFFSETS


def _ways(around: Surroundings, cue: int, first: int, last: int) -> tuple[Ints, Ints, Ints]:
    """Steps up and down, the relation by which the way down begins, and the one by which the way up ends."""
    size = last - first
    steps = [(_UP + 1) * (_DOWN + 2) + _DOWN + 1] * size
    branch, side = [0] * size, [0] * size
    heads, relations, children = around.heads, around.relations, around.children
    node, before, height, over = cue, -1, 0, 0
    while True:
        base = min(height, _UP) * (_DOWN + 2)
        open_ = [(child, 1, relations[child]) for child in children[node] if child != before]
        open_.append((node, 0, 0))
        while open_:
            word, depth, relation = open_.pop()
            if first <= word < last:
                steps[word - first] = base + min(depth, _DOWN)
                branch[word - first], side[word - first] = relation, over
            if depth:
                open_.extend((child, depth + 1, relation) for child in children[word])
        if heads[node] == node or height >= _HIGHEST:
            break
        over = relations[node]
        before, node, height = node, heads[node], height + 1
    return np.array(steps), np.array(branch), np.array(side)
