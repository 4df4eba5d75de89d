"""A record's own additions to the registry of offices: files kept beside it."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from readout.record import dialect
from readout.record.errors import RecordError
from readout.views import table

_COLUMNS = ("person", "office", "country", "from", "to", "aliases")


def folder(place: str) -> Path:
    """Where a record's own registry files are: `record.actors/` beside `record.db`."""
    if dialect.is_address(place):
        base = os.environ.get("XDG_CONFIG_HOME")
        return (Path(base) if base else Path(os.path.expanduser("~")) / ".config") / "readout" / "actors"
    return Path(place).with_suffix(".actors")


def files(place: str) -> list[Path]:
    """A record's own registry files."""
    return sorted(path for path in folder(place).glob("*.*") if path.suffix in (".yaml", ".yml", ".csv", ".json"))


def use(place: str) -> None:
    """Let this process and its workers know the record's own registry files."""
    own = files(place)
    if own:
        os.environ["READOUT_ACTORS"] = os.pathsep.join(str(path.absolute()) for path in own)


def bring(place: str, file: Path) -> None:
    """Check a registry file and keep a copy of it beside the record."""
    from readout.actors.imports import read_import

    try:
        entries = read_import(file)
    except OSError as error:
        raise RecordError(str(file), error.strerror or str(error)) from None
    home = folder(place)
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, home / file.name)
    table.write(
        f"{len(entries)} entries from {file.name} kept in {home}; read the reports with them: readout refresh --every"
    )


def add(
    place: str, person: str, office: str, country: str, since: str | None, until: str | None, aliases: Sequence[str]
) -> None:
    """Add one holder of an office to `own.csv` beside the record."""
    from readout.actors.imports import read_import

    home = folder(place)
    home.mkdir(parents=True, exist_ok=True)
    own, part = home / "own.csv", home / "own.part.csv"
    rows = list(csv.DictReader(own.open(encoding="utf-8", newline=""))) if own.exists() else []
    row = (person, office, country, since or "", until or "", "|".join(aliases))
    rows.append(dict(zip(_COLUMNS, row, strict=True)))
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    try:
        read_import(part)  # a date or office that cannot be read must not spoil the file
        os.replace(part, own)
    finally:
        part.unlink(missing_ok=True)
    table.write(f"{person}, {office} of {country}, kept in {own}; read the reports with it: readout refresh --every")
