"""Words: where each begins and ends, as the Universal Dependencies treebanks of English cut them.

Clitics stand apart ("does|n't", "Iran|'s"), marks and most hyphens too ("Russian|-|led"), abbreviations keep their
period ("U.S.", "Gen."), numbers keep their commas ("1,200") and leave their signs ("$|3.8", "40|%").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from readout import wordlists

LONGEST = 256  # characters in a word; a longer run is cut, so that no input is one word

_APOSTROPHES = "'’ʼ"
_CHUNK = re.compile(
    rf"""
    (?P<link> (?:https?://|www\.)[^\s<>"“”]{{1,250}}[^\s<>"“”'’.,;:!?)\]}}]
            | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{2,64}}){{1,4}}
            | [^\W_]{{2,64}}(?:\.[^\W_]{{2,64}}){{0,3}}\.(?:com|org|net|edu|gov|info)\b )
  | (?P<initials> (?:[^\W\d_]\.){{2,20}}(?:[^\W\d_](?!\w))? | Ph\.D\.? )
  | (?P<number> \d{{1,64}}(?:[.,:/]\d{{1,64}}){{0,12}}(?:st|nd|rd|th|s)?(?![^\W_]) )
  | (?P<figure> \d{{1,64}}(?:[.,]\d{{1,64}}){{0,12}} )
  | (?P<word> [^\W_]{{1,{LONGEST}}}(?:[{_APOSTROPHES}][^\W_]{{1,{LONGEST}}}){{0,3}} )
  | (?P<dots> \.{{2,64}} | …) | (?P<dashes> -{{2,64}} ) | (?P<calls> [!?]{{2,64}} )
  | (?P<clitic> [{_APOSTROPHES}](?:s|S|re|ve|ll|d|m)(?!\w) )
  | (?P<quotes> ``|'' )
  | (?P<face> [:;]-?[()DP](?![\w)]) ) | (?P<line> ={{2,64}} | \*{{2,64}} | ~{{2,64}} | \#{{2,64}} )
  | (?P<rest> _{{1,64}} | [^\w\s][\u0300-\u036f\ufe0f\u200d]{{0,8}} | \w )
    """,
    re.VERBOSE,
)
_CLITICS = ("s", "re", "ve", "ll", "d", "m", "em")


class _Exceptions(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    abbreviations: list[str]
    doubtful: list[str]
    prefixes: list[str]
    fused: dict[str, int]
    units: list[str]


class _Known(NamedTuple):
    abbreviations: frozenset[str]
    doubtful: frozenset[str]
    prefixes: frozenset[str]
    fused: dict[str, int]
    units: frozenset[str]


@cache
def _known() -> _Known:
    path = Path(__file__).with_name("tokens.yaml")
    given = _Exceptions.model_validate(wordlists.parse(path.read_text(encoding="utf-8")))
    return _Known(
        frozenset(given.abbreviations),
        frozenset(given.doubtful),
        frozenset(given.prefixes),
        given.fused,
        frozenset(given.units),
    )


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The words between two offsets, as (start, end) character offsets in text order.

    Words never overlap, hold no white space, and together hold all that is not white space (or a lone control or
    format character).
    """
    known = _known()
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    add = spans.append
    skip = start
    for match in _CHUNK.finditer(text, start, stop):
        first, last = match.span()
        if first < skip:
            if last <= skip:
                continue
            first = skip
        kind = match.lastgroup
        if kind == "word":
            skip = _word(text, first, last, stop, known, add)
        elif kind == "figure":
            skip = _figure(text, first, last, stop, known, add)
        elif kind == "rest" and text[first] < " ":
            skip = last
        else:
            add((first, last))
            skip = last
    return spans


def _word(text: str, first: int, last: int, stop: int, known: _Known, add: Callable[[tuple[int, int]], None]) -> int:
    """Add the words of a run of letters and digits; the offset after what was taken."""
    word = text[first:last]
    after = text[last] if last < stop else ""
    if after == ".":
        if _period(text, word, last, stop, known):
            add((first, last + 1))
            return last + 1
    elif after == "-" and word.lower() in known.prefixes and last + 1 < stop and text[last + 1].isalpha():
        behind = _CHUNK.match(text, last + 1, stop)
        before = text[first - 1] if first else " "
        if behind is not None and behind.lastgroup == "word" and before != "-":
            inner = text[last + 1 : behind.end()]
            if not any(mark in inner for mark in _APOSTROPHES):
                add((first, behind.end()))
                return behind.end()
    if word.isalpha():
        if len(word) < 7:
            at = known.fused.get(word.lower())
            if at is not None:
                add((first, first + at))
                add((first + at, last))
                return last
        add((first, last))
        return last
    return _apostrophes(word, first, last, add)


def _apostrophes(word: str, first: int, last: int, add: Callable[[tuple[int, int]], None]) -> int:
    """Cut clitics off a word with an apostrophe in it; names such as O'Neill stay whole."""
    at = max(word.rfind(mark) for mark in _APOSTROPHES)
    if at < 0:
        add((first, last))
        return last
    tail = word[at + 1 :].lower()
    if tail == "t" and at > 1 and word[at - 1] in "nN":
        cut = at - 1
        if word[:at].lower() == "can":  # can't: ca|n't
            cut = 2
    elif tail in _CLITICS:
        cut = at
    else:
        add((first, last))
        return last
    if cut:
        inner = max(word.rfind(mark, 0, cut) for mark in _APOSTROPHES)
        if inner > 0:
            _apostrophes(word[:cut], first, first + cut, add)
        else:
            add((first, first + cut))
    add((first + cut, last))
    return last


def _figure(text: str, first: int, last: int, stop: int, known: _Known, add: Callable[[tuple[int, int]], None]) -> int:
    """A number with letters after it: "5pm" is two words, "4G" one."""
    end = last
    while end < stop and end - last < 64 and text[end].isalnum():
        end += 1
    if text[last:end].lower() in known.units and text[last - 1] not in ".,":
        add((first, last))
        add((last, end))
    else:
        add((first, end))
    return end


def _period(text: str, word: str, last: int, stop: int, known: _Known) -> bool:
    """Whether the period after a word belongs to it."""
    ahead = last + 1
    if ahead >= stop:
        return len(word) > 1 and word in known.abbreviations and word not in known.doubtful
    follows = text[ahead]
    if not follows.isspace():
        return follows in ",;:" and (word in known.abbreviations or (len(word) == 1 and word.isupper()))
    if len(word) == 1:
        return word.isupper() and word != "I" and text[ahead + 1 : ahead + 2].isupper()
    if word in known.doubtful:
        beyond = text[ahead + 1 : ahead + 2]
        return beyond.islower() or beyond.isdigit()
    return word in known.abbreviations
