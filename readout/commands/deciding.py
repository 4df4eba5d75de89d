"""What a person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from readout.commands.options import AsJson, Ids, Place, open_record

app = typer.Typer(rich_markup_mode=None)


def _deciding(what: str, told: str) -> Callable[..., None]:
    """The command for a decision that takes ids alone."""

    def command(ids: Ids, record: Place = None) -> None:
        _decide(what, ids, record)

    command.__doc__ = told
    return command


for _what, _told in (
    ("accept", "Say that items are right."),
    ("reject", "Say that items are wrong: they leave listings and exports."),
    ("same", "Say that items are one and the same."),
    ("notsame", "Say that items, or two mentions within one item, are not the same."),
):
    app.command(_what)(_deciding(_what, _told))


@app.command()
def correct(
    id: Annotated[str, typer.Argument(metavar="ID")],
    values: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help='As in: when=2024-05-02 parties="A; B"')
    ],
    record: Place = None,
) -> None:
    """Put fields of an item right; an empty value says that it is not known."""
    from readout.views import trouble

    with open_record(record) as opened:
        numbers = opened.correct_fields(id, trouble.pairs(values))
    print(f"decision {', '.join(map(str, numbers))}")


@app.command()
def undo(
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="By default the last in force.")] = None,
    record: Place = None,
) -> None:
    """Take back a decision. The log keeps both."""
    with open_record(record) as opened:
        decision = opened.undo(number)
    print(f"took back decision {decision.number} ({decision.what})")


@app.command()
def decisions(record: Place = None, as_json: AsJson = False) -> None:
    """The log of decisions."""
    from readout.views import lists

    with open_record(record) as opened:
        lists.decisions(opened, as_json=as_json)


def _decide(what: str, ids: list[str], record: str | None) -> None:
    from readout.views import lists

    with open_record(record) as opened:
        numbers = lists.deciding(opened, ids, what)
    print(f"decision {', '.join(map(str, numbers))}")
