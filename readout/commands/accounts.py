"""Who may sign in to a page that others can reach."""

from __future__ import annotations

from typing import Annotated

import typer

from readout.commands.options import AsJson, Place, pass_on, place_of

app = typer.Typer(rich_markup_mode=None)


Name = Annotated[str, typer.Argument(metavar="NAME")]
Role = Annotated[str, typer.Option(help="reader, reviewer (may decide and add) or admin (may add accounts).")]


@app.callback(invoke_without_command=True)
def accounts(context: typer.Context, record: Place = None, as_json: AsJson = False) -> None:
    """List the accounts; `add`, `change`, `remove` and `token` work on them."""
    if pass_on(context, record):
        return
    from readout.web.accounts import terminal

    terminal.show(place_of(record), as_json=as_json)


@app.command("add")
def accounts_add(name: Name, role: Role = "reader", record: Place = None) -> None:
    """Add an account; the password is asked for, or read from standard input."""
    from readout.web.accounts import terminal

    terminal.add(place_of(record), name, role)


@app.command("change")
def accounts_change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="reader, reviewer or admin.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    record: Place = None,
) -> None:
    """Give an account another role or password."""
    from readout.web.accounts import terminal

    terminal.change(place_of(record), name, role, password)


@app.command("remove")
def accounts_remove(name: Name, record: Place = None) -> None:
    """Remove an account; its decisions stay."""
    from readout.web.accounts import terminal

    terminal.remove(place_of(record), name)


@app.command("token")
def accounts_token(name: Name, record: Place = None) -> None:
    """Make a token by which a program uses the API as this account, for a year."""
    from readout.web.accounts import terminal

    terminal.token(place_of(record), name)
