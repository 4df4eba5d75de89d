"""What a report says of itself: title, publisher, byline and dateline, from its own lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readout.reports import shapes
from readout.reports.model import Block

_BY = re.compile(r"^(?:[A-Za-z]+ )?by:? ", re.IGNORECASE)
_TRADE = re.compile(
    r"^(?:(?:[A-Z]\w+|staff|special) )?(?:staff |sports? ?|foreign |senior |diplomatic |political )*"
    r"(?:writers?|correspondents?|reporters?|editors?)\b[ ,:]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|&|\|)\s*")
_SOURCE = re.compile(r"\(([A-Z][\w ./&-]{1,30})\)\s*[-–—:]*\s*$")
_DATE = re.compile(rf",? ?(?:\b{shapes.MONTH}\W|\b\d).*$", re.DOTALL)
_END = re.compile(r"[\s:–—-]+$")
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,4}")
_OWNER = re.compile(
    r"(?i:©|\(c\)|copyright)[ ©,]*(?:(?:19|20)\d\d)?(?:[-–](?:19|20)\d\d)?[ ,]*(?:by )?"
    r"([A-Z][\w&'’. -]{2,50}?)(?=[.,|;]|$)"
)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a report's own lines say of it; None or empty where they do not."""

    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None


def own_words(text: str, blocks: Sequence[Block]) -> OwnWords:
    """Title, publisher, byline and dateline place, as the blocks of a report state them."""
    first: dict[str, str] = {}
    bylines = []
    owner = None
    for block in blocks:
        if block.role == "paragraph":
            continue
        words = " ".join(text[block.start : block.end].split())
        first.setdefault(block.role, words)
        if block.role == "byline":
            bylines.append(words)
        elif block.role == "furniture" and owner is None and len(words) < 300:
            found = _OWNER.search(words)
            owner = found.group(1).strip() if found else None
    places = [" ".join(text[b.start : b.end].split()) for b in blocks if b.role == "dateline"]
    people, agency = _byline(bylines)
    sourced = next((found.group(1) for place in places[:2] if (found := _SOURCE.search(place))), None)
    return OwnWords(first.get("headline"), sourced or agency or owner, people, _place(places))


def _byline(lines: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """The people named, and the agency or paper that ends such a line."""
    people: list[str] = []
    agency = None
    known = {name.casefold() for name in shapes.lexicon().agencies}
    for line in lines:
        if line.lower().startswith(("report", "filed")):
            continue
        for part in _SPLIT.split(_TRADE.sub("", _BY.sub("", line))):
            name = _TRADE.sub("", part).strip(" .")
            if name.casefold() in known or (people and _is_outlet(name)):
                agency = name
            elif _PERSON.fullmatch(name) and name not in people:
                people.append(name)
    return tuple(people), agency


def _is_outlet(name: str) -> bool:
    words = name.split()
    return bool(words) and (words[0] == "The" or len(words) == 1 or words[-1] in shapes.lexicon().outlets)


def _place(datelines: Sequence[str]) -> str | None:
    for line in datelines[:3]:
        place = _END.sub("", _DATE.sub("", re.sub(r"\(.*", "", line))).strip(" ,")
        if place and place[0].isupper() and not shapes.is_date_word(place):
            return place
    return None
