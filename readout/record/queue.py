"""What waits for a person's decision, in the order of doubt or of importance, and how far the work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import sqlalchemy as sa

from readout.record import mentions, schema, sides

Order = Literal["doubt", "importance"]
ORDERS: tuple[Order, ...] = ("doubt", "importance")
# What makes an item important: reports that disagree on it, who takes part, and how many witnesses tell of it.
DISPUTED, LEADERS, WITNESS, MOST_WITNESSES = 4, 3, 2, 5

c, im, m = schema.item.c, schema.item_mention.c, schema.mention.c


@dataclass(frozen=True, slots=True)
class Asked:
    """Which items are to be reviewed, and in which order. Empty filters let everything pass."""

    order: Order = "doubt"
    type: str | None = None
    actor: str | None = None
    other: str | None = None
    report: str | None = None  # its full id


@dataclass(frozen=True, slots=True)
class Place:
    """An item's place in the queue. `before` and `after` are undecided items, None at the ends."""

    item: str | None
    before: str | None
    after: str | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items of a type there are, and what became of them."""

    type: str
    total: int
    accepted: int
    corrected: int
    rejected: int

    @property
    def decided(self) -> int:
        """How many a person has looked at."""
        return self.accepted + self.corrected + self.rejected


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What a person decided, by kind of decision, as far as it is in force; the last time they did."""

    name: str
    counts: dict[str, int]
    last: str


def place(connection: sa.Connection, asked: Asked, item: str | None = None) -> Place:
    """Where an item stands in the queue; without one, the head of the queue."""
    conditions = list(_conditions(connection, asked))
    rank = _rank(asked.order)
    waiting = connection.scalar(sa.select(sa.func.count()).select_from(schema.item).where(*conditions)) or 0
    wanted = sa.select(c.id).where(*conditions)
    ahead = (rank.desc(), c.confidence, c.id) if rank is not None else (c.confidence, c.id)
    back = (rank, c.confidence.desc(), c.id.desc()) if rank is not None else (c.confidence.desc(), c.id.desc())
    if item is None:
        item, after = [*connection.scalars(wanted.order_by(*ahead).limit(2)), None, None][:2]
        return Place(item, None, after, waiting)
    columns = [c.confidence, *([rank] if rank is not None else [])]
    here = connection.execute(sa.select(*columns).where(c.id == item)).one()
    later: sa.ColumnElement[bool] = sa.and_(
        c.confidence >= here[0], sa.or_(c.confidence > here[0], c.id > item)
    )  # the first condition alone is what the index is entered by
    earlier: sa.ColumnElement[bool] = sa.and_(c.confidence <= here[0], sa.or_(c.confidence < here[0], c.id < item))
    if rank is not None:
        later = sa.or_(rank < here[1], sa.and_(rank == here[1], later))
        earlier = sa.or_(rank > here[1], sa.and_(rank == here[1], earlier))
    after = connection.scalar(wanted.where(later).order_by(*ahead).limit(1))
    before = connection.scalar(wanted.where(earlier).order_by(*back).limit(1))
    return Place(item, before, after, waiting)


def _conditions(connection: sa.Connection, asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    yield c.state == ""
    yield c.corrections == "{}"
    if asked.type is not None:
        yield c.type == asked.type
    if asked.report is not None:
        yield c.id.in_(sa.select(im.item).join(schema.mention, m.id == im.mention).where(m.report == asked.report))
    for name in (asked.actor, asked.other):
        if name is not None:
            keys = sides.find(connection, name).keys
            yield c.id.in_(sa.select(schema.item_actor.c.item).where(schema.item_actor.c.key.in_(keys)))


def _rank(order: Order) -> Any:
    if order == "doubt":
        return None
    disputed = c.id.in_(sa.select(schema.dispute_item.c.item))
    leaders = c.id.in_(sa.select(schema.item_actor.c.item).where(schema.item_actor.c.key.in_(_leaders())))
    witnesses = sa.case((c.witnesses > MOST_WITNESSES, MOST_WITNESSES), else_=c.witnesses)
    return sa.case((disputed, DISPUTED), else_=0) + sa.case((leaders, LEADERS), else_=0) + WITNESS * witnesses


@lru_cache(maxsize=1)
def _leaders() -> tuple[str, ...]:
    """The keys under which those stand who led a state or its government."""
    from readout.actors import registry

    people = {person.key: person for _, found in registry.in_use().names() for person in found}
    leading = (key for key, person in people.items() if any(t.rank.startswith("head of") for t in person.terms))
    return tuple("=" + key for key in sorted(leading))


def progress(connection: sa.Connection) -> list[Tally]:
    """What became of the items of each type, in the order of the types."""
    l_, k = schema.ledger.c, schema.ledger_class.c
    rows = connection.execute(
        sa.select(k.type, k.decided, sa.func.count())
        .select_from(schema.ledger)
        .join(schema.ledger_class, k.number == l_["class"])
        .group_by(l_["class"], k.type, k.decided)
    )
    counts: Counter[tuple[str, str]] = Counter()
    for type_, decided, count in rows:
        counts[type_, decided] += count
    order = [t.name for t in sorted(mentions.by_name().values(), key=lambda t: (t.order, t.name))]
    decided = ("accepted", "corrected", "rejected")
    return [
        Tally(type_, sum(n for (one, _), n in counts.items() if one == type_), *(counts[type_, d] for d in decided))
        for type_ in order
    ]


def reviewers(connection: sa.Connection) -> list[Reviewer]:
    """Who decided how much, the most first; what was taken back does not count."""
    d, back = schema.decision.c, schema.decision.alias("back")
    standing = ~sa.exists().where(back.c.undoes == d.number)
    wanted = sa.select(d.who, d.what, sa.func.count(), sa.func.max(d.time)).where(d.what != "undo", standing)
    found: dict[str, Reviewer] = {}
    for who, what, count, last in connection.execute(wanted.group_by(d.who, d.what).order_by(d.who, d.what)):
        one = found.setdefault(who, Reviewer(who, {}, ""))
        one.counts[what] = count
        found[who] = Reviewer(who, one.counts, max(one.last, last))
    return sorted(found.values(), key=lambda one: (-sum(one.counts.values()), one.name))
