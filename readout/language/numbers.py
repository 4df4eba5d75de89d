"""Numbers in text: what they come to, how firmly they are meant, and what sort of number they are.

`find` reads digits ("1,200", "3.8 billion"), number words ("twenty-two", "two dozen", "half a million"), ranges
("35 to 40", "between 10 and 15") and money ("$3.8 billion", "20 million euros"). A magnitude without a number
("tens of thousands", "hundreds") is no number. Vocabulary: `numbers.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from readout.language.numbers_words import Words, words

Bound = Literal["exact", "about", "at_least", "at_most"]
Sort = Literal[
    "count",
    "money",
    "percent",
    "measure",
    "duration",
    "ordinal",
    "fraction",
    "age",
    "date",
    "time",
    "score",
    "identifier",
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text, characters `start` to `end` (with its scale and currency, without words of bound).

    `low` and `high` are equal unless the text gives a range. `currency` is an ISO 4217 code, for money only.
    `unit` is what a measure or duration is counted in ("kilometer", "month"). Only `count` and `money` are ever
    figures or amounts: the other sorts are there so that a caller can pass over them. `certain` is False where
    the misprint of a thousands group ("31,0000") was read as printed.
    """

    start: int
    end: int
    low: float
    high: float
    bound: Bound
    sort: Sort
    currency: str | None = None
    unit: str | None = None
    certain: bool = True

    @property
    def value(self) -> int | float | tuple[int | float, int | float]:
        """The number, an int where it is whole; for a range the pair of its ends."""
        return _whole(self.low) if self.low == self.high else (_whole(self.low), _whole(self.high))


