"""Filters from what a person gives."""

from __future__ import annotations

from typing import Any

from readout.items.model import ItemType
from readout.language import edtf
from readout.language.edtf import Edtf
from readout.record.asking.filters import KINDS, STATUSES, Filters, field_of
from readout.record.errors import RecordError


def filters(item_type: ItemType | None, *, since: Any = None, until: Any = None, **given: Any) -> Filters:
    """Filters from what a person gives: dates as EDTF, a kind and status that the item type knows."""
    found = Filters(since=_date(since), until=_date(until), **given)
    if item_type is None:
        return found
    asked = ((KINDS, "kind", found.kind), (STATUSES, "status", found.status))
    for names, name, value in asked:
        allowed = item_type.choices.get(field_of(item_type.model, names) or "")
        if item_type.name == "check" and name == "status":
            allowed = ("agrees", "disagrees", "open")
        if value is not None and allowed is not None and value not in allowed:
            raise RecordError(value, f"is no {name} of {item_type.plural}; there are {', '.join(allowed)}")
    return found


def _date(value: str | Edtf | None) -> Edtf | None:
    if value is None or isinstance(value, Edtf):
        return value
    try:
        return edtf.parse(value)
    except ValueError:
        raise RecordError(value, "is not a date; write it as 2024, 2024-05 or 2024-05-02") from None
