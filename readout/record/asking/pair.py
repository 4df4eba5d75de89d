"""What happened between two sides: counted, put into spans of time, and the silences between their contacts.

The narrow rows of everything between the two are read once (see `readout.record.making.ledger_rows`); the rest is
reckoned from them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.record import dialect, mentions, schema
from readout.record.asking import ledger, query
from readout.record.asking.filters import Filters
from readout.record.asking.query import Entry
from readout.record.asking.sides import Side

FIGURE, CHECK = "figure", "check"
COUNTING = ("count", "ordinal")  # kinds of checks that give a number of contacts
_FEW = 2000
_HOMES = 3000  # reports whose figures are shown with the dealings that they tell of


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, what is asked of them, and the days that are looked at (as ordinals)."""

    left: Side
    right: Side
    filters: Filters = field(default_factory=Filters)
    first: int | None = None
    last: int | None = None


class Row(NamedTuple):
    """An item between the two. `ahead`: the left side stands before the right one in its fields (as the asker does)."""

    number: int
    type: str
    kind: str
    status: str
    ahead: bool
    first: int | None
    last: int | None


class Tally(NamedTuple):
    """Items alike: of one type, direction, kind and status."""

    type: str
    ahead: bool
    kind: str
    status: str
    many: int
    undated: int


@dataclass(frozen=True, slots=True)
class Silence:
    """The days between two successive contacts that were held, at the least, and the contacts around."""

    days: int
    first: int  # the last day of the contact before
    last: int  # the first day of the contact after
    before: int
    after: int


def rows(connection: sa.Connection, pair: Pair) -> list[Row]:
    """Everything between the two that passes the filters, dated items first and in order of time."""
    known = {row.number: row for row in connection.execute(sa.select(schema.ledger_class))}
    passing = [number for number, one in known.items() if _passes(one, pair.filters)]
    wanted = set(passing)
    found = {row[0]: row for row in connection.execute(_both(connection, pair)).all() if row[1] in wanted}
    told = list(connection.execute(_figures(pair, list(found), passing, connection)))
    alike = {number: (one.type, one.kind, one.status) for number, one in known.items()}
    made = [
        Row(number, *alike[class_], bool(ahead), first, first if last is None else last)
        for number, class_, ahead, first, last in (*found.values(), *told)
    ]
    return sorted(made, key=lambda row: (row.first is None, row.first or 0, row.last or 0, row.number))


def passing(found: Sequence[Row], pair: Pair) -> list[Row]:
    """Those of the rows (of the same two sides) that pass the filters of a pair, in the same order."""
    filters = pair.filters
    since = [d for d in (filters.since.first if filters.since else None, pair.first) if d is not None]
    until = [d for d in (filters.until.last if filters.until else None, pair.last) if d is not None]
    first, last = max(since, default=None), min(until, default=None)
    return [
        row
        for row in found
        if filters.kind in (None, row.kind)
        and filters.status in (None, row.status)
        and (first is None or (row.last is not None and row.last >= first))
        and (last is None or (row.first is not None and row.first <= last))
    ]


def tallies(found: Sequence[Row]) -> list[Tally]:
    """Items counted, those alike together."""
    counted = Counter([(row.type, row.ahead, row.kind, row.status) for row in found])
    undated = Counter([(row.type, row.ahead, row.kind, row.status) for row in found if row.first is None])
    return [Tally(*alike, many, undated[alike]) for alike, many in sorted(counted.items())]


def silences(found: Sequence[Row], limit: int) -> list[Silence]:
    """The longest times without a contact that was held, longest first; `found` in order of time."""
    made = []
    before: Row | None = None
    for row in found:
        if row.type != "contact" or row.status != "held" or row.first is None or row.last is None:
            continue
        if before is not None and before.last is not None and row.first - before.last > 1:
            made.append(Silence(row.first - before.last, before.last, row.first, before.number, row.number))
        before = row
    return sorted(made, key=lambda one: (-one.days, one.first))[:limit]


def latest(found: Sequence[Row]) -> Row | None:
    """The last contact that was held."""
    held = [row for row in found if row.type == "contact" and row.status == "held" and row.last is not None]
    return max(held, key=lambda row: (row.last or 0, row.first or 0, row.number), default=None)


def entries(connection: sa.Connection, wanted: Sequence[Row]) -> Iterator[tuple[Row, Entry]]:
    """The items of rows, in their order."""
    items = ids(connection, [row.number for row in wanted])
    by_id = {items[row.number]: row for row in wanted if row.number in items}
    for entry in query.entries(connection, list(by_id), passages=False, names_of={}):
        yield by_id[entry.id], entry


