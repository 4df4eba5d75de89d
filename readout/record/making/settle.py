"""From mentions and decisions to items: the derived half of the record, brought up to date where it is pending.

What comes out depends on the reports and decisions alone, never on the order or the lots in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from readout.language.edtf import Edtf
from readout.record import codec, dialect, mentions, schema
from readout.record.asking import query
from readout.record.deciding import standing
from readout.record.making import derived, judging, ledger_rows, linking, queue_rows
from readout.record.making.derived import Derived
from readout.record.making.linking import Link, Mention
from readout.record.making.merging import merge

LOT = 400  # pending mentions brought up to date in one transaction

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


def settle(transaction: Transaction, progress: Callable[[int, int], None] | None = None) -> None:
    """Derive all that is pending, in lots, each in a transaction of its own.

    First every link of the pending mentions is found, then their items are made: an item made in one lot has all
    its links. A process killed in between leaves the rest pending.
    """
    with transaction() as connection:
        waiting = list(connection.scalars(_BY_BLOCK))
    shelf, done = mentions.Shelf.empty(), 0
    for lot in _lots(waiting):
        with transaction() as connection:
            find_links(connection, lot, set(waiting), shelf)
        done += len(lot)
        if progress:
            progress(done, 2 * len(waiting))
    shelf.forget()
    for lot in _lots(waiting):
        with transaction() as connection:
            left = set(connection.scalars(sa.select(schema.pending.c.id).where(schema.pending.c.id.in_(lot))))
            make_items(connection, sorted(left), shelf)
        done += len(lot)
        if progress:
            progress(done, 2 * len(waiting))
    with transaction() as connection:
        judging.judge_open(connection)


_BY_BLOCK = (  # what stands in one block comes together, so that it is read once
    sa.select(schema.pending.c.id)
    .outerjoin(schema.mention_key, schema.mention_key.c.mention == schema.pending.c.id)
    .group_by(schema.pending.c.id)
    .order_by(sa.func.min(schema.mention_key.c.key), schema.pending.c.id)
)


def settle_within(connection: sa.Connection) -> None:
    """Derive all that is pending in the caller's own transaction: for few mentions."""
    waiting = list(connection.scalars(sa.select(schema.pending.c.id).order_by(schema.pending.c.id)))
    shelf = mentions.Shelf.empty()
    find_links(connection, waiting, set(waiting), shelf)
    make_items(connection, waiting, shelf)
    judging.judge_open(connection)


def waiting(connection: sa.Connection) -> int:
    """How many mentions are pending."""
    return connection.scalar(sa.select(sa.func.count()).select_from(schema.pending)) or 0


def _lots(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), LOT):
        yield values[start : start + LOT]


def find_links(
    connection: sa.Connection, wanted: Sequence[str], pending: Collection[str], shelf: mentions.Shelf
) -> None:
    """Compare mentions with all in their blocks, and keep the links. Of two that are pending, the later does it."""
    mates = _block_mates(connection, wanted)
    shelf_of = shelf.get(connection, [i for i in wanted if i in mates])
    found: list[Link] = []
    for id_ in wanted:
        if id_ not in shelf_of:
            continue
        one = shelf_of[id_]
        others = [other for other in mates[id_] if other not in pending or other < id_]
        for other in shelf.get(connection, sorted(others)).values():
            link = linking.compare(one, other, mentions.by_name()[one.type])
            if link is not None:
                found.append(link)
    rows = [{"left": f.left, "right": f.right, "score": f.score, "why": f.why} for f in found]
    for lot in dialect.chunks(rows):
        dialect.put(connection, schema.link, lot)


