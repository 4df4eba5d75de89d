"""PolNeAR as the attribution heads see it: words, what the encoder says of them, cues and what belongs to each.

A folder holds `text/NAME.txt` and `attributions/NAME.ann` (brat's stand-off form). Any corpus of that form does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from readout.language.attribution.heads import CONTENT, CUE, NONE, SOURCE
from readout.language.attribution.pairs import pairs, region, surroundings
from readout.language.attribution.rules import by_rules
from readout.language.document import Document
from readout.language.encoder import Encoder
from readout.language.quotations import quotations
from readout.language.read import parse, split_blocks

ROLES = ("source", "cue", "content")
LABELS = {"content": CONTENT, "source": SOURCE, "cue": CUE}  # where spans overlap the later ones hold
Spans = list[tuple[int, int]]


@dataclass
class Cue:
    """A cue's head, the words looked at for it, their pairs' numbers and their labels."""

    head: int
    first: int
    last: int
    pairs: np.ndarray
    labels: np.ndarray


@dataclass
class Report:
    """A report's words by what the encoder says of them, with gold."""

    name: str
    hidden: np.ndarray
    rules: np.ndarray  # 1 where the rules see a cue
    heads: np.ndarray  # 1 where gold has the head of a cue
    known: np.ndarray  # False for words that the annotators set aside
    cues: list[Cue]


def marked(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Spans]], Spans]]:
    """Name, text, attributions and the spans set aside of every report; lines that break the form are left out."""
    for path in sorted((folder / "text").glob("*.txt")):
        spans: dict[str, tuple[str, Spans]] = {}
        events = []
        marks = (folder / "attributions" / f"{path.stem}.ann").read_text(encoding="utf-8")
        for line in marks.splitlines():
            key, _, rest = line.partition("\t")
            kind, _, offsets = rest.partition("\t")[0].partition(" ")
            if key.startswith("E"):
                events.append(re.findall(r"(\w+?)\d*:(T\d+)", rest))
            elif re.fullmatch(r"\d+ \d+(;\d+ \d+)*", offsets):
                parts = (part.split() for part in offsets.split(";"))
                spans[key] = (kind.lower(), [(int(first), int(last)) for first, last in parts])
        gold = []
        for event in events:
            item: dict[str, Spans] = {role: [] for role in ROLES}
            for role, key in event:
                if role.lower() in item and key in spans:
                    item[role.lower()] += spans[key][1]
            gold.append(item)
        aside = [span for kind, group in spans.values() if kind == "discard" for span in group]
        yield path.stem, path.read_text(encoding="utf-8"), gold, aside


def reports(folder: Path, encoder: Encoder) -> list[Report]:
    """Every report of a folder, through an encoder whose `telling` are its layers."""
    return [_report(encoder, *given) for given in marked(folder)]


def _report(encoder: Encoder, name: str, text: str, gold: list[dict[str, Spans]], aside: Spans) -> Report:
    blocks = split_blocks(text)
    tokens, sentences, names, hidden = parse(text, blocks, encoder)
    if hidden is None:
        raise ValueError("the encoder gives no layers to learn from")
    document = Document(text, None, tokens, sentences, names, (), quotations(text, blocks), ())
    count = len(tokens)
    rules, heads = np.zeros((2, count), dtype=np.int64)
    rules[[a.cue_head for a in by_rules(document)]] = 1
    known = np.ones(count, dtype=bool)
    known[_inside(document, aside)] = False
    around = surroundings(document, encoder.relations)
    cues = []
    for item in gold:
        head = head_of(document, _inside(document, item["cue"]))
        if head is None or heads[head]:
            continue
        heads[head] = 1
        first, last = region(around, head)
        labels = np.full(count, NONE, dtype=np.int64)
        for role, label in LABELS.items():
            labels[_inside(document, item[role])] = label
        cues.append(Cue(head, first, last, pairs(around, head, first, last), labels[first:last]))
    return Report(name, hidden.astype(np.float16), rules, heads, known, cues)


def _inside(document: Document, spans: Spans) -> list[int]:
    return [t.index for t in document.tokens if any(t.start < last and first < t.end for first, last in spans)]


def head_of(document: Document, cue: list[int]) -> int | None:
    """The word of a cue that governs the others: a verb if there is one, else a noun or adjective."""
    inside = set(cue)
    tokens = document.tokens
    tops = [i for i in cue if tokens[i].head not in inside or tokens[i].head == i]
    for group, kinds in (
        (tops, ("VERB",)),
        (tops, ("NOUN", "ADJ")),
        (tops, ("AUX", "ADV", "PROPN")),
        (cue, ("VERB",)),
        (cue, ("NOUN",)),
    ):
        for i in group:
            if tokens[i].upos in kinds:
                return i
    return next(iter(tops), None)
