"""One item from its mentions: the best supported value of each field, and the versions where reports differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from readout.actors.identity import same_actor
from readout.actors.model import Actor
from readout.items.model import Item, Money
from readout.language.edtf import Edtf
from readout.record.making.linking import Mention

_COMMON = frozenset(("passages", "confidence", "why"))
_PASSING = frozenset(("status",))  # what changes as time goes on: a visit planned, then held


@dataclass(frozen=True, slots=True)
class Version:
    """What one report gives for a field on which the reports differ."""

    field: str
    value: Any
    report: str


@dataclass(frozen=True, slots=True)
class Merged:
    """One item and where its reports differ. Its passages are those of the best mention alone.

    The passages of all mentions belong to their reports, so the store keeps them by mention.
    """

    item: Item
    versions: tuple[Version, ...]
    why: str


def merge(mentions: Sequence[Mention], stages: Sequence[frozenset[str]] = ()) -> Merged:
    """The item that these mentions (at least one) tell of.

    A value counts once a witness, so that five copies of one report weigh as one. Of compatible values the more
    telling stands (a day against its month, a full name against a surname); else the one with most witnesses,
    then the higher confidence, then the earlier report; of a status, which changes with time, the later report.
    `stages` groups statuses in the order in which things pass through them: what came to pass decides over the plans
    told before it, however many.
    """
    ordered = sorted(mentions, key=lambda m: (-m.item.confidence, _day(m.published), m.id))
    base = ordered[0].item
    if len(ordered) == 1:
        return Merged(base, (), base.why)
    values, versions = {}, []
    for field in fields(base):
        if field.name in _COMMON:
            continue
        given = [(getattr(m.item, field.name), m) for m in ordered]
        best = _best(_latest_first(_decisive(given, stages)) if field.name in _PASSING else given)
        values[field.name] = best
        differing = [(v, m) for v, m in given if not _empty(v) and not _compatible(v, best)]
        if differing:
            versions += [Version(field.name, v, m.report) for v, m in given if not _empty(v)]
    witnesses = len({m.witness for m in ordered})
    doubt = 1.0
    for witness in {m.witness for m in ordered}:
        doubt *= 1 - max(m.item.confidence for m in ordered if m.witness == witness)
    values["confidence"] = round(min(1 - doubt, 0.99), 4)
    values["why"] = f"{base.why}; told by {witnesses} witness{'es' * (witnesses > 1)} in {len(ordered)} reports"
    values["passages"] = base.passages
    return Merged(type(base)(**values), tuple(versions), values["why"])


def _day(published: Edtf | None) -> int:
    return published.first if published is not None and published.first is not None else 10**9


def _decisive(given: Sequence[tuple[Any, Mention]], stages: Sequence[frozenset[str]]) -> Sequence[tuple[Any, Mention]]:
    """The statuses of the last stage that any report tells, if all those before it were told no later; else all.

    A report that speaks of a plan when its day is over has overlooked what became of it.
    """
    reached = max((n for n, stage in enumerate(stages) for v, _ in given if v in stage), default=0)
    if not reached:
        return given
    last = [(v, m) for v, m in given if v in stages[reached]]
    before = [m for v, m in given if any(v in stage for stage in stages[:reached])]
    told = max((_last_day(m) for _, m in last), default=0)
    over = min((when.last for _, m in last if (when := getattr(m.item, "when", None)) and when.last), default=10**9)
    firsts: dict[str, int] = {}
    for m in before:
        firsts[m.witness] = min(_last_day(m), firsts.get(m.witness, 10**9))  # a copy is as old as what it copies
    return last if all(first <= told or over < first for first in firsts.values()) else given


def _last_day(mention: Mention) -> int:
    return mention.published.last or 0 if mention.published is not None else 0


def _latest_first(given: Sequence[tuple[Any, Mention]]) -> list[tuple[Any, Mention]]:
    """The values in the order in which their reports were published, the last first, then those undated."""
    days = [m.published.last if m.published is not None else None for _, m in given]
    return [given[i] for i in sorted(range(len(given)), key=lambda i: -(days[i] or 0))]


def _empty(value: Any) -> bool:
    """Whether a value tells nothing: "none" is what an ask without a reported answer has."""
    return value is None or value in ((), "", [], "none")


def _best(given: Sequence[tuple[Any, Mention]]) -> Any:
    told = [(value, mention) for value, mention in given if not _empty(value)]
    if not told:
        return given[0][0]
    groups: list[list[tuple[Any, Mention]]] = []
    for value, mention in told:
        home = next((g for g in groups if _compatible(g[0][0], value)), None)
        if home is None:
            groups.append([(value, mention)])
        else:
            home.append((value, mention))
    support = {i: len({m.witness for _, m in group}) for i, group in enumerate(groups)}
    winner = groups[max(range(len(groups)), key=lambda i: (support[i], -i))]
    counts: dict[str, set[str]] = defaultdict(set)
    for value, mention in winner:
        counts[repr(value)].add(mention.witness)
    return max(winner, key=lambda pair: (_telling(pair[0]), len(counts[repr(pair[0])]), repr(pair[0])))[0]


def _telling(value: Any) -> float:
    """How much a value tells among compatible ones: narrow dates, long names, full lists."""
    if isinstance(value, Edtf):
        return -float(value.days or 36500)
    if isinstance(value, Actor):
        return len(value.name.split()) + (value.kind == "person") * 2
    if isinstance(value, tuple):
        return len(value) * 10 + sum(_telling(v) for v in value if isinstance(v, Actor)) / 10
    return 0.0


def _compatible(left: Any, right: Any) -> bool:
    """Whether two values can both be right."""
    if _empty(left) or _empty(right) or left == right:
        return True
    if isinstance(left, Edtf) and isinstance(right, Edtf):
        return left.overlaps(right)
    if isinstance(left, Actor) and isinstance(right, Actor):
        return same_actor(left, right)[0] >= 0.5 or _acts_for(left, right) or _acts_for(right, left)
    if isinstance(left, tuple) and isinstance(right, tuple):
        small, large = sorted((left, right), key=len)
        return all(any(_compatible(a, b) for b in large) for a in small)
    if isinstance(left, Money) and isinstance(right, Money):
        return left.currency == right.currency and abs(left.amount - right.amount) <= 0.01 * abs(left.amount)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) <= 0.005 * max(abs(left), abs(right), 1)
    if isinstance(left, str) and isinstance(right, str):
        a, b = left.casefold(), right.casefold()
        return a in b or b in a
    return False


def _acts_for(person: Actor, government: Actor) -> bool:
    return government.kind == "government" and person.side == government.name
