"""The shapes of time expressions, over classes of words.

A pattern is a regular expression whose letters are the class names of `words.CLASSES` (spaces are for the eye).
At one place the first pattern of the list that fits wins, so the fuller shapes stand first.
"""

from __future__ import annotations

import re

from readout.language.dates.words import CLASSES

_MACROS = {
    "AMONTH": "[MONTH MAY]",
    "NUMBER": "(?: [DAY INT YEAR] INT? | NUM (?: HYPHEN? NUM )* )",
    "COUNT": "(?: NUMBER (?: (?: HYPHEN | TO | AND ) NUMBER )?"
    " | A? FEW OF? | A HALF HYPHEN? | HALF HYPHEN? A? | A NUM )",
    "ANUNIT": "[UNIT UNITS]",
    "SPOKENYEAR": "(?: NUM (?: HYPHEN? NUM ){1,3} )",
    "EDGE": "(?: THE? EARLY (?: HYPHEN | OF THE? )? )",
    "ENDYEAR": "(?: COMMA? YEAR | OF? (?: LAST | THIS ) UNIT )",
    "DATE": "(?: AMONTH DOT? [DAY ORD] (?! HYPHEN UNIT ) (?: (?: HYPHEN | TO | AND ) [DAY ORD] (?! ANUNIT ) )? ENDYEAR?"
    " | THE? [DAY ORD] (?: (?: HYPHEN | TO | AND ) [DAY ORD] )? OF? AMONTH DOT? ENDYEAR? )",
    "DAYNAME": "(?: [WEEKDAY WKD] DOT? COMMA? )",
    "CLOCKTIME": "(?: (?: CLOCK | DAY ) AMPM | CLOCK | NOON )",
    "DEICTIC": "(?: THE? (?: THIS | LAST | PAST | NEXT | FOLLOWING | THAT SAME? | THE SAME | LATEST | ADJ ) )",
}

