"""A record's own additions to the registry of offices: files kept beside it."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from readout.record import dialect
from readout.record.errors import RecordError

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


def use(place: str) -> str:
    """Read reports by the shipped registry and the record's own files; gives the files' digest, "" without any.

    Worker processes read the files' paths from READOUT_ACTORS. Raises RecordError for a file that cannot be used.
    """
    own = files(place)
    told = os.pathsep.join(str(path.absolute()) for path in own)
    if told == os.environ.get("READOUT_ACTORS", ""):
        return _digest(own)
    os.environ["READOUT_ACTORS"] = told
    use_told()
    return _digest(own)


def use_told() -> None:
    """Read reports by the files that READOUT_ACTORS names."""
    from readout.actors import registry
    from readout.actors.reading import RegistryError

    told = os.environ.get("READOUT_ACTORS", "")
    try:
        registry.use([Path(path) for path in told.split(os.pathsep) if path])
    except RegistryError as error:
        raise RecordError("actors", str(error)) from None


def _digest(own: Sequence[Path]) -> str:
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in own)).hexdigest()[:12] if own else ""


def bring(place: str, file: Path) -> int:
    """Check a registry file and keep a copy of it beside the record; gives the number of its entries.

    Raises RecordError for a file that cannot be used.
    """
    entries = _checked(file)
    home = folder(place)
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, home / file.name)
    return len(entries)


def add(
    place: str, person: str, office: str, country: str, since: str | None, until: str | None, aliases: Sequence[str]
) -> None:
    """Add one holder of an office to `own.csv` beside the record."""
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
        _checked(part)  # a date or office that cannot be read must not spoil the file
        os.replace(part, own)
    finally:
        part.unlink(missing_ok=True)


def _checked(file: Path) -> Sequence[object]:
    from readout.actors.imports import read_import
    from readout.actors.reading import RegistryError

    try:
        return read_import(file)
    except OSError as error:
        raise RecordError(str(file), error.strerror or str(error)) from None
    except RegistryError as error:
        what, _, reason = str(error).partition(": ")
        raise RecordError(what, reason) from None
