"""The timeline of two sides for programs, and for the page's own when it is zoomed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query

from readout.record.asking import network, pair, sides
from readout.record.asking.given import filters
from readout.record.asking.pair import Pair, Row
from readout.web.context import TheWeb
from readout.web.drawing import timeline
from readout.web.remembering import Remembered

router = APIRouter()  # part of the API: see `pages.api`
_kept: Remembered[list[Row]] = Remembered(8)
Asked = Annotated[str, Query(max_length=60)]
Name = Annotated[str, Query(max_length=200)]
Day = Annotated[int | None, Query(ge=1, le=date.max.toordinal(), description="As a proleptic ordinal.")]


@router.get("/api/timeline")
def timeline_data(
    web: TheWeb,
    left: Name,
    right: Name,
    first: Day = None,
    last: Day = None,
    since: Asked = "",
    until: Asked = "",
    kind: Asked = "",
    status: Asked = "",
) -> dict[str, Any]:
    """The timeline of two sides between two days: each item, or counts by span of time where there are many."""
    given = {"since": since, "until": until, "kind": kind, "status": status}
    with web.record.reading() as connection:
        asked = replace(pair_of(connection, left, right, given), first=first, last=last)
        found = pair.passing(everything(connection, web.record.place, asked), asked)
        return timeline.timeline(connection, asked, found, timeline.FETCHED).data()


def everything(connection: sa.Connection, place: str, asked: Pair) -> list[Row]:
    """All rows between two sides, whatever the filters; those of the last few pairs are remembered."""
    key = (place, network.stamp(connection), asked.left.keys, asked.right.keys)
    return _kept.get(key, lambda: pair.rows(connection, Pair(asked.left, asked.right)))


def pair_of(connection: sa.Connection, left: str, right: str, given: Mapping[str, str]) -> Pair:
    """The two sides that were asked for, with filters. Raises RecordError where one is not known."""
    wanted = filters(None, **{name: value or None for name, value in given.items()})
    return Pair(sides.find(connection, left), sides.find(connection, right), wanted)