def ids(connection: sa.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of items by the numbers of their rows."""
    c = schema.ledger.c
    found: dict[int, str] = {}
    for lot in dialect.chunks(list(numbers)):
        found.update(
            (row.number, row.item) for row in connection.execute(sa.select(c.number, c.item).where(c.number.in_(lot)))
        )
    return found


def disputes(connection: sa.Connection, found: Sequence[Row]) -> int:
    """How many disputes these items are in."""
    c, di = schema.ledger.c, schema.dispute_item.c
    among = sa.select(c.number, di.dispute).join(schema.ledger, c.item == di.item)
    numbers = [row.number for row in found]
    if len(numbers) <= _FEW:
        lots = [among.where(c.number.in_(lot)) for lot in dialect.chunks(numbers)]
        return len({row[1] for one in lots for row in connection.execute(one)})
    wanted = set(numbers)  # there are fewer disputes in a record than items between its main sides
    return len({dispute for number, dispute in connection.execute(among).all() if number in wanted})


def claims(connection: sa.Connection, pair: Pair, limit: int) -> list[Entry]:
    """The newest checks in which reports themselves count the contacts of the two, within the days asked for."""
    check = mentions.by_name().get(CHECK)
    if check is None:
        return []
    found: list[Entry] = []
    of_both = ledger.both(connection, *(ledger.tags_of(connection, check, s.keys) for s in (pair.left, pair.right)))
    days = Filters(since=pair.filters.since, until=pair.filters.until, sort=f"-{ledger.DAY}", limit=limit)
    for kind in COUNTING if of_both else ():
        wanted = replace(ledger.Asked.of(connection, check, replace(days, kind=kind)), matching=of_both)
        found += query.entries(connection, ledger.ids(connection, wanted))
    return sorted(found, key=_told_on, reverse=True)[:limit]


def _told_on(entry: Entry) -> str:
    return max((passage.published or "" for passage in entry.passages), default="")


def newest_report(connection: sa.Connection) -> int | None:
    """The day of the newest report in the record."""
    newest: int | None = connection.scalar(sa.select(sa.func.max(schema.report.c.published_first)))
    return newest


def dated_types() -> Mapping[str, ItemType]:
    """The item types that happen at some time between two sides: figures and checks are about such, not of them."""
    return {name: one for name, one in mentions.by_name().items() if one.when and name not in (FIGURE, CHECK)}


def _tags(connection: sa.Connection, side: Side) -> dict[str, list[int]]:
    """The numbers that a side goes by in the narrow rows, by item type."""
    c = schema.tag.c
    wanted = sa.select(c.type, c.number).where(c.facet == "actor", c.key.in_(side.keys))
    found: dict[str, list[int]] = {}
    for type_, number in connection.execute(wanted.order_by(c.number)):
        if type_ in dated_types():
            found.setdefault(type_, []).append(number)
    return found


_one, _other = schema.tagged.alias("one"), schema.tagged.alias("other")


def _both(connection: sa.Connection, pair: Pair) -> sa.CompoundSelect[Any]:
    """Rows in which both sides stand, in places of their own: number, class, ahead, first and last day."""
    left, right = _tags(connection, pair.left), _tags(connection, pair.right)
    parts = [_of_type(pair, left[type_], right[type_]) for type_ in sorted(left.keys() & right.keys())]
    return sa.union_all(*(parts or [_of_type(pair, [], [])]))


def _of_type(pair: Pair, left: Sequence[int], right: Sequence[int]) -> sa.Select[Any]:
    both = _one.c.places.bitwise_or(_other.c.places)
    first, second = (one.c.places.bitwise_and(-one.c.places) for one in (_one, _other))  # the first place of each
    ahead = sa.case((first < second, 1), else_=0).label("ahead")
    select = (
        sa.select(_one.c.number, _one.c["class"], ahead, _one.c.begins, _one.c.ends)
        .join(_other, sa.and_(_other.c.day == _one.c.day, _other.c.number == _one.c.number))  # the day is in the key
        .where(_one.c.tag.in_(left), _other.c.tag.in_(right), both.bitwise_and(both - 1) != 0)
    )
    for condition in _within(pair, _one.c.begins, _one.c.ends):
        select = select.where(condition)
    return select


def _figures(pair: Pair, numbers: Sequence[int], passing: Sequence[int], connection: sa.Connection) -> sa.Select[Any]:
    """Figures that stand in the reports which first tell of these items; none where those are too many."""
    c, m, im = schema.ledger.c, schema.mention.c, schema.item_mention.c
    homes: set[str] = set()
    for lot in dialect.chunks(numbers):
        homes |= set(connection.scalars(sa.select(c.home).where(c.number.in_(lot))))
        if len(homes) > _HOMES:
            homes.clear()
            break
    there = (
        sa.select(im.item).join(schema.mention, m.id == im.mention).where(m.report.in_(sorted(homes)), m.type == FIGURE)
    )
    select = sa.select(c.number, c["class"], sa.literal(0).label("ahead"), c.begins, c.ends)
    select = select.where(c.item.in_(there), c["class"].in_(passing))
    for condition in _within(pair, c.begins, c.ends):
        select = select.where(condition)
    return select


def _within(pair: Pair, begins: sa.ColumnElement[Any], ends: sa.ColumnElement[Any]) -> Iterator[sa.ColumnElement[bool]]:
    filters = pair.filters
    since = [d for d in (filters.since.first if filters.since else None, pair.first) if d is not None]
    until = [d for d in (filters.until.last if filters.until else None, pair.last) if d is not None]
    if since:
        yield sa.func.coalesce(ends, begins) >= max(since)
    if until:
        yield begins <= min(until)


def _passes(one: Any, filters: Filters) -> bool:
    if one.decided == "rejected" or (one.type not in dated_types() and one.type != FIGURE):
        return False
    return filters.kind in (None, one.kind) and filters.status in (None, one.status)
