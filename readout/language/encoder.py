"""Running the encoder over a report's words, window by window.

A window holds as many words as fit, ends at a block's end where one is near, and is run alone: how activations are
rounded to int8 depends on what runs together, so a report's result never depends on its neighbours. A sentence that
a window cuts is read again, whole, by the next.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from readout.language.decode import starts_of, tied_to_the_word_before, trees
from readout.language.wordpieces import MODEL, Wordpieces

MOST = 150  # pieces in a window, as in training
_NEAR = 0.6  # a window may end at a block's end from this share of MOST on

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of each word; numbers index the labels."""

    starts: npt.NDArray[np.bool_]  # the word opens a sentence
    heads: Ints  # from the start of the text; a root's is its own
    relations: Ints
    upos: Ints
    xpos: Ints
    names: Floats  # words by name labels
    telling: Floats | None  # what the attribution heads read of each word; None where the model has none


def session(path: Path) -> Any:
    """A graph to run on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Encoder:
    """The shipped model, loaded."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Load both graphs on one thread."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.upos: list[str] = labels["upos"]
        self.xpos: list[str] = labels["xpos"]
        self.relations: list[str] = labels["relations"]
        self.names: list[str] = labels["names"]
        self.pieces = Wordpieces.load(folder / "vocab.txt")
        self._words, self._labels = session(folder / "encoder.onnx"), session(folder / "relations.onnx")
        self._telling = next((o.shape[1] for o in self._words.get_outputs() if o.name == "telling"), None)

    def read(
        self, words: Sequence[str], spaces: Sequence[bool], opens: Sequence[bool], given: Sequence[bool] | None = None
    ) -> Reading:
        """Read words in order: is there a space before each, does it open a block.

        `given`, where set, are the sentence starts to take in place of the predicted ones.
        """
        count = len(words)
        relations, upos, xpos = np.zeros((3, count), dtype=np.int64)
        names = np.zeros((count, len(self.names)), dtype=np.float32)
        telling = None if self._telling is None else np.zeros((count, self._telling), dtype=np.float32)
        found = Reading(np.zeros(count, dtype=bool), np.arange(count), relations, upos, xpos, names, telling)
        if not count:
            return found
        looked = [self.pieces.look(word) for word in words]
        sizes = np.fromiter((len(ids) for ids, _ in looked), np.int64, count)
        ends = np.cumsum(sizes)
        pieces = np.fromiter((number for ids, _ in looked for number in ids), np.int64, int(ends[-1]))
        opening = np.array(opens, dtype=bool)
        shapes = np.fromiter((form for _, form in looked), np.int64, count) + 2 * np.array(spaces, dtype=bool)
        tied = tied_to_the_word_before(words)
        fixed = None if given is None else np.array(given, dtype=bool)
        bounds = np.append(np.flatnonzero(opening), count)
        first = 0
        while first < count:
            last = _end(first, ends, sizes, bounds)
            ahead = shapes[first:last] + opening[first:last]
            if not opening[first]:
                ahead[0] += 1  # as in training, where a window's first sentence opens one
            taken = self._window(
                found, first, last, pieces, np.repeat(ahead, sizes[first:last]), ends, sizes, opening, tied, fixed
            )
            first += taken
        return found

    def _window(
        self,
        found: Reading,
        first: int,
        last: int,
        pieces: Ints,
        shapes: Ints,
        ends: Ints,
        sizes: Ints,
        opening: npt.NDArray[np.bool_],
        tied: npt.NDArray[np.bool_],
        fixed: npt.NDArray[np.bool_] | None,
    ) -> int:
        """Run words `first` to `last`, note what is settled, and tell how many words that was."""
        begin = ends[first] - sizes[first]
        ids = np.concatenate(([self.pieces.cls], pieces[begin : ends[last - 1]], [self.pieces.sep]))
        forms = np.concatenate(([0], shapes, [0]))
        firsts = ends[first:last] - sizes[first:last] - begin + 1
        start, name, upos, xpos, arcs, dependent, head, *telling = self._words.run(
            None, {"pieces": ids, "shapes": forms, "firsts": firsts}
        )
        starts = starts_of(start, opening[first:last], tied[first:last]) if fixed is None else fixed[first:last].copy()
        starts[0] = True
        whole = last - first
        if last < len(opening) and not (opening[last] if fixed is None else fixed[last]):
            cut = int(np.flatnonzero(starts)[-1])
            whole = cut or whole  # a sentence longer than a window is cut where the window ends
        heads = trees(arcs[:whole, :whole], starts[:whole])
        relations = self._labels.run(None, {"label_dependent": dependent[:whole], "label_head": head, "heads": heads})[
            0
        ]
        to = slice(first, first + whole)
        found.starts[to], found.heads[to], found.relations[to] = starts[:whole], heads + first, relations
        found.upos[to], found.xpos[to], found.names[to] = upos[:whole], xpos[:whole], name[:whole]
        if found.telling is not None:
            found.telling[to] = telling[0][:whole]
        return whole


def _end(first: int, ends: Ints, sizes: Ints, bounds: Ints) -> int:
    """Where the window that starts at this word ends: at a block's end if one is near enough, else where it is full."""
    before = ends[first] - sizes[first]
    full = max(first + 1, int(np.searchsorted(ends, before + MOST, side="right")))
    block = int(bounds[np.searchsorted(bounds, full, side="right") - 1])
    if block > first and (block == full or ends[block - 1] - before >= _NEAR * MOST):
        return block
    return full


@cache
def load() -> Encoder:
    """The shipped encoder, loaded at the first call."""
    return Encoder()
