"""A small world for the tests of the record: item types that are found in plainly marked sentences.

A report is lines such as

    <contact call held|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> Lund phoned Rask on Thursday.

in which the words after the mark are the passage. No model is needed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from types import ModuleType

from readout import items
from readout.actors.model import Actor
from readout.items import asks, checks, contacts, figures, statements, transfers
from readout.items.model import Goods, Item, ItemType, Passage, Pointer
from readout.language import edtf
from readout.record import mentions
from readout.reports.model import Block, Report

MARK = re.compile(r"<(\w+) ([^|>]*)\|([^|>]*)\|([^>]*)> *([^\n]+)")


def no_find(document):
    return []


TYPES = (
    ItemType(
        "contact",
        "contacts",
        contacts.Contact,
        no_find,
        choices={"kind": contacts.KINDS, "status": contacts.STATUSES},
        when="when",
        columns=("when", "kind", "status", "parties", "where"),
        linking=contacts.LINKING,
        disputed=("when", "status"),
        clash=contacts.clash,
        order=10,
    ),
    ItemType(
        "check",
        "checks",
        checks.Check,
        no_find,
        choices={"kind": checks.KINDS},
        columns=("kind", "parties", "value", "since"),
        order=20,
    ),
    ItemType(
        "ask",
        "asks",
        asks.Ask,
        no_find,
        choices={"manner": asks.MANNERS, "answer": asks.ANSWERS},
        when="when",
        columns=("when", "asker", "addressee", "manner", "content", "answer"),
        order=30,
    ),
    ItemType(
        "transfer",
        "transfers",
        transfers.Transfer,
        no_find,
        choices={"status": transfers.STATUSES},
        when="when",
        columns=("when", "sender", "receiver", "items", "status"),
        linking=transfers.LINKING,
        order=40,
    ),
    ItemType(
        "figure",
        "figures",
        figures.Figure,
        no_find,
        choices={"bound": figures.BOUNDS},
        when="as_of",
        columns=("as_of", "measure", "value", "who"),
        linking=figures.LINKING,
        disputed=("value",),
        clash=figures.clash,
        order=50,
    ),
    ItemType(
        "statement",
        "statements",
        statements.Statement,
        no_find,
        choices={"basis": statements.BASES, "mode": statements.MODES},
        columns=("speaker", "mode", "content"),
        order=60,
    ),
)


@dataclass(frozen=True)
class Extraction:
    report: Report
    items: dict
    version: str = "1"


def actor(text: str) -> Actor:
    name, _, side = text.strip().partition("@")
    return Actor(name, "person" if " " in name else "government", side or (None if " " in name else name))


def actors(text: str) -> tuple[Actor, ...]:
    return tuple(actor(part) for part in text.split(";") if part.strip())


def date(text: str):
    return edtf.parse(text.strip()) if text.strip() else None


def build(type_: str, words: list[str], who: str, when: str, common: dict) -> Item:
    if type_ == "contact":
        return contacts.Contact(kind=words[0], status=words[1], parties=actors(who), when=date(when), **common)
    if type_ == "check":
        value = float(words[1]) if words[1].isdigit() else words[1]
        since = date(words[2]) if len(words) > 2 else None
        return checks.Check(kind=words[0], value=value, since=since, parties=actors(who), at=date(when), **common)
    if type_ == "ask":
        left, right = actors(who)
        return asks.Ask(asker=left, addressee=right, manner=words[0], content=words[1], when=date(when), **common)
    if type_ == "transfer":
        left, right = actors(who)
        goods = (Goods(words[1], float(words[0])),)
        return transfers.Transfer(
            sender=left, receiver=right, items=goods, status="approved", when=date(when), **common
        )
    if type_ == "figure":
        who, _, speaker = who.partition(" by ")
        by = actor(speaker) if speaker else None
        value = float(words[1])
        return figures.Figure(measure=words[0], value=value, who=who, according_to=by, as_of=date(when), **common)
    about = Pointer(*words[0].split(":")[:1], *map(int, words[0].split(":")[1:])) if ":" in words[0] else None
    return statements.Statement(speaker=actor(who), basis="named", mode="quote", content=when, about=about, **common)


def find(report: Report, version: str = "1") -> Extraction:
    found: dict[str, list[Item]] = {t.name: [] for t in TYPES}
    for match in MARK.finditer(report.text):
        type_, words, who, when, said = match.groups()
        start = match.start(5)
        passage = Passage(start, start + len(said), said)
        common = {"passages": (passage,), "confidence": 0.7, "why": "marked in the text"}
        found[type_].append(build(type_, words.split(), who, when, common))
    return Extraction(report, {name: tuple(group) for name, group in found.items()}, version)


def report(text: str, source: str = "report.txt", published: str | None = None) -> Report:
    return Report(
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=(Block(0, len(text), "paragraph"),),
        title=text.splitlines()[0][:40] if text.strip() else None,
        published=edtf.parse(published) if published else None,
        published_basis="given" if published else "unknown",
    )


def install(monkeypatch=None) -> ModuleType:
    """Put the small world in place of the real finders."""
    module = ModuleType("readout.extraction")
    module.VERSION = "1"
    module.Extraction = Extraction
    module.extract = lambda report: find(report, module.VERSION)
    if monkeypatch is None:
        sys.modules["readout.extraction"] = module
        items.types = lambda: TYPES
    else:
        monkeypatch.setitem(sys.modules, "readout.extraction", module)
        monkeypatch.setattr(items, "types", lambda: TYPES)
    mentions.by_name.cache_clear()
    return module


def uninstall() -> None:
    """Forget the small world's types; the rest is monkeypatch's."""
    mentions.by_name.cache_clear()


def many(count: int) -> list[Report]:
    """Reports of calls, figures and checks that share some of what they tell."""
    people = ["Ada Lund@Norland", "Bo Rask@Sudland", "Cy Moe@Estland", "Di Voss@Westland"]
    made = []
    for n in range(count):
        left, right = people[n % 3], people[(n % 3 + 1 + n % 2) % 4]
        day = f"2024-{n % 9 // 3 + 4:02d}-{n % 28 + 1:02d}"
        text = (
            f"Report {n}\n"
            f"<contact call held|{left};{right}|{day}> Paper {n} says that they rang, case {n * 37 % 101}.\n"
            f"<figure killed {n % 5 + 10}|villagers|{day[:7]}> Case {n * 31 % 97} speaks of {n % 5 + 10} dead.\n"
            f"<check count {n % 4}|{left};{right}|{day}> Observer {n} counted {n % 4} such calls.\n"
        )
        made.append(report(text, f"folder{n % 7}/report{n}.txt", day))
    return made
