"""Keeping verdicts and disputes true as items come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.items.model import Item
from readout.record import codec, dialect, ids, mentions, naming, schema
from readout.record.making import derived, disputes, verdicts
from readout.record.making.derived import Derived
from readout.reports.dating import dates_items

LOT = 300


def unsettle(connection: sa.Connection, touched: Sequence[str]) -> None:
    """Take back the verdict of every check that may rest on these items, before they go or after they came.

    Those are the checks of which at least two parties took part in one of the contacts among the items, but for those
    that speak of days before it.
    """
    stale: set[str] = set()
    for lot in dialect.chunks(touched):
        stale |= set(connection.scalars(_CHECKS_ON, {"ids": list(lot)}))
    for lot in dialect.chunks(sorted(stale)):
        connection.execute(sa.delete(schema.verdict).where(schema.verdict.c.item.in_(lot)))


def steady(before: Mapping[str, Any], now: Derived) -> bool:
    """Whether a changed item tells checks what it told them before, so that verdicts on them stand."""
    if now.row["type"] != "contact":
        return True
    if any(before[name] != now.row[name] for name in ("kind", "status", "first", "last")):
        return False
    if (before["state"] == "rejected") != (now.row["state"] == "rejected"):
        return False
    old: Any = derived.effective("contact", before["body"], before["corrections"])
    new: Any = now.item
    return (old.parties, old.also) == (new.parties, new.also)


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
    contacts = _Contacts(connection)
    rows = []
    for row in connection.execute(unjudged).all():
        check: Any = derived.effective("check", row.body, row.corrections)
        published = dates_items(codec.parse_date(row.published)) if row.published else None
        found = verdicts.judge(check, contacts.between(check.parties), published)
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
_held, _judged = schema.item.alias("held"), schema.item.alias("judged")
_CHECKS_ON = (
    sa.select(_check.c.item)
    .join(_contact, _check.c.key == _contact.c.key)
    .join(_held, _held.c.id == _contact.c.item)
    .join(_judged, _judged.c.id == _check.c.item)
    .where(_contact.c.item.in_(sa.bindparam("ids", expanding=True)), _contact.c.type == "contact")
    .where(_check.c.type == sa.literal_column("'check'"), _check.c.field == "parties")  # as its index has it
    .where(_held.c.status == verdicts.HELD, sa.or_(_judged.c.last.is_(None), _judged.c.last >= _held.c.first))
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


class _Contacts:
    """The contacts that checks are held against, each read once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._read: dict[str, Any] = {}  # None: not held, or on no known day
        self._under: dict[str, set[str]] = {}
        self._series: dict[frozenset[Actor], list[tuple[str, Any]]] = {}

    def between(self, parties: Sequence[Actor]) -> list[tuple[str, Any]]:
        """The contacts, by id, that were held on known days and in which each of these took part."""
        wanted = frozenset(parties)
        if wanted not in self._series:
            self._series[wanted] = self._find(parties) if len(parties) > 1 else []
        return self._series[wanted]

    def _find(self, parties: Sequence[Actor]) -> list[tuple[str, Any]]:
        both = sorted(set.intersection(*(self._with(_telling_keys(party)) for party in parties)))
        c = schema.item.c
        for lot in dialect.chunks([id_ for id_ in both if id_ not in self._read]):
            self._read.update(dict.fromkeys(lot))
            known = (c.status == verdicts.HELD, c.state != "rejected", c.first.is_not(None), c.last.is_not(None))
            for row in self._connection.execute(sa.select(c.id, c.body, c.corrections).where(c.id.in_(lot), *known)):
                self._read[row.id] = derived.effective("contact", row.body, row.corrections)
        held = ((id_, self._read[id_]) for id_ in both)
        return [(id_, one) for id_, one in held if one is not None and verdicts.between(parties, one)]

    def _with(self, keys: frozenset[str]) -> set[str]:
        """Contacts that stand under one of these keys."""
        a = schema.item_actor.c
        for key in keys - self._under.keys():
            here = sa.select(a.item).where(a.key == key, a.type == "contact")
            self._under[key] = set(self._connection.scalars(here))
        return set().union(*(self._under[key] for key in keys))
