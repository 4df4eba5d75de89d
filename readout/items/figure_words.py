"""The words of figures (`figures.yaml`), checked and turned into tables for looking up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

Words = frozenset[str]


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    object: Words
    subject: Words
    complements: dict[str, Words]
    states: Words
    nouns: Words
    tolls: Words
    lives: Words


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    events: dict[str, _Event]
    counted: dict[str, Words]
    weapons: Words
    armed_bodies: Words
    people: Words
    people_endings: tuple[str, ...]
    deployments: Words
    counting: Words
    amounts: Words
    including: Words
    rates: Words


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Measures by the words that call for them: each table maps a lemma to its measure."""

    by_object: Mapping[str, str]
    by_subject: Mapping[str, str]
    by_complement: Mapping[str, tuple[tuple[Words, str], ...]]
    by_state: Mapping[str, str]
    by_noun: Mapping[str, str]
    by_toll: Mapping[str, str]
    by_lives: Mapping[str, str]
    by_counted: Mapping[str, str]
    triggers: Words  # every lemma that can make a count without a number a figure ("a boy was killed")
    weapons: Words
    armed_bodies: Words
    people: Words
    people_endings: tuple[str, ...]
    deployments: Words
    counting: Words
    amounts: Words
    including: Words
    rates: Words


@cache
def words() -> FigureWords:
    """The tables of `figures.yaml`. Raises pydantic.ValidationError where the file breaks its form."""
    sheet = _Sheet(**yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8")))
    by_object = _table(sheet, "object")
    complements: dict[str, list[tuple[Words, str]]] = {}
    for measure, event in sheet.events.items():
        for verb, beside in event.complements.items():
            complements.setdefault(verb, []).append((beside, measure))
    by_noun, by_subject, by_state = _table(sheet, "nouns"), _table(sheet, "subject"), _table(sheet, "states")
    return FigureWords(
        by_object=by_object,
        by_subject=by_subject,
        by_complement={verb: tuple(pairs) for verb, pairs in complements.items()},
        by_state=by_state,
        by_noun=by_noun,
        by_toll=_table(sheet, "tolls"),
        by_lives=_table(sheet, "lives"),
        by_counted={noun: measure for measure, nouns in sheet.counted.items() for noun in nouns},
        triggers=frozenset((*by_object, *by_subject, *by_noun, *by_state, *complements)),
        weapons=sheet.weapons,
        armed_bodies=sheet.armed_bodies,
        people=sheet.people | {noun for nouns in sheet.counted.values() for noun in nouns},
        people_endings=sheet.people_endings,
        deployments=sheet.deployments,
        counting=sheet.counting,
        amounts=sheet.amounts,
        including=sheet.including,
        rates=sheet.rates,
    )


def _table(sheet: _Sheet, part: str) -> dict[str, str]:
    return {lemma: measure for measure, event in sheet.events.items() for lemma in getattr(event, part)}
