"""Well-known events that a report speaks of, and bodies and things that stood for a time only (`landmarks.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from readout.reports.dating.clue import HORIZON, Clue, Trust
from readout.reports.dating.words import Era, Landmark, world

_STOP = re.compile(
    r"(?<!\bOct)(?<!\bSept)(?<!\bNov)(?<!\bDec)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bMr)(?<!\bU\.S)[.!?][\"'”’)]*\s|\n"
)
_TOKEN = re.compile(r"[\w/-]+")
_REACH = 400  # characters on either side in which a sentence ends
_SMALL = r"(?!(?:by|for|with|from|against|and|as|said|that|to|in)\b)"
_MIDDLE = rf"(?:{_SMALL}[\w.’'-]+ ){{0,5}}"
_LOOSE = rf"(?:{_SMALL}[\w.’'-]+,? ){{0,5}}"
_ENDS = {
    "death": ("death|killing|assassination|murder|slaying|execution", "late|slain|assassinated|murdered",
              "killed|assassinated|murdered|executed|hanged|shot dead"),
    "fall": ("fall|ouster|overthrow|toppling|downfall", "ousted|deposed|toppled|overthrown",
             "ousted|deposed|toppled|overthrown"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A landmark or era spoken of, with its sentence."""

    of: Landmark | Era
    sentence: str


@dataclass(frozen=True, slots=True)
class _Form:
    """The words that speak of it, and which of them stand side by side."""

    of: Landmark | Era
    words: frozenset[str]
    phrases: tuple[str, ...]

    def within(self, words: list[str]) -> bool:
        joined = f" {' '.join(words)} "
        return self.words <= set(words) and all(phrase in joined for phrase in self.phrases)


@cache
def _by_longest_word() -> dict[str, list[_Form]]:
    index: dict[str, list[_Form]] = {}
    known: tuple[Landmark | Era, ...] = (*world().landmarks, *world().eras)
    for entry in known:
        for words in entry.words:
            phrases = tuple(f" {p.replace('_', ' ')} " for p in words.split() if "_" in p)
            chosen = words.replace("_", " ").split()
            index.setdefault(max(chosen, key=len), []).append(_Form(entry, frozenset(chosen), phrases))
    return index


@cache
def _persons() -> tuple[tuple[Landmark, re.Pattern[str], re.Pattern[str]], ...]:
    """Landmarks that are somebody's death or fall: the name, and the forms in which the end is told."""
    found = []
    for mark in world().landmarks:
        for kind, name in (("death", mark.death), ("fall", mark.fall)):
            if name is not None:
                noun, before, verb = _ENDS[kind]
                forms = (
                    rf"\b(?i:{noun})(?: \w+){{0,3}}? of {_LOOSE}(?:{name})\b|\b(?:{name})['’]s (?:{noun})\b"
                    rf"|\b(?i:the|former) (?:{before}) {_MIDDLE}(?:{name})\b|\b(?:{name}) (?:was|had been) (?:{verb})\b"
                    rf"|\b(?:{verb}|killing|assassinating) {_MIDDLE}(?:{name})\b(?!['’]s)"
                )
                found.append((mark, re.compile(rf"\b(?:{name})\b"), re.compile(forms)))
    return tuple(found)


def mentions(text: str, body: Sequence[tuple[int, int]]) -> list[Mention]:
    """Each landmark and era spoken of in the stretches `body` of the text, with its sentence, in order."""
    found: list[tuple[int, Mention]] = []
    for begin, end in body:
        piece = text[begin:end]
        there = set(_TOKEN.findall(piece.lower()))
        for key in there & _by_longest_word().keys():
            wanted = [form for form in _by_longest_word()[key] if form.words <= there]
            for match in re.finditer(rf"(?<![\w/-]){re.escape(key)}(?![\w/-])", piece, re.I) if wanted else ():
                sentence = _sentence(piece, match.start())
                words = _TOKEN.findall(sentence.lower())
                found.extend((begin + match.start(), Mention(f.of, sentence)) for f in wanted if f.within(words))
        for mark, name, forms in _persons():
            if name.search(piece):
                for match in forms.finditer(piece):
                    found.append((begin + match.start(), Mention(mark, _sentence(piece, match.start()))))
    return [mention for _, mention in sorted(found, key=lambda pair: (pair[0], pair[1].of.name))]


def _sentence(text: str, at: int) -> str:
    """About the sentence around a place; the full stop of "Oct." ends none."""
    low = max(0, at - _REACH)
    left = max((m.end() for m in _STOP.finditer(text, low, at)), default=low)
    stop = _STOP.search(text, at, min(len(text), at + _REACH))
    return text[left : stop.start() if stop else min(len(text), at + _REACH)]


def named(found: Sequence[Mention]) -> dict[Landmark, None]:
    """The landmarks spoken of, each once."""
    return dict.fromkeys(m.of for m in found if isinstance(m.of, Landmark))


def landmarks(text: str, found: Sequence[Mention]) -> Iterator[Clue]:
    """A well-known event is spoken of: the report is later; "last month" beside it dates the report to a month."""
    for mark in named(found):
        yield Clue(
            Trust.LANDMARK, f"{mark.name} ({mark.date.isoformat()}) is past", ((mark.date.toordinal(), HORIZON - 1),)
        )
        month_day = re.compile(rf"{mark.date:%b}[a-z]*\.? {mark.date.day}\b")
        month = re.compile(rf"\bsince (?:early |mid-|late )?{mark.date:%B}\b(?! \d)")
        if month_day.search(text) and month.search(text) and str(mark.date.year) not in text:
            days = (mark.date.toordinal(), mark.date.toordinal() + 365)
            yield Clue(Trust.YEARLESS_LANDMARK, "its month is still spoken of without the year", (days,))
    for mention in found:
        mark_ = mention.of
        if isinstance(mark_, Landmark) and re.search(r"(?i)\blast month\b", mention.sentence):
            following = (mark_.date.replace(day=28) + timedelta(days=5)).replace(day=1)
            month_end = (following + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            yield Clue(
                Trust.LAST_MONTH, f"{mark_.name} was last month", ((following.toordinal(), month_end.toordinal()),)
            )
