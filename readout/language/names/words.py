"""The words of `names.yaml`, checked and indexed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Honorifics(_Form):
    """Forms of address by the gender they tell."""

    male: frozenset[str]
    female: frozenset[str]
    other: frozenset[str]


class Pairs(_Form):
    """Nouns after "both" and "the two"."""

    people: frozenset[str]
    sides: frozenset[str]


class Pronouns(_Form):
    """Third-person pronouns by what they stand for."""

    male: frozenset[str]
    female: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]


class Kin(_Form):
    """Nouns that tell a gender."""

    male: frozenset[str]
    female: frozenset[str]


class Words(_Form):
    """`names.yaml`; the comments there say what each list is."""

    honorifics: Honorifics
    roles: frozenset[str]
    ranks: dict[str, frozenset[str]]
    leaders: frozenset[str]
    attributes: frozenset[str]
    unnamed: frozenset[str]
    bare_unnamed: frozenset[str]
    governments: frozenset[str]
    bodies: frozenset[str]
    sent: frozenset[str]
    placed: frozenset[str]
    common_names: frozenset[str]
    against: frozenset[str]
    counterparts: frozenset[str]
    pairs: Pairs
    no_people: frozenset[str]
    acting: frozenset[str]
    addressed: frozenset[str]
    governed: dict[str, frozenset[str]]
    named_pairs: dict[str, tuple[str, str]]
    factions: frozenset[str]
    media: frozenset[str]
    currencies: frozenset[str]
    collectives: frozenset[str]
    seats: frozenset[str]
    portfolios: frozenset[str]
    any_body: frozenset[str]
    namers: frozenset[str]
    sides: dict[str, frozenset[str]]
    pronouns: Pronouns
    kin: Kin
    particles: frozenset[str]
    modifiers: frozenset[str]
    female_names: frozenset[str]

    @property
    def title_words(self) -> frozenset[str]:
        """Words that stand before a name and are no part of it."""
        return _title_words()

    def rank(self, role: str) -> str | None:
        """The rank that a role phrase means: "external affairs minister" is a "foreign minister"."""
        return _ranks().get(role)


@cache
def words() -> Words:
    """The lexicon, loaded once. Raises pydantic's ValidationError where the file breaks its form."""
    path = Path(__file__).with_name("names.yaml")
    return Words.model_validate(yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


@cache
def _title_words() -> frozenset[str]:
    told = words().honorifics
    return told.male | told.female | told.other | words().roles | words().modifiers


@cache
def _ranks() -> dict[str, str]:
    return {role: rank for rank, roles in words().ranks.items() for role in roles}
