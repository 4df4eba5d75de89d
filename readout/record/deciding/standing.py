"""Which decisions are in force, and the mentions whose words they stand on today."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from readout.record import codec, dialect, schema
from readout.record.deciding.decisions import Decision, read_log
from readout.record.errors import RecordError
from readout.record.making.linking import Mention


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decisions say of one item: `state` is "", "accepted" or "rejected"; corrections by field, as JSON data."""

    state: str = ""
    corrections: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Standing:
    """The decisions in force, and the mentions that they hold for today."""

    decisions: list[Decision]
    resolved: dict[int, tuple[tuple[str, ...], ...]]  # by decision: the mentions of each side of its target
    _rulings: dict[str, list[Decision]] = field(default_factory=dict)
    _together: dict[str, set[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    _known: set[str] = field(default_factory=set)  # the reports whose decisions are here

    @classmethod
    def read(cls, connection: sa.Connection, reports: Collection[str]) -> Standing:
        """The decisions in force on words of these reports, held against the mentions of the record."""
        found = cls([], {})
        found.extend(connection, reports)
        return found

    @classmethod
    def around(cls, connection: sa.Connection, mentions: Iterable[str]) -> Standing:
        """Those on the reports of these mentions, and of all that a person says are the same as one of them."""
        found = cls([], {})
        frontier, seen = set(mentions), set[str]()
        while frontier:
            found.extend(connection, reports_of(connection, frontier))
            seen |= frontier
            frontier = {other for id_ in frontier for other in found.neighbours(id_)} - seen
        return found

    def extend(self, connection: sa.Connection, reports: Collection[str]) -> None:
        """Take in the decisions on more reports."""
        fresh = set(reports) - self._known
        if not fresh:
            return
        self._known |= fresh
        log = [d for d in read_log(connection, fresh) if d.number not in self.resolved]
        active = [d for d in log if d.undone_by is None and d.what != "undo"]
        rows = _mentions_of(connection, {a["report"] for d in active for side in d.target for a in side})
        for decision in active:
            sides = tuple(
                tuple(dict.fromkeys(id_ for anchor in side if (id_ := _find(anchor, rows)) is not None))
                for side in decision.target
            )
            self.decisions.append(decision)
            self.resolved[decision.number] = sides
            self._take(decision, sides)
        self.decisions.sort(key=lambda decision: decision.number)

    def _take(self, decision: Decision, sides: tuple[tuple[str, ...], ...]) -> None:
        if decision.what == "same":
            # All of both items, as they were shown: else one of several mentions could be left behind.
            for other in (*sides[0], *sides[1]) if all(sides) else ():
                _pair(self._together, sides[0][0], other)
        elif decision.what == "notsame":
            for left in sides[0]:
                for right in sides[1]:
                    _pair(self._apart, left, right)
        else:
            for id_ in sides[0]:
                self._rulings.setdefault(id_, []).append(decision)

    def neighbours(self, id_: str) -> Collection[str]:
        """Mentions that a person says are the same as this one."""
        return self._together.get(id_, ())

    def pairs(self, there: Collection[str]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """Pairs, among these mentions, that a person says are the same, and are not."""
        return _among(self._together, there), _among(self._apart, there)

    def ruling(self, group: Iterable[Mention]) -> Ruling:
        """What decisions say of the item made of these mentions; of two that differ, the later holds."""
        mine = {d.number: d for m in group for d in self._rulings.get(m.id, ())}
        state, corrections = "", {}
        for number in sorted(mine):
            decision = mine[number]
            if decision.what == "correct":
                corrections[decision.payload["field"]] = decision.payload["value"]
            else:
                state = {"accept": "accepted", "reject": "rejected"}[decision.what]
        return Ruling(state, corrections)

    def contradiction(self, what: str, left: Sequence[str], right: Sequence[str]) -> int | None:
        """The number of a decision that forbids to say this of these mentions, None where none does.

        What a person says is the same holds across: A with B and B with C make A the same as C.
        """
        group = self._joined({*left} if what == "notsame" else {*left, *right})
        if what == "notsame":
            return self._last("same", group) if group & {*right} else None
        for id_ in sorted(group):
            if self._apart.get(id_, set()) & group:
                return self._last("notsame", group)
        return None

    def _joined(self, start: set[str]) -> set[str]:
        seen, frontier = set(start), set(start)
        while frontier:
            frontier = {other for id_ in frontier for other in self._together.get(id_, ())} - seen
            seen |= frontier
        return seen

    def _last(self, what: str, group: set[str]) -> int | None:
        numbers = [d.number for d in self.decisions if d.what == what and self._within(d, group)]
        return max(numbers, default=None)

    def _within(self, decision: Decision, group: set[str]) -> bool:
        return all(set(side) & group for side in self.resolved[decision.number])


def refuse_contradiction(standing: Standing, what: str, left: Sequence[str], right: Sequence[str]) -> None:
    """Raise RecordError where a decision in force says otherwise."""
    number = standing.contradiction(what, left, right)
    if number is not None:
        raise RecordError(what, f"decision {number} says otherwise; take it back first: readout undo {number}")


def on(connection: sa.Connection, mentions: Collection[str]) -> list[Decision]:
    """The decisions that bear on the item of these mentions, oldest first; those taken back too, marked so."""
    log = [d for d in read_log(connection, reports_of(connection, mentions)) if d.what != "undo"]
    rows = _mentions_of(connection, {a["report"] for d in log for side in d.target for a in side})
    return [d for d in log if any(_find(anchor, rows) in mentions for side in d.target for anchor in side)]


def reports_of(connection: sa.Connection, mentions: Collection[str]) -> set[str]:
    """The reports that these mentions stand in."""
    m = schema.mention.c
    lots = dialect.chunks(sorted(mentions))
    return {report for lot in lots for report in connection.scalars(sa.select(m.report).where(m.id.in_(lot)))}


def _pair(graph: dict[str, set[str]], left: str, right: str) -> None:
    if left != right:
        graph.setdefault(left, set()).add(right)
        graph.setdefault(right, set()).add(left)


def _among(graph: Mapping[str, set[str]], there: Collection[str]) -> set[tuple[str, str]]:
    few = graph if len(graph) < len(there) else there
    return {
        (min(one, other), max(one, other))
        for one in few
        if one in there and one in graph
        for other in graph[one]
        if other in there
    }


def _mentions_of(connection: sa.Connection, reports: Iterable[str]) -> dict[tuple[str, str], list[Any]]:
    c = schema.mention.c
    found: dict[tuple[str, str], list[Any]] = {}
    for lot in dialect.chunks(sorted(reports)):
        wanted = sa.select(c.id, c.report, c.type, c.start, c.end, c.body).where(c.report.in_(lot)).order_by(c.id)
        for row in connection.execute(wanted):
            found.setdefault((row.report, row.type), []).append(row)
    return found


def _find(anchor: Mapping[str, Any], rows: Mapping[tuple[str, str], list[Any]]) -> str | None:
    """The mention that stands on an anchor's words today: most words in common, then most fields alike."""
    best: tuple[float, float, str] | None = None
    for row in rows.get((anchor["report"], anchor["type"]), ()):
        common = min(row.end, anchor["end"]) - max(row.start, anchor["start"])
        shorter = min(row.end - row.start, anchor["end"] - anchor["start"])
        if common * 2 < shorter or common <= 0:
            continue
        share = common / max(row.end - row.start, anchor["end"] - anchor["start"])
        candidate = (share, _alike(json.loads(row.body), anchor["body"]), row.id)
        if best is None or candidate > best:
            best = candidate
    return best[2] if best else None


def _alike(body: Mapping[str, Any], told: Mapping[str, Any]) -> float:
    names = [name for name in told if name not in codec.COMMON]
    return sum(1 for name in names if body.get(name) == told[name]) / max(len(names), 1)
