"""How well copies are told from other reports, on wires that are cut, reordered, reprinted and reworded by rule.

Positives are a wire and its variant. Negatives are the hardest pairs of different wires: for each wire the one of the
same agency and of the same or the next day that shares most names and numbers with it. Pairs of one agency's updates
of the same wire (runs of words in common) are no negatives and are left aside.

    python -m benchmarks.copies ../shared
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from readout.reports import copies

SAMPLE = 240
_MIN_WORDS = 90
_UPDATE = 0.3  # of the 5-grams in common: an update of the same wire

# Words and phrases that say about the same, to reword by.
_SYNONYMS = {
    "said": "stated", "told": "informed", "talks": "discussions", "meeting": "encounter", "met": "sat down with",
    "also": "in addition", "but": "yet", "however": "still", "after": "following", "before": "ahead of",
    "killed": "slain", "killing": "slaying", "wounded": "hurt", "injured": "hurt", "attack": "assault",
    "attacks": "assaults", "officials": "authorities", "official": "officer", "announced": "declared",
    "agreed": "consented", "began": "started", "begin": "start", "will": "is going to", "would": "was going to",
    "country": "nation", "countries": "nations", "government": "administration", "leaders": "chiefs",
    "leader": "chief", "more than": "over", "about": "around", "around": "roughly", "nearly": "almost",
    "because": "since", "while": "as", "called for": "urged", "called on": "urged", "help": "aid", "aid": "assistance",
    "visit": "trip", "arrived": "landed", "left": "departed", "holding": "having", "held": "staged", "many": "numerous",
    "some": "several", "several": "a few", "large": "big", "big": "sizeable", "new": "fresh", "last": "past",
    "during": "in the course of", "between": "linking", "against": "opposing", "under": "beneath",
    "since": "ever since",
    "including": "among them", "according to": "as reported by", "report": "account", "reports": "accounts",
    "police": "officers", "people": "persons", "years": "twelvemonths", "show": "reveal", "showed": "revealed",
    "made": "produced", "make": "produce", "took": "seized", "take": "seize", "gave": "handed", "give": "hand",
    "expected": "due", "likely": "probable", "problem": "difficulty", "problems": "difficulties", "increase": "rise",
    "increased": "rose", "decision": "ruling", "situation": "state of affairs", "issue": "matter", "issues": "matters",
    "support": "backing", "supported": "backed", "warned": "cautioned", "added": "went on", "important": "weighty",
    "ties": "links", "relations": "relationship", "cooperation": "collaboration", "sides": "parties", "both": "the two",
    "part": "portion", "area": "zone", "areas": "zones", "city": "town", "is": "remains", "was": "had been",
    "were": "had been", "has": "has by now", "have": "have by now", "that": "how", "which": "that", "who": "that",
}  # fmt: skip
_SYNONYM = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _SYNONYMS), key=len, reverse=True)) + r")\b")
_ATTRIBUTED = re.compile(r"^(.{30,400}), (?:the )?([A-Z][\w .'-]{2,40}) said\.$")
_LEADING = re.compile(r"^((?:After|On|In|During|Before|Since|At) [^,]{8,80}), (\w)(.+)\.$")
_FACT = re.compile(r"(?<=[a-z,] )[A-Z]\w{2,}|\b\d[\d,.]*\d\b")

Variant = Callable[[str, random.Random], str]


def reprint(text: str, chance: random.Random) -> str:
    """The same report on another page, with that page's furniture."""
    head, *rest = text.split("\n\n")
    page = ["Skip to content", "Menu", head, "By Our Foreign Staff", "Share this article", *rest]
    middle = chance.randrange(5, len(page))
    page[middle:middle] = ["Advertisement", "Read more: Ten things to know before the weekend"]
    foot = ["Sign up for our newsletter", "© 2019 The Daily Sample. All rights reserved.", "Most read"]
    return "\n\n".join([*page, *foot])


