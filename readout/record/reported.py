"""The figures that reports give: which measures and of whom, and every report's own number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.items.figures import Figure
from readout.language.edtf import Edtf
from readout.record import codec, derived, dialect, schema

TYPE = "figure"
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
    publisher: str | None
    published: Edtf | None
    copies: int
    human: bool  # a person put it right
    disputes: tuple[str, ...]

    @property
    def when(self) -> Edtf | None:
        """The day it speaks for; where it gives none, that of the report."""
        return self.figure.as_of or self.published


def measures(connection: sa.Connection) -> list[Group]:
    """What the figures count, the most frequent first."""
    c = schema.item.c
    many = sa.func.count()
    wanted = sa.select(c.kind, many).where(c.type == TYPE, c.state != "rejected").group_by(c.kind)
    return [Group(*tuple(row)) for row in connection.execute(wanted.order_by(many.desc(), c.kind))]


def populations(connection: sa.Connection, measure: str) -> list[Group]:
    """Of whom a measure is given, the most frequent first; spellings that differ in case alone are one."""
    many, who = sa.func.count(), sa.func.lower(_who(connection))
    wanted = (
        sa.select(sa.func.min(_who(connection)), many)
        .where(schema.item.c.type == TYPE, schema.item.c.kind == measure, schema.item.c.state != "rejected")
        .group_by(who)
        .order_by(many.desc(), who)
    )
    return [Group(*tuple(row)) for row in connection.execute(wanted)]


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
    c, im = schema.item.c, schema.item_mention.c
    day = sa.func.coalesce(c.first, c.seen)
    wanted = sa.select(c.id).where(c.type == TYPE, c.kind == measure, c.state != "rejected")
    if who is not None:
        wanted = wanted.where(sa.func.lower(_who(connection)) == sa.func.lower(who))
    if since is not None:
        wanted = wanted.where(sa.func.coalesce(c.last, c.seen) >= since)
    if until is not None:
        wanted = wanted.where(day <= until)
    newest = wanted.join(schema.item_mention, im.item == c.id)
    ids = list(dict.fromkeys(connection.scalars(newest.order_by(sa.func.coalesce(day, 0).desc(), c.id).limit(limit))))
    found: list[Told] = []
    for lot in dialect.chunks(ids):
        found += _of_items(connection, lot)
    return sorted(found, key=lambda one: (_first(one.when), one.item, one.report))


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
        sa.select(c.id, c.corrections, m.body, r.id.label("report"), r.name, r.publisher, r.published, r.copy_of)
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
        publisher=row.publisher,
        published=codec.parse_date(row.published) if row.published else None,
        copies=len({one.report for one in group}) - 1,
        human=any(name in _OWN for name in json.loads(row.corrections)),
        disputes=disputes,
    )
