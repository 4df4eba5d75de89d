"""Contacts: two or more actors on different sides dealing with each other directly."""

from __future__ import annotations

from readout.items.contacts.clashing import clash
from readout.items.contacts.contact import KINDS, STATUSES, Contact
from readout.items.contacts.finding import find
from readout.items.contacts.linking import LINKING
from readout.items.model import ItemType

__all__ = ["ITEM_TYPE", "KINDS", "STATUSES", "Contact", "clash", "find"]


ITEM_TYPE = ItemType(
    name="contact",
    plural="contacts",
    model=Contact,
    find=find,
    choices={"kind": KINDS, "status": STATUSES},
    when="when",
    columns=("when", "kind", "status", "parties", "where"),
    linking=LINKING,
    disputed=("when",),
    stages=(
        frozenset(("planned", "proposed")),
        frozenset(("postponed", "cancelled", "declined")),
        frozenset(("held",)),
    ),
    clash=clash,
    order=10,
)
