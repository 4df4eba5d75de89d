"""Names for text that has none marked: spans from the trees, labels by vote.

The words of a proper name hang together in the tree, so its bounds are known; its kind is what the half-trained
encoder thinks of it here and wherever else the same words stand, weighed with lists of places, offices and given
names. What stays in doubt is left out of the loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

from readout.language.encoder import Encoder
from readout.language.tokens import tokenize
from training.lexicon import lexicon
from training.names import PROPER, label_plain
from training.treebank import Sentence

KINDS = ("O", "person", "place", "organization", "event")
_LINKS = ("flat", "compound", "amod", "goeswith", "punct", "nmod:desc", "nmod:unmarked", "cc", "nummod")
_SURE, _SURE_NOT = 0.6, 0.8  # share of the votes for a kind, and for none
_LESS = 0.5  # proper nouns are seldom no names


@cache
def registry() -> dict[str, str]:
    """The kind of every name in the registry of countries, offices and bodies, by its lower-case form."""
    import readout.actors

    data = Path(readout.actors.__file__).parent / "data"
    found: dict[str, str] = {}
    for path in sorted(data.rglob("*.yaml")):
        _collect(yaml.safe_load(path.read_text(encoding="utf-8")), found)
    return found


def _collect(node: object, found: dict[str, str]) -> None:
    if isinstance(node, list):
        for item in node:
            _collect(item, found)
    elif isinstance(node, dict):
        if "iso" in node:
            for key in ("name", "aliases", "capital", "cities"):
                _note(node.get(key), "place", found)
        elif "from" in node or "to" in node:
            _note(node.get("name"), "person", found)
            _note(node.get("aliases"), "person", found)
        elif node.get("kind") in ("body", "group"):
            _note(node.get("name"), "organization", found)
            _note(node.get("aliases"), "organization", found)
        for value in node.values():
            _collect(value, found)


def _note(value: object, kind: str, found: dict[str, str]) -> None:
    for name in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        if isinstance(name, str) and name[:1].isupper():
            found.setdefault(" ".join(name.lower().replace("-", " - ").split()), kind)


def candidates(s: Sentence) -> list[tuple[int, int]]:
    """Spans (end exclusive) of what may be one proper name, from tags and tree."""
    words = [word.lower() for word in s.words]
    proper = [x in PROPER for x in s.xpos]
    count = len(words)
    linked = [False] * count  # to the word before
    for at in range(1, count):
        if not (proper[at] or (words[at] in ("-", "&") and at + 1 < count and proper[at + 1])):
            continue
        if not (proper[at - 1] or words[at - 1] in ("-", "&")):
            continue
        linked[at] = True
    runs, at = [], 0
    while at < count:
        if not proper[at]:
            at += 1
            continue
        end = at + 1
        while end < count and linked[end]:
            end += 1
        while not proper[end - 1]:
            end -= 1
        runs.append((at, end))
        at = end
    found: list[tuple[int, int]] = []
    for first, last in runs:
        for begin, end in _connected(s, first, last):
            while begin < end and not proper[begin]:
                begin += 1
            while end > begin and not proper[end - 1]:
                end -= 1
            found.extend(_untitled(words, begin, end) if begin < end else [])
    return _joined(s, words, found)


def _connected(s: Sentence, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run where neighbouring words do not hang together in the tree."""
    group = list(range(first, last))
    for _ in range(3):
        for at in range(first, last):
            head = s.heads[at]
            if first <= head < last and head != at and s.relations[at].startswith(_LINKS):
                low = min(group[at - first], group[head - first])
                group[at - first] = group[head - first] = low
    parts, begin = [], first
    for at in range(first + 1, last + 1):
        if at == last or group[at - first] != group[at - 1 - first]:
            parts.append((begin, at))
            begin = at
    return parts


