"""Further reports annotated for measuring, apart from their texts: each item by the places of its words.

`development.jsonl` may be read and learned from; `held.jsonl` is for measuring alone. One line a report: its file name,
the SHA-256 of its text, and its items as `docs/how-it-works.md` defines them, in the form of the gold files, but with
[start, end] in place of quoted words: in `quotes`, and in an ask's `content` as a list of such places.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SETS = ("development", "held")
FOLDERS = ("data/wires", "data/features")
KINDS = ("contacts", "checks", "asks", "transfers", "figures")


def gold(shared: Path, name: str) -> list[dict[str, Any]]:
    """The annotated reports of a set, with their words put back from the texts in `shared`.

    Raises ValueError for a name that is no set, FileNotFoundError for a text that is not there or is another.
    """
    if name not in SETS:
        raise ValueError(f"{name} is none of {', '.join(SETS)}")
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_with_words(shared, json.loads(line)) for line in lines]


def report(shared: Path, source: str) -> Path:
    """Where the text of an annotated report lies. Raises FileNotFoundError where it does not."""
    for folder in FOLDERS:
        if (shared / folder / source).exists():
            return shared / folder / source
    raise FileNotFoundError(f"{source} is in none of {', '.join(FOLDERS)}")


def _with_words(shared: Path, entry: dict[str, Any]) -> dict[str, Any]:
    data = report(shared, entry["source"]).read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.pop("sha256"):
        raise FileNotFoundError(f"{entry['source']} is not the text that was annotated")
    text = data.decode("utf-8")
    for kind in KINDS:
        for item in entry[kind]:
            item["quotes"] = [text[start:end] for start, end in item["quotes"]]
            if "content" in item:
                item["content"] = " ".join(text[start:end] for start, end in item["content"])
    return entry
