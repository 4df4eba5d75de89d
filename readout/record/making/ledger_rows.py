"""The narrow rows by which entries are found, counted, sorted and searched, written along with the items."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.items.model import Goods, Item, Money, Pointer
from readout.language.edtf import Edtf
from readout.record import codec, dialect, mentions, naming, schema
from readout.record.making import derived

FAR = 10**7  # the day of what has none
EXTRA = ("confidence", "witnesses")  # columns that every ledger has
LOT = 300
_LONG = 48  # characters of a text that its place in the order is told by
_NAME = 200  # characters of a name that is kept
_PLACES = 30  # places in an item's fields that are told apart
_MOST = 4000  # characters of an item's passages that are searched


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it stands in the record: its row of the table `item`, and its values, corrected."""

    row: Mapping[str, Any]
    item: Item


def put(connection: sa.Connection, new: Sequence[Shown]) -> None:
    """Write the rows of items that have none yet."""
    for start in range(0, len(new), LOT):
        _put(connection, new[start : start + LOT])


def fill(connection: sa.Connection, progress: Callable[[int], None] | None = None) -> None:
    """Write the rows of all items that have none: those of a record that an older Readout made.

    `progress` is told how many have been written.
    """
    c = schema.item.c
    last, done = "", 0
    while True:
        there = sa.exists().where(schema.ledger.c.item == c.id)
        wanted = sa.select(schema.item).where(c.id > last, ~there).order_by(c.id).limit(LOT)
        rows = connection.execute(wanted).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        if progress:
            progress(done)
        done += len(rows)
        put(connection, [Shown(dict(row), _effective(row)) for row in rows if row["type"] in mentions.by_name()])


def _effective(row: Any) -> Item:
    return derived.effective(row["type"], row["body"], row["corrections"])


def _put(connection: sa.Connection, new: Sequence[Shown]) -> None:
    classes = _classes(connection, [_class(one.row) for one in new])
    rows = {one.row["id"]: _row(one, classes[_class(one.row)]) for one in new}
    _insert(connection, schema.ledger, list(rows.values()))
    c = schema.ledger.c
    numbers = {row.item: row.number for row in connection.execute(sa.select(c.item, c.number).where(c.item.in_(rows)))}
    told = [(numbers[one.row["id"]], rows[one.row["id"]], one) for one in new]
    _insert(connection, schema.told, [_words(number, one.item) for number, _, one in told])
    _insert(connection, schema.cell, [cell for number, row, one in told for cell in _cells(number, row["day"], one)])
    _tag(connection, told)


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), list(rows))


def _class(row: Mapping[str, Any]) -> tuple[str, str, str, str, int]:
    decided = row["state"] or ("corrected" if row["corrections"] != "{}" else "")
    return row["type"], row["kind"] or "", row["status"] or "", decided, band(row["confidence"])


def band(confidence: float) -> int:
    """The tenth that a confidence reaches, so that "at least 0.7" is "band 7 or more"."""
    return max((n for n in range(10) if confidence >= n / 10), default=0)


def _classes(connection: sa.Connection, wanted: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    c = schema.ledger_class.c
    found: dict[tuple[Any, ...], int] = {}
    fields = (c.type, c.kind, c.status, c.decided, c.band)
    unique = sorted(set(wanted))
    rows = [dict(zip((field.name for field in fields), one, strict=True)) for one in unique]
    types = sorted({one[0] for one in unique})
    for again in (False, True):
        select = sa.select(c.number, *fields).where(c.type.in_(types))
        found = {tuple(row)[1:]: row.number for row in connection.execute(select)}
        missing = [row for one, row in zip(unique, rows, strict=True) if one not in found]
        if again or not missing:
            break
        dialect.add_missing(connection, schema.ledger_class, missing)
    return found


def _row(one: Shown, class_: int) -> dict[str, Any]:
    row = one.row
    dated = mentions.by_name()[row["type"]].when is not None
    day = row["first"] if dated and row["first"] is not None else row["seen"]
    return {
        "item": row["id"],
        "type": row["type"],
        "class": class_,
        "day": FAR if day is None else day,
        "begins": row["first"] if dated else row["seen"],
        "ends": row["last"] if dated else row["seen"],
        "confidence": row["confidence"],
        "seen": FAR if row["seen"] is None else row["seen"],
        "home": row["home"],
        "start": row["start"],
    }


# ------------------------------------------------------------------ order


def _cells(number: int, day: int, one: Shown) -> Iterator[dict[str, Any]]:
    values = {field.name: getattr(one.item, field.name) for field in codec.own_fields(type(one.item))}
    values |= {name: one.row[name] for name in EXTRA}
    for field, value in values.items():
        yield {"type": one.row["type"], "field": field, "value": place(value), "day": day, "number": number}


def place(value: Any) -> str:
    """A value so written that texts sort as their values do; what is unknown comes last."""
    if value is None or value in ((), ""):
        return "2"
    if isinstance(value, bool):
        return f"0{int(value)}"
    if isinstance(value, int | float):
        return f"0{max(value, 0.0) * 10**4:020.0f}" if value < 10**15 else "0" + "9" * 20
    if isinstance(value, Edtf):
        return f"0{value.first:010d}" if value.first is not None else "2"
    if isinstance(value, Money):
        return place(value.amount)
    if isinstance(value, tuple):
        return place(value[0])
    text = value.name if isinstance(value, Actor) else value.item if isinstance(value, Goods) else value
    return "1" + _folded(str(text))[:_LONG] if not isinstance(value, Pointer) else "1" + value.type


def _folded(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain.casefold()).split())


