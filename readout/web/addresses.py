"""Where things are found: the addresses of pages, made in one place."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from readout.record.asking.sides import slug as slug


def between(a: str, b: str) -> str:
    """The overview of two sides."""
    return f"/between/{quote(slug(a))}/{quote(slug(b))}"


def actor(name: str) -> str:
    """The page of an actor."""
    return f"/actors/{quote(slug(name))}"


def item(id_: str) -> str:
    """The page of an item, of whatever type."""
    return f"/items/{id_}"


def dispute(id_: str) -> str:
    """The page of a dispute."""
    return f"/disputes/{id_}"


def report(id_: str, at: str | None = None) -> str:
    """The page of a report, at an item of it if given."""
    return f"/reports/{id_}" + (f"#{at}" if at else "")


def inside(given: str, otherwise: str = "/") -> str:
    """The address that a form or a link names, where it is one of this site; else `otherwise`.

    Browsers take `//` and a backslash for the start of another site, and leave out control characters.
    """
    plain = given.startswith("/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    return given if plain else otherwise


def ledger(plural: str, **filters: object) -> str:
    """The ledger of an item type (`asks`), filtered."""
    asked = urlencode({name: value for name, value in filters.items() if value not in (None, "")}, doseq=True)
    return f"/{plural}" + (f"?{asked}" if asked else "")
