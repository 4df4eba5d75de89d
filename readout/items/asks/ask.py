"""What an ask is: its fields, and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.model import Item, Pointer
from readout.language.edtf import Edtf

MANNERS = ("request", "demand", "warn", "offer")
ANSWERS = ("agreed", "partly", "refused", "defied", "pending", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Item):
    """One actor wanting something of another. `contact` is the occasion it was asked at, where known."""

    asker: Actor
    addressee: Actor
    manner: str
    content: str
    answer: str = "none"
    when: Edtf | None = None
    contact: Pointer | None = None
