"""What one pass over the words yields: tokens in sentences and trees, names, times, and who is meant.

Plain data. Every offset counts characters of the stored text; every token index counts from the start of the
document. `readout.language.read` makes a Document, `readout.language.tree` walks its trees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from readout.actors.model import Actor
from readout.language.edtf import Edtf

NameLabel = Literal["person", "place", "organization", "event"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the tree (Universal Dependencies)."""

    index: int
    start: int
    end: int
    text: str
    lemma: str  # lower case, but for proper nouns
    upos: str
    xpos: str  # Penn Treebank tag
    deprel: str  # with its subtype, e.g. "nsubj:pass"; "root" for a root
    head: int  # index of the head; the token's own index for a root
    children: tuple[int, ...]  # in text order
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive), characters `start` to `end`."""

    index: int
    start: int
    end: int
    first: int
    last: int
    block: int  # index of the block (headline, paragraph, subheading) it stands in


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    label: NameLabel


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: characters `start` to `end`, as TIMEX3 and, where it names a time, as EDTF."""

    start: int
    end: int
    type: TimeType
    value: str
    when: Edtf | None
    why: str  # how it was resolved, in a few words


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to an actor: tokens `first` to `last` (exclusive), with the head of the phrase.

    A plural that stands for several ("the two leaders", "both sides") yields one Reference for each actor.
    """

    first: int
    last: int
    head: int
    actor: Actor
    form: Literal["name", "title", "role", "pronoun", "place", "group"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: characters `start` to `end`, without the marks."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report's words, read once."""

    text: str
    published: Edtf | None
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    times: tuple[TimeExpression, ...]
    quotations: tuple[Quotation, ...]
    references: tuple[Reference, ...]
    # tokens by what the attribution heads read of them; None where the model has no such heads
    telling: npt.NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
