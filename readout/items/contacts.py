"""Contacts: two or more actors on different sides dealing with each other directly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from readout.actors.model import Actor
from readout.items import alike
from readout.items.model import Feature, Item, Linking
from readout.language.edtf import Edtf

KINDS = ("call", "video", "meeting", "visit", "message", "talks")
STATUSES = ("held", "planned", "postponed", "cancelled", "declined", "proposed")
COMPATIBLE_KINDS = (
    frozenset(("call", "video", "talks")),
    frozenset(("meeting", "talks")),
)
COMPATIBLE_STATUSES = (
    frozenset(("planned", "proposed", "held")),
    frozenset(("planned", "postponed", "cancelled", "declined")),
    frozenset(("proposed", "declined", "cancelled")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Item):
    """One occasion: a call, a meeting, a visit, a message, talks."""

    kind: str
    status: str
    parties: tuple[Actor, ...]
    also: tuple[Actor, ...] = ()
    when: Edtf | None = None
    where: str | None = None


def keys(contact: Contact, published: Edtf | None) -> Iterator[str]:
    """Blocks: each pair of parties by month, of the contact and of its report."""
    names = sorted({alike.actor_key(party) for party in contact.parties})
    months = (*alike.months(contact.when), *(f"told {month}" for month in alike.months(published, slack=0)))
    for left, right in combinations(names, 2):
        for month in months:
            yield f"{left}+{right}:{month}"


LINKING = Linking(
    keys=keys,
    features=(
        Feature("parties", 3.0, lambda a, b: alike.actors(a.parties, b.parties), veto=True),
        Feature("when", 4.0, lambda a, b: alike.dates(a.when, b.when), veto=True),
        Feature("kind", 2.0, lambda a, b: alike.choice(a.kind, b.kind, COMPATIBLE_KINDS), veto=True),
        Feature("status", 1.0, lambda a, b: alike.choice(a.status, b.status, COMPATIBLE_STATUSES)),
        Feature("where", 1.0, lambda a, b: alike.text(a.where, b.where)),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-6.8,
)


def clash(left: Contact, right: Contact) -> tuple[str, str] | None:
    """One day, one pair, one kind: held by one account, called off by another."""
    called_off = {"cancelled", "declined", "postponed"}
    if left.kind != right.kind or left.when is None or right.when is None or not left.when.overlaps(right.when):
        return None
    if max(left.when.days or 999, right.when.days or 999) > 2 or alike.actors(left.parties, right.parties)[0] < 0.6:
        return None
    if (left.status == "held") != (right.status == "held") and {left.status, right.status} & called_off:
        return "status", f"one account has the {left.kind} {left.status}, another {right.status}"
    return None
