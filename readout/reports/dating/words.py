"""What dating knows of the world (`landmarks.yaml`) and its words (`dating.yaml`), checked and read once."""

from __future__ import annotations

import datetime
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

from readout import wordlists

MonthDay = tuple[int, int]


class Landmark(BaseModel):
    """A well-known event with its day, and how a sentence speaks of it: `words`, or whose `death` or `fall` it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    date: datetime.date
    words: tuple[str, ...] = ()
    death: str | None = None
    fall: str | None = None

    @model_validator(mode="after")
    def _recognised(self) -> Landmark:
        if not (self.words or self.death or self.fall):
            raise ValueError(f"nothing says how {self.name} is recognised")
        return self


class Era(BaseModel):
    """What stood for a time only; one of the alternatives of `words` stands in a sentence that speaks of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    begin: datetime.date = Field(alias="from")
    until: datetime.date | None = None
    words: tuple[str, ...]


class World(BaseModel):
    """The shape of `landmarks.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    landmarks: tuple[Landmark, ...]
    eras: tuple[Era, ...]


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

    seasonal: tuple[Season, ...]
    tense: Tense


@cache
def sheet() -> Sheet:
    """The words, read once."""
    text = files(__package__).joinpath("dating.yaml").read_text(encoding="utf-8")
    return Sheet.model_validate(wordlists.parse(text))


@cache
def world() -> World:
    """The landmarks and eras, read once."""
    text = files(__package__).joinpath("landmarks.yaml").read_text(encoding="utf-8")
    return World.model_validate(wordlists.parse(text))
