"""Name labels for training: proper names from GUM's entity layer, and what EWT's tags rule out."""

from __future__ import annotations

import re

from training.lexicon import lexicon
from training.treebank import Sentence

LABELS = ("person", "place", "organization", "event")
PROPER = ("NNP", "NNPS")
_JOINS = {"of", "for", "the", "and", "&", "on", "de", "la", "du", "al", "-", "'s", "’s"}


def mentions(sentence: Sentence) -> list[tuple[int, int, str]]:
    """GUM's entity mentions in a sentence: first word, last word (inclusive), type."""
    return [(first, last, kind) for first, last, kind, _ in numbered_mentions(sentence)]


def numbered_mentions(sentence: Sentence) -> list[tuple[int, int, str, str]]:
    """The same with the number of the entity, which all mentions of it in a document share."""
    open_: list[tuple[str, int, str]] = []
    found = []
    for index, notation in enumerate(sentence.entities):
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", notation):
            if part.startswith("("):
                number, kind = part[1:].split("-")[:2]
                if part.endswith(")"):
                    found.append((index, index, kind, number))
                else:
                    open_.append((number, index, kind))
            else:
                number = part[:-1].split("-")[0]
                for at in range(len(open_) - 1, -1, -1):
                    if open_[at][0] == number:
                        _, first, kind = open_.pop(at)
                        found.append((first, index, kind, number))
                        break
    return found


def _heads(sentence: Sentence, first: int, last: int) -> list[int]:
    """The words of a span whose heads lie outside it."""
    return [i for i in range(first, last + 1) if not first <= sentence.heads[i] <= last or sentence.heads[i] == i]


def proper_span(sentence: Sentence, first: int, last: int, kind: str) -> tuple[int, int] | None:
    """The proper name within a mention whose head is one, without titles and determiners; None if there is none."""
    heads = _heads(sentence, first, last)
    if not heads or sentence.xpos[heads[0]] not in PROPER:
        return None
    proper = [x in PROPER for x in sentence.xpos]
    begin = end = heads[0]
    hyphen, titles = ("-", "–"), lexicon()["titles"] | lexicon()["before_titles"]

    def joined(at: int) -> bool:
        return sentence.words[at] in hyphen or sentence.words[at] == "&"

    while begin > first and (proper[begin - 1] or (joined(begin - 1) and begin - 1 > first and proper[begin - 2])):
        begin -= 1
    while end < last and (proper[end + 1] or (joined(end + 1) and end + 1 < last and proper[end + 2])):
        end += 1
    if kind in ("place", "organization", "event"):
        grown = True
        while grown and end < last:
            grown = False
            ahead = end + 1
            while ahead <= last and sentence.words[ahead].lower() in _JOINS and ahead - end <= 3:
                ahead += 1
            within = first <= sentence.heads[min(ahead, last)] <= last
            if end + 1 < ahead <= last and proper[ahead] and within:
                end = ahead
                while end < last and proper[end + 1]:
                    end += 1
                grown = True
    elif kind == "person":
        while begin < end and sentence.words[begin].lower() in titles:
            begin += 1
        if begin == end and (sentence.xpos[begin] == "NNPS" or sentence.words[begin].lower() in titles):
            return None
    return begin, end


def label_gum(sentence: Sentence) -> None:
    """Set the sentence's name labels from its entity layer."""
    labels: list[str | None] = ["O"] * len(sentence.words)
    taken = [False] * len(sentence.words)
    unsure = [False] * len(sentence.words)
    titles = lexicon()["titles"] | lexicon()["before_titles"]
    for first, last, kind in sorted(mentions(sentence), key=lambda m: m[0] - m[1]):
        span = proper_span(sentence, first, last, kind) if kind in LABELS else None
        if span is None:
            if kind in LABELS and sentence.upos[last] == "PROPN":
                for at in range(first, last + 1):
                    unsure[at] = sentence.upos[at] == "PROPN" and sentence.words[at].lower() not in titles
            continue
        begin, end = span
        if any(taken[begin : end + 1]):
            continue
        for at in range(begin, end + 1):
            taken[at] = True
            labels[at] = ("B-" if at == begin else "I-") + kind
    heads = {i for first, last, _ in mentions(sentence) for i in _heads(sentence, first, last)}
    for at, label in enumerate(labels):  # the layer marks no names that only modify ("US troops")
        if label == "O" and sentence.xpos[at] in PROPER and sentence.words[at].lower() not in titles:
            above, steps = at, 0
            while above not in heads and sentence.heads[above] != above and steps < 9:
                if sentence.xpos[above] not in PROPER:
                    break
                above, steps = sentence.heads[above], steps + 1
            unsure[at] = unsure[at] or above not in heads or sentence.xpos[above] not in PROPER
    sentence.names = [
        None if label == "O" and doubt and not done else label
        for label, doubt, done in zip(labels, unsure, taken, strict=True)
    ]


def label_plain(sentence: Sentence) -> None:
    """Where only tags are known: words that are no proper nouns, nor stand between two, are outside names."""
    proper = [x in PROPER or u in ("PROPN", "X") for x, u in zip(sentence.xpos, sentence.upos, strict=True)]
    count = len(proper)
    sentence.names = []
    for at in range(count):
        before = any(proper[max(0, at - 3) : at])
        after = any(proper[at + 1 : at + 4])
        capital = at > 0 and sentence.words[at][:1].isupper() and sentence.upos[at] != "PRON"
        close = (at > 0 and proper[at - 1]) or (at + 1 < count and proper[at + 1])
        sentence.names.append(None if proper[at] or (before and after) or (capital and close) else "O")
