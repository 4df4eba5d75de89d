"""The command line: commands and their options, nothing else. The work is done in the other rooms.

Nothing heavy is imported before a command runs, so that `readout --help` answers at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from readout.record.query import Filters
    from readout.record.record import Record

app = typer.Typer(
    name="readout",
    help="A record of dealings between governments, built from news reports, every line with its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
actors_app = typer.Typer(help="List the actors; add your own to the registry of offices.", rich_markup_mode=None)
app.add_typer(actors_app, name="actors", invoke_without_command=True)
accounts_app = typer.Typer(help="Who may sign in to a page that others can reach.", rich_markup_mode=None)
app.add_typer(accounts_app, name="accounts", invoke_without_command=True)

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
Name = Annotated[str, typer.Argument(metavar="NAME")]
Role = Annotated[str, typer.Option(help="reader, reviewer (may decide and add) or admin (may add accounts).")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, or their beginnings.")]


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


# ------------------------------------------------------------------ reports in


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
    with _open(record, create=True) as opened, progress.Bar(progress.count(paths)) as bar:
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

    with _open(record) as opened, progress.Bar(None) as bar:
        outcome = opened.refresh(jobs=jobs or load().workers, every=every, progress=bar)
    lists.added(outcome)
    if outcome.left_out:
        raise typer.Exit(1)


# ------------------------------------------------------------------ what the record holds


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

        with _open(record) as opened:
            filters = _filters(
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
    folder = Path(__file__).parent / "items"
    modules = [path for path in folder.glob("*.py") if re.search(rb"^ITEM_TYPE\b", path.read_bytes(), re.MULTILINE)]
    return sorted(path.stem for path in modules)


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

    with _open(record) as opened:
        filters = _filters(between, actor, since, until, kind, status, min_confidence, limit, publisher=publisher)
        lists.disputes(opened, filters, as_json=as_json)


@app.command()
def reports(
    record: Place = None, since: Since = None, until: Until = None, limit: Limit = None, as_json: AsJson = False
) -> None:
    """List the reports: date and how it is known, publisher, copies."""
    from readout.views import lists

    with _open(record) as opened:
        lists.reports(opened, _filters(since=since, until=until, limit=limit), as_json=as_json)


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

    with _open(record) as opened:
        filters = _filters(between, actor, since, until, kind, status, min_confidence, limit)
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

    with _open(record) as opened:
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

    with _open(record) as opened:
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

    with _open(record) as opened:
        filters = _filters((a, b), None, since, until, kind, status, min_confidence)
        view.show_gaps(opened, filters, as_json=as_json)


@actors_app.callback(invoke_without_command=True)
def actors(
    context: typer.Context,
    record: Place = None,
    actor: Who = None,
    kind: Kind = None,
    limit: Limit = None,
    as_json: AsJson = False,
) -> None:
    """List the actors that items name; `add` and `import` extend the registry of offices."""
    if context.invoked_subcommand is not None:
        return
    from readout.views import lists

    with _open(record) as opened:
        lists.actors(opened, kind, actor, limit, as_json=as_json)


@actors_app.command("import")
def actors_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML, CSV, or a Wikidata query result as JSON or CSV.")],
    record: Place = None,
) -> None:
    """Bring in who held which office when, for this record."""
    from readout.views import lists

    lists.brought(_place(record), file)


@actors_app.command("add")
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

    lists.appointed(_place(record), person, office, country, since, until, alias or [])


# ------------------------------------------------------------------ deciding


@app.command()
def accept(ids: Ids, record: Place = None) -> None:
    """Say that items are right."""
    _decide("accept", ids, record)


@app.command()
def reject(ids: Ids, record: Place = None) -> None:
    """Say that items are wrong: they leave listings and exports."""
    _decide("reject", ids, record)


@app.command()
def same(ids: Ids, record: Place = None) -> None:
    """Say that items are one and the same."""
    _decide("same", ids, record)


@app.command()
def notsame(ids: Ids, record: Place = None) -> None:
    """Say that items, or two mentions within one item, are not the same."""
    _decide("notsame", ids, record)


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

    with _open(record) as opened:
        numbers = opened.correct_fields(id, trouble.pairs(values))
    print(f"decision {', '.join(map(str, numbers))}")


@app.command()
def undo(
    number: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="By default the last in force.")] = None,
    record: Place = None,
) -> None:
    """Take back a decision. The log keeps both."""
    with _open(record) as opened:
        decision = opened.undo(number)
    print(f"took back decision {decision.number} ({decision.what})")


@app.command()
def decisions(record: Place = None, as_json: AsJson = False) -> None:
    """The log of decisions."""
    from readout.views import lists

    with _open(record) as opened:
        lists.decisions(opened, as_json=as_json)


# ------------------------------------------------------------------ the page


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

    with _open(record) as opened:
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

    with _open(record) as opened, progress.Bar(None) as bar:
        count = write_site(opened, out, progress=bar.pages)
    print(f"{words.plural(count, 'page')} in {out}")


@accounts_app.callback(invoke_without_command=True)
def accounts(context: typer.Context, record: Place = None, as_json: AsJson = False) -> None:
    """List the accounts; `add`, `change`, `remove` and `token` work on them."""
    if context.invoked_subcommand is not None:
        return
    from readout.web.accounts import terminal

    terminal.show(_place(record), as_json=as_json)


@accounts_app.command("add")
def accounts_add(name: Name, role: Role = "reader", record: Place = None) -> None:
    """Add an account; the password is asked for, or read from standard input."""
    from readout.web.accounts import terminal

    terminal.add(_place(record), name, role)


@accounts_app.command("change")
def accounts_change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="reader, reviewer or admin.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    record: Place = None,
) -> None:
    """Give an account another role or password."""
    from readout.web.accounts import terminal

    terminal.change(_place(record), name, role, password)


@accounts_app.command("remove")
def accounts_remove(name: Name, record: Place = None) -> None:
    """Remove an account; its decisions stay."""
    from readout.web.accounts import terminal

    terminal.remove(_place(record), name)


@accounts_app.command("token")
def accounts_token(name: Name, record: Place = None) -> None:
    """Make a token by which a program uses the API as this account, for a year."""
    from readout.web.accounts import terminal

    terminal.token(_place(record), name)


# ------------------------------------------------------------------ out, and health


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
    with _open(record) as opened:
        opened.export(format, output, min_confidence=min_confidence)


@app.command()
def verify(record: Place = None, as_json: AsJson = False) -> None:
    """Check every passage against the stored text."""
    from readout.views import health

    with _open(record) as opened:
        sound = health.verify(opened, as_json=as_json)
    if not sound:
        raise typer.Exit(1)


@app.command()
def doctor(record: Place = None, as_json: AsJson = False) -> None:
    """Check that this machine and the record are fit."""
    from readout.views import health

    if not health.doctor(_place(record), as_json=as_json):
        raise typer.Exit(1)


# ------------------------------------------------------------------ shared


def _place(record: str | None) -> str:
    if record:
        return record
    from readout.settings import place

    return place()


def _open(record: str | None, *, create: bool = False) -> Record:
    from readout.record.record import Record

    return Record(_place(record), create=create)


def _decide(what: str, ids: list[str], record: str | None) -> None:
    from readout.views import lists

    with _open(record) as opened:
        numbers = lists.deciding(opened, ids, what)
    print(f"decision {', '.join(map(str, numbers))}")


def _filters(
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
    from readout.record.record import filters

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


if __name__ == "__main__":
    main()
