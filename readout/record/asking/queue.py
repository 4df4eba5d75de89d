"""What waits for a person's decision, in the order of doubt or of importance, and how far the work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from readout.record import mentions, schema
from readout.record.asking import sides
from readout.record.making import queue_rows

Order = Literal["doubt", "importance"]
ORDERS: tuple[Order, ...] = ("doubt", "importance")
MOST = 1_000  # items that are counted where an actor is asked for
OFTEN = 3_000  # items of an actor

c, w, im, m = schema.item.c, schema.waiting.c, schema.item_mention.c, schema.mention.c


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
    """An item's place in the queue. `before` and `after` are undecided items, None at the ends.

    `waiting` counts those that fit the filters, up to MOST.
    """

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
    """Where an item stands in the queue; without one, the head of the queue.

    By doubt, the least confident come first. By importance, those that reports disagree on come first, then those
    in which leaders take part or that many witnesses tell of, and among equals the doubtful.
    """
    conditions = list(_conditions(connection, asked))
    some = sa.select(w.item).where(*conditions).limit(MOST if asked.actor or asked.other else None).subquery()
    waiting = connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0
    tiers = _tiers(asked, conditions)
    if item is None:
        head = [id_ for tier in tiers for id_ in tier.head(connection)][:2]
        item, after = [*head, None, None][:2]
        return Place(item, None, after, waiting)
    here = _here(connection, item)
    at = next((n for n, tier in enumerate(tiers) if tier.holds(connection, item)), len(tiers) - 1)
    after = tiers[at].beside(connection, here, forward=True)
    before = tiers[at].beside(connection, here, forward=False)
    if after is None:
        after = next((id_ for tier in tiers[at + 1 :] for id_ in tier.head(connection)), None)
    if before is None:
        before = next((id_ for tier in reversed(tiers[:at]) for id_ in tier.head(connection, last=True)), None)
    return Place(item, before, after, waiting)


@dataclass(frozen=True, slots=True)
class _Here:
    """What an item is ordered by."""

    rank: int
    confidence: float
    item: str


@dataclass(frozen=True, slots=True)
class _Tier:
    """A part of the queue that stands before the next. `ranked`: by rank first, then by confidence."""

    conditions: tuple[sa.ColumnElement[bool], ...]
    ranked: bool
    member: sa.ColumnElement[bool]  # whether an item belongs here, waiting or not

    def head(self, connection: sa.Connection, *, last: bool = False) -> list[str]:
        """The first two, or the last two."""
        wanted = sa.select(w.item).where(*self.conditions).order_by(*self._order(last))
        return list(connection.scalars(wanted.limit(2)))

    def holds(self, connection: sa.Connection, item: str) -> bool:
        """Whether an item belongs here."""
        return connection.scalar(sa.select(c.id).where(c.id == item, self.member)) is not None

    def beside(self, connection: sa.Connection, here: _Here, *, forward: bool) -> str | None:
        """The next, or the one before."""
        steps = [self._step(here, forward)]
        if self.ranked:  # first among those of the same rank, then of the others: each is one seek in the index
            steps = [sa.and_(w.rank == here.rank, steps[0]), w.rank < here.rank if forward else w.rank > here.rank]
        for step in steps:
            wanted = sa.select(w.item).where(*self.conditions, step).order_by(*self._order(not forward)).limit(1)
            found = connection.scalar(wanted)
            if found is not None:
                return str(found)
        return None

    def _step(self, here: _Here, forward: bool) -> sa.ColumnElement[bool]:
        # The first condition alone is what an index is entered by.
        if forward:
            return sa.and_(w.confidence >= here.confidence, sa.or_(w.confidence > here.confidence, w.item > here.item))
        return sa.and_(w.confidence <= here.confidence, sa.or_(w.confidence < here.confidence, w.item < here.item))

    def _order(self, last: bool) -> list[Any]:
        order: list[Any] = [w.confidence.desc(), w.item.desc()] if last else [w.confidence, w.item]
        return [*([w.rank if last else w.rank.desc()] if self.ranked else []), *order]


def _tiers(asked: Asked, conditions: list[sa.ColumnElement[bool]]) -> list[_Tier]:
    if asked.order == "doubt":
        return [_Tier(tuple(conditions), False, sa.true())]
    di = schema.dispute_item.c
    inside = sa.select(di.item)
    ranked = _Tier((*conditions, w.item.not_in(inside)), True, c.id.not_in(inside))
    return [_Tier((*conditions, w.item.in_(inside)), True, c.id.in_(inside)), ranked]


def _here(connection: sa.Connection, item: str) -> _Here:
    """An item's place in the order, also where it waits no more."""
    row = connection.execute(sa.select(w.rank, w.confidence).where(w.item == item)).first()
    if row is not None:
        return _Here(row.rank, row.confidence, item)
    return _Here(*queue_rows.rank(connection, item), item)


def _conditions(connection: sa.Connection, asked: Asked) -> Iterator[sa.ColumnElement[bool]]:
    if asked.type is not None:
        yield w.type == asked.type
    if asked.report is not None:
        yield w.item.in_(sa.select(im.item).join(schema.mention, m.id == im.mention).where(m.report == asked.report))
    for name in (asked.actor, asked.other):
        if name is not None:
            yield _with(connection, sides.find(connection, name).keys)


def _with(connection: sa.Connection, keys: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether an actor takes part. One who seldom does is looked up, of one who often does each item is asked."""
    a = schema.item_actor.c
    theirs = sa.select(a.item).where(a.key.in_(keys))
    seldom = connection.scalar(sa.select(sa.func.count()).select_from(theirs.limit(OFTEN).subquery())) or 0
    return w.item.in_(theirs) if seldom < OFTEN else theirs.where(a.item == w.item).exists()


def progress(connection: sa.Connection) -> list[Tally]:
    """What became of the items of each type, in the order of the types."""
    l_, k = schema.ledger.c, schema.ledger_class.c
    counts: Counter[tuple[str, str]] = Counter()
    for type_, count in connection.execute(sa.select(w.type, sa.func.count()).group_by(w.type)):
        counts[type_, ""] = count
    classes = connection.execute(sa.select(k.number, k.type, k.decided).where(k.decided != "")).all()
    for number, type_, decided in classes:
        own = sa.select(sa.func.count()).select_from(schema.ledger).where(l_["class"] == number)
        counts[type_, decided] += connection.scalar(own) or 0
    order = [t.name for t in sorted(mentions.by_name().values(), key=lambda t: (t.order, t.name))]
    ways = ("accepted", "corrected", "rejected")
    return [
        Tally(type_, sum(counts[type_, way] for way in ("", *ways)), *(counts[type_, way] for way in ways))
        for type_ in order
    ]


def reviewers(connection: sa.Connection) -> list[Reviewer]:
    """Who decided how much, the most first; what was taken back does not count."""
    d = schema.decision.c
    standing = d.number.not_in(sa.select(d.undoes).where(d.undoes.is_not(None)))
    wanted = sa.select(d.who, d.what, sa.func.count(), sa.func.max(d.time)).where(d.what != "undo", standing)
    found: dict[str, Reviewer] = {}
    for who, what, count, last in connection.execute(wanted.group_by(d.who, d.what).order_by(d.who, d.what)):
        one = found.setdefault(who, Reviewer(who, {}, ""))
        one.counts[what] = count
        found[who] = Reviewer(who, one.counts, max(one.last, last))
    return sorted(found.values(), key=lambda one: (-sum(one.counts.values()), one.name))
