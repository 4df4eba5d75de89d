"""How far two people agree beyond chance: percent agreement and Cohen's kappa with its confidence interval.

Kappa: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
Its standard error: J. L. Fleiss, J. Cohen, B. S. Everitt, "Large sample standard errors of kappa and weighted kappa",
Psychological Bulletin 72 (1969), equation 13. Its words: J. R. Landis, G. G. Koch, Biometrics 33 (1977).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NORMAL = 1.959964  # of the standard normal distribution, 95 % lie within so many deviations
FEW = 30  # below which the interval, which holds for large samples, says little
_WORDS = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"), (0.0, "slight"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `count` items, on how many two people agree. `kappa` and its interval are None where it is not defined."""

    count: int
    agreed: int
    kappa: float | None
    low: float | None
    high: float | None
    table: Mapping[tuple[str, str], int]  # by the first's category and the second's

    @property
    def share(self) -> float:
        """The share of items on which they agree."""
        return self.agreed / self.count if self.count else 0.0

    @property
    def words(self) -> str:
        """What kappa is commonly called."""
        if self.kappa is None:
            return "not defined"
        return next((name for least, name in _WORDS if self.kappa > least), "none beyond chance")


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """The agreement of two people over items: for each item the category each put it in."""
    table = Counter(pairs)
    count = len(pairs)
    agreed = sum(n for (one, other), n in table.items() if one == other)
    if not count:
        return Agreement(0, 0, None, None, None, table)
    share = {pair: n / count for pair, n in table.items()}
    kinds = sorted({kind for pair in table for kind in pair})
    first = {k: sum(p for (one, _), p in share.items() if one == k) for k in kinds}
    second = {k: sum(p for (_, other), p in share.items() if other == k) for k in kinds}
    chance = sum(first[k] * second[k] for k in kinds)
    if math.isclose(chance, 1.0):
        return Agreement(count, agreed, None, None, None, table)
    kappa = (agreed / count - chance) / (1 - chance)
    error = _error(share, first, second, kappa, chance, count)
    low, high = max(-1.0, kappa - NORMAL * error), min(1.0, kappa + NORMAL * error)
    return Agreement(count, agreed, kappa, low, high, table)


def _error(
    share: Mapping[tuple[str, str], float],
    first: Mapping[str, float],
    second: Mapping[str, float],
    kappa: float,
    chance: float,
    count: int,
) -> float:
    same = sum(p * (1 - (first[a] + second[a]) * (1 - kappa)) ** 2 for (a, b), p in share.items() if a == b)
    apart = sum(p * (second[a] + first[b]) ** 2 for (a, b), p in share.items() if a != b)
    rest = (kappa - chance * (1 - kappa)) ** 2
    return math.sqrt(max(0.0, same + (1 - kappa) ** 2 * apart - rest) / (count * (1 - chance) ** 2))
