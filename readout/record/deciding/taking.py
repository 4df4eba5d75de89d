"""Taking a decision and taking it back, with all that follows for the items it bears on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from readout.record import store
from readout.record.asking import query
from readout.record.deciding import decisions, overtaking, standing
from readout.record.deciding.decisions import Decision
from readout.record.errors import RecordError
from readout.record.making import settle


def decide(
    connection: sa.Connection,
    sides: Sequence[Sequence[str]],
    given: Sequence[tuple[str, Mapping[str, Any]]],
    who: str | None,
    seen: int | None = None,
) -> list[int]:
    """Enter decisions (what, and its payload) on the mentions of one item, or of two; gives their numbers.

    Raises RecordError where a decision in force says otherwise, Overtaken where someone else decided after `seen`.
    """
    if seen is not None:
        overtaking.refuse_overtaken(connection, sides[0], who or decisions.who_am_i(), seen, given)
    return [_enter(connection, what, sides, payload, who) for what, payload in given]


def undo(connection: sa.Connection, number: int | None, who: str | None) -> Decision:
    """Take back a decision, by default the last one in force (of `who`, where given)."""
    there = {d.number: d for d in decisions.active(decisions.read_log(connection))}
    mine = (n for n, decision in there.items() if who is None or decision.who == who)
    chosen = max(mine, default=None) if number is None else number
    if chosen is None or chosen not in there:
        nothing = "no decision is in force" if who is None else f"no decision of {who} is in force"
        raise RecordError("undo", nothing if number is None else f"{number} is not in force")
    return _take_back(connection, there[chosen], who)


def undo_last(connection: sa.Connection, who: str) -> list[Decision]:
    """Take back what a person decided last: one decision, or all corrections that were made in one go."""
    there = [d for d in decisions.active(decisions.read_log(connection)) if d.who == who]
    if not there:
        raise RecordError("undo", f"no decision of {who} is in force")
    last = there[-1]
    alike = [d for d in there if (d.what, d.time, d.target) == (last.what, last.time, last.target)]
    wanted = alike if last.what == "correct" else [last]
    return [_take_back(connection, one, who) for one in reversed(wanted)]


def _enter(
    connection: sa.Connection,
    what: str,
    sides: Sequence[Sequence[str]],
    payload: Mapping[str, Any],
    who: str | None,
) -> int:
    if what in ("same", "notsame"):
        around = standing.Standing.around(connection, {id_ for side in sides for id_ in side})
        standing.refuse_contradiction(around, what, sides[0], sides[1])
    target = [decisions.anchors(connection, side) for side in sides]
    number = decisions.append(connection, what, target, payload, who=who)
    _follow(connection, what, {id_ for side in sides for id_ in side})
    return number


def _take_back(connection: sa.Connection, decision: Decision, who: str | None) -> Decision:
    reports = {anchor["report"] for side in decision.target for anchor in side}
    found = standing.Standing.read(connection, reports)
    touched = {id_ for side in found.resolved[decision.number] for id_ in side}
    decisions.append(connection, "undo", decision.target, {}, undoes=decision.number, who=who)
    _follow(connection, decision.what, touched)
    return decision


def _follow(connection: sa.Connection, what: str, touched: Collection[str]) -> None:
    """Bring the items of these mentions up to date with a decision, made or taken back."""
    owners = [query.item_of(connection, id_) for id_ in touched]
    if what in ("same", "notsame") or None in owners:
        store.mark(connection, touched)
        settle.settle_within(connection)
    else:
        settle.renew(connection, {str(owner) for owner in owners})
