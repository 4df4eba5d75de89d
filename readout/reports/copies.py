"""Which reports copy, cut or rewrite another, and so are no second witness.

Candidates are found by band keys, which a store can keep in a table and join on: the hash of the whole, of the
sentences, and of MinHash bands (Broder 1997) over the pairs of facts that stand next to each other, which outlive a
rewording. A pair of candidates is then compared: containment of word 5-grams, since cut copy shares little of its
whole, and for rewrites the facts and what they stand next to, which two independent reports of one event do not share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Literal

from rensa import RMinHash

from readout.reports.english import small_words
from readout.reports.furniture import mark
from readout.reports.model import Block

CopyKind = Literal["exact", "reprint", "cut", "rewrite"]

_N = 5  # words in a shingle
_SENTENCES = 24  # keys for sentences: the smallest hashes, so that a part has the same ones as its whole
_BANDS, _ROWS = 16, 2
_SEED = 20231011
_MIN_SENTENCE = 8  # words
_MIN_FACTS = 8  # fewer do not tell a rewrite

# Fitted on wires cut, reordered and reworded by rule against other wires of the same days (benchmarks/copies.py).
_REPRINT = 0.6  # of the 5-grams of each in the other
_CUT = 0.6  # of the 5-grams of the shorter in the longer
_PAIRS = 0.45  # of the pairs of neighbouring facts of the shorter in the longer
_FACTS = 0.65  # of its names and numbers
_SHARED = 0.45  # of its content words
_REWRITE = 0.68  # the mean of the three
_NUMBERS = 0.75  # of its numbers; lists of prices, and reports of one day's toll and the next, share all but these

_READ = frozenset(("headline", "subheading", "paragraph"))
_WORD = re.compile(r"[^\W_]+(?:['’.,-](?=\w)[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?][\"'’”)]*\s+(?=[\"'‘“(]?[A-Z0-9])|\n")
_SUFFIX = re.compile(r"(?:['’]s|ies|ied|ing|edly|ed|es|s|ly|ion|ions|er|ers|ment|ments)$")


@dataclass(frozen=True, slots=True)
class Signature:
    """The keys by which candidates for copies of a report are found: reports that share one are to be compared."""

    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CopyVerdict:
    """What kind of copy two reports are of one another, how sure, and why."""

    kind: CopyKind
    score: float  # from 0 to 1
    why: str


@dataclass(frozen=True, slots=True)
class _Words:
    """A report's words in the forms that are compared."""

    all: tuple[str, ...]
    shingles: frozenset[int]
    facts: frozenset[str]  # names and numbers
    pairs: frozenset[str]  # of facts that stand next to each other
    numbers: frozenset[str]
    content: frozenset[str]  # stems
    sentences: tuple[str, ...]


def signature(text: str, blocks: Sequence[Block] | None = None) -> Signature:
    """The band keys of a report. `blocks` are marked anew where they are not given."""
    words = _words(text, tuple(blocks) if blocks is not None else None)
    keys = {_key("whole", " ".join(words.all or text.split()))}
    long = (sentence for sentence in words.sentences if sentence.count(" ") >= _MIN_SENTENCE - 1)
    keys.update(sorted({_key("sentence", sentence) for sentence in long})[:_SENTENCES])
    if len(words.pairs) >= _MIN_FACTS:
        minhash = RMinHash(_BANDS * _ROWS, _SEED)
        minhash.update(sorted(words.pairs))
        digest = minhash.digest()
        for band in range(_BANDS):
            rows = digest[band * _ROWS : (band + 1) * _ROWS]
            keys.add(_key(f"facts {band}", " ".join(map(str, rows))))
    return Signature(tuple(sorted(keys)))


def compare(a: str, b: str) -> CopyVerdict | None:
    """Whether the reports with texts `a` and `b` are copies of one another; None where they are two witnesses."""
    left, right = _words(a, None), _words(b, None)
    if (left.all or a.split()) == (right.all or b.split()) and a.strip():
        return CopyVerdict("exact", 1.0, "Word for word the same.")
    if not left.all or not right.all:
        return None
    short, long = (left, right) if len(left.all) <= len(right.all) else (right, left)
    if _share(short.numbers, long.numbers) < _NUMBERS:
        return None
    return _verbatim(short, long) or _reworded(short, long)


def _verbatim(short: _Words, long: _Words) -> CopyVerdict | None:
    if not short.shingles or not long.shingles:
        return None
    common = len(short.shingles & long.shingles)
    inner, outer = common / len(short.shingles), common / len(long.shingles)
    if inner >= _REPRINT and outer >= _REPRINT:
        return CopyVerdict("reprint", inner, f"{inner:.0%} of the one's words stand in the other in the same runs.")
    if inner >= _CUT:
        return CopyVerdict(
            "cut", inner, f"{inner:.0%} of the shorter stands word for word in the longer, {outer:.0%} of the longer."
        )
    return None


def _reworded(short: _Words, long: _Words) -> CopyVerdict | None:
    few, many = sorted((short, long), key=lambda words: len(words.pairs))
    if len(few.pairs) < _MIN_FACTS:
        return None
    pairs = len(few.pairs & many.pairs) / len(few.pairs)
    facts = _share(few.facts, many.facts)
    shared = _share(few.content, many.content)
    score = (pairs + facts + shared) / 3
    if pairs < _PAIRS or facts < _FACTS or shared < _SHARED or score < _REWRITE:
        return None
    return CopyVerdict(
        "rewrite",
        score,
        f"{facts:.0%} of its names and numbers, {pairs:.0%} of them next to the same ones, {shared:.0%} of its words.",
    )


def _share(few: frozenset[str], many: frozenset[str]) -> float:
    return len(few & many) / len(few) if few else 1.0


@lru_cache(maxsize=512)
def _words(text: str, blocks: tuple[Block, ...] | None) -> _Words:
    own = [text[block.start : block.end] for block in blocks or mark(text) if block.role in _READ]
    found = [_WORD.findall(part) for part in own]
    sentences = [" ".join(_WORD.findall(s)).lower() for part in own for s in _SENTENCE_END.split(part)]
    words = tuple(word.lower() for part in found for word in part)
    plain = {word for part in found for word in part if word.islower()}
    facts = tuple(
        word.lower()
        for part in found
        for word in part
        if not word[0].islower() and word.lower() not in plain and word.lower() not in small_words()
    )
    content = frozenset(_stem(word) for word in plain if word not in small_words() and len(word) > 3)
    shingles = frozenset(hash(words[i : i + _N]) for i in range(len(words) - _N + 1))
    numbers = frozenset(fact for fact in facts if fact[0].isdigit())
    return _Words(words, shingles, frozenset(facts), _fact_pairs(facts), numbers, content, tuple(sentences))


def _fact_pairs(facts: Sequence[str]) -> frozenset[str]:
    """Facts that stand next to each other or one apart, in no order, since rewording may turn them round."""
    near = [*pairwise(facts), *zip(facts, facts[2:], strict=False)]
    return frozenset(" ".join(sorted(pair)) for pair in near if pair[0] != pair[1])


def _stem(word: str) -> str:
    stem = _SUFFIX.sub("", word)
    return stem if len(stem) > 2 else word


def _key(kind: str, words: str) -> int:
    return int.from_bytes(blake2b(f"{kind}\0{words}".encode(), digest_size=8).digest()) >> 1
