"""The vocabulary of time (`words.yaml`), checked, with the class of words each word belongs to.

A class is one character, so that a text becomes a string with one character for each word, over which the patterns
of `patterns.py` run: that is what makes tagging fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from readout import wordlists

# The name that patterns use for a class of words, and its character.
CLASSES = {
    "DAY": "d",  # a number from 1 to 31
    "INT": "D",  # any other number
    "YEAR": "Y",  # four digits that can be a year
    "NUM": "n",  # a number word
    "FEW": "c",  # several, a few
    "HALF": "j",
    "ORD": "o",  # third, 3rd
    "DECADE": "C",  # 1980s, '80s, nineties
    "CLOCK": "T",  # 10:35
    "AMPM": "A",
    "ZONE": "Z",
    "ISO": "I",  # 2024-03-18
    "MONTH": "M",
    "MAY": "m",  # a month's name that is also a common word
    "WEEKDAY": "W",
    "WEEKDAYS": "w",
    "WKD": "v",  # Sat
    "SEASON": "S",
    "UNIT": "U",
    "UNITS": "u",
    "QUARTER": "Q",
    "QUARTERS": "q",
    "WEEKEND": "E",
    "WEEKENDS": "3",
    "PERIOD": "R",  # period, term
    "PART": "P",  # morning
    "NOON": "N",
    "THE": "t",
    "A": "a",
    "THIS": "h",
    "THAT": "H",
    "LAST": "l",
    "PAST": "p",
    "NEXT": "x",
    "FOLLOWING": "F",
    "LATEST": "b",
    "SAME": "6",
    "EACH": "e",
    "AGO": "g",
    "EARLIER": "k",
    "LATER": "K",
    "BEFORE": "4",
    "AFTER": "5",
    "EARLY": "y",
    "OF": "f",
    "IN": "i",
    "AND": "&",
    "TO": "2",
    "HYPHEN": "-",
    "COMMA": ",",
    "POSS": "'",
    "DOT": ".",
    "FISCAL": "J",
    "REF": "X",  # now, recently
    "ADJ": "x1",  # replaced below
    "TODAY": "z",
    "OFTEN": "V",  # daily
    "HOLIDAY": "L",  # Christmas
    "OFDAY": "B",  # Labor (Day)
    "NEW": "8",  # New (Year's Day)
    "EVE": "9",
    "MORE": "O",  # two more weeks
    "OLD": "7",
    "TIME": "i1",  # replaced below
    "MONEY": "$",
    "BREAK": "|",  # a blank line
    "OTHER": "_",
}
CLASSES["ADJ"], CLASSES["TIME"] = "r", "s"

_PLAIN = {
    "THE": ["the"],
    "A": ["a", "an"],
    "THIS": ["this", "these"],
    "THAT": ["that", "those"],
    "LAST": ["last"],
    "PAST": ["past", "previous", "preceding"],
    "NEXT": ["next"],
    "FOLLOWING": ["following"],
    "LATEST": ["latest"],
    "SAME": ["same"],
    "EACH": ["each", "every"],
    "AGO": ["ago"],
    "EARLIER": ["earlier"],
    "LATER": ["later", "sometime", "late-r"],
    "BEFORE": ["before"],
    "AFTER": ["after"],
    "OF": ["of"],
    "IN": ["in", "during", "on", "over", "within", "for", "since", "by", "at"],
    "AND": ["and", "or"],
    "TO": ["to"],
    "HYPHEN": ["-", "–", "—", "‑"],
    "COMMA": [","],
    "POSS": ["'s", "’s", "'", "’"],
    "DOT": ["."],
    "FISCAL": ["fiscal"],
    "QUARTER": ["quarter"],
    "QUARTERS": ["quarters"],
    "WEEKEND": ["weekend"],
    "WEEKENDS": ["weekends"],
    "PERIOD": ["period"],
    "NEW": ["new"],
    "EVE": ["eve"],
    "MORE": ["more", "additional", "consecutive", "straight", "full", "trading", "other", "further"],
    "OLD": ["old", "long"],
    "TIME": ["time", "times", "term", "moment", "date", "while", "once", "possible", "as", "then", "already", "yet"],
    "HALF": ["half"],
    "MONEY": ["$", "£", "€", "#", "¥"],
}


class _Sheet(BaseModel):
    """The shape of `words.yaml`."""

    model_config = ConfigDict(extra="forbid")

    months: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    unit_plurals: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    decade_words: dict[str, int]
    vague_counts: list[str]
    parts_of_day: dict[str, str]
    clock_words: dict[str, int]
    zones: list[str]
    days_relative: dict[str, int]
    references: dict[str, str]
    reference_adjectives: dict[str, str]
    frequencies: dict[str, str]
    parts_of_span: dict[str, str]
    single_day_holidays: dict[str, tuple[int, int]]
    day_holidays: dict[str, tuple[int, int]]
    floating_holidays: dict[str, tuple[int, int, int]]
    future_cues: list[str]
    past_cues: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary: `classes` gives the class of a lower-case word, the rest what words stand for."""

    sheet: _Sheet
    classes: dict[str, str]
    units: dict[str, str]  # singular and plural
    past: frozenset[str]
    future: frozenset[str]


@cache
def words() -> Words:
    """The vocabulary, read once."""
    text = files("readout.language.dates").joinpath("words.yaml").read_text(encoding="utf-8")
    sheet = _Sheet.model_validate(wordlists.parse(text))
    classes: dict[str, str] = {}
    for name, forms in (
        ("MONTH", sheet.months),
        ("WEEKDAY", sheet.weekdays),
        ("WKD", sheet.weekday_abbreviations),
        ("SEASON", sheet.seasons),
        ("UNITS", sheet.unit_plurals),
        ("UNIT", sheet.units),
        ("NUM", sheet.numbers),
        ("ORD", sheet.ordinals),
        ("DECADE", sheet.decade_words),
        ("FEW", sheet.vague_counts),
        ("PART", sheet.parts_of_day),
        ("NOON", sheet.clock_words),
        ("ZONE", sheet.zones),
        ("TODAY", sheet.days_relative),
        ("REF", sheet.references),
        ("ADJ", sheet.reference_adjectives),
        ("OFTEN", sheet.frequencies),
        ("EARLY", sheet.parts_of_span),
        ("OFDAY", {**sheet.day_holidays, **sheet.floating_holidays}),
        ("HOLIDAY", {**sheet.single_day_holidays, "thanksgiving": 0, "easter": 0}),
    ):
        classes.update(dict.fromkeys(forms, CLASSES[name]))
    for name, listed in _PLAIN.items():
        classes.update(dict.fromkeys(listed, CLASSES[name]))
    classes.update({f"{day}s": CLASSES["WEEKDAYS"] for day in sheet.weekdays})
    classes["may"] = classes["march"] = CLASSES["MAY"]
    return Words(
        sheet=sheet,
        classes=classes,
        units={**sheet.units, **sheet.unit_plurals},
        past=frozenset(sheet.past_cues),
        future=frozenset(sheet.future_cues),
    )
