"""Statements: who says or thinks what, on what footing, and of which item it speaks."""

from __future__ import annotations

from readout.items.model import ItemType
from readout.items.statements.finding import find, relate
from readout.items.statements.linking import LINKING, keys
from readout.items.statements.statement import BASES, MODES, Statement

__all__ = ["BASES", "ITEM_TYPE", "LINKING", "MODES", "Statement", "find", "keys", "relate"]

ITEM_TYPE = ItemType(
    name="statement",
    plural="statements",
    model=Statement,
    find=find,
    choices={"basis": BASES, "mode": MODES},
    relate=relate,
    columns=("speaker", "basis", "mode", "content"),
    linking=LINKING,
    order=60,
)
