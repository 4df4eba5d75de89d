"""What a check is: its fields, and what they may hold."""

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
    `last_contact`. `of` is the kind of contact it speaks of (`talks` for any in which the two spoke), None for any.
    `at` is the date of the contact that it places in the series, or the day up to which it counts. `among` are
    the words that narrow the series ("informal", "in Oslo"), where some do. A `since` that is open to the left
    stands for a beginning that the report does not date.
    """

    kind: str
    parties: tuple[Actor, ...]
    value: float | str | None = None
    bound: str = "exact"
    since: Edtf | None = None
    of: str | None = None
    at: Edtf | None = None
    among: str | None = None
