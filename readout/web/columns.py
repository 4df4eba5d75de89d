"""What a row of an item type shows, column by column: the same for every type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from readout.items.model import ItemType
from readout.record import codec, mentions
from readout.record.asking.query import Entry
from readout.views import listing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ledger: the field behind it (`name`), and what stands over it (`label`)."""

    name: str
    label: str

    def of(self, entry: Entry) -> Any:
        """The entry's value; of a check also its verdict and the sentence of reason."""
        if entry.type == "check" and self.name in ("verdict", "why"):
            return getattr(entry.verdict, self.name) if entry.verdict else None
        return getattr(entry.item, self.name, None)


def item_types() -> list[ItemType]:
    """Every item type, in the order in which they are shown."""
    return sorted(mentions.by_name().values(), key=lambda t: (t.order, t.name))


def label(name: str) -> str:
    """The name of a field as it stands over a column: `According to`."""
    return name.replace("_", " ").capitalize()


def columns(item_type: ItemType | str) -> list[Column]:
    """The columns of a type's ledger, in order."""
    found = mentions.by_name()[item_type] if isinstance(item_type, str) else item_type
    public = {field.name: codec.public_name(field) for field in codec.own_fields(found.model)}
    return [Column(name, label(public.get(name, name))) for name in listing.fields_shown(found)]
