"""Reading a report's words once: tokens, sentences, trees, names, times, quotations, and who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from readout.language.dates import tag
from readout.language.decode import name_spans
from readout.language.document import Document, Name, NameLabel, Sentence, Token
from readout.language.encoder import Encoder, load
from readout.language.lemmas import lemma
from readout.language.mend import mend
from readout.language.names.resolving import resolve
from readout.language.quotations import quotations
from readout.language.tidy import Words, tidy_names
from readout.language.tokens import tokenize

if TYPE_CHECKING:
    from readout.language.edtf import Edtf

_PROPER = ("NNP", "NNPS")
_BREAK = re.compile(r"[^\S\n]*(?:\n[^\S\n]*)+|\r|\x0b|\x0c|\u2028|\u2029")


def split_blocks(text: str) -> tuple[tuple[int, int], ...]:
    """The text's blocks where no reader has told them: its lines, as character spans without space around them."""
    found = []
    first = 0
    for match in _BREAK.finditer(text):
        found.append((first, match.start()))
        first = match.end()
    found.append((first, len(text)))
    return tuple(trimmed for block in found if (trimmed := _trim(text, *block)))


def _trim(text: str, first: int, last: int) -> tuple[int, int] | None:
    whole = text[first:last]
    inner = whole.strip()
    if not inner:
        return None
    first += len(whole) - len(whole.lstrip())
    return first, first + len(inner)


def parse(
    text: str, blocks: Sequence[tuple[int, int]], encoder: Encoder | None = None
) -> tuple[tuple[Token, ...], tuple[Sentence, ...], tuple[Name, ...], npt.NDArray[np.float32] | None]:
    """The words of these blocks (character spans, in the order in which they are read), their sentences and names.

    The last part is what the attribution heads read of each word, None where the model has no such heads. Nothing
    outside the blocks is read, and no sentence crosses from one into the next. The same text and blocks give the same
    result whatever was read before. The shipped encoder reads them where no other is given.
    """
    spans: list[tuple[int, int]] = []
    block_of: list[int] = []
    opens: list[bool] = []
    for number, (first, last) in enumerate(blocks):
        inside = tokenize(text, first, last)
        spans.extend(inside)
        block_of.extend([number] * len(inside))
        opens.extend([True] + [False] * (len(inside) - 1) if inside else [])
    if not spans:
        return (), (), (), None
    words = [text[first:last] for first, last in spans]
    spaces = [
        opening or before[1] != span[0] for opening, before, span in zip(opens, [(0, 0), *spans], spans, strict=False)
    ]
    encoder = encoder or load()
    found = encoder.read(words, spaces, opens)
    starts = np.flatnonzero(found.starts).tolist()
    sentences = tuple(
        Sentence(number, spans[first][0], spans[last - 1][1], first, last, block_of[first])
        for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(words)], strict=True))
    )
    heads = found.heads.tolist()
    upos = [encoder.upos[number] for number in found.upos.tolist()]
    relations = [encoder.relations[number] for number in found.relations.tolist()]
    ends = [last for first, last in zip(starts, [*starts[1:], len(words)], strict=True) for _ in range(first, last)]
    mend(words, upos, heads, relations, ends)
    children: list[list[int]] = [[] for _ in words]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    xpos = [encoder.xpos[number] for number in found.xpos.tolist()]
    sentence_of = (np.cumsum(found.starts) - 1).tolist()
    tokens = tuple(
        Token(
            index, first, last, words[index], _lemma(words, xpos, relations, heads, index), upos[index], xpos[index],
            relations[index], heads[index], tuple(children[index]), sentence_of[index],
        )
        for index, (first, last) in enumerate(spans)
    )  # fmt: skip
    names = tuple(
        Name(first, last, cast(NameLabel, label))
        for first, last, label in tidy_names(
            name_spans(found.names, encoder.names, found.starts, words),
            Words(words, [x in _PROPER for x in xpos], heads, relations),
        )
    )
    return tokens, sentences, names, found.telling


def _lemma(words: list[str], xpos: list[str], relations: list[str], heads: list[int], index: int) -> str:
    word = words[index]
    if word in ("'s", "’s") and relations[index] == "aux" and xpos[heads[index]] in ("VBN", "VBD"):
        return "have"
    return lemma(word, xpos[index])


def read(text: str, published: Edtf | None = None, blocks: Sequence[tuple[int, int]] | None = None) -> Document:
    """A report's words, read once.

    `published` is when it appeared, by which its dates are resolved; `blocks` are the spans to read (headline,
    paragraphs), all lines of the text where none are given.
    """
    spans = split_blocks(text) if blocks is None else tuple(blocks)
    tokens, sentences, names, telling = parse(text, spans)
    times = tag(text, published, tokens, spans)
    document = Document(text, published, tokens, sentences, names, times, quotations(text, spans), ())
    return replace(document, references=resolve(document), telling=telling)
