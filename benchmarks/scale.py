"""A record of thousands of reports: what one more report costs, how long listings take, how much memory it needs.

The reports are made up here, and so is what is found in them, so that the store and the linking are measured alone:
the encoder costs the same for every report, however large the record.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from readout.actors.model import Actor
from readout.extraction import VERSION, Extraction
from readout.items.asks import Ask
from readout.items.checks import Check
from readout.items.contacts import Contact
from readout.items.figures import Figure
from readout.items.model import Goods, Item, Passage
from readout.items.statements import Statement
from readout.items.transfers import Transfer
from readout.language import edtf
from readout.record import adding
from readout.record.record import Record
from readout.record.working import Read
from readout.reports import copies
from readout.reports.model import Block, Report

LOT = 250
STATES = (
    "Norland",
    "Sudland",
    "Estland",
    "Westland",
    "Midland",
    "Highland",
    "Lowland",
    "Farland",
    "Oldland",
    "Newland",
)
OFFICES = ("president", "foreign minister", "defence minister", "envoy")
NAMES = ("Ada", "Bo", "Cy", "Di", "Eli", "Fay", "Gus", "Hal", "Ivo", "Jo", "Kai", "Lou", "Max", "Ned", "Ola", "Pia")
SURNAMES = ("Lund", "Rask", "Voss", "Holt", "Brandt", "Falk", "Sand", "Berg", "Moe", "Dahl", "Krog", "Winter", "Stern")
PLACES = ("the north", "the harbour", "the old town", "two border villages", "the capital", "the valley", "the camp")
WANTED = ("open the crossing", "stop the shelling", "release the crew", "sign the treaty", "withdraw the troops")
GOODS = ("trucks", "generators", "tents", "rifles", "ambulances", "tonnes of flour", "drones", "radios")
MEASURES = ("killed", "injured", "displaced", "arrested", "missing", "detained")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze")
WORDS = ["".join(letters) for letters in product(SYLLABLES, repeat=3)]  # so that no two reports are copies
ONE = """A call after the storm

3 May 2024

The foreign minister of Norway spoke by telephone with the foreign minister of Sweden on Thursday. She asked Sweden to
reopen the northern crossing. At least 12 people were killed in the floods, the police said.
"""


def people() -> list[Actor]:
    """The holders of each office of each state."""
    chance = random.Random(7)
    return [
        Actor(f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}{state[:2].lower()}", "person", state, office)
        for state in STATES
        for office in OFFICES
    ]


def extractions(count: int) -> Iterator[Extraction]:
    """Reports with what is found in them: about ten items each, over two years, several telling of the same."""
    cast, chance = people(), random.Random(11)
    for number in range(count):
        day = date(2023, 1, 1) + timedelta(days=chance.randrange(730))
        yield _extraction(number, day, cast, random.Random(day.toordinal()), chance)


def _extraction(
    number: int, day: date, cast: Sequence[Actor], news: random.Random, chance: random.Random
) -> Extraction:
    """One report of a day. `news` is the same for all reports of the day, `chance` is each report's own."""
    when = edtf.parse(day.isoformat())
    lines = [" ".join(chance.choices(WORDS, k=9)).capitalize() + "."]
    found: list[tuple[str, Callable[[Passage], Item], str]] = []
    pairs = [news.sample(list(cast), 2) for _ in range(3)]
    for a, b in chance.sample(pairs, 2):
        kind = "call" if len(a.name) % 2 else "meeting"
        found.append(("contact", _contact(kind, a, b, when), f"{a.name} and {b.name} held a {kind}, aides said"))
        want = chance.choice(WANTED)
        found.append(("ask", _ask(a, b, want, when), f"{a.name} asked {b.name} to {want}"))
        found.append(("statement", _statement(b, f"we will not {want}"), f'"We will not {want}," {b.name} said'))
    for _ in range(2):
        measure, place = news.choice(MEASURES), news.choice(PLACES)
        value, who = float(news.randrange(3, 90) + chance.randrange(3)), f"people in {place}"
        found.append(("figure", _figure(measure, value, who, when), f"{value:.0f} {who} were {measure}"))
    a, b = pairs[0]
    goods, much = news.choice(GOODS), float(news.randrange(5, 500))
    found.append(("transfer", _transfer(a, b, goods, much, when), f"{a.side} sent {much:.0f} {goods} to {b.side}"))
    if chance.random() < 0.5:
        times = chance.randrange(2, 9)
        found.append(("check", _check(a, b, times, when), f"It was call number {times} of {a.name} and {b.name}"))
    return _report(number, day, lines, found, chance)


