"""Items that cannot all be right: versions of one item that differ, and items that clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from readout.items.model import Item, ItemType
from readout.language.edtf import Edtf
from readout.record.making.merging import Version


@dataclass(frozen=True, slots=True)
class Dispute:
    """Ids of items that cannot all be right, the field they differ on, and a sentence.

    One id alone: reports of that one item differ among themselves (its `versions`).
    """

    items: tuple[str, ...]
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """An item of the record as disputes are sought among: its id, its versions, its report's date."""

    id: str
    item: Item
    versions: tuple[Version, ...] = ()
    published: Edtf | None = None


def find(known: Sequence[Known], item_type: ItemType) -> list[Dispute]:
    """Every dispute among items of one type, in a stable order."""
    return sorted({*_within(known, item_type), *_across(known, item_type)}, key=lambda d: (d.items, d.field, d.why))


def _within(known: Iterable[Known], item_type: ItemType) -> Iterable[Dispute]:
    for one in known:
        for field in item_type.disputed:
            given = [v for v in one.versions if v.field == field]
            if item_type.contrary is not None:
                given = _at_odds(one, field, given, item_type)
            told = sorted({_told(v.value) for v in given})
            if len(told) > 1:
                yield Dispute((one.id,), field, f"reports give {_listed(told)}")


def _at_odds(one: Known, field: str, given: Sequence[Version], item_type: ItemType) -> list[Version]:
    """The versions that another contradicts, told of the same time as far as the reports say."""
    assert item_type.contrary is not None
    dates = {v.report: v.value for v in one.versions if v.field == item_type.when and field != item_type.when}
    at_odds = []
    for version in given:
        for other in given:
            when, then = dates.get(version.report), dates.get(other.report)
            apart = when is not None and then is not None and not when.overlaps(then)
            if not apart and item_type.contrary(field, version.value, other.value):
                at_odds.append(version)
                break
    return at_odds


def _across(known: Iterable[Known], item_type: ItemType) -> Iterable[Dispute]:
    if item_type.clash is None or item_type.linking is None:
        return
    blocks: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        for key in item_type.linking.keys(one.item, one.published):
            blocks[key].append(one)
    for block in blocks.values():
        for left, right in combinations(sorted(block, key=lambda k: k.id), 2):
            clash = item_type.clash(left.item, right.item)
            if clash is not None:
                yield Dispute((left.id, right.id), *clash)


def _told(value: object) -> str:
    name = getattr(value, "name", None)
    if name is not None:
        return str(name)
    if isinstance(value, tuple):
        return ", ".join(_told(v) for v in value)
    return f"{value:,g}" if isinstance(value, int | float) else str(value)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
