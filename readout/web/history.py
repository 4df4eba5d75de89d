"""What people decided on an item, for a page to show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from readout.record.asking import query
from readout.record.asking.query import Entry
from readout.record.deciding import standing
from readout.record.deciding.decisions import Decision
from readout.views import words
from readout.web.columns import label
from readout.web.context import Web

_PAST = {
    "accept": "accepted",
    "reject": "rejected",
    "same": "joined with another",
    "notsame": "told apart from another",
    "undo": "taken back",
}


def of(web: Web, entry: Entry) -> list[Decision]:
    """The decisions on an entry, oldest first, those taken back marked so."""
    with web.record.reading() as connection:
        return standing.on(connection, query.mentions_of(connection, entry.id))


def told(decision: Decision) -> str:
    """A decision in a word or two: `rejected`, `corrected when`."""
    if decision.what == "correct":
        return f"corrected {str(decision.payload['field']).replace('_', ' ')}"
    return _PAST.get(decision.what, decision.what)


def understood(decision: Decision) -> str:
    """A correction as it was taken: the field, and its new value."""
    return f"{label(str(decision.payload['field']).strip('_'))}: {given(decision.payload['value'])}"


def given(value: Any) -> str:
    """The value of a correction, as the log keeps it, in words."""
    if value is None or value == []:
        return "not known"
    if isinstance(value, list):
        return ", ".join(given(part) for part in value)
    if not isinstance(value, dict):
        return words.told(value)
    if "edtf" in value:
        return words.day(value["edtf"])
    if "quantity" in value:
        return " ".join(filter(None, (value["quantity"] and words.number(value["quantity"]), value["item"])))
    if "currency" in value:
        return f"{words.number(value['amount'])} {value['currency']}"
    name, side = str(value.get("name", value)), value.get("side")
    return f"{name} of {side}" if side and side.lower() not in name.lower() else name


def moment(time: str) -> str:
    """When a decision was made (UTC), as an editor writes it: `21 Nov 2026, 01:35`."""
    at = datetime.fromisoformat(time)
    return f"{at.day} {at:%b %Y, %H:%M}"
