"""Finding the registry's words in a Document: places, peoples, bodies, armed groups, full names of office holders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readout.actors import registry
from readout.actors.facts import Body, Country, Entry, Person
from readout.actors.words import pieces
from readout.language.document import Document

_LONGEST = 8
_DATELINE = re.compile(r"^([A-Z][A-Z .'’-]{2,30}[A-Z.])(?:\s*,|\s*\(|\s+[-–—]{1,2}\s)", re.MULTILINE)
_INSIDE = {"-", "–", "‑", ".", "'", "’", "(", ")"}


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (exclusive) that read as one of the registry's phrases."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    def country(self, *kinds: str) -> Country | None:
        """The country or region meant, of these kinds of word where given."""
        for entry in self.entries:
            if isinstance(entry.of, Country) and (not kinds or entry.kind in kinds):
                return entry.of
        return None

    def body(self) -> Body | None:
        """The body or armed group meant."""
        return next((e.of for e in self.entries if isinstance(e.of, Body)), None)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Phrases by their first piece, longest first."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]]]
    names: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Person, ...]]]]


def dateline(text: str) -> str | None:
    """The place in the report's dateline ("MOSCOW, April 2 (AFP)", "PARIS (Reuters) -"), None where it has none."""
    match = _DATELINE.search(text, 0, 1500)
    return match[1].strip() if match else None


def folded(document: Document) -> list[tuple[str, ...]]:
    """Each token's pieces; marks have none."""
    return [pieces(token.text) for token in document.tokens]


def hits(document: Document, folds: Sequence[tuple[str, ...]]) -> dict[int, Hit]:
    """The registry's phrases in the text by their first token, longest first, none overlapping."""
    phrases = gazetteer().phrases
    tokens = document.tokens
    found: dict[int, Hit] = {}
    index = 0
    while index < len(tokens):
        fold = folds[index]
        hit = None
        if fold and tokens[index].text[0].isupper():
            first = _possessive(document, folds, index) or fold[0]
            options = phrases.get(first) or phrases.get(fold[0])
            hit = _longest(document, folds, index, options) if options else None
        if hit is None:
            index += 1
        else:
            found[index] = hit
            index = hit.last
    return found


def full_name(
    document: Document, folds: Sequence[tuple[str, ...]], index: int
) -> tuple[int, tuple[Person, ...]] | None:
    """The end of the full name of office holders that begins at this token, and who they are."""
    fold = folds[index]
    options = gazetteer().names.get(fold[0]) if fold else None
    for wanted, persons in options or ():
        end = _matches(document, folds, index, wanted)
        if end is not None:
            return end, persons
    return None


def _longest(
    document: Document,
    folds: Sequence[tuple[str, ...]],
    index: int,
    options: Sequence[tuple[tuple[str, ...], tuple[Entry, ...]]],
) -> Hit | None:
    for wanted, entries in options:
        end = _matches(document, folds, index, wanted)
        if end is None:
            continue
        text = document.tokens[index].text
        fitting = tuple(e for e in entries if _written(e.phrase, text, document, index, end))
        if fitting:
            return Hit(index, end, fitting)
    return None


def _written(phrase: str, text: str, document: Document, first: int, last: int) -> bool:
    """Abbreviations in capitals ("US", not "us") or, where they are said as words, as names ("Nato", "Isis").

    A word that opens a sentence counts only where it is tagged a name.
    """
    letters = phrase.replace(".", "")
    token = document.tokens[first]
    if letters.isupper() and len(letters) <= 5:
        return text.isupper() or (len(letters) >= 4 and text[1:].islower() and token.upos == "PROPN")
    ambiguous = last - first == 1 and token.index == document.sentences[token.sentence].first
    return not ambiguous or token.upos in ("PROPN", "ADJ", "NOUN", "X")


def _matches(document: Document, folds: Sequence[tuple[str, ...]], index: int, wanted: tuple[str, ...]) -> int | None:
    """The end of the tokens whose pieces are exactly those wanted, across hyphens."""
    at, length, size = 0, len(wanted), len(folds)
    while at < length:
        if index >= size:
            return None
        fold = folds[index]
        if not fold:
            if at == 0 or document.tokens[index].text not in _INSIDE:
                return None
        elif fold == wanted[at : at + len(fold)]:
            at += len(fold)
        elif _possessive(document, folds, index) == wanted[at]:
            at, index = at + 1, index + 1
        else:
            return None
        index += 1
    return index


def _possessive(document: Document, folds: Sequence[tuple[str, ...]], index: int) -> str | None:
    """A token and the possessive mark after it as one piece, as names have it: "People's" in the names of states."""
    if index + 1 < len(folds) and folds[index + 1] == ("s",) and document.tokens[index + 1].xpos == "POS":
        return "".join((*folds[index], "s"))
    return None


def gazetteer() -> Gazetteer:
    """The phrases of the registry in use, indexed once."""
    return _indexed(registry.in_use())


@lru_cache(maxsize=4)
def _indexed(known: registry.Registry) -> Gazetteer:
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = {}
    for phrase, entries in known.phrases():
        words = tuple(phrase.split())
        if words and len(words) <= _LONGEST:
            phrases.setdefault(words[0], []).append((words, tuple(entries)))
    names: dict[str, list[tuple[tuple[str, ...], tuple[Person, ...]]]] = {}
    for name, people in known.names():
        words = tuple(name.split())
        if 2 <= len(words) <= _LONGEST:
            names.setdefault(words[0], []).append((words, tuple(people)))
    for options in (*phrases.values(), *names.values()):
        options.sort(key=lambda option: -len(option[0]))  # type: ignore[attr-defined]
    return Gazetteer(phrases, names)
