"""Times of day."""

from __future__ import annotations

import re

from readout.language.dates.absolute import full_date
from readout.language.dates.reading import Place, Reading, Span
from readout.language.dates.relative import today, weekday
from readout.language.dates.words import CLASSES, words

_HEAD = re.compile(
    "(?:[{CLOCK}{DAY}]{AMPM}|{CLOCK}|{NOON})[{ZONE}]*{COMMA}?{IN}?".format(
        **{name: re.escape(CLASSES[name]) for name in ("CLOCK", "DAY", "AMPM", "NOON", "ZONE", "COMMA", "IN")}
    )
)


def clock(span: Span, place: Place) -> Reading | None:
    """10:35 a.m.; 5 p.m. EST Nov. 9; noon Thursday; 4 in the morning."""
    hour, minute = _hour(span)
    if hour is None:
        return None
    base = None
    head = _HEAD.match(span.classes)
    if head and head.end() < len(span.classes):
        rest = Span(span.classes[head.end() :], span.texts[head.end() :])
        resolver = full_date if rest.has("MONTH") or rest.has("MAY") else today if rest.has("TODAY") else weekday
        base = resolver(rest, place)
        if base is None:
            return None
    days = base.days if base else ((place.today, place.today) if place.today else None)
    day = base.value[:10] if base else place.today.isoformat() if place.today else "XXXX-XX-XX"
    why = base.why if base else "a time on the report's day"
    if span.word("NOON") == "midnight":
        return Reading("TIME", f"{day}T24:00", days, why)
    return Reading("TIME", f"{day}T{hour:02d}:{minute:02d}", days if base else None, why)


def _hour(span: Span) -> tuple[int | None, int]:
    noon = span.word("NOON")
    if noon and span.classes[0] == CLASSES["NOON"]:
        return words().sheet.clock_words[noon], 0
    word = span.lower[0]
    if ":" in word:
        hour, minute = (int(x) for x in word.split(":")[:2])
    else:
        hour, minute = (words().sheet.numbers[word] if word in words().sheet.numbers else int(word)), 0
    mark = span.word("AMPM")
    part = span.word("PART")
    if (
        hour > 24
        or minute > 59
        or (":" in word and not mark and not span.has("ZONE") and len(span.classes) == 1 and hour > 23)
    ):
        return None, 0
    if ((mark and mark.startswith("p")) or part in ("afternoon", "evening")) and hour < 12:
        hour += 12
    if mark and mark.startswith("a") and hour == 12:
        hour = 0
    return hour, minute
