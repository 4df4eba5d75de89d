"""What other programs read: the whole record as JSON Lines, CSV or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import sqlalchemy as sa

from readout.record.errors import RecordError

FORMATS = ("jsonl", "csv", "parquet")


def write(
    connection: sa.Connection,
    format_: str,
    output: str | Path | IO[str] | None = None,
    *,
    min_confidence: float = 0.0,
) -> None:
    """Write the whole record. Raises RecordError for an unknown format or an output that does not suit it.

    `jsonl` goes to a path, an open text file or standard output; `csv` and `parquet` write one file a type into
    the folder `output`. Items less sure than `min_confidence` are left out.
    """
    if format_ not in FORMATS:
        raise RecordError(format_, f"is no format; there are {', '.join(FORMATS)}")
    try:
        if format_ == "jsonl":
            from readout.formats import jsonl

            jsonl.write(connection, output, min_confidence)
            return
        if not isinstance(output, str | Path):
            raise RecordError(format_, "writes one file for each type; name a folder: --output FOLDER")
        from readout.formats import csv, parquet

        (csv if format_ == "csv" else parquet).write(connection, Path(output), min_confidence)
    except OSError as error:
        raise RecordError(str(output), error.strerror or str(error)) from error
