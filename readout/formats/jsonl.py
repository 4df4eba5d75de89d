"""JSON Lines: one object a line, UTF-8, the same reports and decisions giving the same bytes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from readout.formats.objects import Writer


def write(connection: sa.Connection, output: str | Path | IO[str] | None = None, min_confidence: float = 0.0) -> None:
    """Write the whole record to a path (whole or not at all), an open text file, or standard output."""
    if isinstance(output, str | Path):
        part = Path(f"{output}.part")
        with part.open("w", encoding="utf-8", newline="\n") as file:
            _lines(connection, file, min_confidence)
        os.replace(part, output)
        return
    if output is None and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    _lines(connection, output or sys.stdout, min_confidence)


def _lines(connection: sa.Connection, file: IO[str], least: float) -> None:
    for line in Writer.open(connection, least).lines():
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
