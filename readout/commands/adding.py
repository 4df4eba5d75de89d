"""Getting reports in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.commands.options import Jobs, Place, open_record

app = typer.Typer(rich_markup_mode=None)


@app.command()
def add(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, or - for standard input.")
    ],
    record: Place = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="The reports' date, where you know it.")] = None,
    sidecar: Annotated[
        Path | None, typer.Option(metavar="CSV", help="What is known of each: source,published,title,publisher,url.")
    ] = None,
    jobs: Jobs = None,
    again: Annotated[bool, typer.Option("--again", help="Read reports once more that are there already.")] = False,
) -> None:
    """Add reports: text, Markdown, HTML, PDF, DOCX, EML, JSON Lines, WARC. Twice is once."""
    from readout.settings import load
    from readout.views import lists, progress

    settings = load()
    with open_record(record, create=True) as opened, progress.Bar(progress.count(paths)) as bar:
        outcome = opened.add(
            paths,
            published=published,
            sidecar=sidecar,
            jobs=jobs or settings.workers,
            again=again,
            limits=settings.limits,
            progress=bar,
        )
    lists.added(outcome)
    if outcome.left_out:
        raise typer.Exit(1)


@app.command()
def refresh(
    record: Place = None,
    jobs: Jobs = None,
    every: Annotated[bool, typer.Option("--every", help="Every report, not only those an older version read.")] = False,
) -> None:
    """Read stored reports again with this version. Decisions stay."""
    from readout.settings import load
    from readout.views import lists, progress

    with open_record(record) as opened, progress.Bar(None) as bar:
        outcome = opened.refresh(jobs=jobs or load().workers, every=every, progress=bar)
    lists.added(outcome)
    if outcome.left_out:
        raise typer.Exit(1)
