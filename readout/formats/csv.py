"""CSV for spreadsheets: one file a type, one row an item, in a folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from readout.formats import flat
from readout.formats.objects import Writer
from readout.record import mentions


def write(connection: sa.Connection, folder: Path, min_confidence: float = 0.0) -> None:
    """Write `reports.csv`, `actors.csv`, `disputes.csv` and a file for each item type into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer.open(connection, min_confidence)
    _write(folder / "reports.csv", writer.reports())
    _write(folder / "actors.csv", writer.actors())
    for item_type in mentions.by_name().values():
        _write(folder / f"{item_type.plural}.csv", writer.items(item_type))
    _write(folder / "disputes.csv", writer.disputes())


def _write(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    rows = [flat.row(line) for line in lines]
    names = list(dict.fromkeys(name for row in rows for name in row if name != "type"))
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark lets spreadsheets see UTF-8
        table = csv.DictWriter(file, names or ["id"], extrasaction="ignore", restval="")
        table.writeheader()
        table.writerows(rows)
