"""Who is meant: how many of the gold's actors stand among those resolved in the sentences quoted, and how fast.

    scores(shared) -> dict

Parties of contacts, askers and addressees are looked for among the actors that the references in the quoted stretch
yield; names are compared as the scorer of the record compares them. A host country counts too, apart, where a place in
it is named ("arrived in Cairo").
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from readout.language import edtf, people
from readout.language.document import Document
from readout.language.names import resolve
from readout.language.read import read


def scores(shared: Path) -> dict[str, Any]:
    """Share of gold actors found per kind over `gold/train`, references made per word, microseconds per word."""
    scorer = load_scorer(shared)
    found: dict[str, list[bool]] = {}
    words = 0
    seconds = 0.0
    for gold, text in gold_reports(shared, "train"):
        document = read(text, edtf.parse(gold["published"]) if gold.get("published") else None)
        start = time.process_time()
        references = resolve(document)
        seconds += time.process_time() - start
        words += len(document.tokens)
        assert references == document.references
        for kind, wanted, quotes in wanted_actors(gold):
            names = actors_in(document, quotes)
            named = any(scorer.same_actor(w, n) for w in wanted for n in names)
            found.setdefault(kind, []).append(named)
            if kind == "party":
                hosts = hosts_in(document, quotes)
                found.setdefault("party, or host by place", []).append(named or bool(hosts.intersection(wanted)))
    shares = {kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(found.items())}
    return {
        "found": shares,
        "actors": sum(len(found[k]) for k in ("party", "asker", "addressee")),
        "us_per_word": round(seconds / words * 1e6, 1),
    }


def load_scorer(shared: Path) -> ModuleType:
    """The scorer of the record as a module."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_reports(shared: Path, part: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Each gold file with the text of its report."""
    folders = [
        shared / "data" / "wires",
        shared / "data" / "features",
        shared / "seeds",
        shared / "gold" / part / "text",
    ]
    for file in sorted((shared / "gold" / part).glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        path = next((f / gold["source"] for f in folders if (f / gold["source"]).exists()), None)
        if path is not None:
            yield gold, path.read_text("utf-8")


def wanted_actors(gold: dict[str, Any]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Kind, acceptable names and quotes of each actor that the gold names."""
    for contact in gold.get("contacts", ()):
        if not contact.get("optional"):
            for party in contact["parties"]:
                yield "party", [party], contact["quotes"]
    for ask in gold.get("asks", ()):
        for role in ("asker", "addressee"):
            if ask.get(role) and not ask.get("optional"):
                yield role, [n for n in (ask[role], *ask.get(f"{role}_or", ())) if n], ask["quotes"]


def hosts_in(document: Document, quotes: list[str]) -> set[str]:
    """Countries of the places named within the quoted stretches."""
    spans = [(at, at + len(quote)) for quote in quotes if (at := document.text.find(quote)) >= 0]
    inside = (t.index for t in document.tokens for first, last in spans if first <= t.start < last)
    return {country for index in inside if (country := people.country_at(document, index))}


def actors_in(document: Document, quotes: list[str]) -> set[str]:
    """Names of the actors referred to within the quoted stretches."""
    spans = [(at, at + len(quote)) for quote in quotes if (at := document.text.find(quote)) >= 0]
    tokens = document.tokens
    return {
        r.actor.name
        for r in document.references
        if any(first < tokens[r.last - 1].end and tokens[r.first].start < last for first, last in spans)
    }


if __name__ == "__main__":
    print(json.dumps(scores(Path(__file__).resolve().parents[2] / "shared"), indent=1))
