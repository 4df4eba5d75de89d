"""Asks: one actor wanting something of another, and what came of it."""

from __future__ import annotations

from readout.items.asks.ask import ANSWERS, MANNERS, Ask
from readout.items.asks.finding import find
from readout.items.asks.linking import LINKING, keys
from readout.items.asks.placing import relate
from readout.items.model import ItemType

__all__ = ["ANSWERS", "ITEM_TYPE", "LINKING", "MANNERS", "Ask", "find", "keys", "relate"]

ITEM_TYPE = ItemType(
    name="ask",
    plural="asks",
    model=Ask,
    find=find,
    choices={"manner": MANNERS, "answer": ANSWERS},
    relate=relate,
    when="when",
    columns=("when", "asker", "manner", "addressee", "content", "answer"),
    linking=LINKING,
    disputed=("answer",),
    order=30,
)
