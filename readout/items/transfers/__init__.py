"""Transfers: arms, munitions, money or supplies going, promised or blocked, from one actor to another."""

from __future__ import annotations

from readout.items.model import ItemType
from readout.items.transfers.clashing import contrary
from readout.items.transfers.finding import find
from readout.items.transfers.linking import LINKING, keys
from readout.items.transfers.transfer import STATUSES, Transfer, goods_text, quantity

__all__ = ["ITEM_TYPE", "LINKING", "STATUSES", "Transfer", "contrary", "find", "goods_text", "keys", "quantity"]


ITEM_TYPE = ItemType(
    name="transfer",
    plural="transfers",
    model=Transfer,
    find=find,
    choices={"status": STATUSES},
    when="when",
    columns=("when", "status", "sender", "receiver", "items", "value", "route"),
    linking=LINKING,
    disputed=("status", "value"),
    contrary=contrary,
    order=40,
)
