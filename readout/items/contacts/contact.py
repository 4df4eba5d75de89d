"""What a contact is: its fields, and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.model import Item
from readout.language.edtf import Edtf

KINDS = ("call", "video", "meeting", "visit", "message", "talks")
STATUSES = ("held", "planned", "postponed", "cancelled", "declined", "proposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Item):
    """One occasion: a call, a meeting, a visit, a message, talks."""

    kind: str
    status: str
    parties: tuple[Actor, ...]
    also: tuple[Actor, ...] = ()
    when: Edtf | None = None
    where: str | None = None
