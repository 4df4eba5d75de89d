"""The words of `attribution.yaml`, checked and indexed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists

_PLACES = frozenset(("clause", "infinitive", "object", "both", "subject"))


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Group(_Form):
    """Verbs that keep their content in the same places: see the head of the file."""

    manner: str
    takes: frozenset[str]
    verbs: tuple[str, ...]


class _Words(_Form):
    groups: tuple[Group, ...]
    prepositions: dict[str, tuple[str, ...]]
    nouns: frozenset[str]
    settings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a verb keeps its content: the places of its groups, and the prepositions that bring it."""

    manner: str
    takes: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by lemma. `settings` are nouns that say where something was said ("in a statement")."""

    verbs: dict[str, Frame]
    nouns: frozenset[str]
    settings: frozenset[str]


@cache
def words() -> Lexicon:
    """The cues. Raises pydantic.ValidationError or ValueError where the file breaks its form."""
    path = Path(__file__).with_name("attribution.yaml")
    form = _Words(**wordlists.parse(path.read_text(encoding="utf-8")))
    verbs: dict[str, Frame] = {}
    for group in form.groups:
        if unknown := group.takes - _PLACES:
            raise ValueError(f"{path.name}: no such place for content: {', '.join(sorted(unknown))}")
        for verb in group.verbs:
            known = verbs.get(verb)
            takes = group.takes | known.takes if known else group.takes
            manner = known.manner if known else group.manner
            verbs[verb] = Frame(manner, takes, frozenset(form.prepositions.get(verb, ())))
    for verb, prepositions in form.prepositions.items():
        if verb not in verbs:
            verbs[verb] = Frame("saying", frozenset(), frozenset(prepositions))
    return Lexicon(verbs, form.nouns, form.settings)
