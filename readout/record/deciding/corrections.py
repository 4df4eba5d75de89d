"""Turning what a person types into what a decision stores: ids into mentions, words into values of a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, get_args, get_origin

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.actors.registry import Registry
from readout.items.model import Goods, ItemType, Money
from readout.language import edtf
from readout.language.edtf import Edtf
from readout.record import codec, naming, schema
from readout.record.asking import query
from readout.record.errors import RecordError
from readout.record.making import derived

_NOTHING = ("", "-", "none", "null", "unknown")
_NO_NAME = re.compile(r"[<>{}\[\]|\\=*#@^~_]")
_ALIAS = 3  # letters; a shorter name stands for too much unless it is written as an acronym
_QUANTITY = re.compile(r"([\d,]+(?:\.\d+)?)\s+(.+)")
_MONEY = re.compile(r"(?:([A-Z]{3})\s*)?([\d,]+(?:\.\d+)?)(?:\s*([A-Z]{3}))?")


def sides(connection: sa.Connection, what: str, wanted: Sequence[str]) -> list[list[str]]:
    """The mentions that each id of a decision stands for.

    An item stands for all its mentions. In `notsame` of two mentions of one item, each stands for itself.
    """
    found = [query.find(connection, id_) for id_ in wanted]
    for typed, (kind, _) in zip(wanted, found, strict=True):
        if kind not in ("item", "mention"):
            raise RecordError(typed, f"is the id of a {kind}; decisions are made on items")
    owners = [id_ if kind == "item" else query.item_of(connection, id_) for kind, id_ in found]
    if len(found) == 2 and owners[0] == owners[1]:
        if found[0] == found[1] or what == "same":
            raise RecordError(" ".join(wanted), "are one item already")
        return [[id_] for _, id_ in found]
    if what in ("same", "notsame"):
        _one_type(connection, wanted, [str(owner) for owner in owners])
    return [query.mentions_of(connection, str(owner)) for owner in owners]


def parted(connection: sa.Connection, wanted: Sequence[str]) -> list[list[str]]:
    """These mentions of one item, and its others. Raises RecordError where there are no others."""
    im = schema.item_mention.c
    chosen = sorted(set(wanted))
    owners = set(connection.scalars(sa.select(im.item).where(im.mention.in_(chosen))))
    if len(owners) != 1:
        raise RecordError(" ".join(wanted), "are not mentions of one item")
    others = [id_ for id_ in query.mentions_of(connection, owners.pop()) if id_ not in chosen]
    if not others:
        raise RecordError(" ".join(wanted), "are all that the item has; leave at least one")
    return [chosen, others]


def _one_type(connection: sa.Connection, wanted: Sequence[str], owners: Sequence[str]) -> None:
    c = schema.item.c
    if len(set(connection.scalars(sa.select(c.type).where(c.id.in_(owners))))) > 1:
        raise RecordError(" ".join(wanted), "are of different types and can never be the same")


def encoded(connection: sa.Connection, item_type: ItemType, name: str, text: str | None) -> tuple[str, Any]:
    """The field that a public name stands for, and the value typed for it as JSON data. Raises RecordError."""
    fields = codec.by_public_name(item_type.model)
    if name not in fields:
        raise RecordError(name, f"is no field of a {item_type.name}; there are {', '.join(fields)}")
    field = fields[name]
    hint = codec.hints(item_type.model)[field.name]
    if text is None or text.strip().lower() in _NOTHING:
        return field.name, _nothing(hint, name)
    allowed = item_type.choices.get(field.name) or item_type.choices.get(name)
    if allowed is not None and text not in allowed:
        raise RecordError(f"{name}={text}", f"is not one of {', '.join(allowed)}")
    try:
        return field.name, codec.encode(_value(connection, hint, text.strip()))
    except ValueError as error:
        raise RecordError(f"{name}={text}", str(error)) from None


def _nothing(hint: Any, name: str) -> Any:
    if type(None) in get_args(hint):
        return None
    if get_origin(hint) is tuple:
        return []
    raise RecordError(name, "cannot be left empty")


def _value(connection: sa.Connection, hint: Any, text: str) -> Any:
    """The first of a field's types that the text can be read as."""
    trouble = ValueError(f"cannot be read as {hint}")
    for kind in codec.parts(hint):
        try:
            return _single(connection, kind, text)
        except ValueError as error:
            trouble = error
    raise trouble


