"""Where a report was written, and which government or region a place's name stands for as a host."""

from __future__ import annotations

import re
from functools import cache

from readout.actors.model import Actor
from readout.actors.registry import Country, load
from readout.language.document import Document, Token
from readout.language.people import headed

_SEARCHED = 600  # characters from the start within which a dateline stands
_DATELINE = re.compile(
    r"^[ \t]*((?!The |A |An |By )[A-Z][A-Za-z.'’-]+(?: (?:[A-Z][A-Za-z.'’-]+|de|of|la|el)){0,3})"
    r"(?:, ?([A-Z][A-Za-z.'’ -]{2,30}))?"
    r"(?:, ?(?:[A-Z][a-z]{2,8}\.?|\d{1,2}) [A-Z\d]\w*|[ ,]*\([A-Z][\w ./-]{1,30}\)|[ ]?(?:--|—|–))",
    re.MULTILINE,
)


@cache
def _dateline(opening: str) -> tuple[str, str | None] | None:
    found = None
    for match in _DATELINE.finditer(opening):
        town, land = match.group(1), match.group(2)
        if town.isupper() or (land is not None and country_of(land)):
            found = town, land  # the last one: an agency's own stands before the reporter's
    return found


def dateline(document: Document) -> str | None:
    """The place in which the report was written, as its dateline names it."""
    found = _dateline(document.text[:_SEARCHED])
    return found[0].title() if found is not None and found[0].isupper() else found[0] if found is not None else None


def home(document: Document) -> Actor | None:
    """The government of the place in which the report was written."""
    found = _dateline(document.text[:_SEARCHED])
    if found is None:
        return None
    town, land = found
    country = (country_of(land) if land else None) or country_of(town)
    return government(country) if country is not None else None


@cache
def country_of(words: str) -> Country | None:
    """The state, land or region that these words name, be it by a city, a people or an adjective."""
    registry = load()
    found = registry.country(words)
    if found is None:
        found = next((e.of for e in registry.entries(words) if isinstance(e.of, Country)), None)
    return found


def government(country: Country) -> Actor:
    """The actor that a country or region is as a host."""
    return Actor(country.name, "government", country.name)


def is_region(actor: Actor) -> bool:
    """Whether an actor stands for a region of several lands ("the Middle East")."""
    land = country_of(actor.name)
    return land is not None and land.kind == "region"


def host(document: Document, token: Token) -> Actor | None:
    """The host that a place word stands for: its government, its region, or whoever it names."""
    for reference in headed(document, token.index):
        if reference.actor.kind == "government" and reference.form in ("name", "place", "group"):
            return reference.actor
        if reference.actor.kind in ("person", "body", "armed_group"):
            return reference.actor
    return place_at(document, token)


def place_at(document: Document, token: Token) -> Actor | None:
    """The country or region that the name (or the word) at a token stands for."""
    name = next((n for n in document.names if n.first <= token.index < n.last), None)
    tokens = document.tokens
    if name is not None and name.label == "person":
        return None
    spans = [(name.first, name.last)] if name is not None else []
    spans.append((token.index, token.index + 1))
    for first, last in spans:
        text = " ".join(document.text[tokens[first].start : tokens[last - 1].end].split())
        country = country_of(text) if text[:1].isupper() else None
        if country is not None:
            return government(country)
    return None
