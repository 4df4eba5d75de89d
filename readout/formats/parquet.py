"""Parquet for analysis: one file a type in a folder, lists kept as lists, dates also as first and last day."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_origin

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.formats.objects import Writer
from readout.items.model import Goods, ItemType, Money
from readout.language.edtf import Edtf
from readout.record import codec, mentions

Columns = Mapping[str, str]  # name to DuckDB's type

_TEXT, _TEXTS, _NUMBER = "VARCHAR", "VARCHAR[]", "DOUBLE"
_REPORT = {
    **dict.fromkeys(("id", "source", "title", "publisher", "dateline", "published", "published_basis"), _TEXT),
    **dict.fromkeys(("published_why", "url", "copy_of", "copy_why", "sha256"), _TEXT),
    "byline": _TEXTS,
}
_ACTOR = dict.fromkeys(("id", "name", "kind", "side"), _TEXT) | {
    "aliases": _TEXTS,
    "roles": 'STRUCT(title VARCHAR, "of" VARCHAR, "from" VARCHAR, "to" VARCHAR)[]',
}
_DISPUTE = {"id": _TEXT, "items": _TEXTS, "field": _TEXT, "why": _TEXT}
_JUDGED = {"verdict": _TEXT, "why": _TEXT, "rests_on": _TEXTS}
_LAST = {
    "confidence": _NUMBER,
    "how": _TEXT,
    "witnesses": "BIGINT",
    "decided": _TEXT,
    "corrected": _TEXTS,
    "versions": "STRUCT(field VARCHAR, value VARCHAR, source VARCHAR)[]",
    "passages": 'STRUCT(source VARCHAR, "start" BIGINT, "end" BIGINT, "text" VARCHAR)[]',
}
_SMALLEST = 16 * 2**20  # characters that DuckDB is ready to take in one line
# Nothing is looked for on the network, and one thread keeps the order of the lines in little memory.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "threads": "1",
}


def write(connection: sa.Connection, folder: Path, min_confidence: float = 0.0) -> None:
    """Write `reports.parquet`, `actors.parquet`, `disputes.parquet` and a file for each item type into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer.open(connection, min_confidence)
    _write(folder / "reports.parquet", writer.reports(), _REPORT)
    _write(folder / "actors.parquet", writer.actors(), _ACTOR)
    for item_type in mentions.by_name().values():
        _write(folder / f"{item_type.plural}.parquet", _dated(writer, item_type), _columns(item_type))
    _write(folder / "disputes.parquet", writer.disputes(), _DISPUTE)


def _write(path: Path, lines: Iterable[Mapping[str, Any]], columns: Columns) -> None:
    """By way of a file of JSON lines, so that a record of any size needs little memory."""
    import duckdb

    with TemporaryDirectory() as temporary, duckdb.connect(config=_CONFIG) as database:
        waiting, longest = Path(temporary) / "lines", _SMALLEST
        with waiting.open("w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                text = json.dumps({name: _fit(line.get(name), kind) for name, kind in columns.items()})
                longest = max(longest, len(text) + 1)
                file.write(f"{text}\n")
        part = path.with_suffix(".part")
        kinds: dict[str, Any] = {**columns}
        table = database.read_json(str(waiting), columns=kinds, format="newline_delimited", maximum_object_size=longest)
        table.write_parquet(str(part), compression="zstd")
        os.replace(part, path)


def _fit(value: Any, kind: str) -> Any:
    """A value in the form of its column: a lone one as a list of one, anything in a text column as text."""
    if value is None:
        return None
    if kind.endswith("[]"):
        return [_fit(part, kind[:-2]) for part in (value if isinstance(value, list) else [value])]
    if kind == _TEXT:
        return value if isinstance(value, str) else codec.dumps(value)
    if isinstance(value, Mapping) and "value" in value:  # a version's, of any field
        return {**value, "value": _fit(value["value"], _TEXT)}
    return value


def _columns(item_type: ItemType) -> Columns:
    columns = {"id": _TEXT}
    for field in codec.own_fields(item_type.model):
        name, hint = codec.public_name(field), codec.hints(item_type.model)[field.name]
        columns[name] = _kind(hint)
        if codec.parts(hint) == (Edtf,):
            columns |= {f"{name}_first": "DATE", f"{name}_last": "DATE"}
    return columns | (_JUDGED if item_type.name == "check" else {}) | _LAST


def _kind(hint: Any) -> str:
    kinds = codec.parts(hint)
    if all(kind in (int, float) for kind in kinds):
        return _NUMBER
    if all(kind in (int, float) or (get_origin(kind) is tuple and get_args(kind)[0] is float) for kind in kinds):
        return f"{_NUMBER}[]"  # a number, or low and high
    if kinds == (bool,):
        return "BOOLEAN"
    if kinds == (Money,):
        return "STRUCT(amount DOUBLE, currency VARCHAR, bound VARCHAR)"
    if len(kinds) == 1 and get_origin(kinds[0]) is tuple:
        each = get_args(kinds[0])[0]
        if each is Goods:
            return "STRUCT(item VARCHAR, quantity DOUBLE)[]"
        return f"{_TEXT if each in (Actor, Edtf, str) else _kind(each)}[]"
    return _TEXT


def _dated(writer: Writer, item_type: ItemType) -> Iterator[dict[str, Any]]:
    """The items of a type, with the first and last day of each date."""
    dates = [
        codec.public_name(field)
        for field in codec.own_fields(item_type.model)
        if codec.parts(codec.hints(item_type.model)[field.name]) == (Edtf,)
    ]
    for line in writer.items(item_type):
        for name in dates:
            value = codec.parse_date(line[name]) if line[name] else None
            line[f"{name}_first"] = date.fromordinal(value.first).isoformat() if value and value.first else None
            line[f"{name}_last"] = date.fromordinal(value.last).isoformat() if value and value.last else None
        yield line