def _block_mates(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for lot in dialect.chunks(wanted):
        for left, right in connection.execute(_MATES, {"ids": list(lot)}):
            found.setdefault(left, set()).add(right)
    return found


_mine, _theirs = schema.mention_key.alias("mine"), schema.mention_key.alias("theirs")
_MATES = (
    sa.select(_mine.c.mention, _theirs.c.mention)
    .join(_theirs, _mine.c.key == _theirs.c.key)
    .where(_mine.c.mention.in_(sa.bindparam("ids", expanding=True)), _mine.c.mention != _theirs.c.mention)
)


def make_items(connection: sa.Connection, wanted: Sequence[str], shelf: mentions.Shelf) -> None:
    """Make the items of these mentions, and of all linked with them, again; write those that changed."""
    if not wanted:
        return
    log = standing.Standing([], {})
    linked, links = _component(connection, wanted, log)
    there = shelf.get(connection, sorted(linked))
    groups = _groups(there, links, log)
    made = {d.id: d for d in (_derive([there[i] for i in ids], log) for ids in groups)}
    old = derived.read_rows(connection, {*wanted, *there})
    _put(connection, made, old)
    for lot in dialect.chunks(sorted({*wanted, *there})):
        connection.execute(sa.delete(schema.pending).where(schema.pending.c.id.in_(lot)))


def renew(connection: sa.Connection, items: Iterable[str]) -> None:
    """Derive items anew from the mentions that they have: after a decision that joins and parts nothing."""
    shelf = mentions.Shelf.empty()
    for item in sorted(set(items)):
        there = shelf.get(connection, query.mentions_of(connection, item))
        log = standing.Standing.read(connection, {mention.report for mention in there.values()})
        made = _derive([there[i] for i in sorted(there)], log)
        _put(connection, {made.id: made}, derived.read_rows(connection, there))
    judging.judge_open(connection)


def _put(
    connection: sa.Connection,
    made: Mapping[str, Derived],
    old: Mapping[str, tuple[dict[str, Any], tuple[str, ...]]],
) -> None:
    """Write items that changed, in place of what stood there, with all that follows from them."""
    changed = [d for id_, d in made.items() if old.get(id_) != (d.row, d.mentions)]
    gone = [id_ for id_ in old if id_ not in made]
    touched = sorted({*gone, *(d.id for d in changed if d.id in old)})
    steady = {d.id for d in changed if d.id in old and judging.steady(old[d.id][0], d)}
    judging.unsettle(connection, [id_ for id_ in touched if id_ not in steady])
    derived.remove(connection, touched)
    derived.write(connection, changed)
    shown = [ledger_rows.Shown(d.row, d.item) for d in changed]
    ledger_rows.put(connection, shown)
    queue_rows.put(connection, [d.id for d in changed])
    judging.unsettle(connection, [d.id for d in changed if d.id not in steady])
    judging.find_disputes(connection, changed)


def _component(connection: sa.Connection, wanted: Iterable[str], log: standing.Standing) -> tuple[set[str], list[Link]]:
    """All mentions that links or decisions connect with these, and the links among them; their decisions join `log`."""
    c = schema.link.c
    seen: set[str] = set()
    links: dict[tuple[str, str], Link] = {}
    frontier = set(wanted)
    while frontier:
        seen |= frontier
        log.extend(connection, standing.reports_of(connection, frontier))
        found = {other for id_ in frontier for other in log.neighbours(id_)}
        for lot in dialect.chunks(sorted(frontier)):
            touching = sa.select(c.left, c.right, c.score, c.why).where(sa.or_(c.left.in_(lot), c.right.in_(lot)))
            for row in connection.execute(touching):
                links[row.left, row.right] = Link(*row)
                found |= {row.left, row.right}
        frontier = found - seen
    return seen, [links[pair] for pair in sorted(links)]


def _groups(there: dict[str, Mention], links: Sequence[Link], log: standing.Standing) -> list[tuple[str, ...]]:
    """The mentions of each item."""
    together, apart = log.pairs(there)
    home = {id_: {id_} for id_ in there}
    for left, right in [(link.left, link.right) for link in links] + sorted(together):
        if left in home and right in home and home[left] is not home[right]:
            joined = home[left] | home[right]
            home.update(dict.fromkeys(joined, joined))
    held: dict[int, list[Link]] = {}
    for link in links:
        held.setdefault(id(home.get(link.left)), []).append(link)
    found: list[tuple[str, ...]] = []
    for members in {id(group): group for group in home.values()}.values():
        if len(members) == 1:
            found.append(tuple(members))
            continue
        mine = [there[i] for i in sorted(members)]
        pairs = {pair for pair in together if pair[0] in members}
        parts = {pair for pair in apart if pair[0] in members}
        item_type = mentions.by_name()[mine[0].type]
        found += [c.mentions for c in linking.cluster(mine, held.get(id(members), ()), pairs, parts, item_type)]
    return found


def _derive(group: Sequence[Mention], log: standing.Standing) -> Derived:
    item_type = mentions.by_name()[group[0].type]
    merged = merge(group, item_type.stages)
    ruling = log.ruling(group)
    item = (
        replace(merged.item, **derived.corrected(item_type.model, ruling.corrections))
        if ruling.corrections
        else merged.item
    )
    first = min(group, key=lambda m: (_day(m.published), m.report, m.item.passages[0].start, m.id))
    when = getattr(item, item_type.when) if item_type.when else None
    row = {
        "id": min(m.id for m in group),
        "type": item_type.name,
        "body": codec.dumps(merged.item),
        "corrections": codec.dumps(ruling.corrections),
        "state": ruling.state,
        "kind": query.sort_of(item, query.KINDS),
        "status": query.sort_of(item, query.STATUSES),
        "first": when.first if when else None,
        "last": when.last if when else None,
        "confidence": item.confidence,
        "why": merged.why,
        "versions": codec.dumps([[v.field, v.value, v.report] for v in merged.versions]),
        "seen": first.published.first if first.published else None,
        "home": first.report,
        "start": first.item.passages[0].start,
        "reports": len({m.report for m in group}),
        "witnesses": len({m.witness for m in group}),
    }
    keys = item_type.linking.keys(item, first.published) if item_type.linking else ()
    blocks = frozenset(f"{item_type.name}:{key}" for key in keys)
    return Derived(row, item, merged.versions, first.published, tuple(sorted(m.id for m in group)), blocks)


def _day(published: Edtf | None) -> int:
    return published.first if published is not None and published.first is not None else 10**9
