"""Parquet for analysis: one file a type in a folder, lists kept as lists, dates also as first and last day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from readout.actors.model import Actor
from readout.formats.objects import Writer
from readout.items.model import Goods, ItemType, Money
from readout.language.edtf import Edtf
from readout.record import codec, mentions

if TYPE_CHECKING:
    from readout.record.record import Record

ROWS = 5_000  # in one row group


def write(record: Record, folder: Path) -> None:
    """Write `reports.parquet`, `actors.parquet`, `disputes.parquet` and a file for each item type into a folder."""
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    role = pa.struct([("title", text), ("of", text), ("from", text), ("to", text)])
    report = [
        (name, text)
        for name in (
            "id",
            "source",
            "title",
            "publisher",
            "dateline",
            "published",
            "published_basis",
            "published_why",
            "url",
            "copy_of",
            "copy_why",
            "sha256",
        )
    ]
    actor = [
        ("id", text),
        ("name", text),
        ("kind", text),
        ("side", text),
        ("aliases", texts),
        ("roles", pa.list_(role)),
    ]
    dispute = [("id", text), ("items", texts), ("field", text), ("why", text)]
    folder.mkdir(parents=True, exist_ok=True)
    with record.reading() as connection:
        writer = Writer.open(connection)
        _write(folder / "reports.parquet", writer.reports(), pa.schema([*report, ("byline", texts)]))
        _write(folder / "actors.parquet", writer.actors(), pa.schema(actor))
        for item_type in mentions.by_name().values():
            _write(folder / f"{item_type.plural}.parquet", _dated(writer, item_type), _schema(item_type))
        _write(folder / "disputes.parquet", writer.disputes(), pa.schema(dispute))


def _write(path: Path, lines: Iterable[Mapping[str, Any]], schema: Any) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    waiting = iter(lines)
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        while rows := list(islice(waiting, ROWS)):
            shaped = [{field.name: _fit(row.get(field.name), field.type) for field in schema} for row in rows]
            file.write_table(pa.Table.from_pylist(shaped, schema=schema))


def _schema(item_type: ItemType) -> Any:
    import pyarrow as pa

    text = pa.string()
    columns: list[tuple[str, Any]] = [("id", text)]
    for field in codec.own_fields(item_type.model):
        name, hint = codec.public_name(field), codec.hints(item_type.model)[field.name]
        columns.append((name, _type(hint)))
        if codec.parts(hint) == (Edtf,):
            columns += [(f"{name}_first", pa.date32()), (f"{name}_last", pa.date32())]
    passage = pa.struct([("source", text), ("start", pa.int64()), ("end", pa.int64()), ("text", text)])
    version = pa.struct([("field", text), ("value", text), ("source", text)])
    judged = [("verdict", text), ("why", text), ("rests_on", pa.list_(text))] if item_type.name == "check" else []
    columns += [*judged, ("confidence", pa.float64()), ("how", text), ("witnesses", pa.int64()), ("decided", text)]
    columns += [("corrected", pa.list_(text)), ("versions", pa.list_(version)), ("passages", pa.list_(passage))]
    return pa.schema(columns)


def _type(hint: Any) -> Any:
    import pyarrow as pa

    kinds = codec.parts(hint)
    if all(kind in (int, float) for kind in kinds):
        return pa.float64()
    if all(kind in (int, float) or (get_origin(kind) is tuple and get_args(kind)[0] is float) for kind in kinds):
        return pa.list_(pa.float64())  # a number, or low and high
    if kinds == (bool,):
        return pa.bool_()
    if kinds == (Money,):
        return pa.struct([("amount", pa.float64()), ("currency", pa.string()), ("bound", pa.string())])
    if len(kinds) == 1 and get_origin(kinds[0]) is tuple:
        each = get_args(kinds[0])[0]
        if each is Goods:
            return pa.list_(pa.struct([("item", pa.string()), ("quantity", pa.float64())]))
        return pa.list_(pa.string() if each in (Actor, Edtf, str) else _type(each))
    return pa.string()


def _fit(value: Any, type_: Any) -> Any:
    """A value in the form of its column: a lone number as a list of one, anything in a text column as text."""
    import pyarrow as pa

    if value is None:
        return None
    if pa.types.is_list(type_):
        return [_fit(part, type_.value_type) for part in (value if isinstance(value, list) else [value])]
    if pa.types.is_string(type_):
        return value if isinstance(value, str) else codec.dumps(value)
    if pa.types.is_struct(type_):
        return {part.name: _fit(value.get(part.name), part.type) for part in type_}
    return value


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
            line[f"{name}_first"] = date.fromordinal(value.first) if value and value.first else None
            line[f"{name}_last"] = date.fromordinal(value.last) if value and value.last else None
        yield line
