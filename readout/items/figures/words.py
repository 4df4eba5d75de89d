"""The words of figures (`figures.yaml`), checked and turned into tables for looking up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from readout import wordlists

Words = frozenset[str]


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    object: Words
    subject: Words
    complements: dict[str, Words]
    subject_with: dict[str, Words] = Field(alias="with")
    states: Words
    nouns: Words
    tolls: Words
    lives: Words


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    events: dict[str, _Event]
    counted: dict[str, Words]
    weapons: Words
    illnesses: Words
    armed_bodies: Words
    people: Words
    people_endings: tuple[str, ...]
    counting: Words
    amounts: Words
    including: Words
    gatherings: dict[str, str]
    captivity: Words
    happenings: Words
    open_nouns: Words
    bodies: Words
    weapons_used: dict[str, str]
    seen: Words
    collectives: Words
    sources: Words
    unrealized: Words
    proposing: Words
    proposals: Words


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Measures by the words that call for them: each table maps a lemma to its measure."""

    by_object: Mapping[str, str]
    by_subject: Mapping[str, str]
    by_complement: Mapping[str, tuple[tuple[Words, str], ...]]  # of verbs whose object is meant
    by_subject_complement: Mapping[str, tuple[tuple[Words, str], ...]]  # of verbs whose subject is meant
    by_state: Mapping[str, str]
    by_noun: Mapping[str, str]
    by_toll: Mapping[str, str]
    by_lives: Mapping[str, str]
    by_counted: Mapping[str, str]
    triggers: Words  # every lemma that can make a count without a number a figure ("a boy was killed")
    weapons: Words
    illnesses: Words
    armed_bodies: Words
    people: Words
    people_endings: tuple[str, ...]
    counting: Words
    amounts: Words
    including: Words
    gatherings: Mapping[str, str]
    captivity: Words
    happenings: Words
    open_nouns: Words
    bodies: Words
    weapons_used: Mapping[str, str]
    seen: Words
    collectives: Words
    sources: Words
    unrealized: Words
    proposing: Words
    proposals: Words


@cache
def words() -> FigureWords:
    """The tables of `figures.yaml`. Raises pydantic.ValidationError where the file breaks its form."""
    sheet = _Sheet(**wordlists.parse(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8")))
    by_object = _table(sheet, "object")
    complements = _pairs((m, e.complements) for m, e in sheet.events.items())
    subject_complements = _pairs((m, e.subject_with) for m, e in sheet.events.items())
    by_noun, by_subject, by_state = _table(sheet, "nouns"), _table(sheet, "subject"), _table(sheet, "states")
    return FigureWords(
        by_object=by_object,
        by_subject=by_subject,
        by_complement=complements,
        by_subject_complement=subject_complements,
        by_state=by_state,
        by_noun=by_noun,
        by_toll=_table(sheet, "tolls"),
        by_lives=_table(sheet, "lives"),
        by_counted={noun: measure for measure, nouns in sheet.counted.items() for noun in nouns},
        triggers=frozenset((*by_object, *by_subject, *by_noun, *by_state, *complements)),
        weapons=sheet.weapons,
        illnesses=sheet.illnesses,
        armed_bodies=sheet.armed_bodies,
        people=sheet.people | {noun for nouns in sheet.counted.values() for noun in nouns},
        people_endings=sheet.people_endings,
        counting=sheet.counting,
        amounts=sheet.amounts,
        including=sheet.including,
        gatherings=sheet.gatherings,
        captivity=sheet.captivity,
        happenings=sheet.happenings,
        open_nouns=sheet.open_nouns,
        bodies=sheet.bodies,
        weapons_used=sheet.weapons_used,
        seen=sheet.seen,
        collectives=sheet.collectives,
        sources=sheet.sources,
        unrealized=sheet.unrealized,
        proposing=sheet.proposing,
        proposals=sheet.proposals,
    )


def _pairs(given: Iterable[tuple[str, dict[str, Words]]]) -> dict[str, tuple[tuple[Words, str], ...]]:
    pairs: dict[str, tuple[tuple[Words, str], ...]] = {}
    for measure, verbs in given:
        for verb, beside in verbs.items():
            pairs[verb] = (*pairs.get(verb, ()), (beside, measure))
    return pairs


def _table(sheet: _Sheet, part: str) -> dict[str, str]:
    return {lemma: measure for measure, event in sheet.events.items() for lemma in getattr(event, part)}
