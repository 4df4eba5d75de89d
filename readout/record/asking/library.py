"""The reports of a record as a library: listed page by page, with what each tells and which copy which."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from readout.record import dialect, schema
from readout.record.asking import query
from readout.record.asking.query import Entry
from readout.record.errors import RecordError

Sort = Literal["newest", "oldest", "title", "publisher", "items", "added"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "title", "publisher", "items", "added")
Standing = Literal["originals", "copies"]
_FAR = 10**7


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports are wanted, and in which order. Empty filters let everything pass."""

    words: str | None = None  # in the title, publisher or file name
    publisher: str | None = None
    basis: str | None = None
    since: int | None = None  # days, as proleptic ordinals
    until: int | None = None
    standing: Standing | None = None
    sort: Sort = "newest"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report as a list shows it. `name` is the last part of its path, `size` its words."""

    id: str
    name: str
    source: str
    title: str | None
    publisher: str | None
    published: str | None
    basis: str
    size: int
    items: int
    copy_of: str | None
    copies: int

    @property
    def label(self) -> str:
        """What to call it: its title, else its file's name."""
        return self.title or self.name


@dataclass(frozen=True, slots=True)
class Copied:
    """A report of the same group of copies. `kind` and `why` are None where the two were not compared directly."""

    report: Shelved
    kind: str | None
    why: str | None
    original: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An item as one report tells it: the characters of its words there. `first` is where its note belongs."""

    entry: Entry
    mention: str
    spans: tuple[tuple[int, int], ...]

    @property
    def first(self) -> int:
        """Where its words begin."""
        return min(start for start, _ in self.spans)


r, m, im = schema.report.c, schema.mention.c, schema.item_mention.c
_twin = schema.report.alias("twin")
_ITEMS = sa.select(sa.func.count()).where(m.report == r.id).correlate(schema.report).scalar_subquery()
_TOLD = sa.select(m.report, sa.func.count().label("count")).group_by(m.report).subquery()  # of all reports at once
_COPIES = sa.select(sa.func.count()).where(_twin.c.copy_of == r.id).correlate(schema.report).scalar_subquery()
_SIZE = sa.func.length(r.text) - sa.func.length(sa.func.replace(r.text, " ", "")) + 1
_COLUMNS = (r.id, r.name, r.source, r.title, r.publisher, r.published, r.published_basis.label("basis"), r.copy_of)


def shelved(connection: sa.Connection, wanted: Wanted, *, page: int, size: int) -> tuple[list[Shelved], int]:
    """One page (from 1) of the reports wanted, and how many there are in all."""
    conditions = list(_conditions(wanted))
    total = connection.scalar(sa.select(sa.func.count()).select_from(schema.report).where(*conditions)) or 0
    ids = sa.select(r.id).where(*conditions).order_by(*_order(wanted.sort)).limit(size).offset((page - 1) * size)
    if wanted.sort == "items":
        ids = ids.outerjoin_from(schema.report, _TOLD, _TOLD.c.report == r.id)
    return by_ids(connection, list(connection.scalars(ids))), total


def by_ids(connection: sa.Connection, wanted: Sequence[str]) -> list[Shelved]:
    """These reports, in the order asked for; ids that are not there are left out."""
    found: dict[str, Shelved] = {}
    columns = (*_COLUMNS, _SIZE.label("size"), _ITEMS.label("items"), _COPIES.label("copies"))
    for lot in dialect.chunks(wanted):
        for row in connection.execute(sa.select(*columns).where(r.id.in_(lot))):
            found[row.id] = Shelved(**row._mapping)
    return [found[id_] for id_ in wanted if id_ in found]


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    for word in (wanted.words or "").split():
        yield sa.or_(*(column.icontains(word, autoescape=True) for column in (r.title, r.publisher, r.name)))
    if wanted.publisher is not None:
        yield r.publisher == wanted.publisher
    if wanted.basis is not None:
        yield r.published_basis == wanted.basis
    if wanted.since is not None:
        yield r.published_last >= wanted.since
    if wanted.until is not None:
        yield r.published_first <= wanted.until
    if wanted.standing == "copies":
        yield r.copy_of.is_not(None)
    if wanted.standing == "originals":
        yield r.copy_of.is_(None)


def _order(sort: Sort) -> tuple[Any, ...]:
    dated = sa.func.coalesce(r.published_first, _FAR)
    name = sa.func.lower(sa.func.coalesce(r.title, r.name))
    publisher = sa.func.lower(sa.func.coalesce(r.publisher, "\uffff"))
    return {
        "newest": (r.published_first.desc().nulls_last(), r.id.desc()),
        "oldest": (dated, r.id),
        "title": (name, r.id),
        "publisher": (publisher, dated, r.id),
        "items": (sa.func.coalesce(_TOLD.c.count, 0).desc(), dated, r.id),
        "added": (r.number.desc(),),
    }[sort]


def publishers(connection: sa.Connection, limit: int = 200) -> list[tuple[str, int]]:
    """The publishers, with how many reports are theirs, most first."""
    count = sa.func.count().label("count")
    wanted = sa.select(r.publisher, count).where(r.publisher.is_not(None)).group_by(r.publisher)
    return [(row[0], row[1]) for row in connection.execute(wanted.order_by(count.desc(), r.publisher).limit(limit))]


def bases(connection: sa.Connection) -> dict[str, int]:
    """How many reports are dated on each basis."""
    wanted = sa.select(r.published_basis, sa.func.count()).group_by(r.published_basis).order_by(r.published_basis)
    return {row[0]: row[1] for row in connection.execute(wanted)}


def names(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, str]:
    """What to call each of these reports: its publisher and title as far as known, else its file's name.

    Pages tell its date beside it.
    """
    found = {}
    for lot in dialect.chunks(sorted(set(wanted))):
        for row in connection.execute(sa.select(r.id, r.title, r.name, r.publisher).where(r.id.in_(lot))):
            found[row.id] = ": ".join(filter(None, (row.publisher, row.title))) or row.name
    return found


def full_id(connection: sa.Connection, typed: str) -> str:
    """The id of a report from its beginning. Raises RecordError where there is none."""
    kind, found = query.find(connection, typed)
    if kind != "report":
        raise RecordError(typed, f"no such report in the record; it is the id of a {kind}")
    return found


def told(connection: sa.Connection, report: str) -> list[Told]:
    """What a report tells, in the order of its words."""
    wanted = (
        sa.select(m.id, m.body, im.item)
        .join(schema.item_mention, im.mention == m.id)
        .where(m.report == report)
        .order_by(m.start, m.id)
    )
    rows = connection.execute(wanted).all()
    ids = list(dict.fromkeys(row.item for row in rows))
    entries = {entry.id: entry for entry in query.entries(connection, ids, passages=False, names_of={})}
    found = []
    for row in rows:
        spans = tuple((one["start"], one["end"]) for one in json.loads(row.body)["passages"])
        found.append(Told(entries[row.item], row.id, spans))
    return found


def copies(connection: sa.Connection, report: str) -> list[Copied]:
    """The other reports of the same group of copies, the original first."""
    original = connection.scalar(sa.select(sa.func.coalesce(r.copy_of, r.id)).where(r.id == report))
    group = sa.select(r.id).where(sa.or_(r.id == original, r.copy_of == original), r.id != report).order_by(r.id)
    ids = list(connection.scalars(group.limit(500)))
    c = schema.copy_pair.c
    pairs = connection.execute(sa.select(schema.copy_pair).where(sa.or_(c.left == report, c.right == report)))
    compared = {pair.right if pair.left == report else pair.left: (pair.kind, pair.why) for pair in pairs}
    found = [Copied(one, *compared.get(one.id, (None, None)), one.id == original) for one in by_ids(connection, ids)]
    return sorted(found, key=lambda one: (not one.original, one.report.published or "~", one.report.id))
