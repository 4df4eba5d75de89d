"""How a line of a news page looks: by its phrases (furniture.yaml), and as dateline, byline, credit or author note."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from readout import wordlists
from readout.reports.lines import Line
from readout.reports.model import BlockRole

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:{MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} {MONTH}(?:,? {_YEAR})?"
    rf"|{_YEAR}[-/]\d\d?[-/]\d\d?|\d\d?/\d\d?/{_YEAR})"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? "
_CLOCK = r"(?:at )?\d{1,2}[:.]?\d{0,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}\)?(?:[+-]\d+)?)?"
# A line that is a date and little else: "2018-02-20", "Published March 5, 2024 10:30 AM EST".
_DATE_LINE = re.compile(
    rf"(?:(?:first |last |originally )?(?:published|updated|posted|modified|date|on|issued|released)\b"
    rf" ?(?:on|at)?:? ?)*"
    rf"(?:{_CLOCK},? ?)?(?:{_WEEKDAY})?{_DATE}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?:[ ,|•·-]*(?:{_CLOCK}))?"
    rf"(?:[ ,|•·/(-]*(?:updated|last updated|published|modified)\b:? .{{0,60}})?\)?",
    re.IGNORECASE,
)
_TOWN = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|la|al|el|of|the|da|do|das|es|and)){0,4}"
_PLACE = rf"(?!The |A |An |But |In |On ){_TOWN}(?:, ?{_TOWN}){{0,2}}"
# A line that says where and when: "LAGOS, March 3, 2004 (Agency)".
_DATELINE = re.compile(rf"{_PLACE}, ?{_DATE},?(?: ?\([A-Z][\w ./-]{{1,30}}\))?(?: ?[-–—]+)?")
_PLACE_LINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:, ?[A-Z][\w.'’ -]{1,30}){0,2}(?: ?\([A-Z][\w ./-]{1,30}\))?(?: ?[-–—]+)"
)
# The same within the line of the lead, up to where the sentence begins.
_SOURCE = r"\([A-Z][\w ./&-]{1,30}\)"
_DASH = r" ?(?:—|–|--| -) ?"
_INLINE_DATED = re.compile(rf"{_PLACE}, ?{_DATE},?(?: ?{_SOURCE})?(?:{_DASH}|: )(?=\S)")
_INLINE_SOURCED = re.compile(rf"{_PLACE} ?{_SOURCE}(?:{_DASH}|: )(?=\S)")
_INLINE_PLAIN = re.compile(
    r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?:, ?[A-Z][\w.'’ -]{1,30}?){0,2}"
    r"(?:(?: ?—| ?–| --| -) ?)(?=[\"“'‘A-Z\d])"
)
_BY = re.compile(r"(?:words |story |report |reporting |written |text |analysis |opinion )?by:? (?=\S)", re.IGNORECASE)
_FROM = re.compile(r"(?:reporting|reported|report|filed)\b.{0,20}\bfrom [A-Z][^.]{1,60}\.?", re.IGNORECASE)
_NAME = r"(?:(?:[A-Z][\w'’]*[a-z.]|[A-Z]\.|al|bin|ben|van|von|de|der|den|la|el|di|da|du|le|d'[A-Z]\w+)(?:-\w+)*)"
_NAMES = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,4}}(?:(?:,? and|,| &)(?: {_NAME}){{2,5}})*(?:,? and)?"
    rf"(?: ?[|,/-] ?(?:[A-Z][\w.&'’]*(?: |$)){{1,5}})?"
)
_AUTHOR = re.compile(rf"(?!The ){_NAME}(?: {_NAME}){{1,4}}(?:(?:,| and|, and) {_NAME}(?: {_NAME}){{1,4}})*,? ")
_WROTE = re.compile(
    r"(?:(?:also |has )?(?:contributed (?:reporting|research|to)|report(?:ed|s) from|covers|writes (?:about|for|on))\b"
    r"|(?:provided|conducted) (?:additional )?(?:reporting|research)|can be reached (?:at|on)|tweets (?:at )?@"
    r"|has (?:covered|written (?:for|about)|reported (?:from|for|on))\b)"
)
_CONTRIBUTED = re.compile(
    r"(?:additional |further )?(?:reporting|research|writing|editing)(?: and (?:reporting|writing|editing|research))?"
    r"(?: for this (?:story|article|report))?(?: was| were)?(?: also)?(?: contributed| provided)? by [A-Z]"
    r"|contributed (?:reporting|research)\b|contributed to (?:this|the) (?:report|article|story)"
    r"|with (?:files|reporting|contributions) (?:from|by) ",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(
    r"(?:published|updated|posted|modified|first|last|date|on|originally|issued|released|mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\w+day\b",
    re.IGNORECASE,
)
_MAX_NOTE = 90  # words
_MAX_CHARACTERS = 1000  # a longer line is no furniture, however few its words
_JOINING = frozenset(("and", "in", "of", "for", "at", "the"))


class _Phrase(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: int = Field(gt=0, le=100)
    text: str = Field(min_length=1)


class _Pattern(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: int = Field(gt=0, le=100)
    pattern: str = Field(min_length=1)


class _Lexicon(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    whole: frozenset[str]
    starts: tuple[_Phrase, ...]
    anywhere: tuple[_Pattern, ...]
    endings: frozenset[str]
    trades: tuple[str, ...]
    agencies: tuple[str, ...]
    outlets: frozenset[str]
    not_places: frozenset[str]


@cache
def lexicon() -> _Lexicon:
    """The phrases of furniture.yaml. Raises pydantic.ValidationError where the file breaks its schema."""
    return _Lexicon.model_validate(wordlists.parse(Path(__file__).with_name("furniture.yaml").read_text("utf-8")))


@cache
def _starts() -> tuple[re.Pattern[str], dict[str, int]]:
    limits = {phrase.text: phrase.words for phrase in lexicon().starts}
    longest_first = sorted(limits, key=len, reverse=True)
    return re.compile("|".join(re.escape(text) for text in longest_first)), limits


@cache
def _anywhere() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((entry.words, re.compile(entry.pattern, re.IGNORECASE)) for entry in lexicon().anywhere)


@cache
def _credit() -> re.Pattern[str]:
    agencies = "|".join(re.escape(name) for name in sorted(lexicon().agencies, key=len, reverse=True))
    person = rf"{_NAME}(?: {_NAME}){{0,4}}"
    return re.compile(
        r"\s*(?:"
        r"\bCredit ?(?:\.\.\.|…|:).*"
        r"|\b(?:Photograph|Photo|Image|Picture|Illustration)(?: credit)?(?: by|:| courtesy).*"
        r"|[(\[](?:AP |File |Handout |Pool |Reuters |AFP )*(?:Photo|Photograph|Image|Picture|Credit|Via)\b[^)\]]*[)\]]"
        rf"|[(\[](?:[^()\[\]/]{{1,60}}/ ?)?(?:{agencies})(?: (?:via|Photo|file|pool)\b[^()\[\]]*)?[)\]]"
        rf"|[—–|-] ?{person} ?/ ?[A-Z].{{0,60}}"
        rf"|(?<=[.!?\"”)] )(?:{person} ?/ ?)?(?:{agencies})(?:/[\w ]+)?(?: via [\w .]+)?"
        r")$"
    )


@cache
def _trade() -> re.Pattern[str]:
    trades = "|".join(map(re.escape, lexicon().trades))
    return re.compile(rf"(?:is|was|are) (?:an?|the|our|The)? ?(?:[\w.’'-]+ ){{0,8}}(?:{trades})s?\b")


def role_by_itself(line: Line) -> BlockRole | None:
    """The role that a line's own words settle, whatever stands around it; None where they do not."""
    if line.words > 100 or len(line.text) > _MAX_CHARACTERS:
        return None
    if _is_phrase(line):
        return "furniture"
    if line.words <= 20:
        if _DATELINE.fullmatch(line.text) or _PLACE_LINE.fullmatch(line.text) or _DATE_LINE.fullmatch(line.text):
            return "dateline"
        if _is_byline(line):
            return "byline"
    if _credit_span(line.text) == 0:
        return "furniture"
    return None


