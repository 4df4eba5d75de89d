"""Which mentions in different reports are the same item: a short list of weighed features, block by block.

Pure functions over plain data. The store uses them in this order:

1. `block_keys(mention)` for each new mention; mentions that share a key are candidates.
2. `compare(a, b)` for each candidate pair gives a `Link` or None. Links are kept: they carry the reasons.
3. `cluster(mentions, links, together, apart)` over each component of linked mentions that the new ones touch.
4. `merge(mentions)` turns a cluster into one item with its versions.

The outcome depends on the set of mentions and decisions alone, never on the order in which they came.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from readout.items.model import Feature, Item, ItemType, Linking
from readout.language.edtf import Edtf

_LEAST = 1e-6  # by which odds can differ from one order of adding to another


@dataclass(frozen=True, slots=True)
class Mention:
    """One item as one report gives it. `witness` is the report itself, or the report it copies."""

    id: str
    report: str
    witness: str
    type: str
    item: Item
    published: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions that are the same item: `left` < `right`, the probability, and why."""

    left: str
    right: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions of one item, by id, and the links that hold them together."""

    mentions: tuple[str, ...]
    links: tuple[Link, ...]


def block_keys(mention: Mention, item_type: ItemType) -> frozenset[str]:
    """The blocks a mention stands in; empty where its type is never linked."""
    if item_type.linking is None:
        return frozenset()
    return frozenset(f"{mention.type}:{key}" for key in item_type.linking.keys(mention.item, mention.published))


def compare(a: Mention, b: Mention, item_type: ItemType) -> Link | None:
    """The link between two mentions of one type in different reports, None where they are not the same."""
    linking = item_type.linking
    if linking is None or a.report == b.report or a.type != b.type:
        return None
    left, right = (a, b) if a.id < b.id else (b, a)
    evidence = _weighed(left, right, linking, 0.0)
    score = _score(evidence, linking)
    if evidence is None or score < 0.5:
        return None
    reasons = [(feature.weight * evidence[n][0], evidence[n][1]) for n, feature in enumerate(linking.features)]
    said = [why for weight, why in sorted(reasons, key=lambda r: -r[0]) if weight and why]
    return Link(left.id, right.id, round(score, 4), "; ".join(said))


def _likeness(a: Mention, b: Mention, item_type: ItemType) -> float:
    """The probability that two mentions are the same, also where it is too low for a link."""
    if item_type.linking is None:
        return 0.0
    left, right = (a, b) if a.id < b.id else (b, a)
    return round(_score(_weighed(left, right, item_type.linking, -math.inf), item_type.linking), 4)


def _score(evidence: dict[int, tuple[float, str]] | None, linking: Linking) -> float:
    if evidence is None:
        return 0.0
    odds = linking.bias
    for number, feature in enumerate(linking.features):
        odds += feature.weight * evidence[number][0]
    return 1 / (1 + math.exp(-odds))


def _weighed(left: Mention, right: Mention, linking: Linking, least: float) -> dict[int, tuple[float, str]] | None:
    """The evidence of each feature, by its number; None once no evidence to come could bring the odds to `least`.

    Most pairs in a block are not the same, and what can settle that is asked first.
    """
    hope = linking.bias + sum(feature.weight for feature in linking.features)
    found = {}
    for number, feature in _vetoes_first(linking):
        dates = (left.published, right.published) if feature.told else ()
        found[number] = feature.compare(left.item, right.item, *dates)
        if feature.veto and found[number][0] <= -1:
            return None
        hope -= feature.weight * (1 - found[number][0])
        if hope < least - _LEAST:
            return None
    return found


@cache
def _vetoes_first(linking: Linking) -> tuple[tuple[int, Feature], ...]:
    return tuple(sorted(enumerate(linking.features), key=lambda pair: (not pair[1].veto, pair[0])))


def links(mentions: Iterable[Mention], item_type: ItemType) -> list[Link]:
    """Every link among mentions of one type."""
    blocks: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for key in block_keys(mention, item_type):
            blocks[key].append(mention)
    seen: set[tuple[str, str]] = set()
    found = []
    for block in blocks.values():
        for a, b in combinations(sorted(block, key=lambda m: m.id), 2):
            if (a.id, b.id) not in seen:
                seen.add((a.id, b.id))
                link = compare(a, b, item_type)
                if link is not None:
                    found.append(link)
    return sorted(found, key=lambda link: (link.left, link.right))


def cluster(
    mentions: Sequence[Mention],
    links: Iterable[Link],
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
    item_type: ItemType | None = None,
) -> list[Cluster]:
    """Groups of mentions that are one item each, singletons included, in a stable order.

    Best link first, two groups join where on average every pair across them would, so that a chain of near misses
    does not run together. A pair without a link counts as what speaks for it, as 0 with no `item_type` to tell.
    `together` and `apart` are a person's decisions and always hold; two mentions in one report stay apart unless a
    person says otherwise.
    """
    reports = {m.id: m.report for m in mentions}
    by_id = {m.id: m for m in mentions}
    place = {
        m.id: m.item.passages[0].start if m.item.passages else 0 for m in mentions
    }  # what is told first is the news
    group = {m.id: {m.id} for m in mentions}
    scores: dict[frozenset[str], float] = {}
    edges: list[Link] = []
    for a, b in sorted(together):
        if a in group and b in group and group[a] is not group[b]:
            _join(group, a, b)
            edges.append(Link(min(a, b), max(a, b), 1.0, "a person says they are the same"))
    forbidden = {frozenset(pair) for pair in apart}
    known = sorted(
        (link for link in links if link.left in group and link.right in group),
        key=lambda link: (-link.score, place[link.left] + place[link.right], link.left, link.right),
    )
    for link in known:
        scores[frozenset((link.left, link.right))] = link.score
    for link in known:
        left, right = group[link.left], group[link.right]
        if left is right:
            edges.append(link)
            continue
        pairs = [frozenset((a, b)) for a in left for b in right]
        if any(pair in forbidden for pair in pairs):
            continue
        if {reports[a] for a in left} & {reports[b] for b in right}:
            continue
        for pair in pairs:
            if pair not in scores:
                one, other = sorted(pair)
                scores[pair] = _likeness(by_id[one], by_id[other], item_type) if item_type else 0.0
        if sum(scores[pair] for pair in pairs) / len(pairs) >= 0.5:
            _join(group, link.left, link.right)
            edges.append(link)
    unique = {id(members): members for members in group.values()}.values()
    ordered = sorted(tuple(sorted(members)) for members in unique)
    return [Cluster(ids, tuple(e for e in edges if e.left in ids and e.right in ids)) for ids in ordered]


def _join(group: dict[str, set[str]], a: str, b: str) -> None:
    joined = group[a] | group[b]
    for member in joined:
        group[member] = joined


def link(
    mentions: Sequence[Mention],
    item_type: ItemType,
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
) -> list[Cluster]:
    """Links and clusters of all mentions of one type at once."""
    return cluster(mentions, links(mentions, item_type), together, apart, item_type)
