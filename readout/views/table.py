"""Tables: with colour and folded lines in a terminal, tab-separated when piped."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

STYLES = {
    "held": "green",
    "delivered": "green",
    "agreed": "green",
    "agrees": "green",
    "approved": "green",
    "planned": "yellow",
    "proposed": "yellow",
    "pending": "yellow",
    "partly": "yellow",
    "open": "dim",
    "none": "dim",
    "cancelled": "red",
    "declined": "red",
    "postponed": "red",
    "refused": "red",
    "defied": "red",
    "disagrees": "bold red",
    "paused": "red",
}


def in_terminal() -> bool:
    """Whether people, not programs, read what is printed."""
    return sys.stdout.isatty()


def show(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    if in_terminal():
        _coloured(columns, rows)
    else:
        lines = ["\t".join(_flat(cell) for cell in row) for row in (columns, *rows)]
        write("\n".join(lines))


def write(text: str) -> None:
    """Print plain text, whatever the terminal's encoding."""
    sys.stdout.reconfigure(errors="replace") if hasattr(sys.stdout, "reconfigure") else None
    print(text, flush=True)


def show_json(lines: Sequence[Mapping[str, Any]] | Mapping[str, Any]) -> None:
    """Print objects as JSON."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(lines, ensure_ascii=False, indent=2))


def note(text: str) -> None:
    """Say something beside the table: on standard error, so that a pipe holds the table alone."""
    print(safe(text), file=sys.stderr)


def console() -> Any:
    """A rich console on standard output."""
    from rich.console import Console

    if in_terminal():
        return Console(highlight=False)
    return Console(highlight=False, soft_wrap=True, width=10_000)


def _coloured(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name in columns:
        short = name in ("id", "when", "kind", "status", "as of", "since", "published", "days", "type")
        table.add_column(name, no_wrap=short, overflow="fold")
    for row in rows:
        cells = [Text(_flat(cell), style=_style(name, cell)) for name, cell in zip(columns, row, strict=True)]
        table.add_row(*cells)
    console().print(table)


def _style(column: str, cell: str) -> str:
    return "cyan" if column == "id" else STYLES.get(cell, "")


def safe(text: str) -> str:
    """Text from outside without what a terminal would obey; line ends and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def _flat(cell: str) -> str:
    """A cell without tabs, line ends or control characters."""
    return "".join(c if c.isprintable() else " " for c in cell)
