"""Checks: what a report claims about the series of contacts itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readout.actors.model import Actor
from readout.items.check_series import Placing, placings
from readout.items.clauses import sentence_passage
from readout.items.contact_parties import unique
from readout.items.contact_sides import sides
from readout.items.contact_triggers import Trigger, triggers
from readout.items.contacts import Contact
from readout.items.model import Item, ItemType
from readout.items.occasions import when_of
from readout.language.document import Document
from readout.language.edtf import Edtf

KINDS = ("count", "first_since", "last_contact", "longest_gap", "ordinal")

_SPOKEN = ("talks", "meeting", "call", "video")
_NEAR = 600  # characters before a check within which the contact it speaks of is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Item):
    """A claim that the record can confirm or contradict.

    `value`: a number for `count` and `ordinal`, an ISO 8601 duration (`P2M`) for a gap, an EDTF date for
    `last_contact`. `of` is the kind of contact it speaks of, None for any. `at` is the date of the contact that
    it places in the series, or the day up to which it counts.
    """

    kind: str
    parties: tuple[Actor, ...]
    value: float | str | None = None
    bound: str = "exact"
    since: Edtf | None = None
    of: str | None = None
    at: Edtf | None = None


def find(document: Document) -> list[Check]:
    """The checks of a report: what it claims of a contact's place in its series."""
    found: dict[tuple[int, str, Any], Check] = {}
    for trigger in triggers(document):
        for placing in placings(document, trigger):
            check = _check(document, placing)
            key = (trigger.token.sentence, check.kind, check.value)
            if key not in found or len(found[key].parties) < 2 <= len(check.parties):
                found[key] = check
    return list(found.values())


def _check(document: Document, placing: Placing) -> Check:
    trigger = placing.trigger
    time = when_of(document, trigger.token)
    parties = _parties(document, trigger)
    return Check(
        passages=(sentence_passage(document, trigger.token),),
        confidence=0.7 if len(parties) > 1 else 0.4,
        why=f"{placing.word.text!r} places a {trigger.kind} in a series",
        kind=placing.kind,
        parties=tuple(parties),
        value=placing.value,
        bound=placing.bound,
        since=placing.since,
        of=trigger.kind if trigger.kind != "talks" else None,
        at=time.when if time is not None and placing.kind != "last_contact" else None,
    )


def _parties(document: Document, trigger: Trigger) -> list[Actor]:
    found = sides(document, trigger)
    if trigger.kind == "visit":
        return unique([*found.one, *found.places[:1]])
    return found.parties


def relate(checks: list[Check], found: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks with the parties and the date of the contact that they tell of, where they lack them.

    A check whose parties nothing tells is left out; one told twice is one check with both passages.
    """
    contacts: Sequence[Contact] = found.get("contact", ())
    told: list[Check] = []
    for check in (_related(check, contacts) for check in checks):
        known = next((i for i, other in enumerate(told) if _same(other, check)), None)
        if known is not None:
            told[known] = _joined(told[known], check)
        elif len(check.parties) > 1:
            told.append(check)
    return told


def _related(check: Check, contacts: Sequence[Contact]) -> Check:
    start = check.passages[0].start
    kinds = {None: _SPOKEN, "call": ("call", "talks", "video"), "meeting": ("meeting", "talks")}
    fitting = [c for c in contacts if c.kind in kinds.get(check.of, (check.of,))]
    here = [c for c in fitting if any(p.start == start for p in c.passages)]
    if not here and len(check.parties) < 2:
        before = [(p.end, n, c) for n, c in enumerate(fitting) for p in c.passages if start - _NEAR < p.end <= start]
        here = [max(before)[2]] if before else []
    lone = {a.name for a in check.parties}
    here = [c for c in here if lone <= {a.name for a in c.parties}] or (here if len(lone) < 2 else [])
    if not here:
        return check
    contact = here[0]
    at = check.at
    if at is None and check.kind in ("first_since", "ordinal", "longest_gap"):
        at = contact.when
    parties = check.parties if len(check.parties) > 1 else contact.parties
    return replace(check, parties=parties, at=at, confidence=max(check.confidence, 0.5))


def _same(left: Check, right: Check) -> bool:
    if (left.kind, left.value) != (right.kind, right.value) or (left.of or "talks") != (right.of or "talks"):
        return False
    if not left.parties or not right.parties:
        return True
    return bool({a.name for a in left.parties} & {a.name for a in right.parties})


def _joined(left: Check, right: Check) -> Check:
    return replace(
        left,
        passages=tuple(dict.fromkeys((*left.passages, *right.passages))),
        at=left.at or right.at,
        since=left.since or right.since,
        confidence=max(left.confidence, right.confidence),
    )


ITEM_TYPE = ItemType(
    name="check",
    plural="checks",
    model=Check,
    find=find,
    choices={"kind": KINDS},
    relate=relate,
    when="at",
    columns=("kind", "of", "parties", "value", "bound", "since", "at"),
    order=20,
)
