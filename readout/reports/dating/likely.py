"""When a report is likely to have been published: its signals weighed over all days, and the span that holds most.

Every day begins alike, so that nothing is taken from the years that the counts come from; each signal multiplies it by
how often reports lie at that distance. Signals of one kind lean on each other and count less each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, model_validator

from readout import wordlists
from readout.reports.dating.clue import EPOCH, Days
from readout.reports.dating.signals import ALL_DAYS, Signal

Weights = npt.NDArray[np.float64]
MASS = 0.97  # of the likelihood that the span holds; measured, nine in ten of such spans hold the true day
WIDEST = 3653  # days: a wider span tells nobody anything
_REPEATED = 0.5  # n signals of a kind weigh as n ** 0.5
_REASONS = 4


class Scale(BaseModel):
    """Edges of the steps of a distance; `sizes` gives the days of a step where they are not the edges' difference."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edges: tuple[int, ...]
    sizes: Mapping[int, int] = {}

    def days(self) -> Weights:
        """The days in each step."""
        sizes = np.diff(self.edges).astype(float)
        for step, days in self.sizes.items():
            sizes[step] = days
        return sizes

    def steps(self, distances: npt.NDArray[np.int32]) -> npt.NDArray[np.intp]:
        """The step of each distance; beyond the ends the outermost."""
        return np.clip(np.searchsorted(self.edges, distances, side="right") - 1, 0, len(self.edges) - 2)


class Kind(BaseModel):
    """A kind of signal: its scale, and the share of reports in each step."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scale: str
    share: tuple[float, ...] = ()


class Lags(BaseModel):
    """The shape of `lags.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scales: Mapping[str, Scale]
    kinds: Mapping[str, Kind]

    @model_validator(mode="after")
    def _fits(self) -> Lags:
        for name, kind in self.kinds.items():
            if len(kind.share) not in (0, len(self.scales[kind.scale].edges) - 1):
                raise ValueError(f"{name} needs a share for each step of {kind.scale}")
        return self

    def weights(self, kind: str) -> Weights:
        """The logarithm of how likely a report is on a day in each step."""
        entry = self.kinds[kind]
        sizes = self.scales[entry.scale].days()
        share = np.array(entry.share) if entry.share else np.zeros(len(sizes))
        total = share.sum()
        smooth = 0.97 * share / total + 0.03 * sizes / sizes.sum() if total else sizes
        weights: Weights = np.log(smooth / sizes)
        return weights


@cache
def lags() -> Lags:
    """The counts, read once."""
    return Lags.model_validate(wordlists.parse(files(__package__).joinpath("lags.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day (ordinals) and the reasons that count most."""

    first: int
    last: int
    reasons: tuple[str, ...]


def likely(
    found: Sequence[Signal], counts: Lags | None = None, mass: float = MASS, allowed: Days | None = None
) -> Span | None:
    """The shortest span of days, of those `allowed`, that holds `mass` of the likelihood; None without signals."""
    counts = counts or lags()
    often = Counter(s.kind for s in found)
    weighed = []
    for signal in found:
        scale = counts.scales[counts.kinds[signal.kind].scale]
        weights = counts.weights(signal.kind)[scale.steps(signal.distances)]
        weighed.append(weights / often[signal.kind] ** (1 - _REPEATED))
    if not weighed:
        return None
    total = np.sum(weighed, axis=0)
    if allowed is not None:
        total = np.where(allowed, total, -np.inf)
    chance = np.exp(total - total.max())
    sums = np.concatenate([[0.0], np.cumsum(chance / chance.sum())])
    ends = np.searchsorted(sums, sums[:-1] + mass - 1e-9)
    widths = np.where(ends < len(sums), ends - np.arange(len(ALL_DAYS)), len(sums))
    begin = int(widths.argmin())
    end = begin + int(widths[begin])
    telling = sorted(zip(weighed, found, strict=True), key=lambda pair: -_tells(pair[0], begin, end))
    reasons = _distinct(signal.reason for weights, signal in telling if _tells(weights, begin, end) > 0)
    return Span(begin + EPOCH, end - 1 + EPOCH, reasons[:_REASONS])


def _distinct(reasons: Iterable[str]) -> tuple[str, ...]:
    """Each reason once; a person who is named with an office need not be named again."""
    kept: dict[str, str] = {}
    for reason in reasons:
        told = reason.removeprefix("it names ").partition(" (")[0].partition(" holds that office")[0]
        surname = told.split()[-1] if told != reason else reason
        kept.setdefault(surname, reason)
    return tuple(kept.values())


def _tells(weights: Weights, begin: int, end: int) -> float:
    """By how much a signal prefers the days of the span to all days."""
    return float(np.log(np.exp(weights[begin:end]).mean()) - np.log(np.exp(weights).mean()))
