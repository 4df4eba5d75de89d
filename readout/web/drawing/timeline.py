"""What a timeline of two sides is drawn from: lanes with items or counts on them, and the silences between contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.items.model import ItemType
from readout.record import codec, mentions
from readout.record.asking import calendar, pair, query
from readout.record.asking.calendar import Unit
from readout.record.asking.pair import Pair, Row, Silence, Tally
from readout.record.asking.query import Entry
from readout.views import listing, words

ITEMS = 400  # shown one by one on a page; more are counted by day, week, month or year
FETCHED = 1200  # sent one by one to a timeline that was zoomed
BINS = 280  # spans of time across a timeline
SILENCES = 60
_APART = 0.35  # of the whole span: a hole so wide sets few items apart from the rest
_FEW = 0.03  # of all items
_MANY = {"video": "video calls"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the timeline: what stands in it, under which heading."""

    key: str
    type: str
    title: str


class Mark(NamedTuple):
    """An item on a lane, from its first to its last day."""

    lane: int
    first: int
    last: int
    status: str
    id: str
    when: str
    told: str


class Count(NamedTuple):
    """So many items of one status on a lane within a span of days."""

    lane: int
    first: int
    last: int
    status: str
    many: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn. `focus`: the days where nearly everything lies, where few items stand far apart from it."""

    lanes: tuple[Lane, ...]
    first: int | None
    last: int | None
    focus: tuple[int, int] | None
    unit: str  # "item", or the spans of `counts`
    marks: tuple[Mark, ...] = ()
    counts: tuple[Count, ...] = ()
    silences: tuple[Silence, ...] = ()
    statuses: tuple[str, ...] = ()
    total: int = 0
    entries: tuple[Entry, ...] = ()  # of the marks

    def data(self) -> dict[str, Any]:
        """As JSON for the browser: rows as lists, in the order of the fields of `Mark` and `Silence`."""
        return {
            "lanes": [asdict(lane) for lane in self.lanes],
            "first": self.first,
            "last": self.last,
            "focus": self.focus,
            "unit": self.unit,
            "marks": [[m.lane, m.first, m.last, m.status, m.id, m.when, m.told] for m in self.marks],
            "counts": self._packed(),
            "silences": [[s.days, s.first, s.last, s.before, s.after] for s in self.silences],
            "statuses": self.statuses,
        }

    def _packed(self) -> list[list[Any]]:
        """Counts as lane, first and last day, and then in turn a status's number and its count."""
        number = {status: place for place, status in enumerate(self.statuses)}
        spans: dict[tuple[int, int, int], list[Any]] = {}
        for one in self.counts:
            packed = spans.setdefault((one.lane, one.first, one.last), [one.lane, one.first, one.last])
            packed += (number[one.status], one.many)
        return list(spans.values())


def timeline(connection: sa.Connection, asked: Pair, found: Sequence[Row], most: int = ITEMS) -> Timeline:
    """The timeline of two sides. `found`: everything between them; more than `most` items are put in spans."""
    dated = [row for row in found if row.first is not None]
    if not dated:
        return Timeline((), None, None, None, "item")
    first, last = dated[0].first or 0, max(row.last or 0 for row in dated)
    if asked.first is not None and asked.last is not None:
        first, last = asked.first, asked.last
    lanes = _lanes(asked, pair.tallies(dated))
    places = {lane.key: number for number, lane in enumerate(lanes)}
    quiet = tuple(pair.silences(dated, SILENCES))
    statuses = tuple(sorted({row.status for row in dated}))
    if len(dated) <= most:
        entries = list(pair.entries(connection, dated))
        marks = tuple(_mark(places, row, entry) for row, entry in entries)
        near = focus([(mark.first, 1) for mark in marks])
        shown = tuple(entry for _, entry in entries)
        return Timeline(lanes, first, last, near, "item", marks, (), quiet, statuses, len(dated), shown)
    unit = fitting(first, last)
    counts = tuple(_counts(places, dated, unit))
    near = focus([(count.first, count.many) for count in counts])
    return Timeline(lanes, first, last, near, unit, (), counts, quiet, statuses, len(dated))


def fitting(first: int, last: int, most: int = BINS) -> Unit:
    """The shortest span of time of which not too many lie between two days."""
    days = last - first + 1
    return next((unit for unit in calendar.UNITS if days / calendar.DAYS[unit] <= most), "year")


