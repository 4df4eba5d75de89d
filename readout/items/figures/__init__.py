"""Figures: numbers of people, things or places that parties report and that change or are disputed."""

from __future__ import annotations

from readout.items.figures.figure import BOUNDS, Figure
from readout.items.figures.finding import find
from readout.items.figures.linking import LINKING, clash, keys
from readout.items.model import ItemType

__all__ = ["BOUNDS", "ITEM_TYPE", "LINKING", "Figure", "clash", "find", "keys"]


ITEM_TYPE = ItemType(
    name="figure",
    plural="figures",
    model=Figure,
    find=find,
    choices={"bound": BOUNDS},
    when="as_of",
    columns=("as_of", "measure", "value", "bound", "who", "according_to"),
    linking=LINKING,
    disputed=("value",),
    clash=clash,
    order=50,
)
