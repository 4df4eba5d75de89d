"""Reading CoNLL-U treebanks as running text: words, spaces, sentences, paragraphs, trees, names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

UNLABELLED = -100


@dataclass
class Sentence:
    """A sentence of a treebank; `heads` count from 0 within the sentence, a root's is its own index."""

    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)  # is there a space before the word
    names: list[str | None] = field(default_factory=list)  # B-person, I-person, ... O; None: not known
    entities: list[str] = field(default_factory=list)  # GUM's bracket notation
    splits: list[str] = field(default_factory=list)  # GUM's entities that are several others together, "1<3,2<3"
    opens: bool = False  # opens a paragraph
    trees: bool = True  # has tags, a tree and true sentence ends
    id: str = ""


def read(path: Path) -> list[list[Sentence]]:
    """The documents of a CoNLL-U file, each a list of sentences."""
    documents: list[list[Sentence]] = []
    sentence, opens, space, joined_to, joined_space = Sentence(), True, True, 0, True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            documents.append([])
            opens = True
        elif line.startswith("# newpar"):
            opens = True
        elif line.startswith("# sent_id = "):
            sentence.id = line[12:]
        elif not line:
            if sentence.words:
                sentence.opens = opens
                documents[-1].append(sentence)
                sentence, opens = Sentence(), False
        elif line[0] != "#":
            fields = line.split("\t")
            if "-" in fields[0]:  # a word written together of several: no space inside
                joined_to = int(fields[0].split("-")[1])
                joined_space = "SpaceAfter=No" not in fields[9]
                continue
            if "." in fields[0]:
                continue
            number = int(fields[0])
            sentence.words.append(fields[1])
            sentence.lemmas.append(fields[2])
            sentence.upos.append(fields[3])
            sentence.xpos.append(fields[4])
            sentence.heads.append(int(fields[6]) - 1 if fields[6] != "0" else number - 1)
            sentence.relations.append(fields[7])
            sentence.spaces.append(space)
            found = re.search(r"Entity=([^|]*)", fields[9])
            sentence.entities.append(found[1] if found else "")
            sentence.splits.extend(re.findall(r"SplitAnte=([^|]*)", fields[9]))
            if number < joined_to:
                space = False
            elif number == joined_to:
                space, joined_to = joined_space, 0
            else:
                space = "SpaceAfter=No" not in fields[9]
    return [document for document in documents if document]


def read_names(path: Path) -> dict[str, list[str]]:
    """The name labels of an IOB2 file by sentence id, with our label names."""
    named = {"PER": "person", "LOC": "place", "ORG": "organization"}
    sentences: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id = "):
            labels = sentences[line[12:]] = []
        elif line and line[0] != "#":
            label = line.split("\t")[2]
            labels.append(f"{label[:2]}{named[label[2:]]}" if label[2:] in named else "O")
    return sentences
