"""Which lands and hosts the places of a phrase stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from readout.actors.model import Actor
from readout.items.places import country_of, government, host, place_at
from readout.language.document import Document, Token
from readout.language.people import headed
from readout.language.tree import children, conjuncts, subtree

PLACE_NOUNS = frozenset(
    ("capital", "city", "resort", "town", "country", "state", "nation", "territory", "region", "port", "island",
     "province", "republic", "kingdom", "neighbor", "neighbour", "stop", "part", "headquarters", "airport",
     "camp", "base", "village", "border")
)  # fmt: skip


def unique(actors: Iterable[Actor]) -> list[Actor]:
    """The actors, each once, in order."""
    return list(dict.fromkeys(actors))


def lands(document: Document, token: Token) -> Iterator[Actor]:
    """The countries that a phrase names, by an adjective too: "Greek and Turkish leaders" gives two."""
    for part in conjuncts(document, token):
        land = place_at(document, part)
        if land is not None:
            yield land
        for dependent in children(document, part, "amod", "compound"):
            for other in conjuncts(document, dependent):
                country = country_of(other.text) if other.text[:1].isupper() else None
                if country is not None:
                    yield government(country)


def stops(document: Document, token: Token, person: bool) -> list[Actor]:
    """The hosts that a phrase of place names, conjuncts and appositions ("the capital, Oslo") included.

    With `person`, someone who is visited counts too.
    """
    found = []
    for part in conjuncts(document, token) if token.deprel != "conj" else [token]:
        at = _stop(document, part, person)
        if at is None and part.lemma.lower() in PLACE_NOUNS:
            inner = children(document, part, "appos", "nmod", "compound", "amod", "nmod:poss", "flat", "parataxis")
            named = [a for i in inner for other in conjuncts(document, i) if (a := _stop(document, other, False))]
            named = [a for a in named if (land := country_of(a.name)) is None or land.kind != "region"] or named[:0]
            found += named[1:] if part.xpos == "NNS" else []
            at = named[0] if named else None
        if at is not None:
            found.append(at)
    return unique(found)


def _stop(document: Document, token: Token, person: bool) -> Actor | None:
    at = host(document, token)
    if at is None or at.kind == "government":
        return at
    if at.kind == "person":
        return at if person else None
    return at if at.key is not None or at.kind == "armed_group" else None


def modifiers(document: Document, noun: Token, cities: bool = False) -> list[Actor]:
    """Countries, bodies and people named before the noun: "Norlander-Sudlander talks", "the EU-Norland summit".

    A city before it ("the Oslo talks") is where it is held, and counts only where `cities` are asked for.
    """
    found: list[Actor] = []
    first = document.sentences[noun.sentence].first
    for dependent in children(document, noun, "amod", "compound", "nmod"):
        if dependent.index > noun.index or dependent.deprel == "nmod:poss":
            continue
        for token in subtree(document, dependent):
            if token.index < first or token.upos in ("PUNCT", "DET", "ADP") or not token.text[:1].isalpha():
                continue
            known = [r.actor for r in headed(document, token.index)]
            found += [a for a in known if a.kind == "person" or (a.kind != "unnamed" and a.key is not None)]
            found += [a for a in known if a.kind == "government" and (cities or _own_name(token.text, a.name))]
            if not known and token.text[:1].isupper():
                found += _by_word(token.text, cities)
    return unique(found)


def _by_word(text: str, cities: bool) -> list[Actor]:
    found = []
    parts = text.split("-") if "-" in text else [text]
    for word in (text, *parts) if len(parts) > 1 else parts:
        country = country_of(word)
        if country is not None and (cities or (country.kind != "region" and _own_name(word, country.name))):
            found.append(government(country))
    return unique(found)


def _own_name(word: str, name: str) -> bool:
    """Whether a word is a country's name, alias or adjective, not a city of it."""
    country = country_of(word) or country_of(name)
    if country is None:
        return True
    own = (country.name, *country.aliases, *country.adjectives, *country.people)
    if any(word.casefold() in name_.casefold().split() or word.casefold() == name_.casefold() for name_ in own):
        return True
    return word.replace(".", "").isupper()
