"""The record for other programs, and its health."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.commands.options import AsJson, Confidence, Place, open_record, place_of

app = typer.Typer(rich_markup_mode=None)


@app.command()
def export(
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl, csv or parquet.")] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="A file; for csv and parquet a folder.")
    ] = None,
    min_confidence: Confidence = 0.0,
    record: Place = None,
) -> None:
    """Write the whole record for other programs."""
    with open_record(record) as opened:
        opened.export(format, output, min_confidence=min_confidence)


@app.command()
def verify(record: Place = None, as_json: AsJson = False) -> None:
    """Check every passage against the stored text."""
    from readout.views import health

    with open_record(record) as opened:
        sound = health.verify(opened, as_json=as_json)
    if not sound:
        raise typer.Exit(1)


@app.command()
def doctor(record: Place = None, as_json: AsJson = False) -> None:
    """Check that this machine and the record are fit."""
    from readout.views import health

    if not health.doctor(place_of(record), as_json=as_json):
        raise typer.Exit(1)