def written(value: Any) -> str:
    """A value as a person would write it for `encoded`: what that reads back as the same."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, Goods):
        return value.item if value.quantity is None else f"{written(value.quantity)} {value.item}"
    if isinstance(value, Money):
        return f"{written(value.amount)} {value.currency}"
    if isinstance(value, tuple):
        return "; ".join(written(part) for part in value)
    return str(value)


def _single(connection: sa.Connection, kind: Any, text: str) -> Any:
    if get_origin(kind) is tuple:
        each = get_args(kind)[0]
        return tuple(_single(connection, each, part.strip()) for part in re.split(r"\s*;\s*", text) if part.strip())
    if kind is Edtf:
        return edtf.parse(text)
    if kind is Actor:
        return _actor(connection, text)
    if kind in (float, int):
        return kind(text.replace(",", ""))
    if kind is bool:
        return _yes(text)
    if kind is Money:
        return _money(text)
    if kind is Goods:
        match = _QUANTITY.fullmatch(text)
        return Goods(match[2], float(match[1].replace(",", ""))) if match else Goods(text, None)
    if kind is str:
        return text
    raise ValueError("cannot be corrected by hand")


def _yes(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false"):
        raise ValueError("is neither yes nor no")
    return text.lower() in ("yes", "true")


def _money(text: str) -> Money:
    match = _MONEY.fullmatch(text)
    if not match or not (match[1] or match[3]):
        raise ValueError("is no amount; write it as 106000000 USD")
    return Money(float(match[2].replace(",", "")), match[1] or match[3])


def _actor(connection: sa.Connection, text: str) -> Actor:
    """The actor of that name: as the record has it, else as the registry has it, else a person of that name.

    Raises ValueError for what can be no name.
    """
    letters = sum(1 for c in text if c.isalpha())
    if not letters:
        raise ValueError(f"“{text}” is no name: it has no letters")
    if letters == 1 or not text.isprintable() or _NO_NAME.search(text):
        raise ValueError(f"“{text}” is no name; write it as in Ada Lund, Norland or Red Cross")
    found = _in_record(connection, text)
    if found is not None:
        return found
    from readout.actors import registry

    facts = registry.in_use()
    if letters < _ALIAS and not _stands_for_one(facts, text):
        return Actor(text, "person" if text[:1].isupper() else "unnamed")
    country = facts.country(text)
    if country is not None:
        return Actor(country.name, "government", side=country.name)
    body = facts.body(text) or facts.armed_group(text)
    if body is not None:
        return Actor(body.name, body.kind, side=body.side, key=body.key)
    people = facts.people(text)
    if len(people) == 1:
        return Actor(people[0].name, "person", side=people[0].side, key=people[0].key)
    return Actor(text, "person" if text[:1].isupper() else "unnamed")


def _stands_for_one(facts: Registry, text: str) -> bool:
    """Whether so short a name is an acronym that the registry writes so, in capitals, or a surname."""
    if text.isupper():
        known = [alias for entry in facts.entries(text) for alias in (entry.of.name, *entry.of.aliases)]
        return text in known
    return any(text == person.surname for person in facts.people(text))


def _in_record(connection: sa.Connection, text: str) -> Actor | None:
    c, a = schema.item.c, schema.item_actor.c
    rows = connection.execute(
        sa.select(c.type, c.body, c.corrections)
        .join(schema.item_actor, a.item == c.id)
        .where(a.key == naming.fold(text))
        .order_by(c.id)
        .limit(50)
    )
    for row in rows:
        for _, _, actor in naming.actors(derived.effective(row.type, row.body, row.corrections)):
            if naming.fold(actor.name) == naming.fold(text):
                return actor
    return None
