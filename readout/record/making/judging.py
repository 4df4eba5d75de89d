"""Keeping verdicts and disputes true as items come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from readout.items.model import Item
from readout.record import codec, dialect, ids, mentions, naming, schema
from readout.record.making import derived, disputes, verdicts
from readout.record.making.derived import Derived

LOT = 300


def unsettle(connection: sa.Connection, touched: Sequence[str]) -> None:
    """Take back the verdict of every check that may rest on these items, before they go or after they came.

    Those are the checks of which at least two parties took part in one of the contacts among the items.
    """
    stale: set[str] = set()
    for lot in dialect.chunks(touched):
        stale |= set(connection.scalars(_CHECKS_ON, {"ids": list(lot)}))
    for lot in dialect.chunks(sorted(stale)):
        connection.execute(sa.delete(schema.verdict).where(schema.verdict.c.item.in_(lot)))


def judge_open(connection: sa.Connection) -> None:
    """Hold every check without a verdict against the record."""
    if "check" not in mentions.by_name() or "contact" not in mentions.by_name():
        return
    c, r = schema.item.c, schema.report.c
    unjudged = (
        sa.select(c.id, c.body, c.corrections, r.published)
        .join(schema.report, r.id == c.home)
        .outerjoin(schema.verdict, schema.verdict.c.item == c.id)
        .where(c.type == "check", schema.verdict.c.item.is_(None))
        .order_by(c.id)
    )
    series: dict[frozenset[frozenset[str]], list[tuple[str, Any]]] = {}
    rows = []
    for row in connection.execute(unjudged).all():
        check: Any = derived.effective("check", row.body, row.corrections)
        wanted = frozenset(_telling_keys(party) for party in check.parties)
        if wanted not in series:
            series[wanted] = _contacts(connection, wanted)
        published = codec.parse_date(row.published) if row.published else None
        found = verdicts.judge(check, series[wanted], published)
        rows.append(
            {"item": row.id, "verdict": found.verdict, "why": found.why, "rests_on": json.dumps(found.rests_on)}
        )
    for start in range(0, len(rows), LOT):
        dialect.put(connection, schema.verdict, rows[start : start + LOT])


def find_disputes(connection: sa.Connection, changed: Iterable[Derived]) -> None:
    """Find the disputes that these items (new or changed) are in."""
    rows: dict[str, dict[str, str]] = {}
    members: set[tuple[str, str]] = set()
    standing = [one for one in changed if one.row["state"] != "rejected"]
    mates, shelf = _neighbours(connection, standing)
    for one in standing:
        others = [(id_, shelf[id_]) for id_ in sorted(mates.get(one.id, ())) if id_ in shelf]
        for found in _disputes(one, others):
            id_ = ids.derive("dispute", one.row["type"], found.field, *found.items)
            rows[id_] = {"id": id_, "type": one.row["type"], "field": found.field, "why": found.why}
            members |= {(id_, item) for item in found.items}
    dialect.put(connection, schema.dispute, [rows[id_] for id_ in sorted(rows)])
    dialect.add_missing(connection, schema.dispute_item, [{"dispute": d, "item": i} for d, i in sorted(members)])


def _disputes(one: Derived, others: Sequence[tuple[str, Item]]) -> Iterator[disputes.Dispute]:
    item_type = mentions.by_name()[one.row["type"]]
    corrected = json.loads(one.row["corrections"])
    versions = tuple(v for v in one.versions if v.field not in corrected)
    yield from disputes.find([disputes.Known(one.id, one.item, versions, one.published)], item_type)
    if item_type.clash is None:
        return
    for id_, other in others:
        (left, first), (right, second) = ((one.id, one.item), (id_, other))
        if right < left:
            left, first, right, second = right, second, left, first
        clash = item_type.clash(first, second)
        if clash is not None:
            yield disputes.Dispute((left, right), *clash)


def _neighbours(connection: sa.Connection, changed: Sequence[Derived]) -> tuple[dict[str, set[str]], dict[str, Item]]:
    """For each item whose type can clash, those in the same blocks; and these items, rejected ones left out."""
    wanted = [one.id for one in changed if mentions.by_name()[one.row["type"]].clash is not None]
    shelf = {one.id: one.item for one in changed}
    mates: dict[str, set[str]] = {}
    for lot in dialect.chunks(wanted):
        for one, other in connection.execute(_MATES, {"ids": list(lot)}):
            mates.setdefault(one, set()).add(other)
    c = schema.item.c
    for lot in dialect.chunks(sorted({other for others in mates.values() for other in others} - shelf.keys())):
        rows = sa.select(c.id, c.type, c.body, c.corrections).where(c.id.in_(lot), c.state != "rejected")
        for row in connection.execute(rows):
            shelf[row.id] = derived.effective(row.type, row.body, row.corrections)
    return mates, shelf


_one, _other = schema.item_key.alias("one"), schema.item_key.alias("other")
_MATES = (
    sa.select(_one.c.item, _other.c.item)
    .join(_other, _one.c.key == _other.c.key)
    .where(_one.c.item.in_(sa.bindparam("ids", expanding=True)), _one.c.item != _other.c.item)
    .distinct()
)
_contact, _check = schema.item_actor.alias("contact"), schema.item_actor.alias("checked")
_CHECKS_ON = (
    sa.select(_check.c.item)
    .join(_contact, _check.c.key == _contact.c.key)
    .where(_contact.c.item.in_(sa.bindparam("ids", expanding=True)), _contact.c.type == "contact")
    .where(_check.c.type == "check", _check.c.field == "parties")
    .group_by(_check.c.item, _contact.c.item)
    .having(sa.func.count(_check.c.position.distinct()) >= 2)
    .distinct()
)


def _telling_keys(party: Any) -> frozenset[str]:
    """The keys under which a contact of this party would stand: a person's own, a government's people too."""
    found = naming.keys(party)
    if party.kind == "person" and party.side:
        return found - {naming.fold(party.side)}
    return found


def _contacts(connection: sa.Connection, wanted: frozenset[frozenset[str]]) -> list[tuple[str, Any]]:
    """Contacts in which each of these parties may have taken part, rejected ones left out."""
    if len(wanted) < 2:
        return []
    a, c = schema.item_actor.c, schema.item.c
    both: set[str] | None = None
    for keys in wanted:
        here = set(connection.scalars(sa.select(a.item).where(a.type == "contact", a.key.in_(sorted(keys)))))
        both = here if both is None else both & here
    found = []
    for lot in dialect.chunks(sorted(both or ())):
        rows = sa.select(c.id, c.body, c.corrections).where(c.id.in_(lot), c.state != "rejected").order_by(c.id)
        found += [(row.id, derived.effective("contact", row.body, row.corrections)) for row in connection.execute(rows)]
    return found
