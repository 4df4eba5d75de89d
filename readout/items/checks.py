"""Checks: what a report claims about the series of contacts itself."""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.model import Item
from readout.language.edtf import Edtf

KINDS = ("count", "first_since", "last_contact", "longest_gap", "ordinal")


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
