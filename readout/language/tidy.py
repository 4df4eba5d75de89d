"""The bounds and kinds of names set right by the tree and by what English names look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from readout import wordlists

Span = tuple[int, int, str]
_AFTER_PLACE = frozenset((",", "(", "-", "--", "—", "–", ":"))
_STORMS = frozenset(("hurricane", "cyclone", "typhoon"))
_TIES = ("flat", "compound", "amod", "goeswith")


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    open_ends: list[str]
    before: list[str]
    particles: list[str]
    firms: list[str]
    wholes: list[str]
    one_name: list[str]
    capital_places: list[str]
    peoples: list[str]
    bodies: list[str]
    nothing: list[str]
    place_ends: list[str]
    body_ends: list[str]
    portfolios: list[str]
    departments: list[str]
    forenames: list[str]
    files: list[str]


@cache
def _lists() -> dict[str, frozenset[str]]:
    given = wordlists.parse(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    checked = _Lists.model_validate(given).model_dump()
    return {name: frozenset(words) for name, words in checked.items()}


class Words(NamedTuple):
    """The words of a text as far as names need them."""

    text: Sequence[str]
    proper: Sequence[bool]  # tagged a proper noun
    heads: Sequence[int]
    relations: Sequence[str]


def tidy_names(spans: Sequence[Span], words: Words) -> list[Span]:
    """Names (first word, last exclusive, kind) in text order, with their bounds and kinds set right.

    Parts of one name that hang together in the tree are joined ("Bank of|England"), words that are no part of one are
    left at its edges, proper nouns that belong to it are taken in, a town and its state are two, and what cannot be a
    name (an address, a file, a people) is left out.
    """
    joined = _join(_without_storms(spans, words), words)
    taken = {at for first, last, _ in joined for at in range(first, last)}
    found: list[Span] = []
    for first, last, kind in joined:
        first, last = _trim(first, last, words)
        if first == last:
            continue
        first, last = _grow(first, last, kind, words, taken)
        if not _names_one(first, last, words):
            continue
        if last - first == 1:
            kind = _kind_of_capitals(first, kind, words)
        elif last - first > 1:
            kind = _kind_by_last(words.text[last - 1].lower(), kind)
        if kind == "place" and last - first > 1 and _two_places(first, last, words):
            found.append((*_trim(first, last - 1, words), kind))
            first = last - 1
        found.append((first, last, kind))
    return _agree(_abbreviations(found, words), words)


def _without_storms(spans: Sequence[Span], words: Words) -> list[Span]:
    """Leave out what a text calls a storm ("Cyclone Doe", then "Doe")."""
    text = words.text
    storms = {text[at + 1] for at in range(len(text) - 1) if text[at].lower() in _STORMS and words.proper[at + 1]}
    if not storms:
        return list(spans)

    def storm(first: int, last: int) -> bool:
        return text[last - 1] in storms and (last - first == 1 or text[last - 2].lower() in _STORMS)

    return [span for span in spans if not storm(span[0], span[1])]


def _agree(spans: list[Span], words: Words) -> list[Span]:
    """The same word is the same name throughout a text: the kind it has most often, also where it was passed over.

    A word passed over counts only where it is a proper noun that stands alone.
    """
    text = words.text
    votes: dict[str, Counter[str]] = {}
    for first, last, kind in spans:
        if last - first == 1 or kind == "person":
            votes.setdefault(text[last - 1], Counter())[kind] += 1
    taken = {at for first, last, _ in spans for at in range(first, last)}
    bodies = _lists()["bodies"]

    def settled(first: int, last: int, kind: str) -> str:
        if " ".join(text[first:last]).lower() in bodies:
            return "organization"
        if last - first > 1:
            return kind
        best, count = votes[text[first]].most_common(1)[0]
        return best if count > votes[text[first]][kind] else kind

    found = [(first, last, settled(first, last, kind)) for first, last, kind in spans]
    for at, word in enumerate(text):
        if at in taken or not words.proper[at] or len(word) < 3 or word not in votes or word.isupper():
            continue
        alone = not any(0 <= near < len(text) and words.proper[near] for near in (at - 1, at + 1))
        if alone:
            found.append((at, at + 1, votes[word].most_common(1)[0][0]))
    return sorted(found)


def _join(spans: Sequence[Span], words: Words) -> list[Span]:
    lists, text = _lists(), words.text
    joined: list[Span] = []
    for first, last, kind in spans:
        if joined:
            begin, end, before = joined[-1]
            gap = text[end] if first == end + 1 else ""
            inner = [at for at in range(first, last) if begin <= words.heads[at] < end]
            outer = [at for at in range(begin, end) if first <= words.heads[at] < last]
            tied = any(words.relations[at].startswith(_TIES) for at in inner + outer)
            outside = words.heads[first] >= first  # no more a name beside the one before
            near = first == end or gap in ("-", "–")
            if (
                (first == end and text[end - 1].lower() in lists["open_ends"] and inner)
                or (near and tied and kind == before)
                or (gap == "," and text[first].lower() in lists["firms"])
                or (gap == "and" and before == kind == "organization" and inner and "of" in text[begin:end])
                or (gap == "," and kind == before == "person" and _listed(begin, end, words))
                or (first == end and kind == before == "person" and (_initial(text[first]) or _initial(text[end - 1])))
                or (first == end and kind == before == "person" and text[end - 1].lower() in lists["forenames"])
                or (gap == "and" and before == "organization" and _of_department(text[begin:end]) and outside)
            ):
                joined[-1] = (begin, last, before)
                continue
        joined.append((first, last, kind))
    return joined


def _of_department(text: Sequence[str]) -> bool:
    """ "The Ministry of Trade|and|Industry"."""
    return not {"of", "for", "on"}.isdisjoint(text) and not _lists()["departments"].isdisjoint(
        word.lower() for word in text
    )


def _listed(first: int, last: int, words: Words) -> bool:
    """Whether words stand as an address book has a name: "Doe, Jane" between marks."""
    marks = ('"', "“", "”", "<")
    if last - first != 1 or first == 0 or last + 2 >= len(words.text):
        return False
    return words.text[first - 1] in marks and words.text[last + 2] in marks


def _initial(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or (len(word) == 2 and word[1] == "."))


def _trim(first: int, last: int, words: Words) -> tuple[int, int]:
    lists, text = _lists(), words.text
    if last - first > 1 and _end_of_title(first, words):
        first += 1  # "Minister of Defense Jane Doe"
    while last > first and text[last - 1].lower() in lists["open_ends"]:
        last -= 1
    while first < last and text[first].lower() in lists["before"]:
        first += 1
    if last - first > 1 and text[first].islower() and text[first].isalpha() and text[first + 1][0].isupper():
        first += text[first] not in lists["particles"]  # "bpd Texas City"
    return first, last


def _abbreviations(spans: list[Span], words: Words) -> list[Span]:
    """ "The World Health Organisation (WHO)": what stands in brackets right after a body is its short name."""
    text = words.text
    taken = {at for first, last, _ in spans for at in range(first, last)}
    found = [
        (last + 1, last + 2, kind)
        for _, last, kind in spans
        if kind == "organization"
        and last + 2 < len(text)
        and (text[last], text[last + 2]) == ("(", ")")
        and last + 1 not in taken
        and 2 <= len(text[last + 1]) <= 8
        and text[last + 1].isupper()
        and text[last + 1].isalpha()
    ]
    return [*spans, *found]


def _leads_into(at: int, words: Words) -> bool:
    """Whether a word is the first of a longer name: "the Doeville|Monthly"."""
    if at + 1 >= len(words.text) or words.text[at].isupper():
        return False
    ahead = words.text[at + 1]
    own = words.heads[at] == at + 1 and words.relations[at] in ("compound", "amod")
    return own and words.proper[at + 1] and ahead.istitle() and not ahead.endswith("s")


def _end_of_title(first: int, words: Words) -> bool:
    """Whether a word is what a minister is minister of, and the name only begins after it."""
    lists, text = _lists(), words.text
    after = text[first + 1].lower()
    held = first > 1 and text[first - 1].lower() == "of" and text[first - 2].lower() in ("minister", "secretary")
    return held and text[first].lower() in lists["portfolios"] and after not in lists["open_ends"]


def _grow(first: int, last: int, kind: str, words: Words, taken: set[int]) -> tuple[int, int]:
    """Take in proper nouns on either side that hang on the name, if no other name has them."""

    def hangs(at: int, ties: tuple[str, ...]) -> bool:
        return (
            at not in taken
            and words.proper[at]
            and first <= words.heads[at] < last
            and words.relations[at].startswith(ties)
        )

    while last < len(words.text) and hangs(last, ("flat", "goeswith")):
        last += 1
    whole = last - first == 1 or _of_department(words.text[first:last])
    if whole and last not in taken and _leads_into(last - 1, words):
        last += 1
    if kind != "person":
        while first > 0 and hangs(first - 1, ("compound", "amod")):
            first -= 1
    elif first > 0 and first - 1 not in taken and _initial(words.text[first - 1]) and words.heads[first] == first - 1:
        first -= words.relations[first].startswith("flat")  # "J|K Doe"
    hyphen = first - 1 not in taken and first > 1 and words.text[first - 1] in ("-", "–")
    if hyphen and first - 2 not in taken and words.proper[first - 2]:
        first -= 2  # "al-Doe", "Coca-Cola"
    if last + 1 < len(words.text) and words.text[last] == "," and words.text[last + 1].lower() in _lists()["firms"]:
        last += 2
    return first, last


def _names_one(first: int, last: int, words: Words) -> bool:
    word = words.text[last - 1]
    if last - first == 1 and not words.proper[first] and word.islower():
        return False
    if "@" in word and last - first > 1 and "." not in word and words.text[first].isalpha():
        return True  # "Jane Doe@FIRM", as some mail systems have names
    if "@" in word or "://" in word or (len(word) > 4 and word[word.rfind(".") :].lower() in _lists()["files"]):
        return False
    if " ".join(words.text[first:last]).lower() in _lists()["nothing"]:
        return False
    if last - first > 1 or not word[0].isupper():
        return True
    return not word.lower().endswith(tuple(_lists()["peoples"]))


def _kind_by_last(word: str, kind: str) -> str:
    if kind == "organization" and word in _lists()["place_ends"]:
        return "place"
    return "organization" if kind in ("place", "person") and word in _lists()["body_ends"] else kind


def _two_places(first: int, last: int, words: Words) -> bool:
    lists, text = _lists(), words.text
    return text[last - 1].lower() in lists["wholes"] and text[last - 2].lower() not in lists["one_name"]


def _kind_of_capitals(at: int, kind: str, words: Words) -> str:
    """A word of capitals among others that are not is a body, where it is no place known by them."""
    word = words.text[at]
    if kind == "organization" or not (3 <= len(word) <= 6 and word.isalpha() and word.isupper()):
        return kind
    ahead = words.text[at + 1] if at + 1 < len(words.text) else ""
    if kind == "place" and ahead in _AFTER_PLACE:  # a dateline
        return kind
    around = [w for w in words.text[max(0, at - 4) : at + 5] if len(w) > 2 and w.isalpha() and w != word]
    shouted = sum(w.isupper() for w in around)
    return kind if word in _lists()["capital_places"] or 2 * shouted >= len(around) else "organization"
