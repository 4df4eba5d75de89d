"""Counts of ledgers, remembered until the record changes: leafing and sorting need not count again."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from readout.record.asking import facets, ledger
from readout.record.asking.facets import Counted
from readout.record.asking.ledger import Asked
from readout.web.remembering import Remembered

_known: Remembered[Counted] = Remembered(400)


def counted(connection: sa.Connection, place: str, asked: Asked) -> Counted:
    """How many entries pass, and what they divide into."""
    bare = replace(asked.filters, limit=None, offset=0, sort=None)
    key = (place, ledger.state(connection), asked.item_type.name, bare)
    return _known.get(key, lambda: facets.counted(connection, asked))


def forget() -> None:
    """Remember nothing: for measuring."""
    _known.forget()
