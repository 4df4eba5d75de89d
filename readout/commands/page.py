"""The record in the browser, served or as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readout.commands.options import Place, open_record

app = typer.Typer(rich_markup_mode=None)


@app.command()
def serve(
    record: Place = None,
    host: Annotated[str, typer.Option(help="The address to listen on; this machine alone by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8765,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show only: decide and add nothing.")] = False,
    accounts: Annotated[bool, typer.Option("--accounts", help="Ask for an account on this machine too.")] = False,
    certificate: Annotated[Path | None, typer.Option(metavar="PEM", help="To encrypt with; needs --key.")] = None,
    key: Annotated[Path | None, typer.Option(metavar="PEM", help="The certificate's private key.")] = None,
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show the record in the browser. Beyond this machine, everyone has to sign in."""
    from readout.web.serving import serve as run

    with open_record(record) as opened:
        run(
            opened,
            host=host,
            port=port,
            read_only=read_only,
            accounts=accounts,
            certificate=certificate,
            key=key,
            browse=browse,
        )


@app.command()
def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder, or one written before.")],
    record: Place = None,
) -> None:
    """Write the page as files, for any file server: to read, not to decide."""
    from readout.views import progress, words
    from readout.web.files import write_site

    with open_record(record) as opened, progress.Bar(None) as bar:
        count = write_site(opened, out, progress=bar.pages)
    print(f"{words.plural(count, 'page')} in {out}")
