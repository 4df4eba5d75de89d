"""Accuracy of the record: reports of the gold go through `readout add`, and the export is scored by item type."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TEXTS = ("data/wires", "data/features", "seeds", "gold/dev/text")
_PAIR = re.compile(r"(\w+) (-?[\d.]+)")


def gold_reports(shared: Path, gold: str) -> list[Path]:
    """The reports that `gold` ("gold/dev" or "gold/train") annotates. Raises FileNotFoundError for one not there."""
    found = []
    for marks in sorted((shared / gold).glob("*.json")):
        source = json.loads(marks.read_text(encoding="utf-8"))["source"]
        place = next((shared / folder / source for folder in TEXTS if (shared / folder / source).exists()), None)
        if place is None:
            raise FileNotFoundError(f"{marks.name} annotates {source}, which is in none of {', '.join(TEXTS)}")
        found.append(place)
    return found


def build(reports: list[Path], record: Path, jobs: int = 2) -> None:
    """Add the reports to a record, as a user would."""
    command = [sys.executable, "-m", "readout", "add", *map(str, reports), "--record", str(record), "--jobs", str(jobs)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def export(record: Path, out: Path) -> None:
    """Write the record's export."""
    command = [sys.executable, "-m", "readout", "export", "--format", "jsonl", "-o", str(out), "--record", str(record)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def scores(shared: Path, gold: str) -> dict[str, dict[str, float]]:
    """Per item type: precision, recall, F1, counts and the accuracy of each field on the items found."""
    with tempfile.TemporaryDirectory() as scratch:
        record, out = Path(scratch) / "record.db", Path(scratch) / "record.jsonl"
        build(gold_reports(shared, gold), record)
        export(record, out)
        command = [sys.executable, str(shared / "eval/score.py"), "--gold", str(shared / gold), "--export", str(out)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = {}
    for line in printed.splitlines():
        name = "mean" if line.startswith("mean") else line[:9].strip()
        rows[name] = {key: float(value) for key, value in _PAIR.findall(line if name == "mean" else line[9:])}
    return rows