def focus(weights: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """The days where nearly all of these (day, count) lie; None where none stand far apart from the rest."""
    ordered = sorted(weights)
    if len(ordered) < 8:
        return None
    total = sum(count for _, count in ordered)
    whole = ordered[-1][0] - ordered[0][0]
    low = _cut(ordered, total, whole)
    high = -_cut([(-day, count) for day, count in reversed(ordered)], total, whole)
    return (low, high) if (low, high) != (ordered[0][0], ordered[-1][0]) else None


def _cut(ordered: Sequence[tuple[int, int]], total: int, whole: int) -> int:
    """Where the bulk of these begins."""
    passed, begins = 0, ordered[0][0]
    for (day, count), (after, _) in pairwise(ordered):
        passed += count
        if passed > total * _FEW:
            break
        if after - day > whole * _APART:
            begins = after
    return begins


def _lanes(asked: Pair, found: Sequence[Tally]) -> tuple[Lane, ...]:
    lanes: dict[str, Lane] = {}
    for item_type in sorted(mentions.by_name().values(), key=lambda one: one.order):
        order = {kind: place for place, kind in enumerate(_choices(item_type))}
        mine, way = [one for one in found if one.type == item_type.name], directed(item_type)
        for one in sorted(mine, key=lambda one: (way and not one.ahead, order.get(one.kind, 99), one.kind)):
            key = lane_key(item_type, one.ahead, one.kind)
            lanes.setdefault(key, Lane(key, item_type.name, _title(asked, item_type, one)))
    return tuple(lanes.values())


def lane_key(item_type: ItemType, ahead: bool, kind: str) -> str:
    """Which lane an item stands on: by direction where its type has one, else by kind, figures all on one."""
    if directed(item_type):
        return f"{item_type.name}:{'out' if ahead else 'in'}:"
    return f"{item_type.name}::{kind if item_type.name != pair.FIGURE else ''}"


def directed(item_type: ItemType) -> bool:
    """Whether items of a type go from one actor to another: they have two fields of one actor each."""
    return _single_actors(item_type.name) > 1


@cache
def _single_actors(type_: str) -> int:
    model = mentions.by_name()[type_].model
    hints = codec.hints(model)
    return sum(Actor in codec.parts(hints[one.name]) for one in codec.own_fields(model))


def _title(asked: Pair, item_type: ItemType, one: Tally) -> str:
    plural = item_type.plural.capitalize()
    if directed(item_type):
        left, right = asked.left.name, asked.right.name
        return f"{plural}: {left} → {right}" if one.ahead else f"{plural}: {right} → {left}"
    return plural if item_type.name == pair.FIGURE or not one.kind else many(one.kind).capitalize()


def many(kind: str) -> str:
    """The kind of several items: `calls`."""
    told = words.told(kind)
    return told if told.endswith("s") else _MANY.get(told, f"{told}s")


def _choices(item_type: ItemType) -> tuple[str, ...]:
    name = query.field_of(item_type.model, query.KINDS)
    return item_type.choices.get(name or "", ())


def _mark(places: dict[str, int], row: Row, entry: Entry) -> Mark:
    item_type = mentions.by_name()[entry.type]
    first, last = row.first or 0, row.last or 0
    lane = places[lane_key(item_type, row.ahead, row.kind)]
    when = words.day(getattr(entry.item, item_type.when or ""))
    return Mark(lane, first, last, row.status, entry.id, when, told(item_type, entry))


def told(item_type: ItemType, entry: Entry) -> str:
    """An item in one line, from the columns of its ledger but its date and status."""
    left_out = (item_type.when, query.field_of(item_type.model, query.STATUSES))
    columns = [column for column in listing.fields_shown(item_type) if column not in left_out]
    line = " · ".join(told for column in columns if (told := listing.cell(entry, column)) not in ("", "exact"))
    return line if len(line) <= 200 else f"{line[:199].rstrip()}…"


def _counts(places: dict[str, int], dated: Sequence[Row], unit: Unit) -> list[Count]:
    """Items by lane, span of time and status."""
    types = mentions.by_name()
    alike = {(row.type, row.ahead, row.kind) for row in dated}
    lanes = {one: places[lane_key(types[one[0]], *one[1:])] for one in alike}
    days = Counter([(lanes[row.type, row.ahead, row.kind], row.first or 0, row.status) for row in dated])
    summed: Counter[tuple[int, int, int, str]] = Counter()
    for (lane, day, status), many in days.items():
        summed[lane, *calendar.span(unit, day), status] += many
    return [Count(*key, many) for key, many in sorted(summed.items())]
