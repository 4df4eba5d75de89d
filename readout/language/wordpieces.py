"""Words as the encoder sees them: ids of their pieces, and a number for their shape.

The pieces are those of the uncased BERT vocabulary (greedy longest match, Wu et al. 2016); since it has no case,
the shape number carries it, with whether a space precedes the word and whether the word opens a block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

MODEL = Path(__file__).parent / "model"
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
SHAPES = 32  # 8 shapes x space before x opens a block
_MOST_PIECES = 12  # of one word; what follows tells the encoder nothing
_MOST_KEPT = 200_000  # words whose pieces are remembered
_PART = re.compile(r"[^\W_]+|[^\w\s]|_")


class Wordpieces:
    """The pieces of words, remembered from word to word."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the vocabulary in the order of its ids."""
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.cls, self.sep, self._unknown = (self._ids[piece] for piece in (CLS, SEP, UNKNOWN))

    @classmethod
    def load(cls, path: Path = MODEL / "vocab.txt") -> Wordpieces:
        """Read a vocabulary, one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def look(self, word: str) -> tuple[tuple[int, ...], int]:
        """The word's piece ids (at least one) and its shape number without its place (a multiple of 4)."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            found = self._known[word] = (self._pieces(word), 4 * shape(word))
        return found

    def _pieces(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word[:400].lower())
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))
        found: list[int] = []
        for part in _PART.findall(plain):
            found.extend(self._split(part))
            if len(found) >= _MOST_PIECES:
                break
        return tuple(found[:_MOST_PIECES]) or (self._unknown,)

    def _split(self, part: str) -> list[int]:
        """The longest pieces from left to right; unknown as a whole where some piece is not in the vocabulary."""
        found: list[int] = []
        first = 0
        if len(part) > 60:
            return [self._unknown]
        while first < len(part):
            mark = "##" if first else ""
            for last in range(len(part), first, -1):
                number = self._ids.get(mark + part[first:last])
                if number is not None:
                    found.append(number)
                    first = last
                    break
            else:
                return [self._unknown]
        return found


def shape(word: str) -> int:
    """What the uncased pieces do not show: 0 marks, 1 lower, 2 Title, 3 one capital, 4 CAPITALS, 5 mIxed, 6 digits,
    7 letters without case.
    """  # fmt: skip
    letters = [c for c in word[:64] if c.isalpha()]
    if any(c.isdigit() for c in word[:64]):
        return 6
    if not letters:
        return 0
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 1 if any(c.islower() for c in letters) else 7
    if upper == len(letters):
        return 3 if upper == 1 else 4
    return 2 if upper == 1 and letters[0].isupper() else 5
