"""When two contacts cannot both be right."""

from __future__ import annotations

from readout.items import alike
from readout.items.contacts.contact import Contact


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