# ------------------------------------------------------------------ words


def _words(number: int, item: Item) -> dict[str, Any]:
    said = " ".join(passage.text for passage in item.passages)[:_MOST]
    parts: list[str] = []
    for field in codec.own_fields(type(item)):
        parts += _texts(getattr(item, field.name))
    return {"number": number, "fields": " · ".join(dict.fromkeys(parts)), "passages": said}


def _texts(value: Any) -> Iterator[str]:
    """The words of a field's value: names, places, what was wanted."""
    if isinstance(value, str) and value:
        yield value.replace("_", " ")
    elif isinstance(value, Actor):
        yield value.name
        yield from (part for part in (value.role, value.side) if part)
    elif isinstance(value, Goods):
        yield value.item
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


# ------------------------------------------------------------------ tags


def _tag(connection: sa.Connection, told: Sequence[tuple[int, dict[str, Any], Shown]]) -> None:
    publishers = _publishers(connection, [row["item"] for _, row, _ in told])
    wanted: dict[tuple[str, str, str], str] = {}
    rows: list[tuple[tuple[str, str, str], int, dict[str, Any], int]] = []
    for number, row, one in told:
        for key, (name, places) in _actors(one.item).items():
            wanted.setdefault((row["type"], "actor", key), name)
            rows.append(((row["type"], "actor", key), number, row, places))
        for name in publishers.get(row["item"], ()):
            key = naming.fold(name)[:_NAME]
            wanted.setdefault((row["type"], "publisher", key), name[:_NAME])
            rows.append(((row["type"], "publisher", key), number, row, 0))
    numbers = _tags(connection, wanted)
    shared = ("day", "class", "begins", "ends", "confidence")
    full = [
        {"tag": numbers[tag], "number": number, "places": places, **{name: row[name] for name in shared}}
        for tag, number, row, places in rows
    ]
    dialect.add_missing(connection, schema.tagged, full)  # two spellings of a publisher are one


def _actors(item: Item) -> dict[str, tuple[str, int]]:
    """The keys of an item's actors (name and side), with the name to show and the places where each stands."""
    found: dict[str, tuple[str, int]] = {}
    for number, (_, _, actor) in enumerate(naming.actors(item)):
        for name in (actor.name, actor.side):
            if name:
                key = naming.fold(name)[:_NAME]
                shown, places = found.get(key, (name[:_NAME], 0))
                found[key] = (shown, places | 1 << number % _PLACES)
    return found


def _publishers(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, list[str]]:
    im, m, r = schema.item_mention.c, schema.mention.c, schema.report.c
    select = (
        sa.select(im.item, r.publisher)
        .join(schema.mention, m.id == im.mention)
        .join(schema.report, r.id == m.report)
        .where(im.item.in_(wanted), r.publisher.is_not(None), r.publisher != "")
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for item, publisher in connection.execute(select):
        found.setdefault(item, []).append(publisher)
    return {item: sorted(publishers) for item, publishers in found.items()}


def _tags(connection: sa.Connection, wanted: Mapping[tuple[str, str, str], str]) -> dict[tuple[str, str, str], int]:
    c = schema.tag.c
    found: dict[tuple[str, str, str], int] = {}
    for again in (False, True):
        missing = sorted(one for one in wanted if one not in found)
        if again:
            rows = [{"type": t, "facet": f, "key": k, "name": wanted[t, f, k]} for t, f, k in missing]
            dialect.add_missing(connection, schema.tag, rows)
        for lot in dialect.chunks(sorted({key for _, _, key in missing})):
            for row in connection.execute(sa.select(c.type, c.facet, c.key, c.number).where(c.key.in_(lot))):
                found[row.type, row.facet, row.key] = row.number
    return found
