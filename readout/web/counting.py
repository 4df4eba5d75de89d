"""Counts of ledgers, remembered until the record changes: leafing and sorting need not count again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock
from typing import Any

import sqlalchemy as sa

from readout.record.asking import facets, ledger
from readout.record.asking.facets import Counted
from readout.record.asking.ledger import Asked

_MOST = 400
_lock = Lock()
_known: OrderedDict[Any, Counted] = OrderedDict()


def counted(connection: sa.Connection, place: str, asked: Asked) -> Counted:
    """How many entries pass, and what they divide into."""
    bare = replace(asked.filters, limit=None, offset=0, sort=None)
    key = (place, ledger.state(connection), asked.item_type.name, bare)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    found = facets.counted(connection, asked)
    with _lock:
        _known[key] = found
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return found


def forget() -> None:
    """Remember nothing: for measuring."""
    with _lock:
        _known.clear()
