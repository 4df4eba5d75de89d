"""A record of 100,000 contacts and all that goes with them, made by program for measuring the page.

Twenty years of made-up dealings among thirty made-up states: a few of them in most of it, offices that change hands,
a dozen publishers, several reports on one occasion, some of which differ. Only linking is left out: which mentions
are one is known here, so that the record is made in minutes.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.extraction import VERSION, Extraction
from readout.items.asks import ANSWERS, MANNERS, Ask
from readout.items.checks import Check
from readout.items.contacts import KINDS, STATUSES, Contact
from readout.items.figures import BOUNDS, Figure
from readout.items.model import Goods, Item, Money, Passage
from readout.items.statements import Statement
from readout.items.transfers import STATUSES as STAGES
from readout.items.transfers import Transfer
from readout.language import edtf
from readout.record import dialect, ids, mentions, schema, store
from readout.record.deciding import standing
from readout.record.making import derived, judging, ledger_rows, queue_rows, settle
from readout.record.making.linking import Mention
from readout.record.record import Record
from readout.reports.model import Block, Report

FIRST, LAST = date(2004, 1, 1), date(2024, 12, 31)
STATES = (
    *("Norland", "Sudland", "Estland", "Westmark", "Midland", "Highmark", "Lowmoor", "Farrow", "Oldenia", "Newhaven"),
    *("Ardenia", "Belmark", "Corvia", "Dalmor", "Eldria", "Fenland", "Galdor", "Harmark", "Ilvania", "Jorvik"),
    *("Keldia", "Lorvania", "Morland", "Nerovia", "Orland", "Pelagia", "Quillon", "Rostia", "Silvania", "Tarmark"),
)
OFFICES = ("president", "foreign minister", "defence minister", "prime minister", "envoy", "intelligence chief")
NAMES = (
    *("Ada", "Boris", "Cyril", "Dina", "Elias", "Fay", "Gustav", "Hala", "Ivo", "Jonas", "Kaia", "Louis", "Maxim"),
    *("Nadia", "Ola", "Pia", "Rosa", "Samir", "Tove", "Ulla", "Vera", "Willem", "Yara", "Zeno"),
)
SURNAMES = (
    *("Lund", "Rask", "Voss", "Holt", "Brandt", "Falk", "Sand", "Berg", "Moe", "Dahl", "Krog", "Winter", "Stern"),
    *("Amsel", "Borin", "Castel", "Draga", "Ester", "Fonda", "Grauer", "Haddar", "Ilves", "Jarre", "Kessel", "Lorca"),
)
PUBLISHERS = (
    *("The Harbour Times", "Northern Wire", "Capital Post", "The Morning Ledger", "Bridge News Agency", "The Observer"),
    *("Valley Herald", "Radio Meridian", "The Gazette", "Coast Daily", "World Dispatch", "The Courier"),
)
PLACES = ("Port Alma", "Kestrel", "Old Bridge", "Sankt Per", "Lakeview", "Marrow", "Three Rivers", "Holm")
WANTED = ("open the crossing", "stop the shelling", "release the crew", "sign the treaty", "withdraw the troops",
          "let the inspectors in", "lift the ban on grain", "hand over the maps", "free two reporters")  # fmt: skip
GOODS = ("trucks", "generators", "tents", "rifles", "ambulances", "tonnes of flour", "drones", "radios", "shells")
ROUTES = (None, None, None, "an emergency decree", "a lease", "the relief fund")
MEASURES = ("killed", "wounded", "displaced", "detained", "missing", "hostages_held", "troops")
CROWDS = ("people in the north", "villagers", "soldiers", "fishermen", "people in the capital", "miners")
TOPICS = ("the border", "the ferry route", "the pipeline", "the grain deal", "the prisoners", "the dam", "the survey")
SHARE = {"ask": 0.6, "statement": 1.2, "figure": 0.5, "transfer": 0.2, "check": 0.1}  # to one contact

Make = Callable[[Passage, date | None], Item]


@dataclass(slots=True)
class _Told:
    """One thing that happened, as it will be told: the item that a passage makes, and the words of it."""

    type: str
    make: Make
    words: str
    reports: int = 1


@dataclass(slots=True)
class _Page:
    """A report while it is written."""

    day: date
    publisher: str
    lines: list[str] = field(default_factory=list)
    found: list[tuple[_Told, int, str]] = field(default_factory=list)
    length: int = 0

    def write(self, line: str) -> int:
        start = self.length
        self.lines.append(line)
        self.length += len(line) + 1
        return start


def people(chance: random.Random) -> dict[tuple[str, str], list[Actor]]:
    """Four holders, one after the other, of each office of each state."""
    names = [f"{name} {surname}" for name in NAMES for surname in SURNAMES]
    chance.shuffle(names)
    pool = iter(names * 2)

    def holder(state: str, office: str) -> Actor:
        name = next(pool)
        return Actor(name, "person", state, office, f"{state}/{office}/{name}".lower())

    return {(state, office): [holder(state, office) for _ in range(4)] for state in STATES for office in OFFICES}


def make(place: Path | str, contacts: int = 100_000) -> None:
    """Make the record."""
    chance = random.Random(5)
    cast = people(chance)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    weights = [1 + n / len(days) + 3 * (chance.random() ** 8) for n in range(len(days))]
    scale = contacts / sum(weights)
    with Record(place) as record:
        lot: list[_Page] = []
        for n, day in enumerate(days):
            lot += _day(day, weights[n] * scale, cast, chance, n)
            if n % 60 == 59 or day == LAST:
                _store(record, lot)
                lot = []
        _decide(record)


def _day(day: date, share: float, cast: Any, chance: random.Random, number: int) -> list[_Page]:
    """The reports of one day."""
    era = number * 4 // ((LAST - FIRST).days + 1)
    told = []
    for type_, ratio in {"contact": 1.0, **SHARE}.items():
        wanted = share * ratio
        for _ in range(int(wanted) + (chance.random() < wanted % 1)):
            told.append(_TELLERS[type_](*_pair(cast, era, chance), day, chance))
            told[-1].reports = chance.choices((1, 2, 3, 5), (72, 18, 8, 2))[0]
    pages = [_Page(day, publisher) for publisher in chance.sample(PUBLISHERS, min(12, max(1, round(share * 0.3))))]
    for page in pages:
        page.write(f"{' and '.join(chance.sample(TOPICS, 2)).capitalize()}: the day's news in {page.publisher}")
        page.write(f"{day.day} {day:%B %Y}")
    for one in told:
        for page in chance.sample(pages, min(one.reports, len(pages))):
            source = chance.choice(("officials said", "aides said", "the ministry said", "two diplomats said"))
            sentence = f"{one.words}, {source} after a day of talk about {chance.choice(TOPICS)}."
            page.found.append((one, page.write(sentence), sentence))
    return pages


def _pair(cast: Any, era: int, chance: random.Random) -> tuple[Actor, Actor]:
    """Two holders of office of different states; the first states are in most of what happens."""
    left = _rank(chance)
    right = next(rank for rank in iter(lambda: _rank(chance), None) if rank != left)
    office = chance.choices(OFFICES, (5, 6, 2, 3, 2, 1))
    other = office if chance.random() < 0.7 else chance.choices(OFFICES)
    return cast[STATES[left], office[0]][era], cast[STATES[right], other[0]][era]


def _rank(chance: random.Random) -> int:
    rank: int = chance.choices(range(len(STATES)), [1 / (n + 1) for n in range(len(STATES))])[0]
    return rank


def _when(day: date | None) -> edtf.Edtf | None:
    return edtf.parse(day.isoformat()) if day else None


def _sure(chance: random.Random) -> float:
    return round(min(0.98, 0.35 + 0.6 * math.sqrt(chance.random())), 4)


def _contact(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    kind = chance.choices(KINDS, (30, 4, 30, 12, 6, 18))[0]
    status = chance.choices(STATUSES, (74, 12, 3, 5, 2, 4))[0]
    where = chance.choice(PLACES) if kind in ("meeting", "visit") and chance.random() < 0.7 else None
    when = None if chance.random() < 0.05 else day - timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
    sure = _sure(chance)

    def built(passage: Passage, other: date | None) -> Item:
        return Contact(passages=(passage,), confidence=sure, why=f"a {kind} is named", kind=kind, status=status,
                       parties=(a, b), when=_when(other or when), where=where)  # fmt: skip

    place = f" in {where}" if where else ""
    return _Told("contact", built, f"{a.role} {a.name} of {a.side} and {b.name} of {b.side}: a {kind}{place}, {status}")


def _ask(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    want, manner = chance.choice(WANTED), chance.choices(MANNERS, (60, 15, 15, 10))[0]
    answer = chance.choices(ANSWERS, [10] * (len(ANSWERS) - 1) + [30])[0]
    sure = _sure(chance)

    def built(passage: Passage, other: date | None) -> Item:
        return Ask(passages=(passage,), confidence=sure, why="a verb of asking", asker=a, addressee=b, manner=manner,
                   content=want, answer=answer, when=_when(other or day))  # fmt: skip

    return _Told("ask", built, f"{a.name} wanted {b.side} to {want}; {b.name} was told so in a {manner}")


def _statement(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    content = f"{b.side} must {chance.choice(WANTED)} before {chance.choice(TOPICS)} is settled"
    basis, speaker = chance.choices((("named", a), ("unnamed", Actor(f"{a.side} officials", "unnamed", a.side))),
                                    (7, 3))[0]  # fmt: skip
    mode, sure = chance.choice(("quote", "paraphrase", "paraphrase", "stance")), _sure(chance)

    def built(passage: Passage, other: date | None) -> Item:
        return Statement(passages=(passage,), confidence=sure, why="a verb of saying", speaker=speaker, basis=basis,
                         mode=mode, content=content)  # fmt: skip

    return _Told("statement", built, f"{speaker.name} said that {content}")


def _figure(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    measure, who, value = chance.choice(MEASURES), chance.choice(CROWDS), float(int(3 + 40 ** (2 * chance.random())))
    bound, sure = chance.choices(BOUNDS, [6] + [1] * (len(BOUNDS) - 1))[0], _sure(chance)
    holder = Actor(str(a.side), "government", a.side) if chance.random() < 0.6 else None

    def built(passage: Passage, other: date | None) -> Item:
        given = value + 2 if other else value
        return Figure(passages=(passage,), confidence=sure, why="a number", measure=measure, value=given, bound=bound,
                      who=f"{who} of {b.side}", according_to=holder, as_of=_when(day))  # fmt: skip

    return _Told("figure", built, f"{value:.0f} {who} of {b.side} were {measure}, by the count of {a.side}")


def _transfer(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    giver, taker = (Actor(str(one.side), "government", one.side) for one in (a, b))
    goods, much = chance.choice(GOODS), float(chance.randrange(5, 900))
    worth = Money(float(chance.randrange(1, 400)) * 1e6, "USD") if chance.random() < 0.3 else None
    status, route, sure = chance.choice(STAGES), chance.choice(ROUTES), _sure(chance)

    def built(passage: Passage, other: date | None) -> Item:
        return Transfer(passages=(passage,), confidence=sure, why="a verb of sending", sender=giver, receiver=taker,
                        items=(Goods(goods, much),), value=worth, status=status, route=route,
                        when=_when(other or day))  # fmt: skip

    return _Told("transfer", built, f"{a.side} and {b.side}: {much:.0f} {goods}, {status}")


def _check(a: Actor, b: Actor, day: date, chance: random.Random) -> _Told:
    times, sure = chance.randrange(2, 9), _sure(chance)
    since = edtf.parse(str(day.year))

    def built(passage: Passage, other: date | None) -> Item:
        return Check(passages=(passage,), confidence=sure, why="a count", kind="count", parties=(a, b),
                     value=float(times), of="call", since=since, at=_when(day))  # fmt: skip

    return _Told("check", built, f"{a.name} and {b.name} have rung {times} times this year")


_TELLERS: dict[str, Callable[..., _Told]] = {
    "contact": _contact, "ask": _ask, "statement": _statement, "figure": _figure, "transfer": _transfer,
    "check": _check,
}  # fmt: skip


def _store(record: Record, pages: Sequence[_Page]) -> None:
    """Store reports with their items, each made of the mentions of one thing."""
    groups: dict[int, list[Mention]] = {}
    extractions = [_extraction(page, groups) for page in pages]
    chance = random.Random(len(pages))
    with record._writing() as connection:
        store.put_reports(connection, extractions, VERSION)
        connection.execute(sa.delete(schema.pending))
        _copies(connection, extractions, chance)
        log = standing.Standing([], {})  # nobody has decided yet
        made = [settle._derive(group, log) for group in groups.values()]
        derived.write(connection, made)
        ledger_rows.put(connection, [ledger_rows.Shown(d.row, d.item) for d in made])
        queue_rows.put(connection, [d.id for d in made])
        _disputes(connection, [one for one in made if one.versions])
        _judge(connection, made, chance)


def _extraction(page: _Page, groups: dict[int, list[Mention]]) -> Extraction:
    text = "\n".join(page.lines)
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = f"{page.publisher.lower().replace(' ', '-')}/{page.day.year}/{page.day.isoformat()}.txt"
    published = _when(page.day)
    report = Report(source=source, text=text, sha256=digest, blocks=(Block(0, len(text), "paragraph"),),
                    title=page.lines[0], publisher=page.publisher, published=published,
                    published_basis="stated", published_why="its dateline")  # fmt: skip
    items: dict[str, list[Item]] = {}
    id_ = store.identity(report)
    for told, start, sentence in page.found:
        other = page.day - timedelta(days=9) if groups.get(id(told)) and start % 12 == 0 else None
        items.setdefault(told.type, []).append(told.make(Passage(start, start + len(sentence), sentence), other))
    rows = iter(list(mentions.made(id_, source, text, items)))
    ordered = [told for type_ in sorted(items) for told, _, _ in page.found if told.type == type_]
    flat = [item for type_ in sorted(items) for item in items[type_]]
    for told, item, row in zip(ordered, flat, rows, strict=True):
        groups.setdefault(id(told), []).append(Mention(row["id"], id_, id_, told.type, item, published))
    return Extraction(report, {type_: tuple(found) for type_, found in items.items()}, VERSION)


def _copies(connection: sa.Connection, extractions: Sequence[Extraction], chance: random.Random) -> None:
    """One report in thirty is said to copy another of its lot."""
    ids_ = [store.identity(extraction.report) for extraction in extractions]
    c = schema.report.c
    for id_ in chance.sample(ids_[1:], len(ids_) // 30):
        copied = {"copy_of": ids_[0], "copy_why": "shares nine tenths of its words"}
        connection.execute(sa.update(schema.report).where(c.id == id_).values(copied))


def _judge(connection: sa.Connection, made: Sequence[derived.Derived], chance: random.Random) -> None:
    contacts = [one.id for one in made if one.row["type"] == "contact"]
    rows = [
        {"item": one.id, "verdict": chance.choice(("agrees", "disagrees", "open")), "why": "such calls are known",
         "rests_on": json.dumps(chance.sample(contacts, min(3, len(contacts))))}
        for one in made if one.row["type"] == "check"
    ]  # fmt: skip
    dialect.put(connection, schema.verdict, rows)


def _disputes(connection: sa.Connection, made: Sequence[derived.Derived]) -> None:
    found = [(one, dispute) for one in made for dispute in judging._disputes(one, [])]
    rows = [
        {"id": ids.derive("dispute", one.row["type"], d.field, *d.items), "type": one.row["type"], "field": d.field,
         "why": d.why}
        for one, d in found
    ]  # fmt: skip
    members = [{"dispute": row["id"], "item": i} for row, (_, d) in zip(rows, found, strict=True) for i in d.items]
    dialect.put(connection, schema.dispute, rows)
    dialect.add_missing(connection, schema.dispute_item, members)


def _decide(record: Record) -> None:
    """A person has looked at a few."""
    for type_ in ("asks", "figures", "statements"):
        entries = record.entries(type_, limit=30, passages=False)
        record.accept(*(entry.id for entry in entries[:20]))
        record.reject(*(entry.id for entry in entries[20:]))