def cut(text: str, chance: random.Random) -> str:
    """The first paragraphs only."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[: max(5, int(len(parts) * chance.uniform(0.25, 0.6)))])


def reorder(text: str, chance: random.Random) -> str:
    """The same paragraphs, behind the lead in another order, one left out."""
    parts = text.split("\n\n")
    rest = parts[3:]
    chance.shuffle(rest)
    return "\n\n".join([*parts[:3], *(rest[1:] if len(rest) > 3 else rest)])


def reword(text: str, chance: random.Random) -> str:
    """Other words for most, attributions and leading clauses turned round, sentences left out, another headline."""
    parts = text.split("\n\n")
    kept = [parts[2], *(part for part in parts[3:] if chance.random() > 0.15)] if len(parts) > 4 else parts[2:]
    return "\n\n".join(["What is known so far", *(" ".join(_reworded(s) for s in _sentences(part)) for part in kept)])


def _sentences(part: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z\"])", part)


def _reworded(sentence: str) -> str:
    sentence = _LEADING.sub(lambda m: f"{m[2].upper()}{m[3]} {m[1][0].lower()}{m[1][1:]}.", sentence)
    sentence = _ATTRIBUTED.sub(r"According to \2, \1.", sentence)
    return _SYNONYM.sub(lambda m: _SYNONYMS[m[1]], sentence)


VARIANTS: Mapping[str, Variant] = {"reprint": reprint, "cut": cut, "reorder": reorder, "reword": reword}


def scores(shared: Path, sample: int = SAMPLE) -> dict[str, float]:
    """Precision and recall of telling copies of `sample` wires, with recall for each kind and of the candidates."""
    texts = {path.name: path.read_text("utf-8") for path in sorted((shared / "data" / "wires").glob("*.txt"))}
    long = [name for name, text in texts.items() if len(text.split()) >= _MIN_WORDS]
    chance = random.Random(20240229)
    chosen = sorted(chance.sample(long, min(sample, len(long))))
    found: dict[str, float] = {}
    right = candidates = 0
    for kind, vary in VARIANTS.items():
        hits = 0
        for name in chosen:
            variant = vary(texts[name], chance)
            near = bool(set(copies.signature(texts[name]).bands) & set(copies.signature(variant).bands))
            candidates += near
            hits += near and copies.compare(texts[name], variant) is not None
        found[f"recall_{kind}"] = round(hits / len(chosen), 3)
        right += hits
    pairs = _negatives(texts, long, chosen)
    wrong = sum(copies.compare(texts[a], texts[b]) is not None for a, b in pairs)
    total = len(chosen) * len(VARIANTS)
    return {
        "precision": round(right / (right + wrong), 3) if right else 0.0,
        "recall": round(right / total, 3),
        "candidates": round(candidates / total, 3),
        "false_merges": wrong,
        "negatives": len(pairs),
        **found,
    }


def _negatives(texts: Mapping[str, str], long: Sequence[str], sample: Sequence[str]) -> list[tuple[str, str]]:
    days = defaultdict(list)
    for name in long:
        days[name.split(".")[0]].append(name)
    following = dict(pairwise(sorted(days)))
    shingles = cache(lambda name: _five_grams(texts[name]))
    facts = cache(lambda name: frozenset(_FACT.findall(texts[name])))

    def alike(name: str, other: str) -> float:
        return _inner(facts(name), facts(other))

    pairs = set()
    for name in sample:
        day = name.split(".")[0]
        near = [other for other in days[day] + days.get(following.get(day, ""), []) if other != name]
        near = [other for other in near if _inner(shingles(name), shingles(other)) < _UPDATE]
        ranked = sorted(near, key=partial(alike, name), reverse=True)
        pairs |= {(min(name, other), max(name, other)) for other in ranked[:4]}
    return sorted(pairs)


def _five_grams(text: str) -> frozenset[object]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[i:] for i in range(5)), strict=False))


def _inner(a: frozenset[object], b: frozenset[object]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))


if __name__ == "__main__":
    print(json.dumps(scores(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")), indent=1))
