"""What a resolver is given (the words and what is known at that place) and what it returns."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from readout.language.dates.words import CLASSES, words
from readout.language.document import TimeType

Direction = Literal["past", "future"]
Days = tuple[date, date]  # first and last, both included


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time expression says: TIMEX3 type and value, and the days it allows, None where it names none."""

    type: TimeType
    value: str
    days: Days | None = None
    why: str = ""
    approximate: bool = False
    fixed: bool = False  # does not depend on the report's date


@dataclass(slots=True)
class Place:
    """What is known where an expression stands.

    `today` is the report's date. `mention` is the last day or span of days named before, `quarter` the last quarter
    (a year and 1 to 4). `direction` tells by the sentence whether the time lies ahead.
    """

    today: date | None
    direction: Callable[[], Direction | None]
    before: str = ""  # classes of the words before, up to three
    after: str = ""  # of the words after
    next_text: str = ""
    mention: Days | None = None
    mentioned_at: int = 0
    here: int = 0  # where the expression stands
    quarter: tuple[int, int] | None = None


@dataclass(slots=True)
class Span:
    """The words of one expression, with their classes."""

    classes: str
    texts: Sequence[str]
    lower: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """The words in lower case."""
        self.lower = [t.lower() for t in self.texts]

    def has(self, name: str) -> bool:
        """Whether a word of the class is there."""
        return CLASSES[name] in self.classes

    def word(self, *names: str) -> str | None:
        """The first word of one of the classes, in lower case."""
        wanted = {CLASSES[n] for n in names}
        return next((w for c, w in zip(self.classes, self.lower, strict=True) if c in wanted), None)

    def year(self) -> int | None:
        """The year that four digits or number words name."""
        digits = self.word("YEAR")
        return int(digits) if digits else spoken_year(self.numbers())

    def numbers(self) -> list[int]:
        """The values of the number words."""
        table = words().sheet.numbers
        return [table[w] for c, w in zip(self.classes, self.lower, strict=True) if c == CLASSES["NUM"]]


def spoken_year(numbers: list[int]) -> int | None:
    """1996 for nineteen ninety-six, 2000 for two thousand."""
    if len(numbers) >= 2 and numbers[:2] == [2, 1000]:
        return 2000 + sum(numbers[2:])
    if len(numbers) in (2, 3) and 11 <= numbers[0] <= 20 and numbers[1] >= 10 and sum(numbers[1:]) < 100:
        return numbers[0] * 100 + sum(numbers[1:])
    return None


def ordinal(word: str) -> int:
    """3 for "third" and "3rd"; plain digits are themselves."""
    table = words().sheet.ordinals
    return table[word] if word in table else int("".join(ch for ch in word if ch.isdigit()))


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_days(year: int) -> Days:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_days(day: date) -> Days:
    """Monday and Sunday of the week that `day` is in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(day: date, months: int) -> date:
    """The day so many months on; the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """The day so many days on, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def week_value(day: date) -> str:
    """The ISO week of a day as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def part_of(days: Days, part: str | None) -> Days:
    """The part of a span that words like "early" or "the end of" mean: thirds of a month, months of a year."""
    if part is None:
        return days
    first, last = days
    length = (last - first).days + 1
    if 28 <= length <= 31:
        begin, end = {"START": (1, 10), "OPEN": (1, 10), "MID": (11, 20)}.get(part, (21, length))
        return first.replace(day=begin), first.replace(day=end)
    if length > 360:
        begin, end = {"START": (1, 3), "OPEN": (1, 1), "MID": (5, 8), "END": (10, 12), "CLOSE": (12, 12)}[part]
        return month_days(first.year, begin)[0], month_days(first.year, end)[1]
    third = max(length // 3, 1)
    if part in ("START", "OPEN"):
        return first, add_days(first, third - 1)
    if part in ("END", "CLOSE"):
        return add_days(last, 1 - third), last
    return add_days(first, third), add_days(last, -third)


def edge(span: Span) -> str | None:
    """START, MID, END, OPEN or CLOSE where the words say so ("early", "late", "the beginning of", "the end of")."""
    word = span.word("EARLY")
    return words().sheet.parts_of_span[word] if word else None
