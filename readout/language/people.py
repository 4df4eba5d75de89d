"""Asking a Document who is meant: what refers where, and which actors a phrase names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from readout.actors import registry
from readout.actors.model import Actor
from readout.language import tree
from readout.language.document import Document, Reference, Token
from readout.language.names import find as names_find

_KEPT = 8
_hits: list[tuple[tuple[Token, ...], dict[int, names_find.Hit]]] = []
_indexes: list[tuple[tuple[Reference, ...], Mapping[int, list[Reference]]]] = []
_PASS_THROUGH = {"delegation", "team", "group", "mission", "party", "entourage", "panel", "committee"}
_LEADING = {"lead", "head", "chair"}


def at(document: Document, token_index: int) -> list[Reference]:
    """The references that this token is part of: those that it heads first, then the shorter before the longer."""
    found = _index(document.references).get(token_index, [])
    return sorted(found, key=lambda r: (r.head != token_index, r.last - r.first))


def headed(document: Document, token_index: int) -> list[Reference]:
    """The references that this token heads."""
    return [r for r in _index(document.references).get(token_index, ()) if r.head == token_index]


def actors_of(document: Document, token: Token) -> list[Actor]:
    """The actors that the phrase headed by this token names, each once, in text order.

    Conjuncts count ("X, Y and Z" gives three), appositions name the same actor once, "a delegation led by X" gives
    X. An empty list where the phrase names none.
    """
    found: list[Actor] = []
    for part in tree.conjuncts(document, token) if token.deprel != "conj" else _from(document, token):
        for actor in _named(document, part):
            if actor not in found:
                found.append(actor)
    return found


def country_at(document: Document, token_index: int) -> str | None:
    """The country that a place named at this token lies in ("Geneva", "the White House", "Gaza City"), None if unknown.

    "Here" is the place that the report is written from.
    """
    if document.tokens[token_index].text.lower() == "here":
        place = written_from(document)
        country = registry.in_use().country(place) if place else None
        return country.name if country else None
    hit = _places(document).get(token_index)
    if hit is None:
        return None
    country = hit.country("country", "capital", "seat", "city")
    if country is not None:
        return None if country.kind == "region" else country.name
    body = hit.body()
    return body.side if body is not None else None


def written_from(document: Document) -> str | None:
    """The place in the report's dateline, as printed."""
    return names_find.dateline(document.text)


def side_of(actor: Actor) -> str | None:
    """The country or body that the actor acts for; a government's or body's own name for itself."""
    if actor.side is None and actor.kind in ("government", "body", "armed_group"):
        return actor.name
    return actor.side


def _from(document: Document, token: Token) -> list[Token]:
    """A conjunct and those coordinated below it."""
    found, open_ = [token], [token]
    while open_:
        for other in tree.children(document, open_.pop(), "conj"):
            found.append(other)
            open_.append(other)
    return found


def _named(document: Document, token: Token) -> Sequence[Actor]:
    """The actors of one conjunct: what it heads, else what an apposition or a leader within it names."""
    if own := headed(document, token.index):
        return [r.actor for r in own]
    for other in tree.children(document, token, "appos", "flat", "nmod:desc", "compound"):
        if own := headed(document, other.index):
            return [r.actor for r in own]
    if token.lemma in _PASS_THROUGH:
        for verb in tree.children(document, token, "acl"):
            if verb.lemma in _LEADING:
                return [a for agent in tree.children(document, verb, "obl") for a in _named(document, agent)]
    return [r.actor for r in at(document, token.index) if r.last - r.first <= 8 and r.first <= token.index < r.last][:1]


def _places(document: Document) -> dict[int, names_find.Hit]:
    """The registry's words by token; kept for the documents asked about last."""
    for kept, index in _hits:
        if kept is document.tokens:
            return index
    found = names_find.hits(document, names_find.folded(document))
    built = {i: hit for hit in found.values() for i in range(hit.first, hit.last)}
    _hits.insert(0, (document.tokens, built))
    del _hits[_KEPT:]
    return built


def _index(references: tuple[Reference, ...]) -> Mapping[int, list[Reference]]:
    """References by token; kept for the documents asked about last."""
    for kept, index in _indexes:
        if kept is references:
            return index
    built: dict[int, list[Reference]] = defaultdict(list)
    for reference in references:
        for token in range(reference.first, reference.last):
            built[token].append(reference)
    _indexes.insert(0, (references, built))
    del _indexes[_KEPT:]
    return built
