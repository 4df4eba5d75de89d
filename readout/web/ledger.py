"""What a ledger's page shows beside the entries: chips, facets with their addresses, the course of a status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from readout.items.model import ItemType, Pointer
from readout.record import codec, mentions, naming
from readout.record.asking import query
from readout.record.asking.facets import Facet, Value
from readout.record.asking.filters import KINDS, STATUSES, field_of, sort_of
from readout.record.asking.query import Entry
from readout.views import words
from readout.web.asking import Asking

_LABELS = {"q": "words", "min_confidence": "confidence", "decided": "decided"}
_WIDTH, _HEIGHT = 240, 44


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    label: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet with the address that chooses it, or takes it back."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or month in the band of dates: a rectangle and its address."""

    label: str
    count: int
    chosen: bool
    address: str
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown with an entry: other items it points to, and its status as reports told it one after another."""

    points: tuple[tuple[str, Entry], ...] = ()
    course: tuple[tuple[str | None, str], ...] = ()


def chips(asking: Asking, path: str, facets: Sequence[Facet]) -> Iterator[Chip]:
    """The filters in force."""
    named = {facet.name: facet.label for facet in facets}
    given = asking.values
    one = given.get("since") == given.get("until")  # one year, month or day: one filter to those who look
    for name, value in given.items():
        if name == "sort" or (name == "until" and one):
            continue
        if name == "since" and one:
            yield Chip("date", _dated(value), address(path, asking.without("since", "until")))
            continue
        label = _LABELS.get(name) or named.get(name, name)
        told = " and ".join(value) if isinstance(value, list) else str(value).replace("_", " ")
        if name == "min_confidence":
            told = f"at least {value:.0%}"
        if name in ("since", "until"):
            told = _dated(told)
        if name == "decided":
            told = {"yes": "by a person", "no": "not yet"}.get(told, told)
        yield Chip(label, told, address(path, asking.without(name)))


def _dated(text: str) -> str:
    try:
        return words.day(text)
    except ValueError:
        return text


def address(path: str, asking: Asking, *, page: int = 1, **changed: Any) -> str:
    """The address of this ledger with filters changed."""
    told = asking.query(page=page, **changed)
    return path + (f"?{told}" if told else "")


def tidy(request: Request, asking: Asking) -> Response | None:
    """A way to the same address without the fields that a form left empty, which are not worth sharing."""
    if all(value.strip() for value in request.query_params.values()):
        return None
    return RedirectResponse(address(request.url.path, asking, page=asking.page), status_code=303)


def choices(facet: Facet, asking: Asking, path: str) -> list[Choice]:
    """The values of a facet as links."""
    return [Choice(v.label, v.count, v.chosen, _choosing(facet, v, asking, path)) for v in facet.values]


def _choosing(facet: Facet, value: Value, asking: Asking, path: str) -> str:
    if facet.name == "when":
        span = (None, None) if value.chosen else (value.value, value.value)
        return address(path, asking, since=span[0], until=span[1])
    if facet.name == "between":
        return address(path, asking, actor=None, between=[asking.values["actor"], value.value])
    changed: dict[str, Any] = {facet.name: None if value.chosen else value.value}
    return address(path, asking, **changed)


def band(facet: Facet, asking: Asking, path: str) -> list[Bar]:
    """The band of dates: one bar a year or month, gaps left empty."""
    if not facet.values:
        return []
    numbers = {value.value: _number(value.value) for value in facet.values}
    low, high = min(numbers.values()), max(numbers.values())
    step = _WIDTH / (high - low + 1)
    most = max(value.count for value in facet.values)
    return [
        Bar(
            value.label,
            value.count,
            value.chosen,
            _choosing(facet, value, asking, path),
            round((numbers[value.value] - low) * step, 2),
            round(max(step * 0.82, 0.5), 2),
            round(max(_HEIGHT * value.count / most, 1.5), 2) if value.count else 0,
        )
        for value in facet.values
    ]


def _number(value: str) -> int:
    year, _, month = value.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def beside(connection: sa.Connection, item_type: ItemType, entries: Sequence[Entry]) -> dict[str, Beside]:
    """For each entry what it points to (a check: what it rests on), and the course of its status."""
    wanted = {entry.id: list(_pointed(connection, entry)) for entry in entries}
    ids = sorted({id_ for points in wanted.values() for _, id_ in points})
    known = {entry.id: entry for entry in query.entries(connection, ids, passages=False)}
    field = field_of(item_type.model, STATUSES)
    return {
        entry.id: Beside(
            tuple((label, known[id_]) for label, id_ in wanted[entry.id] if id_ in known),
            _course(entry, field) if field else (),
        )
        for entry in entries
    }


def _pointed(connection: sa.Connection, entry: Entry) -> Iterator[tuple[str, str]]:
    for id_ in entry.verdict.rests_on[:3] if entry.verdict else ():
        yield "rests on", id_
    for field in codec.own_fields(type(entry.item)):
        value = getattr(entry.item, field.name)
        if isinstance(value, Pointer):
            other = query.pointed(connection, value, (passage.report for passage in entry.passages))
            if other is not None:
                yield codec.public_name(field), other


def _course(entry: Entry, field: str) -> tuple[tuple[str | None, str], ...]:
    """The values that reports gave one after another, where they changed."""
    published: Mapping[str, str | None] = {passage.report: passage.published for passage in entry.passages}
    told: list[tuple[str | None, str]] = [
        (published.get(v.report), str(v.value)) for v in entry.versions if v.field == field
    ]
    told.sort(key=lambda one: (one[0] is None, one[0] or ""))
    steps = [one for n, one in enumerate(told) if n == 0 or told[n - 1][1] != one[1]]
    return tuple(steps) if len(steps) > 1 else ()


def who(entry: Entry) -> str:
    """Who takes part in an entry, in a few words."""
    names = list(dict.fromkeys(actor.name for _, _, actor in naming.actors(entry.item)))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def called(entry: Entry) -> str:
    """An entry in a few words, for a link: `call, 2 May 2024`."""
    kind = sort_of(entry.item, KINDS) or entry.type
    dated = mentions.by_name()[entry.type].when
    when = getattr(entry.item, dated) if dated else None
    return f"{words.told(kind)}, {words.day(when)}" if when else words.told(kind)
