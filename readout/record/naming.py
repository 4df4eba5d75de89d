"""Under which keys the actors of an item are found again, and which of them a typed name stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from string import capwords

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.items.alike import actor_key
from readout.items.model import Item
from readout.record import codec, schema
from readout.record.errors import RecordError


def fold(name: str) -> str:
    """A name without case, accents, dots and double spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c != ".")
    return " ".join(kept.casefold().split())


def actors(item: Item) -> Iterator[tuple[str, int, Actor]]:
    """Every actor of an item, with the field and the place in it."""
    for field in codec.own_fields(type(item)):
        value = getattr(item, field.name)
        if isinstance(value, Actor):
            yield field.name, 0, value
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                if isinstance(part, Actor):
                    yield field.name, position, part


def keys(actor: Actor) -> frozenset[str]:
    """The keys of an actor: name and side folded, `~` and a coarse name, `=` and the registry's key."""
    found = {fold(actor.name), "~" + actor_key(actor)}
    if actor.side:
        found.add(fold(actor.side))
    if actor.key:
        found.add("=" + actor.key)
    return frozenset(found)


def resolve(connection: sa.Connection, typed: str) -> list[str]:
    """The keys in `item_actor` that a typed name stands for.

    The name itself as the record has it, else what the registry of offices knows it to stand for ("the Kremlin"),
    else all names that hold every word of it ("netanyahu"). Raises RecordError, with the nearest names, where the
    record holds none.
    """
    name = fold(typed)
    bare = name.removeprefix("the ")
    for one in (name, bare):
        if _held(connection, [one]):
            return [one]
    stands = _held(connection, [fold(name) for name in _registered(typed)])
    if stands:
        return sorted(stands)
    known = _known(connection)
    words = set(bare.split())
    found = [one for one in known if words and words <= set(one.split())]
    if found:
        return sorted(found)
    raise RecordError(typed, f"the record holds no such actor{_nearest(bare, known)}")


def _held(connection: sa.Connection, wanted: list[str]) -> set[str]:
    """Those of these keys under which an item stands."""
    t, d = schema.tag.c, schema.tagged.c
    there = sa.exists().where(d.tag == t.number)
    return set(connection.scalars(sa.select(t.key).where(t.facet == "actor", t.key.in_(wanted), there).distinct()))


def _known(connection: sa.Connection) -> set[str]:
    t, d = schema.tag.c, schema.tagged.c
    there = sa.exists().where(d.tag == t.number)
    return set(connection.scalars(sa.select(t.key).where(t.facet == "actor", there).distinct()))


@lru_cache(maxsize=256)
def _registered(typed: str) -> tuple[str, ...]:
    from readout.actors import registry

    facts = registry.in_use()
    found = [facts.country(typed), facts.body(typed), facts.armed_group(typed), *facts.people(typed)]
    return tuple(one.name for one in found if one is not None)


def _nearest(name: str, known: set[str]) -> str:
    from rapidfuzz import fuzz

    scores = {one: max(fuzz.WRatio(name, one), fuzz.partial_ratio(name, one)) for one in known if len(name) > 2}
    near = sorted((one for one in scores if scores[one] >= 75), key=lambda one: (-scores[one], one))[:3]
    return f"; did you mean {' or '.join(capwords(one) for one in near)}?" if near else ""
