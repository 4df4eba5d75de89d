"""Items to JSON and back, by the types of their dataclass fields.

Anything made of frozen dataclasses, tuples, strings, numbers, `Edtf` and None is stored and read back whole, so that
a new item type needs no line here. JSON is written with sorted keys and without spaces: equal values, equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from readout.language import edtf
from readout.language.edtf import Edtf

T = TypeVar("T")
COMMON = ("passages", "confidence", "why")  # fields of `Item` itself
Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """A value as plain JSON data."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, Edtf):
        return {"edtf": value.text}
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, Mapping):
        return {str(name): encode(part) for name, part in value.items()}
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"the record cannot store {type(value).__name__}")


def dumps(value: Any) -> str:
    """A value as JSON text."""
    return json.dumps(encode(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def loads(model: type[T], text: str) -> T:
    """What `dumps` wrote of a value of this type. Raises ValueError where the text does not fit."""
    found: T = decode(model, json.loads(text))
    return found


def decode(model: Any, data: Any) -> Any:
    """What `encode` gave of a value of this type. Raises ValueError where the data does not fit."""
    try:
        return _decoder(model)(data)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"{data!r} is no {getattr(model, '__name__', model)}") from error


def parse_date(text: str) -> Edtf:
    """The EDTF value of a text, remembered: a record holds few different days."""
    return _dates(text)


def own_fields(model: Any) -> tuple[Field[Any], ...]:
    """The fields that an item type adds to `Item`, in order."""
    return _own_fields(model)


def public_name(field: Field[Any]) -> str:
    """The field's name in exports and on the command line (`from` for `sender`)."""
    return str(field.metadata.get("name", field.name))


def by_public_name(model: Any) -> Mapping[str, Field[Any]]:
    """The fields of an item type by their public names."""
    return {public_name(field): field for field in own_fields(model)}


def hints(model: Any) -> Mapping[str, Any]:
    """The types of a dataclass's fields."""
    return _hints(model)


def parts(hint: Any) -> tuple[Any, ...]:
    """The alternatives of a type, None left out: (`Edtf`,) for `Edtf | None`."""
    if get_origin(hint) in (Union, UnionType):
        return tuple(part for part in get_args(hint) if part is not NoneType)
    return (hint,)


@cache
def _own_fields(model: Any) -> tuple[Field[Any], ...]:
    return tuple(field for field in fields(model) if field.name not in COMMON)


@cache
def _hints(model: Any) -> Mapping[str, Any]:
    return get_type_hints(model)


@cache
def _dates(text: str) -> Edtf:
    return edtf.parse(text)


@cache
def _decoder(hint: Any) -> Decoder:
    kinds = parts(hint)
    if get_origin(hint) in (Union, UnionType):
        return _union(kinds)
    origin = get_origin(hint)
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is Literal or hint in (str, bool, int, Any):
        return _same
    if hint is float:
        return _number
    if hint is Edtf:
        return lambda data: _dates(data["edtf"])
    if is_dataclass(hint):
        return _dataclass(hint)
    raise TypeError(f"the record cannot store a field of type {hint}")


def _same(data: Any) -> Any:
    return data


def _number(data: Any) -> Any:
    if not isinstance(data, int | float):
        raise TypeError("not a number")
    return data


def _tuple(kinds: tuple[Any, ...]) -> Decoder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        each = _decoder(kinds[0])
        return lambda data: tuple(each(part) for part in data)
    every = [_decoder(kind) for kind in kinds]
    return lambda data: tuple(read(part) for read, part in zip(every, data, strict=True))


def _union(kinds: tuple[Any, ...]) -> Decoder:
    plain = [kind for kind in kinds if kind in (str, bool, int, float) or get_origin(kind) is Literal]
    lists = [_decoder(kind) for kind in kinds if get_origin(kind) is tuple]
    objects = [(kind, _decoder(kind)) for kind in kinds if kind not in plain and get_origin(kind) is not tuple]

    def read(data: Any) -> Any:
        if data is None:
            return None
        if isinstance(data, list) and lists:
            return lists[0](data)
        if isinstance(data, dict):
            for kind, decoder in objects:
                if set(data) == ({"edtf"} if kind is Edtf else set(hints(kind))):
                    return decoder(data)
            return objects[0][1](data)
        if not plain:
            raise TypeError("not one of the types allowed")
        return data

    return read


def _dataclass(model: Any) -> Decoder:
    types = hints(model)
    known = [
        (field.name, _decoder(types[field.name]), field.default is not MISSING or field.default_factory is not MISSING)
        for field in fields(model)
    ]

    def read(data: Any) -> Any:
        # A field that an older record does not know keeps its default.
        return model(**{name: decoder(data[name]) for name, decoder, spare in known if name in data or not spare})

    return read
