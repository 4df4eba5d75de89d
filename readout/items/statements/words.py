"""The words of `statements.yaml`, checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists


class Words(BaseModel):
    """All of `statements.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    documents: frozenset[str]
    media: frozenset[str]
    media_names: frozenset[str]
    people: frozenset[str]
    stating: frozenset[str]
    turning: frozenset[str]
    holding: frozenset[str]
    occasions: frozenset[str]
    numbers: frozenset[str]
    anonymity: tuple[str, ...]


@cache
def words() -> Words:
    """The lists. Raises pydantic.ValidationError where the file breaks its form."""
    path = Path(__file__).with_name("statements.yaml")
    return Words(**wordlists.parse(path.read_text(encoding="utf-8")))
