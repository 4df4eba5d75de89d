"""How sure an item is, as a probability that it is right.

Each finder gives a first estimate from how it found an item. `confidence.yaml` says what share of items with such an
estimate were right in annotated reports (isotonic regression, pool adjacent violators; `benchmarks.calibration` fits
and measures it). A type that was never measured keeps its finder's estimate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from readout import wordlists
from readout.items.model import Item

SUREST = 0.98  # what no item exceeds: the annotated items are too few to tell more

T = TypeVar("T", bound=Item)
Curve = Sequence[tuple[float, float]]


class Calibration(BaseModel):
    """For each item type, points of estimate and share right, both rising; between two points a straight line."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    curves: Mapping[str, tuple[tuple[float, float], ...]]

    @field_validator("curves")
    @classmethod
    def _rising(cls, curves: Mapping[str, Curve]) -> Mapping[str, Curve]:
        for name, curve in curves.items():
            if not curve or list(curve) != sorted(curve) or any(a >= b for a, b in pairwise(x for x, _ in curve)):
                raise ValueError(f"the points of {name} do not rise")
            if [y for _, y in curve] != sorted(y for _, y in curve) or not all(0 <= y <= 1 for _, y in curve):
                raise ValueError(f"the shares of {name} do not rise from 0 to 1")
        return curves


def calibrated(type_: str, item: T) -> T:
    """The item with the share of such items that were right, in place of its finder's estimate."""
    curve = _known().curves.get(type_)
    told = item.confidence if curve is None else share(curve, item.confidence)
    return replace(item, confidence=round(min(told, SUREST), 4))


def share(curve: Curve, estimate: float) -> float:
    """The share right at an estimate; beyond the curve's ends that of the end."""
    at = bisect_right([x for x, _ in curve], estimate)
    if at == 0:
        return curve[0][1]
    if at == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return y0 + (y1 - y0) * (estimate - x0) / (x1 - x0)


@cache
def _known() -> Calibration:
    return Calibration.model_validate(wordlists.parse(Path(__file__).with_name("confidence.yaml").read_bytes()))
