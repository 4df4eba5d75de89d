"""What a figure is: its fields, and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.model import Item
from readout.language.edtf import Edtf

BOUNDS = ("exact", "about", "at_least", "at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Item):
    """A number somebody gives: `value` of `measure` among `who`. A range has `value` low and high."""

    measure: str
    value: float | tuple[float, float]
    bound: str = "exact"
    who: str | None = None
    according_to: Actor | None = None
    as_of: Edtf | None = None
