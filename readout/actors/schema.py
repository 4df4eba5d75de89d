"""The forms in which the registry is written down, checked.

`OfficesFile` is one file of `data/offices` (and what users and imports bring), `Body` an entry of `bodies.yaml` or
`armed_groups.yaml`, `CountriesFile` is `countries.yaml`.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from readout.actors.days import first_day, last_day

Rank = Literal[
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "security adviser",
    "intelligence chief",
    "other",
]


def _day_text(value: object) -> object:
    """YAML reads 2009-03-31 as a date and 2009 as a number; the forms keep text."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, int) else value


Day = Annotated[str, BeforeValidator(_day_text), Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Holder(_Form):
    """Who held an office, from when to when."""

    name: str = Field(min_length=2)
    surname: str | None = None  # where it is not the last word of the name
    aliases: list[str] = []
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    gender: Literal["m", "f"] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Holder:
        if self.from_ and self.to and first_day(self.from_) > last_day(self.to):
            raise ValueError(f"{self.name}: from {self.from_} is after to {self.to}")
        return self


class Office(_Form):
    """An office and its holders."""

    office: str = Field(min_length=2)
    rank: Rank = "other"
    titles: list[str] = []
    holders: list[Holder] = []
    note: str | None = None


class OfficesFile(_Form):
    """The offices of one country."""

    country: str = Field(min_length=2)
    sources: list[str] = []
    offices: list[Office]
    note: str | None = None


class Body(_Form):
    """A body or an armed group, with its own offices."""

    name: str = Field(min_length=2)
    kind: Literal["body", "armed_group"]
    aliases: list[str] = []
    seat: str | None = None
    side: str | None = None
    country: str | None = None
    offices: list[Office] = []
    leaders: list[Office] = []
    sources: list[str] = []
    note: str | None = None


class Country(_Form):
    """A state, or one that is no more."""

    name: str
    iso: str | None = None
    aliases: list[str] = []
    adjectives: list[str]
    people: list[str] = []
    capital: list[str] = []
    seats: list[str] = []
    leader: str | None = None
    cities: list[str] = []
    years: tuple[int, int] | None = None
    now: str | None = None
    state: str | None = None


class CountriesFile(_Form):
    """countries.yaml."""

    countries: list[Country]
    territories: list[Country]
    regions: list[Country]
