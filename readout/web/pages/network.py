"""The network: who was in contact with whom, in a span of time that a slider moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin, sqrt
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query, Request, Response

from readout.record.asking import network
from readout.record.asking.given import filters
from readout.record.asking.network import LEVELS, Level, Network
from readout.web import addresses
from readout.web.context import TheWeb
from readout.web.remembering import Remembered
from readout.web.render import page

router = APIRouter()
Asked = Annotated[str, Query(max_length=60)]
PAIRS = 40  # in the table
STEPS = 4000  # pairs by spans of time sent to the slider
LARGE, YEARS = 20_000, 3  # a record of so many contacts is shown by its last years at first
_SPANS = (1, 3, 12, 60, 600)  # months that the slider may step by
_kept: Remembered[Network] = Remembered(16)


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where the drawing without script has it."""

    name: str
    x: float
    y: float
    r: float
    anchor: str
    tx: float


@router.get("/network")
@router.get("/network/{level}")
def the_network(
    request: Request, web: TheWeb, level: Level = "sides", since: Asked = "", until: Asked = "", all: bool = False
) -> Response:
    """The network of sides, or of persons. `all`: a large record's every year."""
    wanted = filters(None, since=since or None, until=until or None)
    first = wanted.since.first if wanted.since else None
    last = wanted.until.last if wanted.until else None
    with web.record.reading() as connection:
        recent = None if first or last or all else _recent(connection)
        found = _remembered(connection, web.record.place, level, first or recent, last)
    return page(
        request,
        "network.html",
        level=level,
        levels=LEVELS,
        network=found,
        pairs=found.pairs(),
        shown=PAIRS,
        data=_data(found),
        place={spot.name: spot for spot in _spots(found)},
        given={"since": since, "until": until},
        recent=date.fromordinal(recent).year if recent else None,
    )


def _recent(connection: sa.Connection) -> int | None:
    """Where a large record is shown from; None for one that is shown whole."""
    newest = network.newest(connection, LARGE)
    return None if newest is None else date(date.fromordinal(newest).year - YEARS + 1, 1, 1).toordinal()


def _remembered(connection: sa.Connection, place: str, level: Level, first: int | None, last: int | None) -> Network:
    key = (place, network.stamp(connection), level, first, last)
    return _kept.get(key, lambda: network.network(connection, level, since=first, until=last))


def _data(found: Network) -> dict[str, Any]:
    """As JSON for the browser: nodes as name, side, address; links as left, right, step, count, one after another."""
    months = [link.month for link in found.links]
    if not months:
        return {"nodes": [], "links": [], "first": 0, "step": 1, "steps": 0}
    first, counted = min(months), Counter[tuple[int, int, int]]()
    for step in _SPANS:
        begin = first - first % step
        counted = Counter()
        for link in found.links:
            counted[(link.month - begin) // step, link.left, link.right] += link.count
        if len(counted) <= STEPS:
            break
    links = [number for (at, left, right), count in sorted(counted.items()) for number in (left, right, at, count)]
    nodes = [[one.name, one.side, addresses.slug(one.name)] for one in found.nodes]
    steps = max(at for at, _, _ in counted) + 1
    return {"nodes": nodes, "links": links, "first": begin, "step": step, "steps": steps}


def _spots(found: Network) -> list[Spot]:
    """The nodes on a ring, larger ones for more contacts, large and small in turn."""
    most = max((node.count for node in found.nodes), default=1)
    left = list(found.nodes)
    order = [left.pop(0 if turn % 2 == 0 else -1) for turn in range(len(left))]
    spots = []
    for number, node in enumerate(order):
        angle = 2 * pi * number / len(order) - pi / 2
        right = cos(angle) >= -0.01
        x, y, r = 500 + 265 * cos(angle), 300 + 260 * sin(angle), 4 + 11 * sqrt(node.count / most)
        label = round(x + (r + 5) * (1 if right else -1))
        spots.append(Spot(node.name, round(x), round(y), round(r, 1), "start" if right else "end", label))
    return spots