RULES: tuple[tuple[str, str], ...] = (
    ("iso", "ISO"),
    ("clock", "CLOCKTIME ZONE* COMMA? IN? (?: DAYNAME? DATE | EARLY? LAST? [WEEKDAY TODAY] ) | CLOCKTIME ZONE*"),
    ("clock", "(?: DAY | NUM ) IN THE PART"),
    ("date", "(?: THIS ADJ? )? DAYNAME? DATE (?: PART )?"),
    ("month", "EDGE? AMONTH DOT? COMMA? (?: OF | IN )? (?: YEAR | (?: THIS | LAST | NEXT | THAT ) UNIT | SPOKENYEAR )"),
    ("month", "EACH MONTH"),
    ("month", "EDGE? (?: LAST | NEXT | THIS PAST? ) AMONTH"),
    ("month", "EDGE? MONTH | EDGE MAY | (?<= [IN AND TO OF AFTER BEFORE THE] ) MAY"),
    ("weekday_set", "EACH WEEKDAY PART? | WEEKDAYS"),
    ("weekday", "(?: EDGE | LATER | EARLIER )? (?: THE? (?: THIS ADJ? | LAST | NEXT | PAST | FOLLOWING ) )? WEEKDAY"
     " PART? (?: (?: OF )? (?: THIS | LAST | NEXT ) UNIT )?"),
    ("today", "(?: EDGE | LATER | EARLIER )? TODAY PART?"),
    ("today", "EDGE? PART HYPHEN? TODAY"),
    ("today", "(?: EDGE | LATER | EARLIER )? (?: THIS | LAST ) (?: EARLY HYPHEN? )? PART"),
    ("holiday", "THE UNIT (?: AFTER | BEFORE ) HOLIDAY (?: UNIT )? (?: COMMA? YEAR )?"),
    ("holiday", "(?: LAST | NEXT | THIS )? HOLIDAY (?: UNIT | EVE )? (?: COMMA? YEAR )?"),
    ("holiday", "OFDAY UNIT (?: COMMA? YEAR )?"),
    ("holiday", "NEW UNIT POSS? (?: UNIT | EVE )"),
    ("halfyear", "THE? (?: ORD | LAST | NEXT ) HALF OF? (?: YEAR | DECADE | (?: THIS | LAST | NEXT | THE ) UNIT )"),
    ("halfyear", "THE? ORD NUM QUARTERS OF YEAR"),
    ("quarter", "(?: THE | DEICTIC )?"
     " (?: YEAR POSS? | UNIT HYPHEN (?: AGO | EARLIER ) | (?: THIS | LAST | NEXT ) UNIT POSS )?"
     " FISCAL? HYPHEN? ORD HYPHEN? QUARTER"
     " (?: (?: OF | IN )? FISCAL? YEAR | (?: OF )? THE? (?: THIS | LAST | NEXT ) UNIT )?"),
    ("quarter", "THE? (?: YEAR | (?: THIS | LAST | NEXT ) UNIT POSS ) (?: QUARTER | PERIOD )"),
    ("year_ago", "THE? UNIT HYPHEN (?: AGO | EARLIER ) (?: QUARTER | PERIOD | (?= NUM UNITS ) )?"),
    ("year_ago", "THE QUARTER A UNIT (?: AGO | EARLIER )"),
    ("quarter", "(?: THE | DEICTIC ) (?: QUARTER | PERIOD (?<= LATEST PERIOD ) )"),
    ("ago", "(?: COUNT | A ) MORE? ANUNIT (?: AND OTHER )? (?: AGO | EARLIER (?! THIS ) | LATER )"),
    ("ago", "UNITS AGO"),
    ("span", "(?: THE | EACH OF THE )? (?: LAST | PAST | NEXT | FOLLOWING | LATEST | ADJ | ORD ) MORE?"
     " COUNT MORE? (?: ANUNIT | QUARTERS )"),
    ("span", "THE NUM UNITS"),
    ("weekin", "THE (?: ORD | LAST ) UNIT (?: OF | IN )"
     " (?: THIS UNIT | NEXT UNIT | LAST UNIT | AMONTH DOT? (?: COMMA? YEAR )? )"),
    ("turn", "THE? EARLY OF? (?: THE | DEICTIC ) (?: UNIT | WEEKEND ) | UNIT POSS? HYPHEN? EARLY"),
    ("unit", "(?: (?: LATER | EARLIER ) IN? | EARLY HYPHEN? IN? )? DEICTIC FISCAL? (?: UNIT | WEEKEND )"),
    ("unit", "(?: LATER | EARLIER ) THAT UNIT | (?: LATER | EARLIER | EARLY ) IN THE UNIT"),
    ("weekof", "THE UNIT OF (?: DATE )"),
    ("season", "(?: THE | EDGE )? (?: EARLY HYPHEN? )? (?: THIS PAST? | LAST | NEXT | PAST )? SEASON OF?"
     " (?: YEAR | SPOKENYEAR | THIS UNIT | LAST UNIT )"),
    ("season", "(?: EDGE )? THE? (?: EARLY HYPHEN? )? (?: THIS PAST? | LAST | NEXT | PAST ) SEASON"),
    ("season", "(?: THE | (?<= [IN OF] ) ) EARLY? SEASON (?! OF )"),
    ("spokenyear", "THE UNIT SPOKENYEAR"),
    ("unit", "THE WEEKEND | THE MORE? FISCAL? UNIT (?! HYPHEN | UNIT )"),
    ("set", "EACH (?: COUNT )? (?: ANUNIT | QUARTER | WEEKEND | PART ) | OFTEN (?! HYPHEN ) | WEEKENDS"),
    ("duration", "(?: A UNIT | NUMBER ANUNIT ) AND A HALF | NUMBER AND A HALF UNITS"),
    ("duration", "COUNT HYPHEN? MORE? (?: ANUNIT | QUARTERS | WEEKENDS ) (?! HYPHEN? OLD )"),
    ("duration", "A MORE? UNIT (?! HYPHEN )"),
    ("ref", "THIS UNITS"),
    ("units", "(?: ADJ | PAST | LAST | NEXT | FOLLOWING ) (?: UNITS | QUARTERS ) | UNITS HYPHEN OLD | UNITS"),
    ("century", "THE? EDGE? ORD HYPHEN? UNIT"),
    ("decade", "(?: THE )? (?: EARLY HYPHEN? )? DECADE"),
    ("year", "EDGE? FISCAL? YEAR"),
    ("spokenyear", "SPOKENYEAR"),
    ("ref", "REF | THE? ADJ"),
    ("ref", "THE PAST"),
)  # fmt: skip

_NAME = re.compile(r"\b[A-Z]{1,12}\b")


def _expand(pattern: str) -> str:
    for _ in range(4):  # macros hold macros
        pattern = _NAME.sub(lambda m: _MACROS.get(m[0], m[0]), pattern)
    return re.sub(r"\s+", "", _NAME.sub(lambda m: re.escape(CLASSES[m[0]]), pattern))


def _compile() -> re.Pattern[str]:
    rules = [f"(?P<{name}_{i}>{_expand(pattern)})" for i, (name, pattern) in enumerate(RULES)]
    idle = "".join(re.escape(CLASSES[name]) for name in _NEVER_FIRST)
    return re.compile(rf"(?![{idle}])(?:" + "|".join(rules) + ")")


# Classes of words that begin no expression, passed over first: most words of a text.
_NEVER_FIRST = ("OTHER", "COMMA", "DOT", "IN", "OF", "AND", "TO", "HYPHEN", "MONEY", "BREAK", "POSS", "TIME")

PATTERN = _compile()
