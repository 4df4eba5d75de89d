"""What dating knows of the world and its words (`dating.yaml`), checked and read once."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from readout import wordlists

MonthDay = tuple[int, int]


class Landmark(BaseModel):
    """A well-known event with its day; one of the alternatives of `words` stands in a sentence that speaks of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    date: datetime.date
    words: tuple[tuple[str, ...], ...]


class Season(BaseModel):
    """A phrase that ties a report to a stretch of the year."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    begin: MonthDay = Field(alias="from")
    end: MonthDay = Field(alias="to")


class Tense(BaseModel):
    """Words that tell whether a time lies before the report or after it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    future: frozenset[str]
    future_before_time: frozenset[str]
    helpers: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    sudden: frozenset[str]
    numbers: frozenset[str]


class Sheet(BaseModel):
    """The shape of `dating.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    landmarks: tuple[Landmark, ...]
    seasonal: tuple[Season, ...]
    tense: Tense


@cache
def sheet() -> Sheet:
    """The words, read once."""
    text = files(__package__).joinpath("dating.yaml").read_text(encoding="utf-8")
    return Sheet.model_validate(wordlists.parse(text))
