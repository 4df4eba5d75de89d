"""From scores to sentences, trees and names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
_NEVER = np.float32(-1e9)


def starts_of(scores: Floats, opens: Bools) -> Bools:
    """Which words open a sentence: those that the scores favour, and those that open a block."""
    return (scores[:, 1] > scores[:, 0]) | opens


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


def name_spans(scores: Floats, labels: list[str], starts: Bools) -> list[tuple[int, int, str]]:
    """Names as (first word, last word exclusive, label); a span takes the label that its words favour together."""
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
        found.append((first, last, kinds[int(favour.argmax())]))
    return found


_OPEN_ENDS = frozenset(("of", "the", "for", "and", "&", "-", "–", "'s", "’s", ",", "de", "al"))
_BEFORE = frozenset(("the", "a", "an", "of", "and", "for", "-", "–", ",", "'s", "’s", "(", '"', "“", "‘", "'"))
_PEOPLES = ("ans", "ians", "ists", "ites", "cons", "raqis", "aelis", "audis", "anis")
_TIES = ("flat", "compound", "amod", "goeswith")
_FILES = (".doc", ".pdf", ".xls", ".txt", ".jpg", ".html")
Span = tuple[int, int, str]


def tidy_names(
    spans: list[Span], words: Sequence[str], proper: Sequence[bool], heads: Sequence[int], relations: Sequence[str]
) -> list[Span]:
    """Names with their bounds set right by the tree.

    Parts of one name that hang together are joined ("Bank of|England"), words that are no part of one are left at its
    edges, proper nouns that belong to it are taken in, and what cannot be a name (addresses, file names, peoples) is
    left out. `proper` tells the proper nouns among the words.
    """

    def linked(low: int, high: int, kinds: tuple[str, ...]) -> bool:
        return low <= heads[high] < high and relations[high].startswith(kinds)

    joined: list[Span] = []
    for first, last, kind in spans:
        if joined:
            begin, end, before = joined[-1]
            gap = words[end] if first == end + 1 else ""
            if first == end or gap in ("-", "–"):
                inner = [at for at in range(first, last) if begin <= heads[at] < end]
                outer = [at for at in range(begin, end) if first <= heads[at] < last]
                tied = any(relations[at].startswith(_TIES) for at in inner + outer)
                if (words[end - 1].lower() in _OPEN_ENDS and inner and not gap) or (tied and kind == before):
                    joined[-1] = (begin, last, before)
                    continue
        joined.append((first, last, kind))
    taken = {at for first, last, _ in joined for at in range(first, last)}
    found: list[Span] = []
    for first, last, kind in joined:
        while last > first and words[last - 1].lower() in _OPEN_ENDS:
            last -= 1
        while first < last and words[first].lower() in _BEFORE:
            first += 1
        if first == last:
            continue
        while last < len(words) and last not in taken and proper[last] and linked(first, last, ("flat", "goeswith")):
            last += 1
        if kind != "person":
            while (
                first > 0
                and first - 1 not in taken
                and proper[first - 1]
                and first <= heads[first - 1] < last
                and relations[first - 1].startswith(("compound", "amod"))
            ):
                first -= 1
        word = words[last - 1]
        if "@" in word or "://" in word or word.lower().endswith(_FILES):
            continue
        if last - first == 1 and word.endswith(_PEOPLES) and word[0].isupper():
            continue
        found.append((first, last, kind))
    return found
