"""The figures that reports give: which measures and of whom, and every report's own number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.items.figures import Figure
from readout.language.edtf import Edtf
from readout.record import codec, dialect, schema
from readout.record.making import derived
from readout.record.making.ledger_rows import FAR

TYPE = "figure"
SEARCHED = 3000  # the newest figures of a measure among which those of somebody are sought
_PRONOUNS = frozenset(  # they say of whom a figure is to those alone who read the sentence before
    {"they", "them", "these", "those", "their", "theirs", "it", "its", "he", "him", "she", "her", "we", "us", "our"}
    | {"you", "others", "another", "all", "some", "each", "both", "many", "most", "none"}
)
_OWN = ("value", "bound", "who", "according_to", "as_of")  # what a report says of a figure


@dataclass(frozen=True, slots=True)
class Group:
    """Figures alike, and how many there are. `who` is None where the figures do not say of whom."""

    name: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one report gives it; `copies` more reports only copy that one."""

    item: str
    figure: Figure
    report: str
    source: str
    title: str | None
    publisher: str | None
    published: Edtf | None
    copies: int
    human: bool  # a person put it right
    disputes: tuple[str, ...]

    @property
    def label(self) -> str:
        """What to call its report: the title, else the publisher, else the file's name."""
        return self.title or self.publisher or self.source

    @property
    def when(self) -> Edtf | None:
        """The day it speaks for; where it gives none, that of the report."""
        return self.figure.as_of or self.published


def measures(connection: sa.Connection) -> list[Group]:
    """What the figures count, the most frequent first."""
    c, k = schema.ledger.c, schema.ledger_class.c
    many = sa.func.count()
    classes = sa.select(c["class"], many.label("many")).where(c.type == TYPE).group_by(c["class"]).subquery()
    total = sa.func.sum(classes.c.many)
    wanted = (
        sa.select(k.kind, total)
        .join(classes, classes.c["class"] == k.number)
        .where(k.type == TYPE, k.decided != "rejected")
        .group_by(k.kind)
        .order_by(total.desc(), k.kind)
    )
    return [Group(name, int(count)) for name, count in connection.execute(wanted)]


def populations(connection: sa.Connection, measure: str) -> list[Group]:
    """Of whom a measure is given, the most frequent first; spellings that differ in case alone are one.

    Of a measure with more figures than `SEARCHED`, the newest tell.
    """
    many, who = sa.func.count(), sa.func.lower(_who(connection))
    newest = _newest(connection, measure)
    wanted = (
        sa.select(sa.func.min(_who(connection)), many)
        .join(newest, newest.c.item == schema.item.c.id)
        .group_by(who)
        .order_by(many.desc(), who)
    )
    groups = [Group(*tuple(row)) for row in connection.execute(wanted)]
    return [one for one in groups if one.name is None or one.name.casefold() not in _PRONOUNS]


def told(
    connection: sa.Connection,
    measure: str,
    *,
    who: str | None = None,
    since: int | None = None,
    until: int | None = None,
    limit: int = 1000,
) -> list[Told]:
    """What each report gives for a measure (of `who`), one a witness, in order of time; of too many the newest."""
    newest = _newest(connection, measure, since, until)
    wanted = sa.select(schema.item.c.id).join(newest, newest.c.item == schema.item.c.id)
    if who is not None:
        wanted = wanted.where(sa.func.lower(_who(connection)) == sa.func.lower(who))
    ids = connection.scalars(wanted.order_by(newest.c.day.desc(), newest.c.item).limit(limit)).all()
    found: list[Told] = []
    for lot in dialect.chunks(ids):
        found += _of_items(connection, lot)
    return sorted(found, key=lambda one: (_first(one.when), one.item, one.report))


def _newest(connection: sa.Connection, measure: str, since: int | None = None, until: int | None = None) -> sa.Subquery:
    """The newest items of a measure, and their days (0 for those without one)."""
    c, k = schema.ledger.c, schema.ledger_class.c
    classes = sa.select(k.number).where(k.type == TYPE, k.kind == measure, k.decided != "rejected")
    day = sa.case((c.day >= FAR, 0), else_=c.day).label("day")
    wanted = sa.select(c.item, day).where(c["class"].in_(connection.scalars(classes).all()))
    if since is not None:
        wanted = wanted.where(sa.func.coalesce(c.ends, day) >= since)
    if until is not None:
        wanted = wanted.where(sa.func.coalesce(c.begins, day) <= until)
    return wanted.order_by(day.desc(), c.item).limit(SEARCHED).subquery()


def _first(when: Edtf | None) -> int:
    return 10**7 if when is None or when.first is None else when.first


def _who(connection: sa.Connection) -> sa.ColumnElement[Any]:
    """Of whom a figure is, as a person put it or else as the reports give it."""
    c = schema.item.c
    return sa.func.coalesce(_field(connection, c.corrections, "who"), _field(connection, c.body, "who"))


def _field(connection: sa.Connection, column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[Any]:
    as_json = sa.cast(column, sa.JSON) if connection.dialect.name == "postgresql" else sa.type_coerce(column, sa.JSON)
    found: sa.ColumnElement[Any] = as_json[name].as_string()
    return found


def _of_items(connection: sa.Connection, wanted: Sequence[str]) -> list[Told]:
    c, im, m, r, di = (t.c for t in _TABLES)
    disputes: dict[str, list[str]] = {}
    for item, dispute in connection.execute(sa.select(di.item, di.dispute).where(di.item.in_(wanted))):
        disputes.setdefault(item, []).append(dispute)
    rows = connection.execute(
        sa.select(
            c.id, c.corrections, m.body, r.id.label("report"), r.name, r.title, r.publisher, r.published, r.copy_of
        )
        .join(schema.item_mention, im.item == c.id)
        .join(schema.mention, m.id == im.mention)
        .join(schema.report, r.id == m.report)
        .where(c.id.in_(wanted))
        .order_by(c.id, r.published_first, r.id, m.start)
    ).all()
    witnesses: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        witnesses.setdefault((row.id, row.copy_of or row.report), []).append(row)
    return [_told(group, tuple(sorted(disputes.get(item, ())))) for (item, _), group in witnesses.items()]


_TABLES = (schema.item, schema.item_mention, schema.mention, schema.report, schema.dispute_item)


def _told(group: Sequence[Any], disputes: tuple[str, ...]) -> Told:
    """One witness's figure: as the original gives it, with what a person put right."""
    row = next((one for one in group if one.copy_of is None), group[0])
    figure: Any = derived.effective(TYPE, row.body, row.corrections)
    return Told(
        item=row.id,
        figure=figure,
        report=row.report,
        source=row.name,
        title=row.title,
        publisher=row.publisher,
        published=codec.parse_date(row.published) if row.published else None,
        copies=len({one.report for one in group}) - 1,
        human=any(name in _OWN for name in json.loads(row.corrections)),
        disputes=disputes,
    )
