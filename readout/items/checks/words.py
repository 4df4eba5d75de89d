"""The words of checks (checks.yaml), checked and loaded once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists
from readout.items.contacts.words import Kind
from readout.language.document import Token

_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)


class Words(BaseModel):
    """The lists of checks.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ordinals: dict[str, int]
    first: frozenset[str]
    last: frozenset[str]
    adverbs: dict[str, int]
    nouns: dict[str, Kind]
    other_senses: frozenset[str]
    rounds: frozenset[str]
    gaps: frozenset[str]
    resuming: frozenset[str]
    superlatives: frozenset[str]
    happening: frozenset[str]
    carrying: frozenset[str]
    within: frozenset[str]
    spans: frozenset[str]
    neutral: frozenset[str]
    abroad: frozenset[str]
    pointing: frozenset[str]
    bounding: frozenset[str]
    staff: frozenset[str]


@cache
def words() -> Words:
    """The lists of checks.yaml. Raises pydantic.ValidationError where the file breaks its form."""
    return Words(**wordlists.parse(Path(__file__).with_name("checks.yaml").read_text(encoding="utf-8")))


def rank(token: Token) -> int | None:
    """The place in a series that a word gives: 1 for "first", 10 for "10th", -1 for "last"; None for none."""
    lists, word = words(), token.text.lower()
    word = word.removesuffix("-round")
    if word in lists.first or word == "1st":
        return 1
    if word in lists.last:
        return -1
    if word in lists.ordinals:
        return lists.ordinals[word]
    digits = _DIGITS.fullmatch(word) if word[:1].isdigit() else None
    return int(digits.group(1)) if digits else None
