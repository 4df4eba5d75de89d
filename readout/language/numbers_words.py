"""The vocabulary of numbers (`numbers.yaml`), checked, and the patterns made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from readout import wordlists

_Bound = Literal["about", "at_least", "at_most"]


class _Sheet(BaseModel):
    """The shape of `numbers.yaml`."""

    model_config = ConfigDict(extra="forbid")

    words: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    parts: dict[str, float]
    bounds_before: dict[_Bound, list[str]]
    bounds_after: dict[_Bound, list[str]]
    currency_signs: dict[str, str]
    currency_names: dict[str, str]
    currency_of: dict[str, dict[str, str]]
    measures: dict[str, list[str]]
    periods: list[str]
    months: list[str]
    naming_words: list[str]
    ordinals: list[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary as tables and compiled patterns."""

    small: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    parts: dict[str, float]
    bounds_before: dict[str, _Bound]
    bounds_after: dict[str, _Bound]
    currency_signs: dict[str, str]
    currency_names: dict[str, str]
    currency_of: dict[str, dict[str, str]]
    measures: dict[str, str]
    passed_over: frozenset[str]
    number: re.Pattern[str]
    scale: re.Pattern[str]
    short_scale: re.Pattern[str]
    glued: re.Pattern[str]
    money: re.Pattern[str]
    measure: re.Pattern[str]
    period: re.Pattern[str]
    age_after: re.Pattern[str]
    fraction_after: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    naming_before: re.Pattern[str]
    bound_after: re.Pattern[str]

    def spelled(self, written: str) -> float:
        """The number that number words write: "two hundred and five", "half a million", "a dozen"."""
        tokens = [t for t in re.split(r"[\s-]+", written.lower()) if t not in ("and", "of")]
        total = current = 0.0
        part = 1.0
        for place, token in enumerate(tokens):
            if token in ("a", "an"):
                continue
            if token in self.parts or token.rstrip("s") in self.parts:
                share = self.parts.get(token) or self.parts[token.rstrip("s")]
                if place and tokens[place - 1] in ("a", "an") and current:
                    current += share  # "two and a half"
                else:
                    part, current = (current or 1.0) * share, 0.0
            elif token in self.small:
                current += self.small[token]
            elif self.scales[token] in (12, 20, 100):
                current = (current or 1.0) * self.scales[token]
            else:
                total += (current or 1.0) * self.scales[token]
                current = 0.0
        return (total + current or 1.0) * part if part != 1.0 else total + current

    def scaled(self, written: str) -> bool:
        """Whether the words name a thousand or more."""
        return self.scale_of(written) > 1

    def scale_of(self, written: str) -> int:
        """The scale that the words end in, 1 where there is none."""
        found = re.findall(r"[a-z]+", written.lower())
        return next((self.scales[w] for w in found if self.scales.get(w, 0) >= 1000), 1)

    def code(self, of: str | None, name: str, large: bool) -> str | None:
        """The currency's code; None for a word that is sooner a measure ("pounds") or a plain word ("marks")."""
        singular = name.lower()
        singular = singular if singular in self.currency_names else singular.rstrip("s")
        if of:
            code = self.currency_of.get(" ".join(of.lower().rstrip(".").split()), {}).get(singular)
            if code:
                return code
        if singular in ("pound", "mark", "real", "won", "rand", "buck") and not large:
            return None
        return self.currency_names.get(singular)


@cache
def words() -> Words:
    """The vocabulary, read once."""
    text = files("readout.language").joinpath("numbers.yaml").read_text(encoding="utf-8")
    sheet = _Sheet.model_validate(wordlists.parse(text))
    small, scale = _any(sheet.words), _any(sheet.scales)
    large = _any(w for w, n in sheet.scales.items() if n >= 1000)
    # A number word, or "a" before a scale; then any run of both. "Half a million" and "a quarter of a million".
    spelled = (
        rf"(?:half|(?:an?|three)\squarters?\sof)[\s-]an?\s(?:{scale})\b"
        rf"|(?:{small})\b(?:(?:-|\s(?:and\s)?)(?:{small}|{scale})\b)*(?:\sand\sa\shalf\b(?:\s(?:{scale})\b)?)?"
        rf"|an?\s(?:{scale})\b(?:\sand\sa\shalf\b)?(?:(?:-|\s(?:and\s)?)(?:{small}|{scale})\b)*"
    )
    sign = "|".join(re.escape(s) for s in sorted(sheet.currency_signs, key=len, reverse=True))
    number = (
        rf"(?:(?<![A-Za-z])(?P<sign>{sign})\s?)?(?P<digits>(?<![\d.,])\d+(?:,\d+)*(?:\.\d+)?(?:\s\d/\d\b|/\d\b)?)"
        rf"|\b(?i:{spelled})"
    )
    names = _any({*sheet.currency_names, *(n + "s" for n in sheet.currency_names)})
    measures = {form.lower(): name for name, forms in sheet.measures.items() for form in forms}
    month = "|".join(sorted(sheet.months, key=len, reverse=True))
    naming = _any(sheet.naming_words)
    glued = _any([*sheet.short_scales, *(f for f in measures if len(f) <= 4), "s", "th", "st", "nd", "rd"])
    return Words(
        small=sheet.words,
        scales=sheet.scales,
        short_scales=sheet.short_scales,
        parts=sheet.parts,
        bounds_before={phrase: bound for bound, phrases in sheet.bounds_before.items() for phrase in phrases},
        bounds_after={phrase: bound for bound, phrases in sheet.bounds_after.items() for phrase in phrases},
        currency_signs=sheet.currency_signs,
        currency_names=sheet.currency_names,
        currency_of=sheet.currency_of,
        measures=measures,
        passed_over=frozenset({"the", "another", "additional", "further", "other", "a", "an"}),
        number=re.compile(number),
        scale=re.compile(rf"[\s-]({large}|dozen|hundred)\b", re.I),
        short_scale=re.compile(rf"\s?({_any(sheet.short_scales)})\b", re.I),
        glued=re.compile(rf"(?:{glued})\b", re.I),
        money=re.compile(rf"(?:[\s-](?P<of>{_any(sheet.currency_of)})\.?)?[\s-]\(?(?P<name>{names})\b\)?", re.I),
        measure=re.compile(rf"(?:\s|-)?({_any(measures)})\b(?!-)|(?:-)({_any(measures)})\b", re.I),
        period=re.compile(
            rf"(?:\s(?:full|consecutive|straight|more|additional|solid)\s|\s|-)({_any(sheet.periods)})\b", re.I
        ),
        age_after=re.compile(r"[\s-](?P<unit>years?|months?|days?|weeks?)(?:-old|\s+old|\s+of\s+age)\b", re.I),
        fraction_after=re.compile(
            r"-(?:thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|quarters?|half)\b", re.I
        ),
        month_before=re.compile(rf"\b(?:{month})\b\.?\s(?:\d{{1,2}}\s?(?:-|–|to|and|,)\s?)*$"),
        month_after=re.compile(rf"(?:\s?(?:-|–|to|and)\s?\d{{1,2}})?\s(?:of\s)?(?:{month})\b"),
        naming_before=re.compile(rf"(?:\b(?i:{naming})\b\.?\s|#\s?|§\s?)$"),
        bound_after=re.compile(rf"[\s-]({_any(p for ps in sheet.bounds_after.values() for p in ps)})\b", re.I),
    )


def _any(forms: Iterable[str]) -> str:
    """An alternation, longest first."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in sorted(forms, key=lambda f: (-len(f), f)))
