"""The options that commands share, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from readout.record.asking.query import Filters
    from readout.record.record import Record

Place = Annotated[
    str | None,
    typer.Option(
        "--record", "-r", metavar="PATH", help="The record: a file or postgresql:// address.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Between = Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Both of these took part.")]
Who = Annotated[str | None, typer.Option("--actor", help="This actor, or anyone acting for it, took part.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Kind = Annotated[str | None, typer.Option(help="Of this kind.")]
Status = Annotated[str | None, typer.Option(help="Of this status.")]
Publisher = Annotated[str | None, typer.Option(help="Told by a report of this publisher.")]
Confidence = Annotated[float, typer.Option("--min-confidence", min=0, max=1, help="At least so sure.")]
Limit = Annotated[int | None, typer.Option(min=1, help="No more than so many.")]
All = Annotated[bool, typer.Option("--all", help="Rejected ones too.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes to read with; every core by default.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, or their beginnings.")]


def place_of(record: str | None) -> str:
    """Where the record lies: where told, else where the settings say."""
    if record:
        return record
    from readout.settings import place

    return place()


def open_record(record: str | None, *, create: bool = False) -> Record:
    """The record, open."""
    from readout.record.record import Record

    return Record(place_of(record), create=create)


def filters_of(
    between: tuple[str, str] | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    status: str | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
    rejected: bool = False,
    item_type: Any = None,
    publisher: str | None = None,
) -> Filters:
    """The filters that a person gives, in the order of the options; `item_type` tells what kinds there are."""
    from readout.record.asking.given import filters

    return filters(
        item_type,
        between=between,
        actor=actor,
        since=since,
        until=until,
        kind=kind,
        status=status,
        min_confidence=min_confidence,
        limit=limit,
        rejected=rejected,
        publisher=publisher,
    )


def pass_on(context: typer.Context, record: str | None) -> bool:
    """Whether a command of the group follows; it takes the record that was given before it."""
    if context.invoked_subcommand is None:
        return False
    if record is not None:
        context.default_map = {context.invoked_subcommand: {"record": record}}
    return True
