"""What a report's statements tell about the day it was published: each clue allows some days and says why.

The conventions of news writing that the clues rest on: the lead's weekday is the day of publication or the day before;
a past day named by month and day lies within the last months, a coming one within the next; an explicit date in the
past bounds publication from below, a planned one from above; whoever is named by an office holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import yaml
from pydantic import BaseModel, ConfigDict

from readout.actors.registry import load
from readout.language.dates import tag
from readout.language.document import TimeExpression
from readout.reports.dating_tense import tense
from readout.reports.model import Block

Days = npt.NDArray[np.bool_]
EPOCH, HORIZON = date(1985, 1, 1).toordinal(), date(2041, 1, 1).toordinal()
YEARS = range(1985, 2041)
RECENT = 250  # days within which a day without its year is taken to lie
NEAR = 10  # days: how narrow the nearest fit is taken
WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Clue:
    """Days that a statement allows: within one of `windows` (ordinals) and on one of `weekdays` (Monday is 0).

    A higher `trust` is taken first. `binds` marks a clue whose reason is told even where it rules out nothing more.
    With `nearest`, it allows only the first days of those still open, where these spread further than that.
    """

    trust: int
    reason: str
    windows: tuple[tuple[int, int], ...] = ((EPOCH, HORIZON - 1),)
    weekdays: frozenset[int] = WEEK
    nearest: int = 0
    binds: bool = False

    def mask(self, allowed: Days) -> Days:
        """The days it allows; `allowed` are those still open."""
        if self.nearest:
            return self._first(allowed)
        days = np.zeros(len(allowed), dtype=bool)
        for first, last in self.windows:
            days[max(first - EPOCH, 0) : max(last - EPOCH + 1, 0)] = True
        if self.weekdays != WEEK:
            offset = (EPOCH - 1) % 7  # ordinal 1 is a Monday
            days &= np.isin((np.arange(len(days)) + offset) % 7, list(self.weekdays))
        return days

    def _first(self, allowed: Days) -> Days:
        days = np.ones(len(allowed), dtype=bool)
        open_days = np.flatnonzero(allowed)
        if len(open_days) and open_days[0] > 0 and self.nearest < open_days[-1] - open_days[0] <= 420:
            days[open_days[0] + self.nearest :] = False
        return days


class _Landmark(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    date: date
    words: tuple[tuple[str, ...], ...]


class _Season(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    from_: tuple[int, int]
    to: tuple[int, int]


class _Sheet(BaseModel):
    """The shape of `landmarks.yaml`."""

    model_config = ConfigDict(extra="forbid")

    landmarks: list[_Landmark]
    seasonal: list[_Season]


@cache
def _sheet() -> _Sheet:
    raw = yaml.safe_load(files("readout.reports").joinpath("landmarks.yaml").read_text(encoding="utf-8"))
    for season in raw["seasonal"]:
        season["from_"] = season.pop("from")
    return _Sheet.model_validate(raw)


def clues(text: str, blocks: Sequence[Block] = (), dateline: str | None = None) -> list[Clue]:
    """All clues of the report; `dateline` is the month and day of a dateline that gives no year."""
    body = _body(text, blocks)
    times = [t for t in tag(text, None, spans=body) if t.type in ("DATE", "TIME")]
    found = [
        *_copyright(text),
        *_full_dates(text, times),
        *_days_without_year(text, times, {(m.date.month, m.date.day) for m in _named(text, body)}),
        *_months_without_year(text, times),
        *_offices(text, body),
        *_landmarks(text, body),
        *_seasonal(text),
        *_weekdays(text, times, body),
        *_gaps(text, times),
    ]
    if dateline:
        found.extend(_dateline_day(dateline))
    if any(c.trust in (60, 90) for c in found):
        found.append(Clue(5, "news is told soon after the last day it names", nearest=NEAR))
    return found


def _body(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    own = [(b.start, b.end) for b in blocks if b.role in ("headline", "subheading", "paragraph")]
    return own or [(0, len(text))]


def _copyright(text: str) -> Iterator[Clue]:
    for match in re.finditer(r"(?i)(?:©|\(c\)|copyright)[^\n]{0,20}?\b(?:(?:19|20)\d\d\s*[-–]\s*)?((?:19|20)\d\d)\b", text):
        year = int(match[1])
        windows = ((date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()),)
        yield Clue(58, f"its copyright line names {year}", windows)


def _full_dates(text: str, times: Iterable[TimeExpression]) -> Iterator[Clue]:
    """A day, month or year written out: publication after it where it is past, before it where it is planned."""
    for time in times:
        if time.when is None or time.when.first is None or time.when.last is None or not time.value[:4].isdigit():
            continue
        words = " ".join(text[time.start : time.end].split())
        way = tense(text, time.start, time.end)
        if len(time.value) < 7:
            way = _year_way(text, time, way)
        if way == "future":
            yield Clue(50, f"{words} is still to come", ((EPOCH, time.when.last),))
        elif way == "past" or (way is None and len(time.value) >= 10):
            yield Clue(90 if len(time.value) >= 7 else 64, f"{words} is past", ((time.when.first, HORIZON - 1),))


_YEAR_PAST = re.compile(r"(?i)\b(?:in|since|during|of)\s+(?:early |late |mid-?)?$")
_YEAR_AHEAD = re.compile(r"(?i)\b(?:by|until|for|before)\s+(?:the end of |early |late |mid-?)?$")


def _year_way(text: str, time: TimeExpression, way: str | None) -> str | None:
    """A year tells little: it counts as past only after "in" or "since", as coming only after "by"."""
    before = text[max(0, time.start - 24) : time.start]
    if way == "past" and len(time.value) == 4 and _YEAR_PAST.search(before):
        return "past"
    return "future" if way == "future" and _YEAR_AHEAD.search(before) else None


def _occurrences(month: int, day: int, weekday: int | None = None) -> list[int]:
    found = []
    for year in YEARS:
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if weekday is None or at.weekday() == weekday:
            found.append(at.toordinal())
    return found


_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _days_without_year(
    text: str, times: Iterable[TimeExpression], famous: Iterable[tuple[int, int]] = ()
) -> Iterator[Clue]:
    """A month and day: of the last months where past, of the next where to come. A famous day stays so for years."""
    for time in times:
        match = _DAY.match(time.value)
        if not match or (int(match[1]), int(match[2])) in famous:
            continue
        words = " ".join(text[time.start : time.end].split())
        weekday = next((i for i, name in enumerate(_NAMES) if name in words.lower()), None)
        days = _occurrences(int(match[1]), int(match[2]), weekday)
        way = tense(text, time.start, time.end)
        if weekday is not None:
            yield Clue(85, f"{words} fell on that weekday", tuple((d - RECENT, d + RECENT) for d in days))
        if way == "future":
            yield Clue(55, f"{words} is still to come", tuple((d - RECENT, d) for d in days))
        elif way == "past":
            yield Clue(60, f"{words} is past", tuple((d, d + RECENT) for d in days))


_MONTH = re.compile(r"XXXX-(\d\d)")


def _months_without_year(text: str, times: Iterable[TimeExpression]) -> Iterator[Clue]:
    for time in times:
        match = _MONTH.fullmatch(time.value)
        if not match:
            continue
        words = " ".join(text[time.start : time.end].split())
        first, last = _edges(words, int(match[1]))
        way = tense(text, time.start, time.end)
        if way == "future":
            windows = tuple((d - RECENT, d + last) for d in _occurrences(int(match[1]), 1))
            yield Clue(48, f"{words} is still to come", windows)
        elif way == "past":
            windows = tuple((d + first, d + 330) for d in _occurrences(int(match[1]), 1))
            yield Clue(47, f"{words} is past", windows)


def _edges(words: str, month: int) -> tuple[int, int]:
    """The first and last day of the part of the month that is named, counted from its first day."""
    lower = words.lower()
    if lower.startswith(("early", "the beginning", "the start")):
        return 0, 9
    if lower.startswith("mid"):
        return 10, 19
    return (20, 30) if lower.startswith(("late", "the end")) else (0, 30)


_TITLED = re.compile(
    r"(?<!former )(?<!Former )(?<!ex-)(?<!late )\b(President|Prime Minister|Premier|Chancellor|Secretary of State|Foreign Minister|Foreign Secretary"
    r"|Defen[cs]e Minister|Defen[cs]e Secretary|Secretary of Defense|Secretary[- ]General|Vice President|King|Emperor|Pope|Secretary"
    r"|national security advis[eo]r,?|C\.?I\.?A\.? [Dd]irector,?) ((?:[A-Z][\w'’-]+|[A-Z]\.)(?: (?:[A-Z][\w'’-]+|[A-Z]\.)){0,3})"
)
_RANKS = {"premier": "prime minister"}


def _offices(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """Whoever is named with an office holds it at the time, a little leeway left for hand-overs."""
    registry = load()
    seen: set[tuple[str, str]] = set()
    for begin, end in body:
        for match in _TITLED.finditer(text, begin, end):
            title, name = match[1].rstrip(","), match[2].removesuffix("'s").removesuffix("’s")
            if (title, name) in seen or re.search(r"(?i)\b(?:former|then|ex|late|vice|deputy)[ -](?:\w+ ){0,2}$", text[max(0, match.start() - 24) : match.start()]):
                continue
            seen.add((title, name))
            windows = _terms(registry.people(name) or registry.people(name.split()[-1]), title)
            if windows:
                yield Clue(70, f"{title} {name} holds that office", windows)


def _terms(people: Iterable[object], title: str) -> tuple[tuple[int, int], ...]:
    wanted = _RANKS.get(title.lower(), title.lower()).replace("defence", "defense")
    windows = []
    for person in people:
        for term in getattr(person, "terms", ()):
            names = {term.office.lower(), term.rank.lower(), *(t.lower() for t in term.titles)}
            if wanted in {n.replace("defence", "defense").replace("_", " ") for n in names}:
                windows.append(((term.first or EPOCH) - 2, (term.last or HORIZON) + 2))
    return tuple(windows)


_STOP = re.compile(r"(?<!\bOct)(?<!\bSept)(?<!\bNov)(?<!\bDec)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bMr)(?<!\bU\.S)[.!?][\"'”’)]*\s|\n")
_TOKEN = re.compile(r"[\w/-]+")


@cache
def _triggers() -> re.Pattern[str]:
    rarest = {max(words, key=len) for mark in _sheet().landmarks for words in mark.words}
    return re.compile(r"(?i)\b(?:" + "|".join(re.escape(w) for w in sorted(rarest)) + r")\b")


def _mentions(text: str, body: Sequence[tuple[int, int]]) -> Iterator[tuple[_Landmark, str]]:
    """Each landmark spoken of, with its sentence."""
    for begin, end in body:
        for trigger in _triggers().finditer(text, begin, end):
            left, right = _sentence(text, begin, trigger.start(), end)
            sentence = text[left:right]
            words = {w.lower() for w in _TOKEN.findall(sentence)}
            for mark in _sheet().landmarks:
                if any(all(w in words for w in chosen) for chosen in mark.words):
                    yield mark, sentence


def _sentence(text: str, begin: int, at: int, end: int) -> tuple[int, int]:
    """About the sentence around a place; the full stop of "Oct." ends none."""
    left = max((m.end() for m in _STOP.finditer(text, max(begin, at - 400), at)), default=max(begin, at - 400))
    stop = _STOP.search(text, at, min(end, at + 400))
    return left, stop.start() if stop else min(end, at + 400)


def _named(text: str, body: Sequence[tuple[int, int]]) -> dict[_Landmark, None]:
    return dict.fromkeys(mark for mark, _ in _mentions(text, body))


def _landmarks(text: str, body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """A well-known event is spoken of: the report is later; "last month" beside it dates the report to a month."""
    for mark in _named(text, body):
        yield Clue(75, f"{mark.name} ({mark.date.isoformat()}) is past", ((mark.date.toordinal(), HORIZON - 1),))
    for mark, sentence in _mentions(text, body):
        if re.search(r"(?i)\blast month\b", sentence):
            following = (mark.date.replace(day=28) + timedelta(days=5)).replace(day=1)
            month_end = (following + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            yield Clue(62, f"{mark.name} was last month", ((following.toordinal(), month_end.toordinal()),))


def _seasonal(text: str) -> Iterator[Clue]:
    for season in _sheet().seasonal:
        if match := re.search(season.pattern, text, re.I):
            windows = []
            for year in YEARS:
                over = season.to < season.from_
                windows.append((date(year, *season.from_).toordinal(), date(min(year + over, 2040), *season.to).toordinal()))
            yield Clue(46, f'it says "{" ".join(match[0].split())}"', tuple(windows))


_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
LEAD = 500  # characters of the body that make its lead


def _weekdays(text: str, times: Iterable[TimeExpression], body: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """The lead's weekday is the report's or the one before; else the latest of the weekdays that it names as past."""
    opening = next((b for b, e in body if e - b > 120), body[0][0])
    past: list[int] = []
    ahead: list[int] = []
    lead: int | None = None
    for time in times:
        match = _WEEKDAY.match(time.value)
        if not match or re.search(r"(?i)\b(?:last|next|every)\b", text[time.start : time.end]):
            continue
        number = int(match[1]) - 1
        if tense(text, time.start, time.end) == "future":
            ahead.append(number)
            continue
        past.append(number)
        if lead is None and time.start < opening + LEAD:
            lead = number
    if not past:
        return
    latest = lead if lead is not None else _latest(set(past))
    reach = 1 if lead is not None else 3
    name = _NAMES[latest].capitalize()
    reason = f"its news is of {name}" if lead is not None else f"{name} is the last weekday it looks back on"
    yield Clue(45, reason, weekdays=frozenset((latest + i) % 7 for i in range(reach + 1)))


def _latest(weekdays: set[int]) -> int:
    """The day of the week before the widest gap, going round."""
    ordered = sorted(weekdays)
    gaps = [((ordered[(i + 1) % len(ordered)] - d - 1) % 7, d) for i, d in enumerate(ordered)]
    return max(gaps)[1]


_LAST_TIME = re.compile(r"(?i)\b(?:last|previous|latest)\b[^.\n]{0,80}\b(?:was|were|took place|came|spoke|met|held)\b[^.\n]{0,20}$")
_FIRST_IN = re.compile(
    r"(?i)\bfirst\b[^.\n]{0,60}\b(?:in|for)\s+(?P<more>more than|over|nearly|almost|about)?\s*"
    r"(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?P<unit>day|week|month|year)s?\b"
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _gaps(text: str, times: Iterable[TimeExpression]) -> Iterator[Clue]:
    """"The first in more than a month", where the last is dated: the report is that much later."""
    first = max(_FIRST_IN.finditer(text), key=lambda m: bool(m["more"]), default=None)
    if first is None:
        return
    count = _COUNTS.get(first["n"].lower()) or int(first["n"])
    length = count * _LENGTHS[first["unit"].lower()]
    early = 0.98 if first["more"] and first["more"].lower() in ("more than", "over") else 0.85
    for time in times:
        match = _DAY.match(time.value)
        if match and _LAST_TIME.search(text[max(0, time.start - 120) : time.start]):
            words = " ".join(text[time.start : time.end].split())
            windows = tuple((d + int(early * length), d + int(1.55 * length)) for d in _occurrences(int(match[1]), int(match[2])))
            yield Clue(44, f'it is "{" ".join(first[0].split())}" and the last was on {words}', windows)


def _dateline_day(dateline: str) -> Iterator[Clue]:
    for time in tag(dateline, None):
        if match := _DAY.match(time.value):
            days = _occurrences(int(match[1]), int(match[2]))
            yield Clue(95, f"its dateline says {dateline}", tuple((d, d + 1) for d in days), binds=True)
