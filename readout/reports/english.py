"""Whether a text is in English: by its script and its small words, told only where it is plain."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import RootModel

from readout import wordlists

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters
_ENOUGH = 30  # words; fewer tell nothing
_VARIOUS = 6  # small words of a language; names in a list repeat a few
_CLEAR = 0.08  # of the words; English news has from 0.25 to 0.45


class _SmallWords(RootModel[dict[str, frozenset[str]]]):
    pass


@cache
def _small_words() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("languages.yaml")
    return _SmallWords.model_validate(wordlists.parse(path.read_text("utf-8"))).root


def small_words() -> frozenset[str]:
    """The commonest small words of English."""
    return _small_words()["English"]


def other_language(text: str) -> str | None:
    """The language that `text` plainly is in where that is not English; None for English and where it is not plain."""
    words = [word.lower() for word in _WORD.findall(text, 0, _SAMPLE)]
    if len(words) < _ENOUGH:
        return None
    letters = sum(map(len, words))
    foreign = sum(1 for word in words for letter in word if letter > "\u024f")
    if foreign > 0.5 * letters:
        return "another script"
    shares = {name: sum(word in small for word in words) / len(words) for name, small in _small_words().items()}
    english = shares.pop("English")
    if english >= _CLEAR * 2:
        return None
    best = max(shares, key=lambda name: (shares[name], name))
    various = len(_small_words()[best].intersection(words)) >= _VARIOUS
    return best if various and shares[best] > max(2 * english, 2 * _CLEAR) else None
