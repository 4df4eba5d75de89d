"""From one report to its items: no database, no clock, no network; the same report gives the same items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readout import items
from readout.items import confidence
from readout.items.model import Item
from readout.language.read import read
from readout.reports.dating import dates_items
from readout.reports.model import Report

VERSION = "3"  # raised whenever extraction gives other items, so that a record knows what to read again
_READ = frozenset(("headline", "subheading", "paragraph"))


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report and the items it holds, by item type (`contact`, `ask`, ...) in text order."""

    report: Report
    items: Mapping[str, tuple[Item, ...]]
    version: str = VERSION


def extract(report: Report, *, calibrate: bool = True) -> Extraction:
    """The items of a report, each with exact passages of its stored text.

    Types are found one by one; then each type that asks for it (`ItemType.relate`) sees what the others found, so
    that a statement can point to the call it speaks of. Without `calibrate` each item's confidence stays its finder's
    first estimate.
    """
    spans = [(block.start, block.end) for block in report.blocks if block.role in _READ]
    document = read(report.text, dates_items(report.published), spans)
    found = {item_type.name: list(item_type.find(document)) for item_type in items.types()}
    for item_type in items.types():
        if item_type.relate is not None:
            found[item_type.name] = item_type.relate(found[item_type.name], found)
    if calibrate:
        found = {name: [confidence.calibrated(name, item) for item in group] for name, group in found.items()}
    return Extraction(report, {name: tuple(sorted(group, key=_place)) for name, group in found.items()})


def _place(item: Item) -> tuple[int, int]:
    return item.passages[0].start, item.passages[0].end
