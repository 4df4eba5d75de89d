"""Whether the record is sound (`verify`) and this machine is fit (`doctor`)."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from readout.record.errors import RecordError
from readout.record.record import Record
from readout.views import table, words


def verify(record: Record, *, as_json: bool) -> bool:
    """Check the record and say what was found; whether all is well."""
    found = record.verify()
    if as_json:
        names = ("reports", "passages", "items", "troubles")
        table.show_json({name: getattr(found, name) for name in names})
        return not found.troubles
    for trouble in found.troubles:
        table.note(f"readout: {trouble}")
    counted = [(found.reports, "report"), (found.passages, "passage"), (found.items, "item")]
    told = ", ".join(words.plural(count, word) for count, word in counted)
    verdict = "all sound" if not found.troubles else words.plural(len(found.troubles), "trouble")
    table.write(f"{told} checked: {verdict}")
    return not found.troubles


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what was seen."""

    what: str
    well: bool
    seen: str


def doctor(place: str, *, as_json: bool) -> bool:
    """Look at the machine, the package and the record, and say what was seen; whether all is well."""
    found = list(_findings(place))
    if as_json:
        table.show_json([{"what": f.what, "well": f.well, "seen": f.seen} for f in found])
    else:
        for one in found:
            table.write(f"{'ok  ' if one.well else 'BAD '} {one.what:<10} {one.seen}")
    return all(one.well for one in found)


def _findings(place: str) -> Iterator[Finding]:
    looks: list[tuple[str, Callable[[], tuple[bool, str]]]] = [
        ("python", _python),
        ("sqlite", _sqlite),
        ("model", _model),
        ("registry", _registry),
        ("disk", lambda: _disk(place)),
        ("record", lambda: _record(place)),
    ]
    for what, look in looks:
        try:
            well, seen = look()
        except Exception as error:  # what is broken here is what the doctor is asked about
            well, seen = False, f"{type(error).__name__}: {error}"
        yield Finding(what, well, seen)


def _python() -> tuple[bool, str]:
    from readout import __version__

    return sys.version_info >= (3, 11), f"{platform.python_version()}, readout {__version__}"


def _sqlite() -> tuple[bool, str]:
    import sqlite3

    from readout.record import dialect

    there = dialect.has_full_text()
    return there, f"{sqlite3.sqlite_version}, full text search {'there' if there else 'missing (FTS5)'}"


def _model() -> tuple[bool, str]:
    folder = Path(__file__).parent.parent / "language" / "model"
    files = sorted(folder.glob("*.onnx"))
    if not files:
        return False, f"no model in {folder}; install the package again"
    import onnxruntime

    size = sum(file.stat().st_size for file in files) / 1e6
    return True, f"{', '.join(f.name for f in files)}, {size:.0f} MB, onnxruntime {onnxruntime.__version__}"


def _registry() -> tuple[bool, str]:
    from readout.actors import registry

    facts = registry.in_use()
    told = [(len(facts.countries), "country", "countries"), (len(facts.persons), "person", "people")]
    bodies = words.plural(len(facts.bodies), "body", "bodies")
    return bool(facts.persons), ", ".join([*(words.plural(n, one, many) for n, one, many in told), bodies])


def _disk(place: str) -> tuple[bool, str]:
    from readout.record import dialect

    folder = Path() if dialect.is_address(place) else Path(place).absolute().parent
    free = shutil.disk_usage(folder).free / 1e9
    return free > 0.5, f"{free:.1f} GB free"


def _record(place: str) -> tuple[bool, str]:
    from readout.record import schema

    try:
        with Record(place, create=False) as record:
            counts = record.counts()
            return True, f"{place}: {words.plural(counts['report'], 'report')}, tables {schema.HEAD}"
    except RecordError as error:
        return "there is no record" in error.reason, str(error)
