"""Holding each check against the record: `agrees`, `disagrees` or `open`, with the contacts it rests on.

A record is never known to be complete, so that too few contacts leave a check open, and only a contact that ought
not to be there contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from readout.actors.identity import same_actor
from readout.actors.model import Actor
from readout.items.checks import Check
from readout.items.contacts import Contact
from readout.language import edtf
from readout.language.days import day, duration, spelled
from readout.language.edtf import Edtf

_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?")
_KINDS = {
    "call": ("call", "video"),
    "video": ("video", "call"),
    "meeting": ("meeting",),
    "visit": ("visit",),
    "message": ("message",),
    "talks": ("talks", "call", "video", "meeting"),
}
_NOUNS = {"call": "call", "video": "video call", "meeting": "meeting", "visit": "visit", "message": "message"}
HELD = "held"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of a check, the ids of the contacts that say it, and a sentence."""

    verdict: str
    why: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A held contact with the days it allows."""

    id: str
    first: int
    last: int


def judge(check: Check, contacts: Sequence[tuple[str, Contact]], published: Edtf | None = None) -> Verdict:
    """The verdict on a check.

    `contacts` are (id, contact) of the record, those `between` the parties of the check; `published` dates its report.
    """
    at = check.at or published
    if at is None or at.last is None:
        return Verdict("open", "the report leaves open when this was so")
    series = sorted(
        (
            Dated(id_, contact.when.first, contact.when.last)
            for id_, contact in contacts
            if contact.status == HELD
            and contact.when is not None
            and contact.when.first is not None
            and contact.when.last is not None
            and contact.when.first <= at.last
            and contact.kind in _KINDS.get(check.of or "", (contact.kind,))
        ),
        key=lambda c: (c.first, c.last, c.id),
    )
    found = _JUDGES[check.kind](check, series, at)
    if found.verdict != "disagrees":
        return found
    if check.among is not None:
        return Verdict("open", f"{found.why}, but the report speaks of {check.among!r} alone", found.rests_on)
    if check.since is not None and check.since.first is None:
        return Verdict("open", f"{found.why}, but the report does not date since when it counts", found.rests_on)
    if check.kind in ("count", "ordinal") and check.since is None and (check.kind == "count" or check.of == "talks"):
        return Verdict("open", f"{found.why}, but does not say since when it counts", found.rests_on)
    return found


def between(parties: Sequence[Actor], contact: Contact) -> bool:
    """Whether a contact is one between these parties."""
    present = contact.parties + contact.also
    return len(parties) > 1 and all(any(_is(party, other) for other in present) for party in parties)


def _is(party: Actor, other: Actor) -> bool:
    if party.kind == "government":
        return other.side == party.name or other.name == party.name
    return same_actor(party, other)[0] >= 0.5


def _noun(check: Check, number: int) -> str:
    return _NOUNS.get(check.of or "", "contact") + "s" * (number != 1)


def _held(check: Check, number: int) -> str:
    return f"the record holds {spelled(number)} {_noun(check, number)}"


def _apart(days: int) -> str:
    return f"{spelled(days)} day{'s' * (days != 1)}"


def _count(check: Check, series: Sequence[Dated], at: Edtf) -> Verdict:
    start = check.since.first if check.since is not None and check.since.first is not None else 0
    if not isinstance(check.value, int | float):
        return Verdict("open", "the report gives no number")
    wanted, last = int(check.value), at.last or 0
    surely = [c for c in series if c.first >= start and c.last <= last]
    maybe = [c for c in series if c.last >= start and c.first <= last]
    told = _held(check, len(surely))
    if len(maybe) > len(surely):
        told += f", {spelled(len(maybe) - len(surely))} more may fall in the span"
    ids = tuple(c.id for c in maybe)
    if check.bound == "at_least" and len(surely) >= wanted:
        return Verdict("agrees", f"{told}, at least {spelled(wanted)} as the report says", ids)
    if check.bound == "about" and wanted and abs(len(surely) - wanted) <= 0.1 * wanted:
        return Verdict("agrees", f"{told}, about {spelled(wanted)} as the report says", ids)
    if check.bound in ("exact", "about", "at_most") and len(surely) > wanted:
        return Verdict("disagrees", f"{told}, more than the {spelled(wanted)} of the report", ids)
    if check.bound == "exact" and len(surely) == wanted:
        return Verdict("agrees", f"{told}, as the report says", ids)
    return Verdict("open", f"{told}, the report speaks of {spelled(wanted)}", ids)


def _first_since(check: Check, series: Sequence[Dated], at: Edtf) -> Verdict:
    this = _placed(series, at)
    before = [c for c in series if c.last < (this.first if this else at.first or 0) and c is not this]
    previous = max(before, key=lambda c: (c.last, c.id), default=None)
    ids = tuple(c.id for c in (previous, this) if c is not None)
    since = check.since.first if check.since is not None else None
    moment = this.first if this else at.first or 0
    if check.value is None and since is None:
        if previous is None:
            return Verdict("open", "the record holds none before it, which proves nothing", ids)
        return Verdict("disagrees", f"the record holds one before it, on {_day(previous)}", ids)
    if previous is None:
        return Verdict("open", f"the record holds no earlier {_noun(check, 1)}", ids)
    gap = moment - previous.last
    if since is not None:
        allowed = check.since.last if check.since is not None and check.since.last is not None else since
        if previous.first > allowed:
            return Verdict("disagrees", f"the record holds one in between, on {_day(previous)}", ids)
        return Verdict("agrees", f"the one before it in the record was on {_day(previous)}", ids)
    days = _days(str(check.value))
    if days is None:
        return Verdict("open", f"the one before it in the record was on {_day(previous)}", ids)
    told = f"the one before it in the record was on {_day(previous)}, {_apart(gap)} earlier"
    said = f"{told}, the report says {duration(str(check.value))}"
    slack = max(3.0, 0.2 * days)
    if gap < days - slack:
        return Verdict("disagrees", said, ids)
    if check.bound != "at_least" and gap > days + max(slack, 0.5 * days):
        return Verdict("open", said, ids)
    return Verdict("agrees", told, ids)


def _last_contact(check: Check, series: Sequence[Dated], at: Edtf) -> Verdict:
    try:
        named = edtf.parse(str(check.value))
    except ValueError:
        return Verdict("open", "the report gives no date")
    low, high = named.first or 0, named.last or 0
    if named.approximate:
        slack = max(2, (high - low) // 2)
        low, high = low - slack, high + slack
    this = _placed(series, at)
    limit = this.first if this and check.at is not None else at.first or 0
    then = [c for c in series if c.first <= high and c.last >= low]
    later = [c for c in series if c.first > high and c.last < limit]
    if later:
        return Verdict("disagrees", f"the record holds a later one, on {_day(later[-1])}", tuple(c.id for c in later))
    if then:
        following = next((c for c in series if c.first > high), None)
        after = "none after" if following is None else f"the next on {_day(following)}"
        return Verdict("agrees", f"the record holds it, on {_day(then[-1])}, and {after}", tuple(c.id for c in then))
    return Verdict("open", f"the record holds none on {day(named)}")


def _longest_gap(check: Check, series: Sequence[Dated], at: Edtf) -> Verdict:
    start = check.since.first if check.since is not None and check.since.first is not None else 0
    spans = [c for c in series if c.first >= start and c.first <= (at.last or 0)]
    gaps = [(b.first - a.last, a, b) for a, b in pairwise(spans)]
    if not gaps:
        return Verdict("open", "the record holds too few to measure a gap")
    longest, left, right = max(gaps, key=lambda g: (g[0], g[1].id))
    told = f"the longest gap in the record is {_apart(longest)}, from {_day(left)} to {_day(right)}"
    ids = (left.id, right.id)
    named = _days(str(check.value)) if check.value else None
    if named is not None and longest < named * 0.8:
        return Verdict("disagrees", told, ids)
    ends_here = right.first <= (at.last or 0) and right.last >= (at.first or 0)
    if ends_here or (named is not None and abs(longest - named) <= max(3.0, 0.2 * named)):
        return Verdict("agrees", told, ids)
    return Verdict("open", told, ids)


def _ordinal(check: Check, series: Sequence[Dated], at: Edtf) -> Verdict:
    start = check.since.first if check.since is not None and check.since.first is not None else 0
    if not isinstance(check.value, int | float):
        return Verdict("open", "the report gives no number")
    wanted = int(check.value)
    upto = [c for c in series if c.first >= start and c.last <= (at.last or 0)]
    ids = tuple(c.id for c in upto)
    if not upto:
        return Verdict("open", "the record holds none of them")
    told = f"it is number {spelled(len(upto))} in the record"
    if len(upto) == wanted:
        return Verdict("agrees", told, ids)
    if len(upto) > wanted:
        return Verdict("disagrees", f"{told}, the report says {spelled(wanted)}", ids)
    return Verdict("open", f"{told}, the report says {spelled(wanted)}", ids)


def _placed(series: Sequence[Dated], at: Edtf) -> Dated | None:
    """The contact of the series that the check's date points at, the last one where several fit."""
    fitting = [c for c in series if c.first <= (at.last or 0) and c.last >= (at.first or 0)]
    return fitting[-1] if fitting else None


def _days(duration: str) -> float | None:
    match = _DURATION.fullmatch(duration)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (float(part) if part else 0.0 for part in match.groups())
    return years * 365.25 + months * 30.44 + weeks * 7 + days


def _day(contact: Dated) -> str:
    return day(edtf.between(date.fromordinal(contact.first), date.fromordinal(contact.last)))


_JUDGES: dict[str, Callable[[Check, Sequence[Dated], Edtf], Verdict]] = {
    "count": _count,
    "first_since": _first_since,
    "last_contact": _last_contact,
    "longest_gap": _longest_gap,
    "ordinal": _ordinal,
}
