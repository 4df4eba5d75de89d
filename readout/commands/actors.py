"""Who the record names, and the registry of offices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.commands.options import AsJson, Confidence, Kind, Limit, Place, Who, open_record, pass_on, place_of

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def actors(
    context: typer.Context,
    record: Place = None,
    actor: Who = None,
    kind: Kind = None,
    min_confidence: Confidence = 0.0,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the actors that items name; `add` and `import` extend the registry of offices."""
    if pass_on(context, record):
        return
    from readout.views import lists

    with open_record(record) as opened:
        lists.actors(opened, kind, actor, limit, as_json=as_json, min_confidence=min_confidence)


@app.command("import")
def actors_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML, CSV, or a Wikidata query result as JSON or CSV.")],
    record: Place = None,
) -> None:
    """Bring in who held which office when, for this record."""
    from readout.views import lists

    lists.brought(place_of(record), file)


@app.command("add")
def actors_add(
    person: Annotated[str, typer.Argument(metavar="PERSON")],
    office: Annotated[str, typer.Argument(metavar="OFFICE", help="As in: foreign minister")],
    country: Annotated[str, typer.Argument(metavar="COUNTRY")],
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day in office.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day in office.")] = None,
    alias: Annotated[list[str] | None, typer.Option(help="A further name (may be given again).")] = None,
    record: Place = None,
) -> None:
    """Add a person in an office to the registry, for this record."""
    from readout.views import lists

    lists.appointed(place_of(record), person, office, country, since, until, alias or [])
