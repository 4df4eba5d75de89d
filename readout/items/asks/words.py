"""The words of `asks.yaml`, checked and indexed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from readout import wordlists

Manner = Literal["request", "demand", "warn", "offer"]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Verb(_Form):
    """A verb of asking: where its addressee and the thing wanted stand."""

    manner: Manner
    to: tuple[str, ...]
    wants: tuple[str, ...]


class Answers(_Form):
    """Verbs of the addressee, by the answer they give."""

    agreed: frozenset[str]
    refused: frozenset[str]
    defied: frozenset[str]
    pending: frozenset[str]
    yielding: frozenset[str]


class Words(_Form):
    """All of `asks.yaml`."""

    verbs: dict[str, Verb]
    nouns: dict[str, Manner]
    modals: dict[str, Manner]
    asking_only: frozenset[str]
    documents: frozenset[str]
    belongings: frozenset[str]
    deontic: frozenset[str]
    deontic_nouns: frozenset[str]
    wishes: frozenset[str]
    agentive: frozenset[str]
    quantities: frozenset[str]
    conditions: frozenset[str]
    wishing: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    things: frozenset[str]
    giving: frozenset[str]
    judging: frozenset[str]
    mounting: frozenset[str]
    getting: frozenset[str]
    replies: frozenset[str]
    gifts: frozenset[str]
    ordering: frozenset[str]
    staff: frozenset[str]
    dealing: frozenset[str]
    shielding: frozenset[str]
    prevailing: frozenset[str]
    trying: frozenset[str]
    bare: frozenset[str]
    unwilling: frozenset[str]
    efforts: frozenset[str]
    boons: frozenset[str]
    addressed: frozenset[str]
    no_bidding: frozenset[str]
    founding: frozenset[str]
    shares: frozenset[str]
    thinking: frozenset[str]
    travelling: frozenset[str]
    market: frozenset[str]
    answers: Answers


@cache
def words() -> Words:
    """The lists. Raises pydantic.ValidationError where the file breaks its form."""
    path = Path(__file__).with_name("asks.yaml")
    return Words(**wordlists.parse(path.read_text(encoding="utf-8")))