def _report(
    number: int,
    day: date,
    lines: list[str],
    found: Sequence[tuple[str, Callable[[Passage], Item], str]],
    chance: random.Random,
) -> Extraction:
    place = len(lines[0]) + 1
    items: dict[str, list[Item]] = {}
    for type_, make, told in found:
        own = " ".join(word.title() if n % 3 else word for n, word in enumerate(chance.choices(WORDS, k=12)))
        sentence = f"{told}, {own}."
        items.setdefault(type_, []).append(make(Passage(place, place + len(sentence), sentence)))
        lines.append(sentence)
        place += len(sentence) + 1
    text = "\n".join(lines)
    report = Report(
        source=f"made/{number % 17}/{number}.txt",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=(Block(0, len(text), "paragraph"),),
        title=lines[0],
        published=edtf.parse(day.isoformat()),
        published_basis="given",
    )
    return Extraction(report, {type_: tuple(group) for type_, group in items.items()}, VERSION)


def _contact(kind: str, a: Actor, b: Actor, when: edtf.Edtf) -> Callable[[Passage], Item]:
    return lambda p: Contact(
        passages=(p,), confidence=0.9, why="made", kind=kind, status="held", parties=(a, b), when=when
    )


def _ask(a: Actor, b: Actor, want: str, when: edtf.Edtf) -> Callable[[Passage], Item]:
    return lambda p: Ask(
        passages=(p,), confidence=0.8, why="made", asker=a, addressee=b, manner="request", content=want, when=when
    )


def _statement(speaker: Actor, content: str) -> Callable[[Passage], Item]:
    return lambda p: Statement(
        passages=(p,), confidence=0.9, why="made", speaker=speaker, basis="named", mode="quote", content=content
    )


def _figure(measure: str, value: float, who: str, when: edtf.Edtf) -> Callable[[Passage], Item]:
    return lambda p: Figure(
        passages=(p,), confidence=0.8, why="made", measure=measure, value=value, who=who, as_of=when
    )


def _transfer(a: Actor, b: Actor, goods: str, much: float, when: edtf.Edtf) -> Callable[[Passage], Item]:
    giver, taker = (Actor(str(one.side), "government", one.side) for one in (a, b))
    sent = (Goods(goods, much),)
    return lambda p: Transfer(
        passages=(p,),
        confidence=0.8,
        why="made",
        sender=giver,
        receiver=taker,
        items=sent,
        status="delivered",
        when=when,
    )


def _check(a: Actor, b: Actor, times: int, when: edtf.Edtf) -> Callable[[Passage], Item]:
    return lambda p: Check(
        passages=(p,),
        confidence=0.8,
        why="made",
        kind="ordinal",
        parties=(a, b),
        value=float(times),
        of="call",
        at=when,
    )


def make(place: Path, count: int) -> float:
    """A record of so many made reports; gives the processor seconds that storing and linking took."""
    began = time.process_time()
    lot: list[Read] = []
    with Record(place) as record:
        for extraction in extractions(count):
            lot.append(Read(extraction, copies.signature(extraction.report.text, extraction.report.blocks)))
            if len(lot) == LOT:
                _store(record, lot)
                lot = []
        if lot:
            _store(record, lot)
        adding.finish(record._writing)
    return time.process_time() - began


def _store(record: Record, lot: list[Read]) -> None:
    with record._writing() as connection:
        adding._put(connection, lot, VERSION)


def scores(count: int = 10_000) -> dict[str, float]:
    """Milliseconds of processor time a report while `count` are stored and linked, and a tenth as many; peak memory.

    Then, on the record so made, whole processes: adding one report, the first twenty contacts.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        few, many = max(count // 10, 1), count
        small = make(folder / "small.db", few) / few * 1000
        large = make(folder / "large.db", many) / many * 1000
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        for name, told in (("none.txt", ONE), ("one.txt", ONE.replace("12 people", "17 people"))):
            (folder / name).write_text(told, encoding="utf-8")
            add = _process(folder, "add", str(folder / name), "--record", str(folder / "large.db"))
        listing = _process(folder, "contacts", "--limit", "20", "--record", str(folder / "large.db"))
    return {
        "reports": count,
        "ms_per_report": round(large, 2),
        "ms_per_report_of_a_tenth": round(small, 2),
        "peak_mb": round(peak),
        "add_one_seconds": round(add, 2),
        "listing_seconds": round(listing, 2),
    }


def _process(scratch: Path, *words: str) -> float:
    """Processor seconds of a command, which are those it takes where nothing else runs.

    Its bytecode is kept, as an installation keeps it, so that the first run of a command is not to be counted.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(scratch / "bytecode")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "readout", *words], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
