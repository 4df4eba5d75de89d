"""Keeping verdicts and disputes true as items come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from readout.items.model import Item
from readout.record import codec, derived, dialect, disputes, ids, mentions, naming, schema, verdicts
from readout.record.derived import Derived

LOT = 300


def unsettle(connection: sa.Connection, touched: Sequence[str]) -> None:
    """Take back the verdict of every check that may rest on these items, before they go or after they came."""
    for present in sorted(_casts(connection, touched), key=sorted):
        for lot in dialect.chunks(_checks_on(connection, present)):
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
    shelf: dict[str, Item] = {}
    for one in changed:
        if one.row["state"] == "rejected":
            continue
        for found in _disputes(connection, one, shelf):
            id_ = ids.derive("dispute", one.row["type"], found.field, *found.items)
            rows[id_] = {"id": id_, "type": one.row["type"], "field": found.field, "why": found.why}
            members |= {(id_, item) for item in found.items}
    dialect.put(connection, schema.dispute, [rows[id_] for id_ in sorted(rows)])
    dialect.add_missing(connection, schema.dispute_item, [{"dispute": d, "item": i} for d, i in sorted(members)])


def _disputes(connection: sa.Connection, one: Derived, shelf: dict[str, Item]) -> list[disputes.Dispute]:
    item_type = mentions.by_name()[one.row["type"]]
    corrected = json.loads(one.row["corrections"])
    versions = tuple(v for v in one.versions if v.field not in corrected)
    found = list(disputes.find([disputes.Known(one.id, one.item, versions, one.published)], item_type))
    if item_type.clash is None or not one.keys:
        return found
    for other_id, other in _neighbours(connection, one, shelf):
        (left, first), (right, second) = sorted([(one.id, one.item), (other_id, other)], key=lambda pair: pair[0])
        clash = item_type.clash(first, second)
        if clash is not None:
            found.append(disputes.Dispute((left, right), *clash))
    return found


def _neighbours(connection: sa.Connection, one: Derived, shelf: dict[str, Item]) -> list[tuple[str, Item]]:
    """Items of the same type in the same blocks, rejected ones left out."""
    mine, theirs, c = schema.item_key.alias(), schema.item_key.alias(), schema.item.c
    mates = sa.select(theirs.c.item).join(mine, mine.c.key == theirs.c.key).where(mine.c.item == one.id).distinct()
    wanted = sorted(set(connection.scalars(mates)) - {one.id})
    for lot in dialect.chunks([id_ for id_ in wanted if id_ not in shelf]):
        rows = sa.select(c.id, c.type, c.body, c.corrections).where(c.id.in_(lot), c.state != "rejected")
        for row in connection.execute(rows):
            shelf[row.id] = derived.effective(row.type, row.body, row.corrections)
    return [(id_, shelf[id_]) for id_ in wanted if id_ in shelf]


def _casts(connection: sa.Connection, touched: Sequence[str]) -> set[frozenset[str]]:
    """Of those of these items that are contacts: the keys of all who took part."""
    c = schema.item_actor.c
    keys: dict[str, set[str]] = {}
    for lot in dialect.chunks(touched):
        for item, key in connection.execute(sa.select(c.item, c.key).where(c.item.in_(lot), c.type == "contact")):
            keys.setdefault(item, set()).add(key)
    return {frozenset(found) for found in keys.values()}


def _checks_on(connection: sa.Connection, present: frozenset[str]) -> list[str]:
    """Checks at least two of whose parties took part."""
    c = schema.item_actor.c
    named = (
        sa.select(c.item)
        .where(c.type == "check", c.field == "parties", c.key.in_(sorted(present)))
        .group_by(c.item)
        .having(sa.func.count(c.position.distinct()) >= 2)
        .order_by(c.item)
    )
    return list(connection.scalars(named))


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