def find(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All numbers in characters `start` to `end` of `text`, in order. Words around that stretch are looked at."""
    lexicon = words()
    stop = len(text) if end is None else end
    return list(_ranges(text, _single(text, start, stop, lexicon), lexicon))


def _whole(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _single(text: str, start: int, end: int, lexicon: Words) -> Iterator[Quantity]:
    """Each number by itself."""
    position = start
    while match := lexicon.number.search(text, position, end):
        position = max(match.end(), position + 1)
        quantity = _read(text, match, lexicon)
        if quantity is not None:
            position = max(position, quantity.end)
            yield quantity


def _read(text: str, match: re.Match[str], lexicon: Words) -> Quantity | None:
    first, last = match.start("digits") if match["digits"] else match.start(), match.end()
    certain = True
    if match["digits"]:
        if odd := _odd_digits(text, match, lexicon):
            sort, last = odd
            return Quantity(match.start(), last, 0, 0, "exact", sort)
        number = _digits(match["digits"])
        certain = not _ODD_GROUPS.search(match["digits"])
    else:
        if _is_pronoun(text, match):
            return None
        number = lexicon.spelled(match.group())
    scale = lexicon.scale.match(text, last) if match["digits"] else None
    if scale:
        number = _scaled(number, lexicon.scales[scale[1].lower()])
        last = scale.end()
    begin = match.start()
    quantity = Quantity(begin, last, number, number, "exact", "count", certain=certain)
    if match["sign"]:
        if glued := not scale and lexicon.short_scale.match(text, last):
            number = _scaled(number, lexicon.short_scales[glued[1].lower()])
            last = glued.end()
        code = lexicon.currency_signs[match["sign"].strip()]
        bound, tail = _bound(text, begin, last, lexicon)
        return Quantity(begin, max(last, tail), number, number, bound, "money", currency=code, certain=certain)
    quantity = _sorted(text, quantity, first, bool(scale), match["digits"], lexicon)
    if quantity.sort in ("date", "time", "ordinal", "identifier"):
        return quantity
    bound, _ = _bound(text, begin, quantity.end, lexicon)
    return replace(quantity, bound=bound)


def _digits(written: str) -> float:
    """The number that digits with commas, a point or a fraction write."""
    whole, _, part = written.replace(",", "").partition(" ")
    if "/" in whole:
        whole, part = "0", whole
    total = float(whole)
    if part:
        top, _, bottom = part.partition("/")
        total += float(top) / float(bottom) if float(bottom) else 0
    return total


_SHAPES: tuple[tuple[re.Pattern[str], Sort], ...] = (
    (re.compile(r"\d{4}-\d\d(?:-\d\d)?\b|\d{1,2}/\d{1,2}/\d{2,4}\b|9/11\b"), "date"),
    (re.compile(r"\+?\d+(?:[-.]\d+){2,}|\d{3}-\d{4}\b"), "identifier"),
    (re.compile(r"\d{1,2}:\d\d(?::\d\d)?\b(?:\s?[ap]\.?m\b\.?)?", re.I), "time"),
)
_TAILS: tuple[tuple[re.Pattern[str], Sort], ...] = (
    (re.compile(r"(?:st|nd|rd|th)\b"), "ordinal"),
    (re.compile(r"\s?(?:[ap]\.?m\b\.?|GMT\b|UTC\b|o'clock\b|hours GMT|local time)", re.I), "time"),
)
_SCORE = re.compile(r"(\d{1,3})[-–:](\d{1,3})\b(?!-)")
_ODD_GROUPS = re.compile(r",\d{4}|,\d{1,2}(?![\d,])")  # the last group of thousands is of three digits, none is of more
_DECADE = re.compile(r"'?s\b")
_MARK = re.compile(r"\s?%|\s?per\s?cent\b(?!age)|\s?pct\b|-percent\b|\s?percent\b")


def _odd_digits(text: str, match: re.Match[str], lexicon: Words) -> tuple[Sort, int] | None:
    """The sort of digits that are no quantity at all (dates, clock times, names, telephones), and where they end."""
    first, last = match.start("digits"), match.end()
    if match["sign"]:
        return None
    before = text[max(0, first - 2) : first]
    if before[-1:].isalpha() or (before[-1:] in "-/" and before[:1].isalpha() and not _prefix(text, first)):
        return "identifier", last
    for pattern, sort in _SHAPES:
        if shape := pattern.match(text, first):
            return sort, shape.end()
    for pattern, sort in _TAILS:
        if tail := pattern.match(text, last):
            return sort, tail.end()
    score = _SCORE.match(text, first)
    if score and int(score[1]) >= int(score[2]) and "," not in match["digits"]:
        return "score", score.end()
    if text[last : last + 1].isalpha() and not lexicon.glued.match(text, last):
        return "identifier", last
    return None


def _prefix(text: str, first: int) -> bool:
    """Whether the letters glued before the number by a hyphen are a prefix or a name of currency, not a name."""
    word = re.search(r"([A-Za-z]+)-$", text[max(0, first - 8) : first])
    return bool(word) and word[1].lower() in {"pre", "post", "mid", "non", "sub", "under", "over"}  # type: ignore[index]


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    """Whether "one" is no number: "one of them", "no one", "one another"."""
    if match.group().lower() != "one":
        return False
    if re.match(
        r"(?:\s(?:of|another|who|that|which|by|day|side|thing)\b|'s\b|’s\b|[.;:])", text[match.end() : match.end() + 10]
    ):
        return True
    return bool(
        re.search(
            r"(?:no|any|every|some|this|that|the|each|which|another|number|day)[\s-]$",
            text[max(0, match.start() - 8) : match.start()],
            re.I,
        )
    )


def _scaled(number: float, scale: float) -> float:
    """65.6 million is 65,600,000, not a hair less."""
    return round(number * scale, 3)


def _sorted(text: str, quantity: Quantity, first: int, scaled: bool, digits: str | None, lexicon: Words) -> Quantity:
    """The quantity with its sort, by the words at its sides."""
    last = quantity.end
    if mark := _MARK.match(text, last):
        return replace(quantity, sort="percent", end=mark.end())
    if money := lexicon.money.match(text, last):
        code = lexicon.code(money["of"], money["name"], scaled or quantity.low >= 10_000)
        if code:
            return replace(quantity, sort="money", currency=code, end=money.end())
    if old := lexicon.age_after.match(text, last):
        return replace(quantity, sort="age", unit=old["unit"].rstrip("s").lower())
    if period := lexicon.period.match(text, last):
        return replace(quantity, sort="duration", unit=period[1].lower().rstrip("s").replace("centurie", "century"))
    if measure := lexicon.measure.match(text, last):
        return replace(quantity, sort="measure", unit=lexicon.measures[(measure[1] or measure[2]).lower()])
    if not scaled and digits and (sort := _bare(text, quantity, first, digits, lexicon)):
        return replace(quantity, sort=sort)
    if not digits and lexicon.fraction_after.match(text, last):
        return replace(quantity, sort="fraction")
    return quantity


_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|by|from|until|till|to|during|before|after|late|early|mid|and|or|the|for|between|year|fiscal|this|through"
    r"|around|about|spring|summer|autumn|fall|winter|copyright|©|[Ii]n)|,|[(©-])\s?$"
)
_PLURAL_AFTER = re.compile(r"\s(?:[a-z]+\s)?(?:[a-z]{2,}s|people|men|women|children|troops)\b")
_AGED = re.compile(r"\b(?:aged?|ages)\s$")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]*(?:\s[IVX]+|\sJr\.?|\sSr\.?)?\s?,\s$")


def _bare(text: str, quantity: Quantity, first: int, digits: str, lexicon: Words) -> Sort | None:
    """The sort of plain digits that are no count: a date, an age, the number of a thing."""
    last, before = quantity.end, text[max(0, first - 24) : first]
    number = quantity.low
    whole = digits.isdigit()
    if (
        whole
        and len(digits) <= 2
        and 1 <= number <= 31
        and (lexicon.month_before.search(before) or lexicon.month_after.match(text, last))
    ):
        return "date"
    if whole and len(digits) == 4 and 1000 <= number <= 2100:
        counted = _PLURAL_AFTER.match(text, last)
        if _DECADE.match(text, last) or not counted or (number >= 1800 and _YEAR_BEFORE.search(before)):
            return "date"
    if whole and len(digits) == 2 and before[-1:] in "'’" and _DECADE.match(text, last):
        return "date"
    if (
        whole
        and number <= 120
        and (_AGED.search(before) or (_NAME_BEFORE.search(before) and text[last : last + 1] in ",;"))
    ):
        return "date" if lexicon.month_before.search(before) else "age"
    if lexicon.naming_before.search(before):
        return "identifier"
    return None


_HANDED = re.compile(r"(?:hand|turn|sign)(?:s|ed|ing)?")


def _bound(text: str, begin: int, end: int, lexicon: Words) -> tuple[Bound, int]:
    """How firmly the number is meant, and where words of bound behind it end."""
    before = text[max(0, begin - 34) : begin].lower().replace("\n", " ").split()
    if before[-1:] == ["over"] and _HANDED.fullmatch(" ".join(before[-2:-1])):
        before.pop()  # "handed over 40 million"
    while before and before[-1] in lexicon.passed_over:
        before.pop()
    for size in (4, 3, 2, 1):
        if size <= len(before) and (bound := lexicon.bounds_before.get(" ".join(before[-size:]).lstrip("(\"“'‘—-"))):
            return bound, end
    if after := lexicon.bound_after.match(text, end):
        return lexicon.bounds_after[after[1].lower()], end
    if text[end : end + 1] == "+":
        return "at_least", end
    return "exact", end


_TO = re.compile(r"(?:\s(?:to|or)\s|\s?[-–]\s?|\sto\s(?:as many as|about|around|some|perhaps|maybe)\s)")
_AND = re.compile(r"\sand\s")


def _ranges(text: str, quantities: Iterator[Quantity], lexicon: Words) -> Iterator[Quantity]:
    """The quantities, those joined as a range made one."""
    held: Quantity | None = None
    for quantity in quantities:
        if held is not None:
            if joined := _join(text, held, quantity, lexicon):
                held = joined
                continue
            yield held
        held = quantity
    if held is not None:
        yield held


def _join(text: str, left: Quantity, right: Quantity, lexicon: Words) -> Quantity | None:
    plain = ("count", "money")
    if left.sort not in plain and left.sort != right.sort:
        return None
    if (
        right.sort in ("date", "time", "ordinal", "identifier", "score", "age")
        or left.low != left.high
        or right.start - left.end > 16
    ):
        return None
    joint, before = text[left.end : right.start], text[max(0, left.start - 9) : left.start].lower()
    between = before.endswith("between ")
    if not (_AND.fullmatch(joint) and between) and not (_TO.fullmatch(joint) and not before.endswith("from ")):
        return None
    low = left.low
    if low >= right.low or (left.low < 1000 <= right.low and lexicon.scaled(text[right.start : right.end])):
        low = _scaled(low, lexicon.scale_of(text[right.start : right.end]))
    if low >= right.low or (joint.strip() == "or" and right.low > 3 * low):
        return None
    currency = right.currency or left.currency
    sort: Sort = "money" if currency else right.sort
    bound = left.bound if left.bound != "exact" or right.bound == "exact" else right.bound
    return Quantity(left.start, right.end, low, right.low, bound, sort, currency, right.unit or left.unit)
