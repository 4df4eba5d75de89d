"""The annotated reports that accuracy is measured on: the gold folders, and this package's own (`annotated`)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks import annotated

OWN = "annotated/"
TEXTS = ("data/wires", "data/features", "seeds", "gold/dev/text")


def marked(shared: Path, gold: str) -> list[dict[str, Any]]:
    """The annotations of a set, report by report.

    A set is a folder of `shared` ("gold/dev", "gold/train"), or "annotated/development" or "annotated/held".
    """
    if gold.startswith(OWN):
        return annotated.gold(shared, gold.removeprefix(OWN))
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / gold).glob("*.json"))]


def texts(shared: Path, gold: str) -> list[Path]:
    """The reports that a set annotates, in the order of `marked`. Raises FileNotFoundError for one not there."""
    found = []
    for marks in marked(shared, gold):
        source = marks["source"]
        place = next((shared / folder / source for folder in TEXTS if (shared / folder / source).exists()), None)
        if place is None:
            raise FileNotFoundError(f"{gold} annotates {source}, which is in none of {', '.join(TEXTS)}")
        found.append(place)
    return found
