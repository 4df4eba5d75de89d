"""The words of contacts (contacts.yaml), checked and loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from readout import wordlists

Kind = Literal["call", "video", "meeting", "visit", "message", "talks"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class VerbWord(_Form):
    """A verb that is a contact, and where its other side stands; see contacts.yaml."""

    kind: Kind
    others: tuple[str, ...] = ()
    together: bool = False
    place: tuple[str, ...] | None = None
    guest: bool = False
    plain: bool = False  # only with a plain object: no complement, no preposition
    departing: bool = False  # the object is the place left, and so was visited
    sent: bool = False  # the object is who travels
    thing: str | None = None  # only with this object
    particle: str | None = None  # only with this particle
    back: bool = False  # a visit only to a region, or for something: else it is going home
    told: bool = False  # someone told another in person; see contacts.py


class NounWord(_Form):
    """A noun that is a contact. `weak`: only where both sides are told in its own phrase or clause."""

    kind: Kind
    weak: bool = False
    plural: bool = False
    series: bool = False  # only as one of a series of which the report has told
    addressed: bool = False  # only to a person
    place: tuple[str, ...] = ("to", "in", "of")  # prepositions before the land of a visit


class Format(_Form):
    """Talks that go by a name: the words before the noun, the land they are about, those who sit at them."""

    words: tuple[str, ...]
    about: str
    parties: tuple[str, ...]


class Words(_Form):
    """The lists of contacts.yaml."""

    verbs: dict[str, VerbWord]
    nouns: dict[str, NounWord]
    offices: dict[str, str]
    outside: frozenset[str]
    not_before: frozenset[str]
    habits: frozenset[str]
    press: frozenset[str]
    delegates: frozenset[str]
    heads: frozenset[str]
    unions: frozenset[str]
    counts: frozenset[str]
    private: frozenset[str]
    telephone: frozenset[str]
    video: frozenset[str]
    planned: frozenset[str]
    proposed: frozenset[str]
    called_off: frozenset[str]
    put_off: frozenset[str]
    confirming: frozenset[str]
    aims: frozenset[str]
    telling: frozenset[str]
    transparent: frozenset[str]
    strengthening: frozenset[str]
    figurative: frozenset[str]
    ordinals: frozenset[str]
    series: frozenset[str]
    fighters: frozenset[str]
    formats: tuple[Format, ...]


@cache
def words() -> Words:
    """The lists of contacts.yaml. Raises pydantic.ValidationError where the file breaks its form."""
    return Words(**wordlists.parse(Path(__file__).with_name("contacts.yaml").read_text(encoding="utf-8")))
