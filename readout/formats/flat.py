"""Objects as rows of a table: one column a value, lists in one cell where the format has no lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_FORMULA = ("=", "+", "@", "\t", "\r")


def row(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the export as one flat row. Nested values get columns of their own (`value_amount`)."""
    found: dict[str, Any] = {}
    for name, value in line.items():
        if name == "passages":
            found |= _passages(value)
        elif isinstance(value, Mapping):
            found |= {f"{name}_{part}": cell(inner) for part, inner in value.items()}
        else:
            found[name] = cell(value)
    return found


def cell(value: Any) -> Any:
    """A value as one cell: lists joined by "; ", and no text that a spreadsheet would run as a formula."""
    if isinstance(value, Mapping):
        told = [str(part) for part in (value.get("quantity"), value.get("item")) if part is not None]
        return " ".join(told) if "item" in value else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return cell("; ".join(str(cell(part)) for part in value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def _passages(passages: list[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "sources": "; ".join(dict.fromkeys(passage["source"] for passage in passages)),
        "start": passages[0]["start"] if passages else None,
        "end": passages[0]["end"] if passages else None,
        "text": cell(passages[0]["text"]) if passages else None,
        "passages": len(passages),
    }
