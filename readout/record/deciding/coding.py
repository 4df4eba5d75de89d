"""Second readings: a sample of what one person decided, judged by another who does not see the decision.

A coding is tied to words, as decisions are, and kept with what the first had decided by then, so that what either
does later does not make them agree. It changes nothing in the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from readout.record import codec, dialect, mentions, schema
from readout.record.asking import query
from readout.record.asking.query import Entry
from readout.record.deciding import corrections, decisions
from readout.record.errors import RecordError

VERDICTS = ("accept", "correct", "reject")


@dataclass(slots=True)
class Said:
    """What one person says of an item: right as it is, right once corrected (with the fields), or wrong."""

    verdict: str
    corrections: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """An item that two people judged. `item` is None where its words are read otherwise by now."""

    item: str | None
    first: Said
    second: Said
    time: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, and how many items both judged."""

    first: str
    second: str
    count: int


def decided(connection: sa.Connection, who: str) -> dict[str, Said]:
    """What a person's decisions in force say of items, by item."""
    d = schema.decision.c
    standing = d.number.not_in(sa.select(d.undoes).where(d.undoes.is_not(None)))
    wanted = sa.select(d.what, d.target, d.payload).where(d.who == who, d.what.in_(VERDICTS), standing)
    rows = connection.execute(wanted.order_by(d.number)).all()
    anchored = [(row, json.loads(row.target)[0][0]["mention"]) for row in rows]
    owners = _owners(connection, [mention for _, mention in anchored])
    found: dict[str, Said] = {}
    for row, mention in anchored:
        if mention not in owners:
            continue
        said = found.setdefault(owners[mention], Said(row.what))
        if row.what == "correct":
            payload = json.loads(row.payload)
            said.corrections[payload["field"]] = payload["value"]
        said.verdict = row.what if row.what == "reject" else "correct" if said.corrections else "accept"
    return found


def sample(connection: sa.Connection, first: str, size: int) -> list[str]:
    """Items that a person decided: always the same ones, in the same order, whoever asks, since a hash draws them."""
    drawn = sorted(decided(connection, first), key=lambda id_: hashlib.sha256(f"{first}\x1f{id_}".encode()).digest())
    return drawn[:size]


def left(connection: sa.Connection, first: str, second: str, size: int) -> list[str]:
    """The items of the sample that the second has still to judge."""
    done = {one.item for one in compared(connection, first, second)}
    return [id_ for id_ in sample(connection, first, size) if id_ not in done]


def unseen(connection: sa.Connection, entry: Entry) -> Entry:
    """An entry as the machine read it, without a trace of what anybody decided."""
    c = schema.item.c
    body = connection.execute(sa.select(c.body).where(c.id == entry.id)).scalar_one()
    item = codec.loads(mentions.by_name()[entry.type].model, body)
    return replace(entry, item=item, corrected=(), state="")


def put(
    connection: sa.Connection, *, first: str, second: str, item: str, verdict: str, changes: Mapping[str, str]
) -> int:
    """Keep what the second says of an item, beside what the first decided. Raises RecordError where that cannot be."""
    if first == second:
        raise RecordError(second, "decided on these; somebody else must judge them")
    if verdict not in VERDICTS or (verdict == "correct") != bool(changes):
        raise RecordError(verdict, "change a field to correct the item; else say that it is right or wrong")
    said = decided(connection, first).get(item)
    if said is None:
        raise RecordError(item, f"{first} has decided nothing on it")
    type_ = connection.execute(sa.select(schema.item.c.type).where(schema.item.c.id == item)).scalar_one()
    encoded = dict(
        corrections.encoded(connection, mentions.by_name()[type_], name, value) for name, value in changes.items()
    )
    row = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "who": second,
        "first": first,
        "target": codec.dumps(decisions.anchors(connection, query.mentions_of(connection, item))),
        "verdict": verdict,
        "corrections": codec.dumps(encoded),
        "first_verdict": said.verdict,
        "first_corrections": codec.dumps(said.corrections),
    }
    result = connection.execute(sa.insert(schema.coding).values(row))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def compared(connection: sa.Connection, first: str, second: str) -> list[Compared]:
    """What both say of each item that the second judged; where they judged one twice, the later counts."""
    c = schema.coding.c
    rows = connection.execute(
        sa.select(schema.coding).where(c.first == first, c.who == second).order_by(c.number)
    ).all()
    anchored = [(row, json.loads(row.target)[0]["mention"]) for row in rows]
    owners = _owners(connection, [mention for _, mention in anchored])
    found: dict[str, Compared] = {}
    for row, mention in anchored:
        one = Said(row.first_verdict, json.loads(row.first_corrections))
        other = Said(row.verdict, json.loads(row.corrections))
        found[owners.get(mention, mention)] = Compared(owners.get(mention), one, other, row.time)
    return list(found.values())


def pairs(connection: sa.Connection) -> list[Pair]:
    """Who judged whose decisions."""
    c = schema.coding.c
    wanted = sa.select(c.first, c.who, sa.func.count()).group_by(c.first, c.who).order_by(c.first, c.who)
    return [Pair(*row) for row in connection.execute(wanted)]


def _owners(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, str]:
    """The items of mentions."""
    im = schema.item_mention.c
    found: dict[str, str] = {}
    for lot in dialect.chunks(wanted):
        found.update(dict(connection.execute(sa.select(im.mention, im.item).where(im.mention.in_(lot))).all()))
    return found
