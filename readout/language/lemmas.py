"""Lemmas from the word and its Penn tag: a table of what the rules get wrong, then rules.

The table comes from the treebanks (`training/lemmas.py`), with the verbs and adjectives by which a rule chooses
between "make" and "mak", "big" and "bigg"; irregular verbs and plurals stand in lemmas.yaml.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from readout import wordlists
from readout.language.wordpieces import MODEL

_VOWELS = frozenset("aeiou")
_E_BEFORE = (  # "creat", "realiz", "forc", "enabl"
    *("at", "iz", "is", "uc", "ag", "rg", "dg", "nc", "rc", "rs", "ns", "v", "u"),
    *("bl", "pl", "tl", "gl", "cl", "dl"),
)
_KEPT = 100_000  # lemmas remembered


class _Irregular(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    verbs: str
    prefixes: list[str]
    plurals: str


@cache
def irregular() -> tuple[dict[str, str], dict[str, str]]:
    """The bases of irregular verb forms, and the singulars of irregular plurals."""
    text = Path(__file__).with_name("lemmas.yaml").read_text(encoding="utf-8")
    given = _Irregular.model_validate(wordlists.parse(text))
    verbs: dict[str, str] = {}
    for entry in given.verbs.split(";"):
        base, *forms = entry.split()
        for form in (one for group in forms for one in group.split("/")):
            verbs.setdefault(form, base)
            for prefix in given.prefixes if len(form) > 2 else ():
                verbs.setdefault(prefix + form, prefix + base)
    plurals = {many: one for one, many in (entry.split() for entry in given.plurals.split(";"))}
    return verbs, plurals


class Table(NamedTuple):
    """What the rules need to know."""

    exceptions: dict[str, dict[str, str]]  # by tag, by lower-case word
    bases: frozenset[str]  # known verbs, adjectives and adverbs


@cache
def table(folder: Path = MODEL) -> Table:
    """The shipped table."""
    path = folder / "lemmas.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    return Table(given["exceptions"], frozenset(given["bases"]))


_known: dict[tuple[str, str], str] = {}


def lemma(word: str, xpos: str) -> str:
    """The word's lemma, lower case but for proper nouns."""
    found = _known.get((word, xpos))
    if found is None:
        if len(_known) >= _KEPT:
            _known.clear()
        found = _known[word, xpos] = find(word, xpos, table())
    return found


def find(word: str, xpos: str, known: Table) -> str:
    """As `lemma`, with the table given."""
    low = word.lower().replace("’", "'")
    verbs, plurals = irregular()
    if xpos in ("VBD", "VBN") and low in verbs:
        return verbs[low]
    exceptions = known.exceptions.get(xpos)
    if exceptions is not None and low in exceptions:
        return exceptions[low]
    if xpos in ("NNP", "NNPS"):
        return word if xpos == "NNP" or not word.isalpha() else _singular(word)
    if len(low) > 200:
        return low
    if xpos == "CD":
        return low.replace(",", "") if low[0].isdigit() else low
    if xpos == "NNS" and low in plurals:
        return plurals[low]
    if xpos == "NNS":
        return _singular(low)
    if xpos == "VBZ":
        return _singular(low) if not low.endswith("oes") else low[:-2]
    if xpos == "VBG" and low.endswith("ing") and len(low) > 4:
        return _base(low[:-3], known.bases)
    if xpos in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else _base(low[:-2], known.bases)
    if xpos in ("JJR", "RBR") and low.endswith("er") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ier") else _base(low[:-2], known.bases)
    if xpos in ("JJS", "RBS") and low.endswith("est") and len(low) > 4:
        return low[:-4] + "y" if low.endswith("iest") else _base(low[:-3], known.bases)
    return low


def _singular(word: str) -> str:
    if len(word) < 3 or not word.endswith(("s", "S", "men")) or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _base(stem: str, bases: frozenset[str]) -> str:
    """The base of a stem whose ending was cut off: as it is, with an e, or with its last letter once."""
    double = len(stem) > 2 and stem[-1] == stem[-2]
    options = [stem + "e", stem] if stem.endswith(_E_BEFORE) else [stem, stem + "e"]
    if double:
        options.insert(0 if stem[-1] not in "sl" else 1, stem[:-1])
    for option in options:
        if option in bases:
            return option
    if double and stem[-1] not in "slfz":
        return stem[:-1]
    if not double and len(stem) > 2 and stem[-1] not in "wxyaeio" and stem[-1] not in _VOWELS:
        short = stem[-2] in _VOWELS and stem[-3] not in _VOWELS and sum(c in _VOWELS for c in stem) == 1
        if short:
            return stem + "e"
    return options[0]
