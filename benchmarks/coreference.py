"""Who is meant within a report: references against GUM's entity layer (Zeldes 2017), on its news and its other prose.

    scores(shared) -> dict

For each part of GUM: the share of names found; how the mentions found are linked (MUC, Vilain et al. 1995; B-cubed,
Bagga and Baldwin 1998); and what becomes of third-person pronouns and of nouns ("the team", "the driver"). One of
those is right where it means the actor that another name or noun of its entity yields, open where it means nobody or
only itself, else wrong. Where no other mention yields an actor there is nobody to mean: such a pronoun is rightly left
open, and those filled all the same are counted apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from readout.actors.model import Actor
from readout.language import edtf
from readout.language.document import Document, Reference
from readout.language.names.words import words
from readout.language.read import read
from training import treebank
from training.names import numbered_mentions

KINDS = ("person", "organization", "place")
SPOKEN = ("conversation", "vlog")
PRONOUNS = frozenset[str]().union(*words().pronouns.model_dump().values())
Verdict = Literal["right", "open", "wrong", "rightly open", "wrongly filled"]
Form = Literal["name", "noun", "pronoun", "other"]
Meant = frozenset[Actor]


@dataclass(frozen=True, slots=True)
class Told:
    """A mention in the entity layer: where its head stands, and further words of a name; its entity, how it is put."""

    start: int
    end: int
    further: tuple[int, ...]
    entity: str
    kind: str
    form: Form
    text: str


@dataclass(slots=True)
class Text:
    """A document of the treebank as a report, with its mentions in text order."""

    name: str
    text: str
    blocks: list[tuple[int, int]]
    published: edtf.Edtf | None
    told: list[Told]
    joint: dict[str, list[str]] = field(default_factory=dict)  # entities that are several others together


def texts(file: Path) -> Iterator[Text]:
    """The documents of one of GUM's files."""
    heads = re.findall(r"# newdoc id = GUM_(\S+)\n(?:# .*\n)*?# meta::dateCreated = (\S+)", file.read_text("utf-8"))
    for (name, day), document in zip(heads, treebank.read(file), strict=True):
        yield _text(name, edtf.parse(day) if re.fullmatch(r"\d{4}(-\d\d){0,2}", day) else None, document)


def _text(name: str, published: edtf.Edtf | None, document: Sequence[treebank.Sentence]) -> Text:
    text, blocks, told = "", [], []
    joint: dict[str, list[str]] = {}
    for sentence in document:
        if sentence.opens and text:
            text += "\n\n"
        if sentence.opens:
            blocks.append((len(text), len(text)))
        spans = []
        for at, (word, space) in enumerate(zip(sentence.words, sentence.spaces, strict=True)):
            text += " " * (space and (at > 0 or not sentence.opens))
            spans.append((len(text), len(text) + len(word)))
            text += word
        blocks[-1] = (blocks[-1][0], len(text))
        told += [_told(sentence, spans, *mention) for mention in numbered_mentions(sentence) if mention[2] in KINDS]
        for split in sentence.splits:
            pairs = [pair.split("<") for pair in split.split(",")]
            joint[pairs[0][1]] = [entity for entity, _ in pairs]
    return Text(name, text, blocks, published, sorted(told, key=lambda m: (m.start, m.end)), joint)


def _told(
    sentence: treebank.Sentence, spans: Sequence[tuple[int, int]], first: int, last: int, kind: str, entity: str
) -> Told:
    inside = range(first, last + 1)
    head = next((i for i in inside if sentence.heads[i] not in inside or sentence.heads[i] == i), last)
    word = sentence.words[head].lower()
    form: Form = "name" if sentence.upos[head] == "PROPN" else "noun"
    if sentence.upos[head] in ("PRON", "DET") or word in PRONOUNS:
        form = "pronoun" if word in PRONOUNS else "other"
    flat = (i for i in inside if sentence.heads[i] == head and sentence.relations[i].startswith("flat"))
    return Told(
        *spans[head], tuple(spans[i][0] for i in flat), entity, kind, form, " ".join(sentence.words[first : last + 1])
    )


def meanings(document: Document, told: Sequence[Told]) -> list[Meant]:
    """The actors that our references at each mention mean; empty where none stands there."""
    by_token: dict[int, list[Reference]] = defaultdict(list)
    for reference in document.references:
        for at in range(reference.first, reference.last):
            by_token[at].append(reference)
    at_start = {token.start: token.index for token in document.tokens}
    found = []
    for mention in told:
        here = [at_start[start] for start in (mention.start, *mention.further) if start in at_start]
        over = [r for token in here for r in by_token.get(token, ())]
        headed = [r for r in over if r.head in here]
        named = [r for r in over if mention.form == "name" and r.form != "role"]
        found.append(frozenset(r.actor for r in headed or named))
    return found


def verdicts(text: Text, meant: Sequence[Meant]) -> list[Verdict | None]:
    """What became of each pronoun and noun; None for names, and for nouns that mean only themselves and rightly so."""
    by_entity: dict[str, list[int]] = defaultdict(list)
    for at, mention in enumerate(text.told):
        by_entity[mention.entity].append(at)
    return [
        _verdict(text, meant, by_entity, at) if mention.form in ("noun", "pronoun") else None
        for at, mention in enumerate(text.told)
    ]


