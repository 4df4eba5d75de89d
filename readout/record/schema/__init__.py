"""The tables of the record.

What was read (`report`, `mention`), what follows from it (`link`, `item` and what hangs off it, all of which can be
derived again), and what people decided (`decision`, only ever added to). Days are proleptic ordinals, as in `Edtf`.
JSON is kept as text, written by `readout.record.codec`, so that the same content has the same bytes.
"""

from __future__ import annotations

from readout.record.schema.base import HEAD, Words, metadata
from readout.record.schema.decided import bears_on, coding, decision
from readout.record.schema.follows import (
    dispute,
    dispute_item,
    item,
    item_actor,
    item_key,
    item_mention,
    link,
    pending,
    verdict,
)
from readout.record.schema.narrow import cell, ledger, ledger_class, tag, tagged, told, waiting
from readout.record.schema.read import copy_band, copy_pair, mention, mention_key, report

__all__ = [
    "HEAD",
    "Words",
    "bears_on",
    "cell",
    "coding",
    "copy_band",
    "copy_pair",
    "decision",
    "dispute",
    "dispute_item",
    "item",
    "item_actor",
    "item_key",
    "item_mention",
    "ledger",
    "ledger_class",
    "link",
    "mention",
    "mention_key",
    "metadata",
    "pending",
    "report",
    "tag",
    "tagged",
    "told",
    "verdict",
    "waiting",
]
