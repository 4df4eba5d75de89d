"""Windows of running text as arrays, with what a newsroom's typography does to them."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from readout.language.wordpieces import Wordpieces
from training.treebank import UNLABELLED, Sentence


@dataclass
class Labels:
    """The label sets, in the order of the heads' outputs."""

    upos: list[str]
    xpos: list[str]
    relations: list[str]
    names: list[str]

    @classmethod
    def of(cls, documents: list[list[Sentence]]) -> Labels:
        sentences = [s for d in documents for s in d if s.trees]
        names = ["O"] + [f"{b}-{kind}" for kind in ("person", "place", "organization", "event") for b in "BI"]
        return cls(
            sorted({x for s in sentences for x in s.upos}),
            sorted({x for s in sentences for x in s.xpos}),
            sorted({x for s in sentences for x in s.relations}),
            names,
        )


@dataclass
class Window:
    """One window: pieces with their shapes, the first piece of each word, and the words' labels."""

    pieces: np.ndarray
    shapes: np.ndarray
    firsts: np.ndarray
    starts: np.ndarray
    upos: np.ndarray
    xpos: np.ndarray
    heads: np.ndarray  # index of the head in the window; UNLABELLED where there is no tree
    relations: np.ndarray
    names: np.ndarray
    sentence: np.ndarray


def vary(sentence: Sentence, rng: random.Random, quotes: bool, dashes: bool) -> list[str]:
    """The sentence's words as another desk might print them."""
    words = sentence.words
    if quotes:
        ahead = [*sentence.spaces[1:], True]  # is there a space after the word
        words = [
            ("“" if before and not after else "”" if after and not before else word)
            if word == '"'
            else word.replace("'", "’")
            for word, before, after in zip(words, sentence.spaces, ahead, strict=True)
        ]
    if dashes:
        mark = rng.choice(("—", "–", "--"))
        words = [mark if word in ("--", "—", "–") else word for word in words]
    chance = rng.random()
    if chance < 0.02:
        return [word.upper() for word in words]
    if chance < 0.035:
        return [word[:1].upper() + word[1:] for word in words]
    if chance < 0.045:
        return [word.lower() for word in words]
    return words


def build(sentences: list[Sentence], labels: Labels, pieces: Wordpieces, rng: random.Random | None = None) -> Window:
    """One window of these sentences; with `rng` as augmented training data."""
    quotes = rng is not None and rng.random() < 0.35
    dashes = rng is not None and rng.random() < 0.3
    blind = rng is not None and rng.random() < 0.25  # without the blocks' bounds
    ids, shapes, firsts = [pieces.cls], [0], []
    starts, upos, xpos, heads, relations, names, numbers = [], [], [], [], [], [], []
    upos_of, xpos_of, relation_of, name_of = (
        {x: i for i, x in enumerate(group)} for group in (labels.upos, labels.xpos, labels.relations, labels.names)
    )
    for number, sentence in enumerate(sentences):
        words = vary(sentence, rng, quotes, dashes) if rng else sentence.words
        base = len(firsts)
        for at, word in enumerate(words):
            found, form = pieces.look(word)
            opens = at == 0 and (sentence.opens or number == 0) and not blind
            form += 2 * sentence.spaces[at] + opens
            firsts.append(len(ids))
            ids.extend(found)
            shapes.extend([form] * len(found))
            starts.append((at == 0) if sentence.trees or at == 0 else UNLABELLED)
            numbers.append(number)
            if sentence.trees:
                upos.append(upos_of.get(sentence.upos[at], UNLABELLED))
                xpos.append(xpos_of.get(sentence.xpos[at], UNLABELLED))
                heads.append(base + sentence.heads[at])
                relations.append(relation_of.get(sentence.relations[at], UNLABELLED))
            else:
                for group in (upos, xpos, heads, relations):
                    group.append(UNLABELLED)
            name = sentence.names[at] if sentence.names else None
            names.append(UNLABELLED if name is None else name_of[name])
    ids.append(pieces.sep)
    shapes.append(0)
    arrays = (ids, shapes, firsts, starts, upos, xpos, heads, relations, names, numbers)
    return Window(*(np.array(array, dtype=np.int64) for array in arrays))


def cut(
    documents: list[list[Sentence]], pieces: Wordpieces, rng: random.Random | None, size: int = 150
) -> list[list[Sentence]]:
    """Runs of consecutive sentences of up to `size` pieces (of random sizes with `rng`), never across documents."""
    runs = []
    for document in documents:
        run: list[Sentence] = []
        length, budget = 0, size if rng is None else rng.randint(30, size)
        for sentence in document:
            weight = sum(len(pieces.look(word)[0]) for word in sentence.words)
            if run and length + weight > budget:
                runs.append(run)
                run, length = [], 0
                budget = size if rng is None else rng.randint(30, size)
            run.append(sentence)
            length += weight
        if run:
            runs.append(run)
    return runs


def batches(windows: list[Window], words: int, rng: random.Random) -> list[list[Window]]:
    """Batches of about this many words, of windows of like length."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces) + rng.random() * 12)
    groups: list[list[Window]] = [[]]
    count = 0
    for index in order:
        if count >= words:
            groups.append([])
            count = 0
        groups[-1].append(windows[index])
        count += len(windows[index].firsts)
    rng.shuffle(groups)
    return groups


def pad(group: list[Window]) -> dict[str, np.ndarray]:
    """A batch as padded arrays by field name, with `mask` for pieces."""
    wide = max(len(w.pieces) for w in group)
    long = max(len(w.firsts) for w in group)
    found: dict[str, np.ndarray] = {"mask": np.zeros((len(group), wide), dtype=bool)}
    for name in ("pieces", "shapes"):
        found[name] = np.zeros((len(group), wide), dtype=np.int64)
    for name in ("firsts", "starts", "upos", "xpos", "heads", "relations", "names", "sentence"):
        fill = 0 if name == "firsts" else -1 if name == "sentence" else UNLABELLED
        found[name] = np.full((len(group), long), fill, dtype=np.int64)
    for row, window in enumerate(group):
        found["mask"][row, : len(window.pieces)] = True
        for name in found:
            if name != "mask":
                values = getattr(window, name)
                found[name][row, : len(values)] = values
    return found
