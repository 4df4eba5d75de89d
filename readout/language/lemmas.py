"""Lemmas from the word and its Penn tag: a table of what the rules get wrong, then rules.

The table comes from the treebanks (`training/lemmas.py`), with the verbs and adjectives by which a rule chooses
between "make" and "mak", "big" and "bigg"; for forms of other verbs the encoder's vocabulary tells which words exist,
and English spelling decides where it is silent. Irregular verbs and plurals stand in lemmas.yaml.
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
# Stems that want an e after one vowel and one consonant, for else the consonant were doubled ("collid", "provok"), but
# for the endings that are often unstressed ("visit", "open", "gallop"). Then stems that want one after any letter.
_E_AFTER_SHORT = (
    *("ad", "ed", "id", "od", "ud", "ib", "ob", "ub", "ag", "eg", "ig", "ug", "ak", "ek", "ik", "ok", "uk", "um", "yp"),
    *("in", "un", "il", "ol", "ul", "ir", "ur", "at", "ut", "ap"),
)
_E_AFTER = (
    *("c", "s", "u", "v", "z", "dg", "lg", "rg", "eng", "phon"),
    *("bl", "cl", "dl", "fl", "gl", "kl", "pl", "sl", "tl", "zl", "tr"),
)
_PREFIXES = ("re", "mis", "over", "out", "under", "un", "dis", "de", "pre", "inter", "up", "down", "fore", "counter")
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
    words: frozenset[str] = frozenset()  # other words known to exist


@cache
def table(folder: Path = MODEL) -> Table:
    """The shipped table."""
    path = folder / "lemmas.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return Table(given["exceptions"], frozenset(given["bases"]), frozenset(p for p in pieces if len(p) > 2))


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
        return _base(low[:-3], known)
    if xpos in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else _base(low[:-2], known)
    if xpos in ("JJR", "RBR") and low.endswith("er") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ier") else _base(low[:-2], known)
    if xpos in ("JJS", "RBS") and low.endswith("est") and len(low) > 4:
        return low[:-4] + "y" if low.endswith("iest") else _base(low[:-3], known)
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


def _base(stem: str, known: Table) -> str:
    """The base of a stem whose ending was cut off: as it is, with an e, or with its last letter once.

    A known verb or adjective is preferred, then one with a prefix, then a word known to exist, then what spelling says.
    """
    options = [stem + "e", stem] if _wants_e(stem) else [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        options.insert(0 if _doubled(stem) else 1, stem[:-1])
    for option in options:
        if option in known.bases:
            return option
    for option in options:
        for prefix in _PREFIXES:
            if option.startswith(prefix) and len(option) > len(prefix) + 2 and option[len(prefix) :] in known.bases:
                return option
    short = options[0] == stem + "e" and _syllables(stem) == 1
    if not short and not stem.endswith(("is", "iz", "yz", "ss", "ff", "zz")):  # "emphasis" is a word, but no verb
        for option in options:
            if option in known.words:
                return option
    return options[0]


def _doubled(stem: str) -> bool:
    """Whether the last letter seems doubled for the ending only: "stopp", "levell", not "pass", "stuff", "kill"."""
    if stem[-1] == "l":
        return _syllables(stem) > 1 and not stem.endswith("all")
    return stem[-1] not in "sfz"


def _wants_e(stem: str) -> bool:
    """Whether spelling says that an e was cut off with the ending: "paus", "fre", "hop", "collid"."""
    if len(stem) < 3:
        return stem[-1] not in _VOWELS  # "ag"
    if stem[-1] == "e" or stem.endswith("ss"):
        return stem[-1] == "e" and stem[-2] != "e"
    if stem.endswith(_E_AFTER):
        return not stem.endswith(("zz", "ff", "ou"))
    if stem[-2] not in _VOWELS or stem[-1] in "wxyaeio":
        return stem.endswith("yp")
    if stem[-3] in _VOWELS and stem[-3:-1] != "ua" and not (stem[-3] == "u" and stem[-4:-3] == "q"):
        return stem.endswith("iat")
    return _syllables(stem) == 1 or stem.endswith(_E_AFTER_SHORT)


def _syllables(stem: str) -> int:
    """How many runs of vowels a stem has."""
    return sum(c in _VOWELS and (not at or stem[at - 1] not in _VOWELS) for at, c in enumerate(stem))