def _verdict(text: Text, meant: Sequence[Meant], by_entity: dict[str, list[int]], at: int) -> Verdict | None:
    mention, mine = text.told[at], meant[at]
    wanted = [_usual(text, meant, by_entity, entity, at) for entity in text.joint.get(mention.entity, [mention.entity])]
    right = frozenset(actor for some in wanted for actor in some)
    own = mention.form == "noun" and all(a.kind in ("unnamed", "office") or a.name in mention.text for a in mine)
    if not right:
        if mention.form == "noun" and own:
            return None
        elsewhere = {a for i, m in enumerate(meant) if text.told[i].entity != mention.entity for a in m}
        return "rightly open" if not mine & elsewhere else "wrongly filled"
    others = (meant[i] for i in by_entity[mention.entity] if i != at and text.told[i].form in ("name", "noun"))
    if mine and (mine == right or (len(wanted) == 1 and mine <= right) or mine in others):
        return "right"
    return "open" if not mine or own else "wrong"


def _usual(text: Text, meant: Sequence[Meant], by_entity: dict[str, list[int]], entity: str, but: int) -> Meant:
    """The actors that most of an entity's other mentions mean: its names where it has any, else its nouns."""
    for form in ("name", "noun"):
        found = Counter(
            meant[i] for i in by_entity.get(entity, ()) if i != but and meant[i] and text.told[i].form == form
        )
        if found:
            return found.most_common(1)[0][0]
    return frozenset()


def links(text: Text, meant: Sequence[Meant]) -> dict[str, tuple[float, float]]:
    """Sums for MUC and B-cubed over the mentions that we found: (right, of all) for precision and recall."""
    at = [i for i, actors in enumerate(meant) if actors]
    mine: dict[Any, set[int]] = defaultdict(set)
    gold: dict[Any, set[int]] = defaultdict(set)
    for i in at:
        mine[meant[i]].add(i)
        gold[text.told[i].entity].add(i)
    sums: dict[str, tuple[float, float]] = {}
    for name, one, other in (("precision", mine, gold), ("recall", gold, mine)):
        of = {i: group for group in other.values() for i in group}
        parts = sum(len(group) - len({id(of[i]) for i in group}) for group in one.values())
        sums[f"muc {name}"] = (parts, sum(len(group) - 1 for group in one.values()))
        shares = sum(len(group & of[i]) / len(group) for group in one.values() for i in group)
        sums[f"b3 {name}"] = (shares, len(at))
    return sums


def measure(some: Sequence[Text]) -> dict[str, Any]:
    """The figures over these texts together."""
    found: Counter[str] = Counter()
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    told: dict[str, Counter[str]] = {"pronoun": Counter(), "noun": Counter()}
    for text in some:
        meant = meanings(read(text.text, text.published, text.blocks), text.told)
        for mention, actors in zip(text.told, meant, strict=True):
            found[f"{mention.form} {bool(actors)}"] += 1
        for name, (right, of) in links(text, meant).items():
            sums[name][0] += right
            sums[name][1] += of
        for mention, verdict in zip(text.told, verdicts(text, meant), strict=True):
            if verdict is not None:
                told[mention.form][verdict] += 1
    linked = {name: round(right / max(1.0, of), 4) for name, (right, of) in sums.items()}
    names = found["name True"] / max(1, found["name True"] + found["name False"])
    return {
        "texts": len(some),
        "names found": round(names, 4),
        "links": linked,
        "pronouns": _shares(told["pronoun"]),
        "nouns": _shares(told["noun"]),
    }


def _shares(counted: Counter[str]) -> dict[str, float]:
    """Shares of right, open and wrong among those with somebody to mean; of wrongly filled among the others."""
    with_one = counted["right"] + counted["open"] + counted["wrong"]
    without = counted["rightly open"] + counted["wrongly filled"]
    shares = {name: round(counted[name] / max(1, with_one), 4) for name in ("right", "open", "wrong")}
    answered = counted["right"] + counted["wrong"] + counted["wrongly filled"]
    return {
        "count": with_one,
        **shares,
        "with nobody to mean": without,
        "of these filled": round(counted["wrongly filled"] / max(1, without), 4),
        "right of all filled": round(counted["right"] / max(1, answered), 4),
    }


def scores(shared: Path) -> dict[str, Any]:
    """The figures on GUM's news (dev and train), and on the other written texts of its dev part."""
    bank = shared / "data" / "treebank"
    dev = [t for t in texts(bank / "gum-dev.conllu") if not t.name.startswith(SPOKEN)]
    train = [t for t in texts(bank / "gum-train.conllu") if t.name.startswith("news")]
    return {
        "news, dev": measure([t for t in dev if t.name.startswith("news")]),
        "news, train": measure(train),
        "other prose, dev": measure([t for t in dev if not t.name.startswith("news")]),
    }


if __name__ == "__main__":
    import json

    print(json.dumps(scores(Path(__file__).resolve().parents[2] / "shared"), indent=1))
