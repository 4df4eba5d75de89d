"""The fields of an item as a form: what control suits each, what it shows, and what came back changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args, get_origin

from starlette.datastructures import FormData

from readout.actors.model import Actor
from readout.items.model import ItemType, Money, Pointer
from readout.language.edtf import Edtf
from readout.record import codec, mentions
from readout.record.asking.query import Entry
from readout.record.deciding import corrections
from readout.views import words
from readout.web.columns import label

Kind = Literal["choice", "date", "actor", "actors", "number", "text", "yes", "fixed"]
DATE = r"[0-9X~?%/.:TZ+\-]*"  # what a date is written with; the record itself says whether it is one
HELP = {
    "date": "2024-05-02, 2024-05, 2024-05-02~ (about), 2024-05-01/2024-05-07 (within); empty: not known",
    "actors": "one to a line; an empty line takes it away",
    "goods": "several apart by semicolons: 50 trucks; fuel",
    "money": "as in 106000000 USD",
}


@dataclass(frozen=True, slots=True)
class Control:
    """A field in a form.

    `was` is what stands, as a person would write it; `value` is what is shown; `versions` is what reports give else.
    """

    name: str
    label: str
    kind: Kind
    was: str
    value: str
    values: tuple[str, ...]  # of a list, each
    options: tuple[str, ...] = ()
    optional: bool = False
    human: bool = False
    help: str = ""
    versions: tuple[tuple[str, str], ...] = field(default=())  # value and report


def controls(entry: Entry, typed: Mapping[str, str] | None = None) -> list[Control]:
    """The fields of an entry, in order, showing what was `typed` where that is given."""
    item_type = mentions.by_name()[entry.type]
    found = [_control(item_type, name, entry) for name in codec.by_public_name(item_type.model)]
    return [_typed(one, typed[one.name]) if typed and one.name in typed else one for one in found]


def changed(entry: Entry, form: FormData) -> dict[str, str]:
    """The fields that came back otherwise than they were shown."""
    found = {}
    for one in controls(entry):
        name = f"field.{one.name}"
        if one.kind == "fixed" or name not in form:
            continue
        typed = "; ".join(text for value in form.getlist(name) if (text := " ".join(str(value).split())))
        if typed != " ".join(str(form.get(f"was.{one.name}", one.was)).split()):
            found[one.name] = typed
    return found


def _control(item_type: ItemType, name: str, entry: Entry) -> Control:
    own = codec.by_public_name(item_type.model)[name]
    hint = codec.hints(item_type.model)[own.name]
    value = getattr(entry.item, own.name)
    options = tuple(item_type.choices.get(own.name) or item_type.choices.get(name) or ())
    kind, help_ = _kind(hint, options)
    each = tuple(corrections.written(part) for part in value) if isinstance(value, tuple) else ()
    versions = tuple((words.told(v.value), v.report) for v in entry.versions if v.field == own.name)
    was = words.told(value) if kind == "fixed" else corrections.written(value)
    optional = type(None) in get_args(hint) or get_origin(hint) is tuple
    human = own.name in entry.corrected
    return Control(name, label(name), kind, was, was, each, options, optional, human, help_, versions)


def _kind(hint: Any, options: Sequence[str]) -> tuple[Kind, str]:
    kinds = codec.parts(hint)
    if options:
        return "choice", ""
    if Edtf in kinds:
        return "date", HELP["date"]
    if Actor in kinds:
        return "actor", ""
    if any(get_origin(kind) is tuple and get_args(kind)[0] is Actor for kind in kinds):
        return "actors", HELP["actors"]
    if Pointer in kinds:
        return "fixed", ""
    if Money in kinds:
        return "text", HELP["money"]
    if bool in kinds:
        return "yes", ""
    if any(get_origin(kind) is tuple for kind in kinds) and float not in kinds:
        return "text", HELP["goods"]
    return ("number" if float in kinds and str not in kinds else "text"), ""


def _typed(one: Control, text: str) -> Control:
    values = tuple(part.strip() for part in text.split(";")) if one.kind == "actors" else one.values
    return replace(one, values=values, value=text) if one.kind != "fixed" else one
