"""What the record holds, listed and shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from readout.commands.options import (
    All,
    AsJson,
    Between,
    Confidence,
    Kind,
    Limit,
    Place,
    Publisher,
    Since,
    Status,
    Until,
    Who,
    filters_of,
    open_record,
)

app = typer.Typer(rich_markup_mode=None)


def _listing(plural: str) -> Callable[..., None]:
    """The command that lists an item type."""

    def command(
        record: Place = None,
        between: Between = None,
        actor: Who = None,
        since: Since = None,
        until: Until = None,
        kind: Kind = None,
        status: Status = None,
        publisher: Publisher = None,
        min_confidence: Confidence = 0.0,
        limit: Limit = None,
        rejected: All = False,
        as_json: AsJson = False,
    ) -> None:
        from readout.views import listing

        with open_record(record) as opened:
            filters = filters_of(
                between,
                actor,
                since,
                until,
                kind,
                status,
                min_confidence,
                limit,
                rejected,
                opened.item_type(plural),
                publisher,
            )
            listing.show(opened, plural, filters, as_json=as_json)

    command.__doc__ = f"List the {plural}."
    return command


def _plurals() -> list[str]:
    """The item types' plurals, which are the names of their modules, found without importing any of them."""
    folder = Path(__file__).parents[1] / "items"
    modules = [*folder.glob("*.py"), *folder.glob("*/__init__.py")]
    types = [path for path in modules if re.search(rb"^ITEM_TYPE\b", path.read_bytes(), re.MULTILINE)]
    return sorted(path.parent.name if path.stem == "__init__" else path.stem for path in types)


for _plural in _plurals():
    app.command(_plural)(_listing(_plural))


@app.command()
def disputes(
    record: Place = None,
    between: Between = None,
    actor: Who = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    publisher: Publisher = None,
    min_confidence: Confidence = 0.0,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List what cannot all be right."""
    from readout.views import lists

    with open_record(record) as opened:
        filters = filters_of(between, actor, since, until, kind, status, min_confidence, limit, publisher=publisher)
        lists.disputes(opened, filters, as_json=as_json)


@app.command()
def reports(
    record: Place = None, since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """List the reports: date and how it is known, publisher, copies."""
    from readout.views import lists

    with open_record(record) as opened:
        lists.reports(opened, filters_of(since=since, until=until, limit=limit), as_json=as_json)


@app.command()
def timeline(
    record: Place = None,
    between: Between = None,
    actor: Who = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    min_confidence: Confidence = 0.0,
    limit: Limit = None,
    types: Annotated[list[str] | None, typer.Option("--type", help="Only this type (may be given again).")] = None,
    as_json: AsJson = False,
) -> None:
    """What happened, in order: every dated item."""
    from readout.views import timeline as view

    with open_record(record) as opened:
        filters = filters_of(between, actor, since, until, kind, status, min_confidence, limit)
        view.show(opened, filters, types or [], as_json=as_json)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='All of these; "in a row" in quotes.')],
    record: Place = None,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> None:
    """Search the reports' text."""
    from readout.views import lists

    with open_record(record) as opened:
        quoted = " ".join(f'"{word}"' if " " in word else word for word in words)
        lists.search(opened, quoted, limit, as_json=as_json)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or its beginning.")],
    record: Place = None,
    as_json: AsJson = False,
) -> None:
    """One item: its fields, versions, each passage in its sentence, why it was linked."""
    from readout.views import show as view

    with open_record(record) as opened:
        view.show(opened, id, as_json=as_json)


@app.command()
def gaps(
    a: Annotated[str, typer.Argument(metavar="A")],
    b: Annotated[str, typer.Argument(metavar="B")],
    record: Place = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = "held",
    min_confidence: Confidence = 0.0,
    as_json: AsJson = False,
) -> None:
    """Contacts of A and B in order, the days between them, the longest gap."""
    from readout.views import timeline as view

    with open_record(record) as opened:
        filters = filters_of((a, b), None, since, until, kind, status, min_confidence)
        view.show_gaps(opened, filters, as_json=as_json)
