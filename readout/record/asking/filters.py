"""What may be asked of the entries of a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readout.items.model import Item
from readout.language.edtf import Edtf
from readout.record import codec

# What the filters `kind` and `status` look at: the first of these fields that a type has.
KINDS = ("kind", "manner", "measure", "basis")
STATUSES = ("status", "answer", "mode")
DECIDED = ("yes", "no", "rejected")


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are wanted, in which order. Empty filters let everything pass."""

    between: tuple[str, str] | None = None
    actor: str | None = None
    since: Edtf | None = None
    until: Edtf | None = None
    kind: str | None = None
    status: str | None = None
    publisher: str | None = None  # of any report that tells it
    min_confidence: float = 0.0
    words: str | None = None  # all of these, among those of its fields and passages
    decided: str | None = None  # by a person: "yes", "no", or "rejected" for those alone
    limit: int | None = None
    offset: int = 0
    sort: str | None = None  # a field's name in the export, "-" before it for the other way round; by time if None
    rejected: bool = False  # whether rejected entries are shown


def sort_of(item: Item, names: Sequence[str]) -> str | None:
    """The value of the first of these fields that the item's type has."""
    name = field_of(type(item), names)
    value = getattr(item, name) if name else None
    return value if isinstance(value, str) else None


def field_of(model: type[Item], names: Sequence[str]) -> str | None:
    """The first of these fields that an item type has."""
    own = {field.name for field in codec.own_fields(model)}
    return next((name for name in names if name in own), None)
