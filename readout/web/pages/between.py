"""The overview of two sides: what happened between them, counted, on a timeline, and in a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, HTTPException, Query, Request, Response

from readout.items.model import ItemType
from readout.record import mentions
from readout.record.asking import pair, query
from readout.record.asking.pair import Pair, Row, Silence
from readout.record.asking.query import Entry
from readout.views import words
from readout.web import timeline_data
from readout.web.context import TheWeb
from readout.web.drawing import timeline, timeline_svg
from readout.web.render import environment, page

router = APIRouter()
Asked = Annotated[str, Query(max_length=60)]
VAGUE = 31  # what may lie anywhere within more days than this has no month
CLAIMS = 4  # counts by reports that are shown
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
    undated: int  # of those
    statuses: tuple[tuple[str, int], ...]  # of contacts that were not held
    kinds: tuple[tuple[str, int], ...]  # of those held
    latest: Entry | None
    quiet: int | None  # days from the latest contact to the newest report
    longest: Silence | None
    around: tuple[Entry, ...]  # the contacts before and after it
    asks: tuple[Asks, ...]
    disputes: int
    claims: tuple[Entry, ...]  # how many contacts reports count themselves


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
        asked = timeline_data.pair_of(connection, left, right, given)
        if set(asked.left.keys) & set(asked.right.keys):
            raise HTTPException(
                404, f"An overview needs two sides, and {asked.left.name} is one. Choose another beside it."
            )
        everything = timeline_data.everything(connection, web.record.place, asked)
        found = pair.passing(everything, asked)
        shown = timeline.timeline(connection, asked, found)
        return page(
            request,
            "between.html",
            left=asked.left,
            right=asked.right,
            given=given,
            headline=_headline(connection, asked, found),
            timeline=shown,
            span=_span(found),
            drawing=timeline_svg.drawing(shown, _tones()),
            months=_months(shown.entries),
            spans=_spans(found) if not shown.entries and shown.total else (),
            closed=shown.total > CLOSED,
            undated=sum(row.first is None for row in found),
            empty=not everything,
            kinds=_options({(row.type, row.kind) for row in everything}),
            statuses=_options({(row.type, row.status) for row in everything}),
            told=timeline.told,
            status_of=partial(query.sort_of, names=query.STATUSES),
            said=said,
            many=timeline.many,
            tones=_legend(shown.statuses),
        )


@cache
def _tones() -> dict[str, str]:
    """How statuses are coloured."""
    known: dict[str, str] = environment().get_template("parts.html").module.tones  # type: ignore[attr-defined]
    return known


def _legend(statuses: Sequence[str]) -> dict[str, list[str]]:
    """The statuses on a timeline by how they are drawn."""
    found: dict[str, list[str]] = {tone: [] for tone in timeline_svg.TONES}
    for status in statuses:
        found[_tones().get(status, "plain")].append(status)
    return {tone: among for tone, among in found.items() if among}


def _span(found: Sequence[Row]) -> str:
    """The months from the first item to the last; the years, where none is dated to a month."""
    dated = [(row.first, row.last or row.first) for row in found if row.first is not None]
    close = [(first, last) for first, last in dated if last - first <= VAGUE]
    if not dated:
        return ""
    first = date.fromordinal(min(one[0] for one in close or dated))
    last = date.fromordinal(max(one[1] for one in close or dated))
    if close:
        return words.months(first, last)
    return words.day(f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{last:%Y}")


def said(claim: Entry) -> str:
    """A report's own count: `at least 14 calls since Oct 2023`, `the 3rd meeting`."""
    item: Any = claim.item
    number, kind = words.told(item.value), item.of or "contact"
    if item.kind == "ordinal":
        told = f"number {number} of the {timeline.many(kind)}"
    else:
        told = f"{number} {kind if item.value == 1 else timeline.many(kind)}"
        told = told if item.bound == "exact" else f"{words.told(item.bound)} {told}"
    since = words.day(item.since) if item.since and not item.since.text.startswith("..") else ""
    return f"{told} since {since}" if since else told


def _headline(connection: sa.Connection, asked: Pair, found: Sequence[Row]) -> Headline:
    statuses = Counter(row.status for row in found if row.type == "contact")
    kinds = Counter(row.kind for row in found if row.type == "contact" and row.status == "held")
    last, newest = pair.latest(found), pair.newest_report(connection)
    quiet = next(iter(pair.silences(found, 1)), None)
    ends = (quiet.before, quiet.after) if quiet else ()
    named = [row for row in found if row.number in ends or row is last]
    entries = {row.number: entry for row, entry in pair.entries(connection, named)}
    return Headline(
        held=statuses.pop("held", 0),
        undated=sum(row.type == "contact" and row.status == "held" and row.first is None for row in found),
        statuses=tuple(statuses.most_common()),
        kinds=tuple(kinds.most_common()),
        latest=entries.get(last.number) if last else None,
        quiet=max(0, newest - last.last) if newest is not None and last and last.last is not None else None,
        longest=quiet,
        around=tuple(entries[number] for number in ends if number in entries),
        asks=tuple(_asks(asked, found)),
        disputes=pair.disputes(connection, found),
        claims=tuple(pair.claims(connection, asked, CLAIMS)),
    )


def _asks(asked: Pair, found: Sequence[Row]) -> list[Asks]:
    made = []
    for ahead, asker, addressee in ((True, asked.left, asked.right), (False, asked.right, asked.left)):
        answers = Counter(row.status or "none" for row in found if row.type == "ask" and row.ahead == ahead)
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


def _spans(rows: Sequence[Row]) -> list[tuple[str, list[tuple[str, list[tuple[str, int]]]]]]:
    """How many items of each type every month holds, by year, newest first."""
    days = Counter((row.first, row.type) for row in rows if row.first is not None)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (day, type_), count in days.items():
        found[date.fromordinal(day).isoformat()[:7]][type_] += count
    types = [one for one in mentions.by_name().values() if any(one.name in counted for counted in found.values())]
    types.sort(key=lambda item_type: item_type.order)
    months = [(month, [(t.plural, found[month][t.name]) for t in types]) for month in sorted(found, reverse=True)]
    return [(year, list(within)) for year, within in groupby(months, key=lambda one: one[0][:4])]


def _options(found: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """What can be chosen, by item type."""
    chosen: dict[str, set[str]] = {}
    for type_, value in found:
        if value:
            chosen.setdefault(type_, set()).add(value)
    types = sorted(mentions.by_name().values(), key=lambda one: one.order)
    return [(one.plural, sorted(chosen[one.name])) for one in types if one.name in chosen]
