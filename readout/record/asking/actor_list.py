"""The actors of a record: who stands in its entries, how often, and what they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.record import dialect, naming, schema
from readout.record.making import derived

Sort = Literal["government", "person", "body", "armed_group", "unnamed"]
SORTS: tuple[Sort, ...] = ("government", "person", "body", "armed_group", "unnamed")
ACTOR = "actor"  # the facet of tags that hold actors
_LONG = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Tag:
    """A name or side that entries of one type go under."""

    number: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor, what it is, for whom it acts, and how many entries of each type it stands in."""

    key: str
    name: str
    sort: Sort
    side: str | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """The entries of all types."""
        return sum(self.counts.values())


def listed(connection: sa.Connection, *, words: str = "", limit: int = 400) -> list[Listed]:
    """The actors that stand in most entries; `words`: those whose name holds every one of them."""
    c, t = schema.tagged.c, schema.tag.c
    wanted = sa.select(t.number, t.key, t.name, t.type).where(t.facet == ACTOR)
    for word in naming.fold(words).split():
        wanted = wanted.where(t.key.contains(word, autoescape=True))
    tags = {row.number: row for row in connection.execute(wanted)}
    counted: dict[str, Counter[str]] = {}
    for lot in dialect.chunks(sorted(tags)):
        for number, many in connection.execute(sa.select(c.tag, sa.func.count()).where(c.tag.in_(lot)).group_by(c.tag)):
            counted.setdefault(tags[number].key, Counter())[tags[number].type] += many
    names = {row.key: row.name for row in tags.values()}
    sample = {row.key: row.number for row in tags.values()}
    most = sorted(counted, key=lambda key: (-counted[key].total(), key))[:limit]
    found = []
    for key in most:
        actor = _sample(connection, sample[key], key)
        found.append(_listed(key, names[key], actor, dict(counted[key])))
    return found


def sides(connection: sa.Connection, type_: str, limit: int) -> list[Tag]:
    """The governments and other sides that stand in most entries of a type, the busiest first."""
    c, t = schema.tagged.c, schema.tag.c
    own = sa.select(t.number).where(t.type == type_, t.facet == ACTOR)
    many = sa.func.count()
    wanted = sa.select(c.tag).where(c.tag.in_(own)).group_by(c.tag).order_by(many.desc(), c.tag).limit(4 * limit)
    numbers = list(connection.scalars(wanted))
    rows = {
        row.number: row for row in connection.execute(sa.select(t.number, t.key, t.name).where(t.number.in_(numbers)))
    }
    found = []
    for number in numbers:
        tag = Tag(number, rows[number].key, rows[number].name)
        actor = _sample(connection, number, tag.key)
        if actor is not None and _is_side(actor, tag.key):
            found.append(tag)
        if len(found) == limit:
            break
    return found


def _is_side(actor: Actor, key: str) -> bool:
    """Whether a key is that of a side, by an actor that bears it or acts for it."""
    named = naming.fold(actor.name)[:_LONG] == key
    own = actor.side is not None and naming.fold(actor.side)[:_LONG] == key
    if not named:
        return own
    return actor.kind in ("government", "body", "armed_group") and (own or actor.side is None)


def _sample(connection: sa.Connection, number: int, key: str) -> Actor | None:
    """The actor of this key, else one that acts for it, in an entry of a tag."""
    c, g, i = schema.ledger.c, schema.tagged.c, schema.item.c
    row = connection.execute(
        sa.select(i.type, i.body, i.corrections)
        .join(schema.ledger, c.item == i.id)
        .join(schema.tagged, g.number == c.number)
        .where(g.tag == number)
        .limit(1)
    ).first()
    if row is None:
        return None
    actors = [actor for *_, actor in naming.actors(derived.effective(row.type, row.body, row.corrections))]
    named = [actor for actor in actors if naming.fold(actor.name)[:_LONG] == key]
    acting = [actor for actor in actors if actor.side and naming.fold(actor.side)[:_LONG] == key]
    return next(iter((*named, *acting)), None)


def _listed(key: str, name: str, actor: Actor | None, counts: dict[str, int]) -> Listed:
    if actor is None:
        return Listed(key, name, "unnamed", None, counts)
    if naming.fold(actor.name)[:_LONG] != key:  # known as a side alone
        return Listed(key, name, _side_sort(name), None, counts)
    sort: Sort = "body" if actor.kind == "office" else actor.kind
    return Listed(key, name, sort, actor.side if actor.side != actor.name else None, counts)


def _side_sort(name: str) -> Sort:
    from readout.actors import registry

    facts = registry.in_use()
    if facts.armed_group(name):
        return "armed_group"
    return "body" if facts.body(name) else "government"
