"""From scores to sentences, trees and names."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
_NEVER = np.float32(-1e9)
# How sure the scores must be that an organization is a name, and any name that ends in small letters: where the
# encoder's precision is worst. Set on the dev parts of EWT and GUM together, where 0.7 and 0.8 do equally well.
_SURE = 0.7


_OPENING = frozenset(("“", "‘", "«", "„", "``", "(", "["))
_CLOSING = frozenset(("”", "’", "»", "''", '"'))

# Written with a capital wherever they stand.
_CALENDAR = frozenset(
    (*calendar.day_name, *calendar.month_name, "Mon.", "Tues.", "Wed.", "Thurs.", "Fri.", "Sat.", "Sun.")
)
# Whose holder's name comes next.
_TITLES = frozenset(
    ("President", "Minister", "Premier", "Chancellor", "Secretary", "Chairman", "Ambassador", "Envoy", "General",
     "Governor", "Mayor", "Senator", "Representative", "Spokesman", "Spokeswoman", "King", "Queen", "Prince", "Sheikh")
)  # fmt: skip
# And what opens the name of an office after a country's: "Norlander Foreign Minister".
_OFFICE = _TITLES | {"Foreign", "Prime", "Defense", "Defence", "Vice", "Interior", "Finance", "Deputy"}


def tied_to_the_word_before(words: Sequence[str]) -> Bools:
    """Which words can open no sentence: after a comma (and a closing mark), an opening mark, or a word or number.

    After a capitalised word without a period one may open all the same, as after a heading or dateline, but not in
    lower case, with a day or month, or after a title.
    """
    tied = [False] * len(words)
    before, last = "", ""
    for at, word in enumerate(words):
        tied[at] = last == "," or last in _OPENING or (before == "," and last in _CLOSING)
        if len(last) > 1 and last.replace("-", "").isalpha():
            goes_on = word[:1].islower() or word in _CALENDAR or word in _OFFICE or last in _TITLES
            tied[at] |= last.islower() or (goes_on and not last.isupper())
        tied[at] |= len(last) > 2 and last.replace(",", "").isdigit()  # a number, not that of a list
        before, last = last, word
    return np.array(tied, dtype=bool)


def starts_of(scores: Floats, opens: Bools, tied: Bools) -> Bools:
    """Which words open a sentence: those that the scores favour and that are not tied, and those that open a block."""
    return ((scores[:, 1] > scores[:, 0]) & ~tied) | opens


def trees(scores: Floats, starts: Bools) -> Ints:
    """The head of each word, one tree a sentence; a root is its own head.

    `scores[i, j]` is how well word j suits as head of word i, `scores[i, i]` how well i suits as root. Each word takes
    its best head in its sentence; where that makes no tree, the best tree is sought (Chu and Liu 1965; Edmonds 1967)
    under the best root.
    """
    sentence = np.cumsum(starts)
    masked = np.where(sentence[:, None] == sentence[None, :], scores, _NEVER)
    heads: Ints = masked.argmax(1)
    own = np.arange(len(heads))
    roots = np.bincount(sentence[heads == own], minlength=int(sentence[-1]) + 1)
    above = heads
    for _ in range(max(1, len(heads).bit_length())):
        above = above[above]
    loose = heads[above] != above
    bad = set(np.flatnonzero(roots[1:] != 1) + 1) | set(sentence[loose])
    for number in sorted(bad):
        inside = np.flatnonzero(sentence == number)
        first, last = int(inside[0]), int(inside[-1]) + 1
        heads[first:last] = best_tree(masked[first:last, first:last]) + first
    return heads


def best_tree(scores: Floats) -> Ints:
    """The best tree of one sentence, rooted at the word that suits best as root."""
    size = len(scores)
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    diagonal = scores.diagonal()
    others = scores.astype(np.float64).copy()
    np.fill_diagonal(others, -np.inf)
    root = int((diagonal - others.max(1)).argmax())
    others[root] = -np.inf
    return _edmonds(others, root)


def _edmonds(scores: npt.NDArray[np.float64], root: int) -> Ints:
    """The maximum spanning arborescence; `scores[i, j]` scores the arc from head j to word i."""
    heads: Ints = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    # contract the cycle into one new word, solve, and open it where the new head enters
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]  # of entering the cycle at each of its words
    new = len(rest)
    smaller = np.full((new + 1, new + 1), -np.inf)
    smaller[:new, :new] = scores[np.ix_(rest, rest)]
    smaller[new, :new] = gain[:, rest].max(0)
    entry = gain[:, rest].argmax(0)
    smaller[:new, new] = scores[np.ix_(rest, cycle)].max(1)
    leaves = scores[np.ix_(rest, cycle)].argmax(1)
    solved = _edmonds(smaller, int(np.searchsorted(rest, root)))
    result = heads.copy()
    for at, word in enumerate(rest):
        if word != root:
            result[word] = cycle[leaves[at]] if solved[at] == new else rest[solved[at]]
    result[root] = root
    outer = int(solved[new])
    result[cycle[entry[outer]]] = rest[outer]
    return result


def _cycle(heads: Ints, root: int) -> Ints | None:
    """The words of some cycle of heads, None where all lead to the root."""
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[root] = -1
    for start in range(len(heads)):
        at = start
        while seen[at] == 0:
            seen[at] = start + 1
            at = int(heads[at])
        if seen[at] == start + 1:
            cycle = [at]
            while heads[cycle[-1]] != at:
                cycle.append(int(heads[cycle[-1]]))
            return np.array(cycle, dtype=np.int64)
        seen[seen == start + 1] = -1
    return None


def name_spans(scores: Floats, labels: list[str], starts: Bools, words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names as (first word, last word exclusive, label); a span takes the label that its words favour together.

    Doubtful organizations, and doubtful names in small letters, are left out.
    """
    best = scores.argmax(1)
    found = []
    inside = np.flatnonzero(best != 0)
    begins = np.array([label.startswith("B-") for label in labels])
    kinds = list(dict.fromkeys(label[2:] for label in labels[1:]))
    of = np.array([[label[2:] == kind for label in labels] for kind in kinds], dtype=np.float32)
    at = 0
    while at < len(inside):
        first = int(inside[at])
        at += 1
        while at < len(inside) and inside[at] == inside[at - 1] + 1 and not begins[best[inside[at]]]:
            if starts[inside[at]]:
                break
            at += 1
        last = int(inside[at - 1]) + 1
        total = scores[first:last] - scores[first:last].max(1, keepdims=True)
        favour = np.log(np.exp(total) @ of.T + 1e-9).sum(0)
        kind = kinds[int(favour.argmax())]
        odds = np.exp(total)
        sure = 1 - float((odds[:, 0] / odds.sum(1)).mean())  # the probability of being in a name, over the words
        if sure >= _SURE or (kind != "organization" and not words[last - 1].islower()):
            found.append((first, last, kind))
    return found
