"""What the entries of a ledger divide into: how many there are of each kind, status, publisher, year and so on.

Each facet counts what its own filter would leave with all other filters in force, so that every count is what one
gets by choosing it. Counts are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from readout.language import edtf
from readout.record import schema
from readout.record.asking import ledger
from readout.record.asking.filters import KINDS, STATUSES, field_of
from readout.record.asking.ledger import Asked, Class

MOST = 12  # names that a facet shows
FEW = 20_000  # entries that are looked up one by one rather than all walked through
FEW_DAYS = 750  # a span of fewer days is divided into months
SURE = (0.5, 0.6, 0.7, 0.8, 0.9)
JUDGED = ("agrees", "disagrees", "open")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: what to filter by, what to call it, how many entries have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the entries. `name` is that of the filter, `label` that of the field."""

    name: str
    label: str
    values: tuple[Value, ...]
    more: int = 0  # values that are not shown


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries pass, and what they divide into."""

    total: int
    facets: tuple[Facet, ...]


def count(connection: sa.Connection, asked: Asked) -> int:
    """How many entries pass."""
    counts = _by_class(connection, asked)
    return sum(n for (class_, verdict), n in counts.items() if _passes(asked, class_, verdict))


def counted(connection: sa.Connection, asked: Asked) -> Counted:
    """How many entries pass, and what they divide into."""
    counts = _by_class(connection, asked)
    total = sum(n for (class_, verdict), n in counts.items() if _passes(asked, class_, verdict))
    found = [
        _own(asked, counts, "kind", KINDS, lambda one: one.kind),
        _judged(asked, counts) if asked.judged() else _own(asked, counts, "status", STATUSES, lambda one: one.status),
        _actors(connection, asked),
        _publishers(connection, asked),
        _when(connection, asked),
        _sure(asked, counts),
        _decided(asked, counts),
    ]
    return Counted(total, tuple(one for one in found if one.values))


Counts = Mapping[tuple[int, str], int]  # by class and verdict


def _by_class(connection: sa.Connection, asked: Asked) -> Counts:
    """Entries by class, whatever the filters on kind, status, decision and verdict."""
    b = ledger.base(asked)
    own = b.c["class"]
    conditions = [*ledger.conditions(asked, b, skip="status")]
    if b is schema.ledger:  # all classes of the type, so that the index by class is walked
        conditions = [own.in_(list(asked.classes)), *conditions[1:]]
    if asked.judged():
        c, v = schema.ledger.c, schema.verdict.c
        verdict = sa.func.coalesce(v.verdict, "")
        select = sa.select(own, verdict, sa.func.count()).select_from(b)
        select = select if b is schema.ledger else select.join(schema.ledger, c.number == b.c.number)
        select = select.outerjoin(schema.verdict, v.item == c.item).group_by(own, verdict)
        return {(row[0], row[1]): row[2] for row in connection.execute(select.where(*conditions))}
    select = sa.select(own, sa.func.count()).where(*conditions).group_by(own)
    return {(row[0], ""): row[1] for row in connection.execute(select)}


def _passes(asked: Asked, class_: int, verdict: str, *, skip: str = "") -> bool:
    one = asked.classes.get(class_)
    if one is None or not asked.passes(one, skip=skip):
        return False
    wanted = asked.filters.status if asked.judged() and skip != "status" else None
    return wanted is None or verdict == wanted


def _own(asked: Asked, counts: Counts, name: str, names: tuple[str, ...], of: Callable[[Class], str]) -> Facet:
    """A facet that the class tells."""
    field = field_of(asked.item_type.model, names)
    found: Counter[str] = Counter()
    for (class_, verdict), n in counts.items():
        if _passes(asked, class_, verdict, skip=name) and of(asked.classes[class_]):
            found[of(asked.classes[class_])] += n
    chosen = getattr(asked.filters, name)
    if chosen is not None:
        found.setdefault(chosen.replace(" ", "_") if chosen.replace(" ", "_") in found else chosen, 0)
    order = {value: n for n, value in enumerate(asked.item_type.choices.get(field or "", ()))}
    ranked = sorted(found, key=lambda value: (-found[value], order.get(value, 99), value))
    shown = ranked[:MOST] if len(ranked) > MOST + 3 else ranked
    values = [Value(value, value.replace("_", " "), found[value], _same(value, chosen)) for value in shown]
    values += [
        Value(value, value.replace("_", " "), found[value], True) for value in ranked[len(shown) :] if value == chosen
    ]
    return Facet(name, (field or name).replace("_", " "), tuple(values), len(ranked) - len(shown))


def _same(value: str, chosen: str | None) -> bool:
    return chosen is not None and value in (chosen, chosen.replace(" ", "_"))


def _judged(asked: Asked, counts: Counts) -> Facet:
    found: Counter[str] = Counter()
    for (class_, verdict), n in counts.items():
        if _passes(asked, class_, verdict, skip="status"):
            found[verdict] += n
    values = tuple(Value(v, v, found[v], v == asked.filters.status) for v in JUDGED if found[v] or found.total())
    return Facet("status", "verdict", values)


def _decided(asked: Asked, counts: Counts) -> Facet:
    found: Counter[str] = Counter()
    for (class_, verdict), n in counts.items():
        if class_ in asked.classes:
            decided = asked.classes[class_].decided
            if _passes(asked, class_, verdict, skip="decided") or (
                decided == "rejected" and _passes(_with_rejected(asked), class_, verdict, skip="decided")
            ):
                found["no" if not decided else "rejected" if decided == "rejected" else "yes"] += n
    labels = {"no": "not yet", "yes": "accepted or corrected", "rejected": "rejected"}
    chosen = asked.filters.decided
    values = (Value(v, label, found[v], v == chosen) for v, label in labels.items() if found[v] or v == chosen)
    return Facet("decided", "decided by a person", tuple(values))


def _with_rejected(asked: Asked) -> Asked:
    return replace(asked, filters=replace(asked.filters, rejected=True))


def _sure(asked: Asked, counts: Counts) -> Facet:
    """How many are at least so sure: by tenths, which the class tells."""
    chosen = asked.filters.min_confidence
    if chosen * 10 % 1:
        return Facet("min_confidence", "confidence", ())
    values = []
    for least in SURE:
        n = sum(
            n
            for (class_, verdict), n in counts.items()
            if _passes(asked, class_, verdict, skip="band") and asked.classes[class_].band >= round(least * 10)
        )
        values.append(Value(f"{least:g}", f"at least {least:.0%}", n, abs(least - chosen) < 1e-9))
    return Facet("min_confidence", "confidence", tuple(values) if counts else ())


# ------------------------------------------------------------------ names


def _publishers(connection: sa.Connection, asked: Asked) -> Facet:
    rows = _names(connection, asked, "publisher", skip="publisher")
    return _named(connection, "publisher", "publisher", rows, set(asked.publisher or ()))


def _actors(connection: sa.Connection, asked: Asked) -> Facet:
    """Who takes part; where an actor is chosen, who takes part with it."""
    if asked.filters.between is not None:
        return Facet("actor", "with", ())
    if asked.actor is None:
        return _named(connection, "actor", "actor", _names(connection, asked, "actor"), set())
    return _named(connection, "between", "with", _partners(connection, asked), set())


def _names(connection: sa.Connection, asked: Asked, facet: str, *, skip: str = "") -> list[tuple[int, int]]:
    """Tags of a facet, and how many of the entries that pass bear them."""
    t, d = schema.tag.c, schema.tagged
    of_facet = sa.select(t.number).where(t.type == asked.item_type.name, t.facet == facet)
    conditions: list[sa.ColumnElement[bool]] = []
    if asked.actor is not None or (asked.publisher is not None and not skip):
        b = ledger.base(asked, skip=skip)
        inner = sa.select(b.c.number).where(*ledger.of_class(asked, b), *ledger.conditions(asked, b, skip=skip))
        conditions = [d.c.tag.in_(of_facet), (d.c.number + 0).in_(inner)]
    else:
        few = asked.matching is not None and len(asked.matching) < FEW
        conditions = [(d.c.tag + 0 if few else d.c.tag).in_(of_facet)]
        conditions += [*ledger.of_class(asked, d), *ledger.conditions(asked, d, skip=skip)]
    rows = connection.execute(sa.select(d.c.tag, sa.func.count()).where(*conditions).group_by(d.c.tag))
    return [(row[0], row[1]) for row in rows]


def _partners(connection: sa.Connection, asked: Asked) -> list[tuple[int, int]]:
    """Who stands beside the chosen actor, in another place of the same item."""
    one, other = schema.tagged.alias("one"), schema.tagged.alias("other")
    both = one.c.places.bitwise_or(other.c.places)
    number = sa.func.count() if len(asked.actor or ()) == 1 else sa.func.count(one.c.number.distinct())
    select = (
        sa.select(other.c.tag, number)
        .select_from(one)
        .join(other, sa.and_(other.c.number == one.c.number, other.c.places > 0))  # 0: a publisher
        .where(one.c.tag.in_(asked.actor or ()), both.bitwise_and(both - 1) != 0)
        .where(*ledger.of_class(asked, one), *ledger.conditions(asked, one))
        .group_by(other.c.tag)
    )
    return [(row[0], row[1]) for row in connection.execute(select)]


def _named(
    connection: sa.Connection, name: str, label: str, rows: Sequence[tuple[int, int]], chosen: set[int]
) -> Facet:
    ranked = sorted(rows, key=lambda row: (-row[1], row[0]))
    counts = dict(ranked[:MOST] + [row for row in ranked[MOST:] if row[0] in chosen])
    t = schema.tag.c
    names = {r.number: r.name for r in connection.execute(sa.select(t.number, t.name).where(t.number.in_(counts)))}
    values = tuple(Value(names[tag], names[tag], n, tag in chosen) for tag, n in counts.items())
    return Facet(name, label, values, len(ranked) - len(counts))


# ------------------------------------------------------------------ time


def _when(connection: sa.Connection, asked: Asked) -> Facet:
    """Entries by year, or by month where the span asked for is short."""
    f = asked.filters
    b = ledger.base(asked)
    conditions = [*ledger.of_class(asked, b), *ledger.conditions(asked, b)]
    rows = connection.execute(
        sa.select(b.c.begins, b.c.ends, sa.func.count())
        .where(*conditions, b.c.begins.is_not(None), b.c.ends.is_not(None))
        .group_by(b.c.begins, b.c.ends)
    ).all()
    if not rows:
        return Facet("when", "date", ())
    low = max(min(row[0] for row in rows), f.since.first if f.since and f.since.first else 1)
    high = min(max(row[1] for row in rows), f.until.last if f.until and f.until.last else date.max.toordinal())
    name = _month if high - low < FEW_DAYS else _year
    found: Counter[str] = Counter()
    for begins, ends, n in rows:
        for one in _spanned(max(begins, low), min(ends, high), name):
            found[one] += n
    chosen = f.since.text if f.since and f.until and f.since.text == f.until.text else None
    values = tuple(Value(v, _said(v), found[v], v == chosen) for v in sorted(found))
    return Facet("when", "date", values)


def _year(day: int) -> str:
    return f"{date.fromordinal(day).year:04d}"


def _month(day: int) -> str:
    return f"{date.fromordinal(day):%Y-%m}"


def _spanned(first: int, last: int, name: Callable[[int], str]) -> list[str]:
    """Every year or month that a span of days touches."""
    if name(first) == name(last) or last < first:
        return [name(first)]
    step = 365 if name is _year else 28
    found = dict.fromkeys(name(day) for day in range(first, last, step))
    return [*found, *([] if name(last) in found else [name(last)])]


def _said(value: str) -> str:
    first = edtf.parse(value).first
    return value if len(value) == 4 or first is None else f"{date.fromordinal(first):%b %Y}"