def _untitled(words: list[str], first: int, last: int) -> list[tuple[int, int]]:
    """A part without its titles: "U.S. Defense Secretary Doe" is U.S. and Doe."""
    known = lexicon()
    cut = [at for at in range(first, last) if words[at] in known["titles"]]
    if not cut:
        return [(first, last)]
    end, begin = cut[-1] + 1, cut[0]
    while begin > first and words[begin - 1] in known["before_titles"]:
        begin -= 1
    return [span for span in ((first, begin), (end, last)) if span[0] < span[1]]


def _joined(s: Sentence, words: list[str], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans joined over "of" where the first is a body or a region: "Bank of X", "Gulf of Y"."""
    known, found = lexicon(), list[tuple[int, int]]()
    for first, last in spans:
        if last - first > 1 and words[last - 1] in known["states"]:  # "Houston TX" is two places
            found.extend(((first, last - 1), (last - 1, last)))
            continue
        if found:
            begin, end = found[-1]
            between = words[end:first]
            near = between in (["of"], ["of", "the"], ["for"])
            head = s.heads[last - 1] if s.heads[last - 1] != last - 1 else -1
            if between == [","] and words[first] in known["firms"]:
                found[-1] = (begin, last)
                continue
            if between == ["and"] and "of" in words[begin:end] and begin < s.heads[last - 1] < end:
                found[-1] = (begin, last)
                continue
            if near and words[end - 1] in known["joins_with_of"] and begin <= head < end:
                found[-1] = (begin, last)
                continue
        found.append((first, last))
    return found


class Votes:
    """What the encoder and the lists say of each candidate, gathered over a whole corpus."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.sums: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(KINDS)))
        names = encoder.names
        self.columns = [[i for i, n in enumerate(names) if n[2:] == kind or n == kind] for kind in KINDS]

    def own(self, scores: np.ndarray) -> np.ndarray:
        """The encoder's view of one span, as probabilities by kind."""
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        logs = np.stack([np.log(p[:, c].sum(1) + 1e-6) for c in self.columns], 1).mean(0)
        logs = np.exp(logs - logs.max())
        return np.asarray(logs / logs.sum())

    def final(self, s: Sentence, first: int, last: int, own: np.ndarray, persons: set[str]) -> np.ndarray:
        """Everything weighed together."""
        known, words = lexicon(), [word.lower() for word in s.words[first:last]]
        key = " ".join(words)
        shared = self.sums[key] / max(1e-9, self.sums[key].sum())
        scores = np.sqrt(own + 0.01) * (shared + 0.01)
        for kind, of in (("organization", "organizations"), ("place", "places"), ("O", "nothing")):
            if key in known[of]:
                scores[KINDS.index(kind)] *= 60
            if key in known[f"read_as_{of if of == 'nothing' else kind + 's'}"]:
                scores[KINDS.index(kind)] *= 1e6
        if key in known["read_as_persons"]:
            scores[1] *= 1e6
        listed = registry().get(key)
        if listed:
            scores[KINDS.index(listed)] *= 15
        if words[-1] in known["organization_words"]:
            scores[3] *= 8
        elif words[0] in known["joins_with_of"] and len(words) > 2:
            scores[3] *= 3
        elif words[-1] in known["place_words"] and len(words) > 1:
            scores[2] *= 4
        elif len(words) > 1 and words[0] in known["first_names"]:
            scores[1] *= 10
        elif len(words) == 1 and (words[0] in persons or words[0] in known["first_names"]):
            scores[1] *= 5
        if first and s.words[first - 1].lower() in known["titles"]:
            scores[1] *= 8
        if len(words) == 1 and words[0] in known["organization_words"] | known["place_words"]:
            return np.full(len(KINDS), 1 / len(KINDS))  # "the University": left out
        if len(words) == 1 and s.xpos[first] == "NNPS":
            scores[0] *= 10  # "the Iraqis"
        if any("@" in word or "/" in word or word.endswith((".doc", ".pdf", ".xls", ".com")) for word in words):
            scores[0] *= 1000
        scores[0] *= _LESS
        return np.asarray(scores / scores.sum())


def label(documents: list[list[Sentence]], votes: Votes, more: Iterable[list[list[Sentence]]] = ()) -> None:
    """Set name labels where they are None, from the votes over these documents (and `more`, to vote only)."""
    held: list[list[tuple[Sentence, int, int, np.ndarray]]] = []
    for number, group in enumerate([documents, *more]):
        for document in group:
            views = view(document, votes)
            for s, first, last, own in views:
                key = " ".join(s.words[first:last]).lower()
                votes.sums[key] += own
            if number == 0:
                held.append(views)
    never = lexicon()["times"]
    for document, views in zip(documents, held, strict=True):
        persons: set[str] = set()
        for turn in range(2):
            for s, first, last, own in views:
                found = votes.final(s, first, last, own, persons)
                kind = KINDS[int(found.argmax())]
                if turn == 0:
                    if kind == "person" and last - first > 1:
                        persons.update(word.lower() for word in s.words[first:last] if len(word) > 2)
                    continue
                if any(name not in (None, "O") for name in s.names[first:last]) or None not in s.names[first:last]:
                    continue
                if all(word.lower() in never for word in s.words[first:last]):
                    s.names[first:last] = ["O"] * (last - first)
                elif found.max() >= (_SURE if kind != "O" else _SURE_NOT):
                    inside = f"I-{kind}" if kind != "O" else "O"
                    s.names[first:last] = [inside] * (last - first)
                    if kind != "O":
                        s.names[first] = f"B-{kind}"
                else:
                    s.names[first:last] = [None] * (last - first)
        for s in document:
            titled(s)


def titled(s: Sentence) -> None:
    """Title words outside names are no names."""
    known = lexicon()
    for at, name in enumerate(s.names):
        if name is None and s.words[at].lower() in known["titles"] | known["times"] | known["before_titles"]:
            s.names[at] = "O"


def view(document: list[Sentence], votes: Votes) -> list[tuple[Sentence, int, int, np.ndarray]]:
    """Each candidate of a document with the encoder's own view of it."""
    words = [word for s in document for word in s.words]
    spaces = [space for s in document for space in s.spaces]
    starts = [at == 0 for s in document for at in range(len(s.words))]
    opens = [at == 0 and s.opens for s in document for at in range(len(s.words))]
    opens[0] = True
    scores = votes.encoder.read(words, spaces, opens, starts).names
    found, base = [], 0
    for s in document:
        for first, last in candidates(s):
            found.append((s, first, last, votes.own(scores[base + first : base + last])))
        base += len(s.words)
    return found


def news(texts: Iterable[str], encoder: Encoder) -> list[list[Sentence]]:
    """Unmarked reports as documents without trees of their own, tagged and parsed by the encoder for the labelling."""
    documents = []
    for text in texts:
        spans, opens, at = [], [], 0
        for line in text.split("\n"):
            inside = tokenize(text, at, at + len(line))
            spans.extend(inside)
            opens.extend([True] + [False] * (len(inside) - 1) if inside else [])
            at += len(line) + 1
        if not spans:
            continue
        words = [text[a:b] for a, b in spans]
        spaces = [o or before[1] != span[0] for o, before, span in zip(opens, [(0, 0), *spans], spans, strict=False)]
        found = encoder.read(words, spaces, opens)
        bounds = [*np.flatnonzero(found.starts).tolist(), len(words)]
        document = []
        for first, last in pairwise(bounds):
            s = Sentence(words=words[first:last], spaces=spaces[first:last], opens=opens[first], trees=False)
            s.xpos = [encoder.xpos[i] for i in found.xpos[first:last]]
            s.upos = [encoder.upos[i] for i in found.upos[first:last]]
            s.heads = [int(i) - first for i in found.heads[first:last]]
            s.relations = [encoder.relations[i] for i in found.relations[first:last]]
            label_plain(s)
            document.append(s)
        documents.append(document)
    return documents
