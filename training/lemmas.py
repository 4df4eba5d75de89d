"""The lemma table: what the rules of `readout.language.lemmas` get wrong in the training treebanks."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from readout.language.lemmas import Table, find
from training.treebank import Sentence

BASES = ("VB", "VBP", "JJ", "RB")


def build(documents: list[list[Sentence]]) -> Table:
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    bases = set()
    for document in documents:
        for s in document:
            for word, upos, xpos, lemma in zip(s.words, s.upos, s.xpos, s.lemmas, strict=True):
                if lemma == "_" or not word.strip():
                    continue
                if upos in ("VERB", "ADJ", "ADV") and xpos[:2] in ("VB", "JJ", "RB") and lemma.isalpha():
                    bases.add(lemma.lower())
                if xpos not in ("NNP", "NNPS"):
                    seen[word.lower().replace("’", "'"), xpos][lemma.lower()] += 1
                elif xpos == "NNPS":
                    seen[word.lower().replace("’", "'"), xpos][lemma] += 1
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    known = Table({}, frozenset(bases))
    for (word, xpos), lemmas in sorted(seen.items()):
        best, count = lemmas.most_common(1)[0]
        if best != find(word, xpos, known) and (count > 1 or (word.isalpha() and best.isalpha())):
            exceptions[xpos][word] = best
    return Table(dict(exceptions), known.bases)


def write(documents: list[list[Sentence]], folder: Path) -> None:
    found = build(documents)
    text = json.dumps({"exceptions": found.exceptions, "bases": sorted(found.bases)}, ensure_ascii=False, indent=0)
    (folder / "lemmas.json").write_text(text + "\n", encoding="utf-8")


def score(table: Table, documents: list[list[Sentence]]) -> float:
    right = count = 0
    for document in documents:
        for s in document:
            for word, xpos, lemma in zip(s.words, s.xpos, s.lemmas, strict=True):
                count += 1
                right += find(word, xpos, table).lower() == lemma.lower()
    return round(right / count, 4)
