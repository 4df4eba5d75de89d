"""How two contacts told in different reports are known to be one occasion: blocks, features, weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from readout.items import alike
from readout.items.alike import NOTHING, Evidence
from readout.items.model import Feature, Linking
from readout.items.places import country_of
from readout.language.edtf import Edtf
from readout.language.people import side_of

if TYPE_CHECKING:
    from readout.items.contacts.contact import Contact

_AHEAD = frozenset(("planned", "proposed"))
_LASTING = {"visit": 5, "talks": 4}  # days that an occasion of this kind may last
_ACTING = 0.85  # how far a minister and the government that he acts for are one party
_LATELY = 3  # days: what is told as held, with no day, took place about so long before its report, or less
_OVERNIGHT = 1  # day by which a report may come late
_SOON = 14  # days: what is told as planned, with no day, is due about so long after its report, or less
_WEEK, _SEASON = 7, 92  # days
_TOLD = ((0, 0.5), (1, 0.3), (7, 0.0), (21, -0.4), (45, -0.8))  # days apart at most, and what that says
_KINDS = {  # how well two kinds go together; a pair not here cannot be one occasion
    frozenset(("meeting", "talks")): 0.6,
    frozenset(("call", "talks")): 0.3,
    frozenset(("call", "video")): 0.3,
    frozenset(("video", "talks")): 0.3,
}
_STATUSES = {  # a plan comes to pass, or is called off; a pair not here speaks against one occasion
    frozenset(("planned", "proposed")): 0.6,
    frozenset(("planned", "held")): 0.6,
    frozenset(("proposed", "held")): 0.3,
    frozenset(("planned", "postponed")): 0.3,
    frozenset(("planned", "cancelled")): 0.3,
    frozenset(("planned", "declined")): 0.3,
    frozenset(("proposed", "postponed")): 0.3,
    frozenset(("proposed", "declined")): 0.3,
    frozenset(("proposed", "cancelled")): 0.3,
    frozenset(("postponed", "cancelled")): 0.3,
}


def keys(contact: Contact, published: Edtf | None) -> Iterator[str]:
    """Blocks: each pair of parties, and of their sides, by month; an undated contact by the months about its report."""
    slack = _LASTING.get(contact.kind, 1)
    months = alike.months(contact.when, slack) or alike.months(published, _SOON)
    for pair in alike.pair_keys(contact.parties):
        for month in months:
            yield f"{pair}:{month}"


def parties(left: Contact, right: Contact) -> Evidence:
    """Whether the same sides dealt with each other; of two visits, whether it is also the same host."""
    if left.kind == right.kind == "visit" and alike.actors(left.parties[-1:], right.parties[-1:])[0] <= -1:
        return -1.0, "the hosts differ"
    return alike.actors(left.parties, right.parties, _ACTING)


def time(left: Contact, right: Contact, told: Edtf | None, told_too: Edtf | None) -> Evidence:
    """How far both can be of one day: by their dates, else by when they are told and whether as past or to come."""
    lasting = max(_LASTING.get(left.kind, 0), _LASTING.get(right.kind, 0))
    dated = left.when is not None or right.when is not None
    if _still_ahead(left, told, right, told_too) or _still_ahead(right, told_too, left, told):
        return -1.0, "one was over when the other was still to come"
    if left.when is not None and right.when is not None:
        return _dated(left.when, right.when, lasting, left.kind == right.kind == "meeting")
    one, other = _window(left, told), _window(right, told_too)
    if one is None or other is None:
        return NOTHING
    apart = max(one[0] - other[1], other[0] - one[1], 0)
    if {left.status, right.status} & _AHEAD and "held" in (left.status, right.status):
        ahead, held = (one, other) if left.status in _AHEAD else (other, one)
        late = ahead[0] - held[1]
        if late > 1:
            return (-0.5 if late <= lasting and dated else -1.0), "one was over before the other was due"
    for most, evidence in _TOLD:
        if apart <= most:
            return evidence, "told within days of each other" if apart <= 1 else f"told some {apart} days apart"
    return -1.0, f"told {apart} days apart"


def _still_ahead(held: Contact, told: Edtf | None, ahead: Contact, told_too: Edtf | None) -> bool:
    """Whether one report tells of something as over before the day on which another tells of it as to come."""
    if held.status != "held" or ahead.status not in _AHEAD or told is None or told_too is None:
        return False
    return told.last is not None and told_too.first is not None and told_too.first - told.last > _OVERNIGHT


def _dated(left: Edtf, right: Edtf, lasting: int, met: bool) -> Evidence:
    """As `alike.dates`; but within a season there is room for several, and the ends of a week or more are rough.

    A meeting is easily dated by the day after, on which it is told; calls may well be of one day and the next.
    """
    evidence, why = alike.dates(left, right, lasting)
    wider = max(left.days or _SEASON, right.days or _SEASON)
    if left.overlaps(right) and wider >= _SEASON:
        return -0.4, f"{left} and {right} overlap, but leave much room"
    if _WEEK <= wider < _SEASON and -1 < evidence < 0:
        return 0.1, f"{left} and {right} are a day apart, and one is rough"
    if met and -1 < evidence < 0:
        return -0.2, why
    return evidence, why


def _window(contact: Contact, told: Edtf | None) -> tuple[int, int] | None:
    """The first and last day that a contact can well be of; an undated one by the date of its report."""
    by = contact.when or told
    if by is None or by.first is None or by.last is None:
        return None
    if contact.when is not None:
        return by.first, by.last
    before = 0 if contact.status in _AHEAD else _LATELY
    return by.first - before, by.last + (0 if contact.status == "held" else _SOON)


def kind(left: Contact, right: Contact) -> Evidence:
    """Whether the two are of one kind, or of kinds that reports use for one occasion."""
    return _paired(left.kind, right.kind, _KINDS)


def status(left: Contact, right: Contact) -> Evidence:
    """Whether both stand alike, or as a plan and what became of it."""
    return _paired(left.status, right.status, _STATUSES)


def _paired(left: str, right: str, table: dict[frozenset[str], float]) -> Evidence:
    if left == right:
        return 1.0, f"both {left}"
    value = table.get(frozenset((left, right)))
    if value is not None:
        return value, f"{left} and {right} can be one thing"
    return -1.0, f"one is {left}, the other {right}"


def rarity(left: Contact, right: Contact) -> Evidence:
    """How seldom such contacts recur: a person visits a land once in a while, people call each other any day."""
    if "call" in (left.kind, right.kind) or not (_in_person(left) and _in_person(right)):
        return -1.0, "such contacts recur"
    return (1.0, "such a visit is rare") if left.kind == right.kind == "visit" else (0.0, "")


def _in_person(contact: Contact) -> bool:
    """Whether persons by name dealt with each other, or many sides at one table; for a visit, whether one came."""
    if contact.kind == "visit":
        return any(a.kind == "person" for a in contact.parties[:-1])
    if contact.kind == "meeting" and len({side_of(a) or a.name for a in contact.parties}) > 2:
        return True  # a summit
    return len({side_of(a) or a.name for a in contact.parties if a.kind == "person"}) > 1


def where(left: Contact, right: Contact) -> Evidence:
    """Whether both were in one place or land. A visit's place is its host, which is a party."""
    if not left.where or not right.where or "visit" in (left.kind, right.kind):
        return NOTHING
    if left.where.casefold() == right.where.casefold():
        return 1.0, f"both in {left.where}"
    land, other = country_of(left.where), country_of(right.where)
    if land is None or other is None:
        return NOTHING
    return (
        (0.3, f"both in {land.name}") if land == other else (-1.0, f"one in {left.where}, the other in {right.where}")
    )


# The weights are rounded from a logistic regression on some 330 pairs of contacts from different news reports that
# name alike parties in one month, each pair read and marked as one occasion or two (cross-validated by report, 0.90 of
# the links were right and 0.91 of those to be made were made). Within bounds that the pairs leave open they are set
# by hand: `time` and `words` higher, since few of the pairs lie far apart or are copies, and the bias lower, since a
# false link is worse than a missing one.
LINKING = Linking(
    keys=keys,
    features=(
        Feature("parties", 3.2, parties, veto=True),
        Feature("time", 2.0, time, veto=True, told=True),
        Feature("kind", 1.8, kind, veto=True),
        Feature("status", 0.3, status),
        Feature("rarity", 1.5, rarity),
        Feature("where", 0.3, where),
        Feature("words", 1.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-4.2,
)
