"""What goes into the record. Each module with an `ITEM_TYPE` is one type of item; see `types()`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from readout.items.model import ItemType


@cache
def types() -> tuple[ItemType, ...]:
    """Every item type in this room, in export order."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        item_type = getattr(importlib.import_module(f"{__name__}.{module.name}"), "ITEM_TYPE", None)
        if item_type is not None:
            found.append(item_type)
    return tuple(sorted(found, key=lambda t: (t.order, t.name)))
