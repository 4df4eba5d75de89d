"""Words of names made comparable: folded case, no accents, no dots, hyphens and apostrophes as word breaks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {mark: "" for mark in ".'’‘ʼ`"}
)


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[str, ...]:
    """The words of a name: "Recep Tayyip Erdoğan" -> ("recep", "tayyip", "erdogan"), "U.S." -> ("us",)."""
    if text.isascii() and text.isalpha():
        return (text.lower(),)
    plain = text.translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return tuple(word for word in _BREAKS.split(plain.lower()) if word)


def fold(text: str) -> str:
    """The words of a name in one string, for use as a key."""
    return " ".join(pieces(text))


def slug(text: str) -> str:
    """A name as part of an id: "Benjamin Netanyahu" -> "benjamin-netanyahu"."""
    return "-".join(pieces(text))
