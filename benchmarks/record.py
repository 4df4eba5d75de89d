"""Accuracy of the record: reports of the gold go through `readout add`, and the export is scored by item type."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import gold as gold_sets

_PAIR = re.compile(r"(\w+) (-?[\d.]+)")


def build(reports: list[Path], record: Path, jobs: int = 2) -> None:
    """Add the reports to a record, as a user would."""
    command = [sys.executable, "-m", "readout", "add", *map(str, reports), "--record", str(record), "--jobs", str(jobs)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def export(record: Path, out: Path) -> None:
    """Write the record's export."""
    command = [sys.executable, "-m", "readout", "export", "--format", "jsonl", "-o", str(out), "--record", str(record)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def scores(shared: Path, gold: str) -> dict[str, dict[str, float]]:
    """Per item type of a set (see `benchmarks.gold`): precision, recall, F1, counts and the accuracy of each field
    on the items found."""
    with tempfile.TemporaryDirectory() as scratch:
        record, out, marks = (Path(scratch) / name for name in ("record.db", "record.jsonl", "gold"))
        build(gold_sets.texts(shared, gold), record)
        export(record, out)
        marks.mkdir()
        for marked in gold_sets.marked(shared, gold):
            (marks / f"{marked['source']}.json").write_text(json.dumps(marked), encoding="utf-8")
        command = [sys.executable, str(shared / "eval/score.py"), "--gold", str(marks), "--export", str(out)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = {}
    for line in printed.splitlines():
        name = "mean" if line.startswith("mean") else line[:9].strip()
        rows[name] = {key: float(value) for key, value in _PAIR.findall(line if name == "mean" else line[9:])}
    return rows
