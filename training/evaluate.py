"""Scores of an exported model on the treebanks' dev parts: `python -m training.evaluate --data DIR [--model DIR]`.

Everything is measured as the package runs it: int8, one thread, on gold words with the paragraphs' bounds given.
LAS counts every word; a relation is right with its subtype (`las`) or without (`las_universal`, as the CoNLL 2018
shared task counts), and without punctuation (`las_words`). `gold ends` are scores on given sentence ends, the others
on those that the model finds, where a word whose head lies in another sentence is wrong.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

from readout.language.decode import name_spans
from readout.language.encoder import Encoder, Reading
from readout.language.tidy import Words, tidy_names
from readout.language.wordpieces import MODEL
from training.names import label_gum
from training.treebank import Sentence, read, read_names

KINDS = ("person", "place", "organization")


def f1(hits: int, said: int, gold: int) -> float:
    return round(2 * hits / max(1, said + gold), 4)


def read_document(model: Encoder, document: list[Sentence], ends: bool, paragraphs: bool = True) -> Reading:
    words = [word for s in document for word in s.words]
    spaces = [space for s in document for space in s.spaces]
    opens = [at == 0 and (s.opens and paragraphs) for s in document for at in range(len(s.words))]
    opens[0] = True
    given = [at == 0 for s in document for at in range(len(s.words))] if ends else None
    return model.read(words, spaces, opens, given)


def trees(model: Encoder, documents: list[list[Sentence]], ends: bool, paragraphs: bool = True) -> dict[str, float]:
    """Sentence ends, tags and trees."""
    names = ("words", "las", "las_universal", "uas", "upos", "xpos", "dots", "las_words", "hit", "said", "gold")
    count = dict.fromkeys(names, 0)
    for document in documents:
        found = read_document(model, document, ends, paragraphs)
        base = 0
        for s in document:
            for at in range(len(s.words)):
                i = base + at
                head = int(found.heads[i]) == base + s.heads[at]
                relation = model.relations[found.relations[i]]
                right = head and relation == s.relations[at]
                punct = s.relations[at] == "punct"
                count["words"] += 1
                count["uas"] += head
                count["las"] += right
                count["las_universal"] += head and relation.split(":")[0] == s.relations[at].split(":")[0]
                count["dots"] += punct
                count["las_words"] += right and not punct
                count["upos"] += model.upos[found.upos[i]] == s.upos[at]
                count["xpos"] += model.xpos[found.xpos[i]] == s.xpos[at]
            base += len(s.words)
        gold = np.cumsum([0] + [len(s.words) for s in document])
        said = np.append(np.flatnonzero(found.starts), base)
        pairs = {(int(a), int(b)) for a, b in pairwise(said)}
        true = {(int(a), int(b)) for a, b in pairwise(gold)}
        count["hit"] += len(pairs & true)
        count["said"] += len(pairs)
        count["gold"] += len(true)
    scores = {n: round(count[n] / count["words"], 4) for n in ("las", "las_universal", "uas", "upos", "xpos")}
    scores["las_words"] = round(count["las_words"] / (count["words"] - count["dots"]), 4)
    if not ends:
        scores["sentence_f1"] = f1(count["hit"], count["said"], count["gold"])
    return scores


def names(model: Encoder, documents: list[list[Sentence]]) -> dict[str, float]:
    """Names of persons, places and organizations: exact span and label."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for document in documents:
        found = read_document(model, document, False)
        labels = [name or "O" for s in document for name in s.names]
        known = [name is not None for s in document for name in s.names]
        gold, first = set(), None
        for at, label in enumerate([*labels, "O"]):
            if first is not None and not label.startswith("I-"):
                gold.add((first, at, labels[first][2:]))
                first = None
            if label.startswith("B-"):
                first = at
        relations = [model.relations[i] for i in found.relations]
        proper = [model.xpos[i] in ("NNP", "NNPS") for i in found.xpos]
        words = [word for s in document for word in s.words]
        spans = name_spans(found.names, model.names, found.starts, words)
        spans = tidy_names(spans, Words(words, proper, found.heads.tolist(), relations))
        said = {s for s in spans if all(known[s[0] : s[1]])}
        for kind, tally in counts.items():
            mine, true = {s for s in said if s[2] == kind}, {s for s in gold if s[2] == kind}
            tally[0] += len(mine & true)
            tally[1] += len(mine)
            tally[2] += len(true)
    scores = {kind: f1(*tally) for kind, tally in counts.items()}
    hits, said_all, gold_all = (sum(tally[i] for tally in counts.values()) for i in range(3))
    precision, recall = hits / max(1, said_all), hits / max(1, gold_all)
    return {"f1": f1(hits, said_all, gold_all), "precision": round(precision, 4), "recall": round(recall, 4), **scores}


def dev(data: Path) -> dict[str, list[list[Sentence]]]:
    """The dev parts with their name labels."""
    bank = data / "treebank"
    found = {"ewt": read(bank / "ewt-dev.conllu"), "gum": read(bank / "gum-dev.conllu")}
    for document in found["gum"]:
        for sentence in document:
            label_gum(sentence)
    named = read_names(bank / "ewt-dev.ner.iob2")
    for document in found["ewt"]:
        for sentence in document:
            labels = named.get(sentence.id, [])
            sentence.names = list(labels) if len(labels) == len(sentence.words) else [None] * len(sentence.words)
    return found


def scores(data: Path, folder: Path = MODEL) -> dict[str, object]:
    """All scores of the model in a folder on the dev parts under `data`."""
    model = Encoder(folder)
    banks = dev(data)
    banks["gum news"] = [d for d in banks["gum"] if d[0].id.startswith("GUM_news")]
    result: dict[str, object] = {}
    for bank, documents in banks.items():
        began = time.perf_counter()
        result[bank] = trees(model, documents, False)
        speed = sum(len(s.words) for d in documents for s in d) / (time.perf_counter() - began)
        result[f"{bank}, gold ends"] = trees(model, documents, True)
        result[f"{bank}, paragraphs unknown"] = {"sentence_f1": trees(model, documents, False, False)["sentence_f1"]}
        result[f"{bank}, names"] = names(model, documents)
        if bank == "ewt":
            result["words per second with decoding and scoring"] = round(speed)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    asked = parser.parse_args()
    print(json.dumps(scores(asked.data, asked.model), indent=1))


if __name__ == "__main__":
    main()