def _is_phrase(line: Line) -> bool:
    lower = line.text.lower().replace("’", "'")
    if lower.strip(" .:!?|›»>«‹→←↓↑…•·-–—*") in lexicon().whole or lower in lexicon().whole:
        return True
    pattern, limits = _starts()
    begins = pattern.match(lower)
    if begins and line.words <= limits[begins.group()]:
        return True
    return any(line.words <= most and pattern.search(line.text) for most, pattern in _anywhere())


def _is_byline(line: Line) -> bool:
    if _FROM.fullmatch(line.text):
        return True
    begins = _BY.match(line.text)
    return bool(begins) and not line.ends_sentence and _names_share(line.text[begins.end() :] if begins else "") >= 0.6


def _names_share(text: str) -> float:
    words = [word for word in re.findall(r"[^\W\d]\S*", text) if word.lower() not in _JOINING]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def is_names(line: Line) -> bool:
    """Whether a line is made of people's names, as under a headline: "Jane Roe and John Doe, Agency"."""
    return line.words <= 20 and len(line.text) < 300 and not line.ends_sentence and bool(_NAMES.fullmatch(line.text))


def opens_ending(line: Line) -> bool:
    """Whether a line is a heading below which the page speaks of other things."""
    if line.words > 8 or len(line.text) > 100:
        return False
    return line.text.lower().replace("’", "'").strip(" .:!?|»>…-") in lexicon().endings


def is_author_note(line: Line) -> bool:
    """Whether a line speaks of the report's authors or of who else reported."""
    if line.words > _MAX_NOTE or len(line.text) > _MAX_CHARACTERS:
        return False
    if line.words <= 60 and _CONTRIBUTED.search(line.text):
        return True
    author = _AUTHOR.match(line.text)
    if not author:
        return False
    return bool(_WROTE.match(line.text, author.end()) or _trade().match(line.text, author.end()))


def repeats_with_credit(before: str, words: str) -> bool:
    """Whether a line's words are those of the line before and a few more, as a caption with its credit has."""
    return words.startswith(before) and len(words) - len(before) < 80


def dateline_length(text: str, lead: bool) -> int:
    """How many characters of a paragraph are its dateline. A bare place in capitals counts in a lead only."""
    head = text[:140]
    found = _INLINE_DATED.match(head)
    if not found and lead:
        found = _INLINE_SOURCED.match(head) or _INLINE_PLAIN.match(head)
        if found and found.group().split(" ")[0].rstrip(",:") in lexicon().not_places:
            return 0
    return found.end() if found and found.end() < len(text) else 0


def credit_start(text: str) -> int:
    """Where a photograph's credit begins at the end of a caption; the length of `text` where there is none."""
    return _credit_span(text)


def _credit_span(text: str) -> int:
    if len(text) > 800:
        return len(text)
    tail = max(0, len(text) - 120)
    found = _credit().search(text, tail)
    if not found:
        return len(text)
    return found.end() - len(found.group().lstrip())


def is_date_word(text: str) -> bool:
    """Whether `text` begins like the line of a date: "Published", "Updated on", "Monday"."""
    return bool(_DATE_WORD.match(text))
