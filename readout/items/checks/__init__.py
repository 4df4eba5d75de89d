"""Checks: what a report claims about the series of contacts itself."""

from __future__ import annotations

from readout.items.checks.check import KINDS, Check
from readout.items.checks.finding import find, relate
from readout.items.model import ItemType

__all__ = ["ITEM_TYPE", "KINDS", "Check", "find", "relate"]


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
