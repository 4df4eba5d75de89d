"""The command line: its commands together (`readout.commands`), and how errors are told."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from readout.commands import accounts, actors, adding, deciding, listing, out, page

app = typer.Typer(
    name="readout",
    help="A record of dealings between governments, built from news reports, every line with its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command line. An error a person can put right is one line on standard error, and exit status 1."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
        os.environ["READOUT_DEBUG"] = "1"
    try:
        app()
    except SystemExit as end:
        if end.code == 130:  # Ctrl-C
            print("readout: stopped; what was finished is kept", file=sys.stderr)
        raise
    except Exception as error:
        if isinstance(error.__cause__ or error, BrokenPipeError):  # whoever read the output has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        if debug:
            raise
        from readout.views.table import safe
        from readout.views.trouble import told

        line = safe(told(error))
        print(f"readout: {line}", file=sys.stderr)
        sys.exit(1)
    finally:
        if debug:
            del os.environ["READOUT_DEBUG"]


@app.callback()
def _options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error came from.")] = False,
) -> None:
    pass


@app.command()
def version() -> None:
    """Print the version."""
    from readout import __version__

    print(__version__)


for _part in (adding, listing):
    app.add_typer(_part.app)
app.add_typer(
    actors.app,
    name="actors",
    help="List the actors; add your own to the registry of offices.",
    invoke_without_command=True,
)
for _part in (deciding, page):
    app.add_typer(_part.app)
app.add_typer(
    accounts.app, name="accounts", help="Who may sign in to a page that others can reach.", invoke_without_command=True
)
app.add_typer(out.app)


if __name__ == "__main__":
    main()
