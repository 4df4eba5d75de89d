"""The overview of two sides: what happened between them, counted, on a timeline, and in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request, Response

from readout.items.model import ItemType
from readout.language import edtf
from readout.record import mentions, pair, query, sides
from readout.record.pair import Pair, Silence, Tally
from readout.record.query import Entry
from readout.record.record import filters
from readout.views import words
from readout.web import timeline, timeline_svg
from readout.web.context import TheWeb
from readout.web.render import environment, page

router = APIRouter()
Asked = Annotated[str, Query(max_length=60)]
CLOSED = 40  # items, from which on the months of the list are closed


@dataclass(frozen=True, slots=True)
class Asks:
    """What one side asked of the other, and what came of it."""

    asker: str
    addressee: str
    made: int
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers at the head of the page."""

    held: int
    statuses: tuple[tuple[str, int], ...]  # of contacts that were not held
    kinds: tuple[tuple[str, int], ...]  # of those held
    latest: Entry | None
    quiet: int | None  # days from the latest contact to the newest report
    longest: Silence | None
    asks: tuple[Asks, ...]
    disputes: int


@router.get("/between/{left}/{right}")
def between(
    request: Request,
    web: TheWeb,
    left: str,
    right: str,
    since: Asked = "",
    until: Asked = "",
    kind: Asked = "",
    status: Asked = "",
) -> Response:
    """The overview of two sides."""
    given = {"since": since, "until": until, "kind": kind, "status": status}
    with web.record.reading() as connection:
        asked = pair_of(connection, left, right, given)
        found = pair.tallies(connection, asked)
        everything = (
            found if not any(given.values()) else pair.tallies(connection, replace(asked, filters=filters(None)))
        )
        shown = timeline.timeline(connection, asked, found)
        return page(
            request,
            "between.html",
            left=asked.left,
            right=asked.right,
            given=given,
            headline=_headline(connection, asked, found, shown),
            timeline=shown,
            drawing=timeline_svg.drawing(shown),
            months=_months(shown.entries),
            spans=_spans(connection, asked) if not shown.entries and shown.total else (),
            closed=shown.total > CLOSED,
            undated=sum(one.undated for one in found),
            empty=not everything,
            kinds=_options([(one.type, one.kind) for one in everything]),
            statuses=_options([(one.type, one.status) for one in everything]),
            told=timeline.told,
            status_of=partial(query.sort_of, names=query.STATUSES),
            on=on,
            many=timeline.many,
            tones=_tones(shown.statuses),
        )


@router.get("/api/timeline", tags=["timeline"])
def timeline_data(
    web: TheWeb,
    left: Asked,
    right: Asked,
    first: Annotated[int | None, Query(ge=1, le=date.max.toordinal())] = None,
    last: Annotated[int | None, Query(ge=1, le=date.max.toordinal())] = None,
    since: Asked = "",
    until: Asked = "",
    kind: Asked = "",
    status: Asked = "",
) -> dict[str, Any]:
    """The timeline of two sides between two days (as proleptic ordinals): each item, or counts where there are many."""
    given = {"since": since, "until": until, "kind": kind, "status": status}
    with web.record.reading() as connection:
        asked = replace(pair_of(connection, left, right, given), first=first, last=last)
        found = pair.tallies(connection, asked)
        return timeline.timeline(connection, asked, found, timeline.FETCHED).data()


def pair_of(connection: sa.Connection, left: str, right: str, given: dict[str, str]) -> Pair:
    """The two sides that were asked for, with filters. Raises RecordError where one is not known."""
    wanted = filters(None, **{name: value or None for name, value in given.items()})
    return Pair(sides.find(connection, left), sides.find(connection, right), wanted)


def _tones(statuses: Sequence[str]) -> dict[str, list[str]]:
    """The statuses on a timeline by how they are drawn."""
    known = environment().get_template("parts.html").module.tones  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for status in statuses:
        found.setdefault(known.get(status, "plain"), []).append(status)
    return dict(sorted(found.items(), key=lambda one: ("good", "warn", "bad", "plain").index(one[0])))


def on(ordinal: int) -> str:
    """A day as an editor writes it."""
    return words.day(edtf.day(date.fromordinal(ordinal)))


def _headline(connection: sa.Connection, asked: Pair, found: Sequence[Tally], shown: timeline.Timeline) -> Headline:
    contacts = [one for one in found if one.type == "contact"]
    statuses, kinds = Counter[str](), Counter[str]()
    for one in contacts:
        statuses[one.status or ""] += one.count
        if one.status == "held":
            kinds[one.kind or ""] += one.count
    latest, newest = pair.latest(connection, asked), pair.newest_report(connection)
    last = latest.item.when.last if latest else None
    return Headline(
        held=statuses.pop("held", 0),
        statuses=tuple(statuses.most_common()),
        kinds=tuple(kinds.most_common()),
        latest=latest,
        quiet=max(0, newest - last) if newest is not None and last is not None else None,
        longest=shown.silences[0] if shown.silences else None,
        asks=tuple(_asks(asked, found)),
        disputes=pair.disputes(connection, asked),
    )


def _asks(asked: Pair, found: Sequence[Tally]) -> list[Asks]:
    made = []
    for at, asker, addressee in (("asker", asked.left, asked.right), ("addressee", asked.right, asked.left)):
        answers: Counter[str] = Counter()
        for one in found:
            if one.type == "ask" and one.field == at:
                answers[one.status or "none"] += one.count
        if answers:
            made.append(Asks(asker.name, addressee.name, answers.total(), tuple(answers.most_common())))
    return made


def _months(entries: Sequence[Entry]) -> list[tuple[str, list[tuple[ItemType, Entry]]]]:
    """The items by the month that they begin in, newest first."""
    typed = [(mentions.by_name()[entry.type], entry) for entry in reversed(entries)]
    return [(month, list(rows)) for month, rows in groupby(typed, key=lambda one: _month_of(*one))]


def _month_of(item_type: ItemType, entry: Entry) -> str:
    first = getattr(entry.item, item_type.when or "").first
    return f"{date.fromordinal(first):%Y-%m}"


def _spans(connection: sa.Connection, asked: Pair) -> list[tuple[str, list[tuple[str, int]]]]:
    """How many items of each type every month holds, newest first."""
    found: dict[int, Counter[str]] = {}
    for one in pair.bins(connection, asked, "month"):
        found.setdefault(one.first, Counter())[one.type] += one.count
    order = [item_type for item_type in mentions.by_name().values() if any(item_type.name in c for c in found.values())]
    order.sort(key=lambda item_type: item_type.order)
    return [
        (f"{date.fromordinal(first):%Y-%m}", [(t.plural, counted[t.name]) for t in order])
        for first, counted in sorted(found.items(), reverse=True)
    ]


def _options(found: Sequence[tuple[str, str | None]]) -> list[tuple[str, list[str]]]:
    """What can be chosen, by item type."""
    chosen: dict[str, set[str]] = {}
    for type_, value in found:
        if value:
            chosen.setdefault(type_, set()).add(value)
    types = sorted(mentions.by_name().values(), key=lambda one: one.order)
    return [(one.plural, sorted(chosen[one.name])) for one in types if one.name in chosen]
