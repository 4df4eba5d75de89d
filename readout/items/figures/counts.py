"""Counted phrases: how many of what a report speaks, be it by a number ("22 civilians") or by one ("a boy")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from readout.items.figures.words import FigureWords, words
from readout.language import numbers
from readout.language.document import Document, Sentence, Token
from readout.language.numbers import Quantity
from readout.language.tree import children

Value = float | tuple[float, float]
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "SYM"))
_NATION_ENDINGS = ("ian", "an", "i", "ese", "ish", "ch", "ians", "ans", "is")
_JOINTS = frozenset(('"', "“", "-", "[", "]"))
_WINDOW = 24  # characters around a number in which the other part of a ratio stands
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_PARTS = re.compile(rf"\b{_SMALL} (?:(?:out )?of every|out of|in every|in) $")
_WHOLES = re.compile(rf" (?:(?:out )?of every|out of|in every) {_SMALL}\b")
_ONE_IN = re.compile(rf"\bone in {_SMALL}\b")
_AVERAGE = re.compile(r"\baverage of (?:(?:about|some|around|nearly|at least|more than) )?$")
_TIMES = frozenset(
    ("last", "next", "late", "early", "overnight", "week", "month", "year", "day", "night", "today", "yesterday")
)
_AGED = frozenset(("child", "girl", "boy", "people", "woman", "man", "those", "age", "infant", "adult", "person"))
_PEOPLE = frozenset(("person", "individual"))
_INDEFINITE = frozenset(("a", "an", "another"))


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something. `head` is the thing counted, or the number itself where it stands alone."""

    head: Token
    number: Token  # the number, the article, or "one"
    value: Value
    bound: str
    explicit: bool  # by a number, not by "a", "another", "his" or "one of"
    certain: bool = True  # False where the number is misprinted ("31,0000")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure and the word that called for it; `how` is that reading in a few words."""

    measure: str
    trigger: Token
    how: str
    sure: float
    event: bool = True  # something that befell them; False for a state of affairs, as troops stationed


def counts(document: Document) -> Iterator[Count]:
    """The counted phrases of a report, sentence by sentence in text order. Money, shares, ages and dates are none."""
    lexicon = words()
    for sentence in document.sentences:
        numbered = list(_numbered(document, sentence))
        yield from numbered
        tokens = document.tokens[sentence.first : sentence.last]
        if any(t.lemma in lexicon.triggers for t in tokens):
            taken = {count.head.index for count in numbered}
            yield from (c for c in _single(document, tokens, lexicon) if c.head.index not in taken)


def _numbered(document: Document, sentence: Sentence) -> Iterator[Count]:
    tokens = document.tokens[sentence.first : sentence.last]
    starts = [t.start for t in tokens]
    for quantity in numbers.find(document.text, sentence.start, sentence.end):
        if quantity.sort != "count" or quantity.low == 0 or quantity.low != int(quantity.low):
            continue
        first = bisect_left(starts, quantity.start)
        inside = [t for t in tokens[first : first + 8] if t.start < quantity.end]
        if not inside or _AVERAGE.search(document.text, max(sentence.start, quantity.start - _WINDOW), quantity.start):
            continue
        if _of_age(document, inside[0]) or _of_ratio(document.text, quantity.start, quantity.end):
            continue
        count = _count(document, inside, quantity)
        if count.head.xpos != "NNP" or count.value == 1:  # "at 14 Lind joined": a name is not counted
            yield count


def _of_ratio(text: str, start: int, end: int) -> bool:
    """Whether a number is a part or the whole of a ratio: "one out of five women", "one in ten children"."""
    before, after = text[max(start - _WINDOW, 0) : start].lower(), text[end : end + _WINDOW].lower()
    return (
        _PARTS.search(before) is not None
        or _WHOLES.match(after) is not None
        or (_ONE_IN.match(text[start : end + _WINDOW].lower()) is not None)
    )


def _of_age(document: Document, first: Token) -> bool:
    """Whether a number is an age after all: "children under five"."""
    before = document.tokens[max(0, first.index - 2) : first.index]
    return len(before) == 2 and before[1].lemma in ("under", "over") and before[0].lemma in _AGED


def _count(document: Document, inside: list[Token], quantity: Quantity) -> Count:
    """The count that a quantity, made of these tokens, stands for."""
    indexes = {t.index for t in inside}
    top = next((t for t in inside if t.head not in indexes or t.head == t.index), inside[-1])
    above = document.tokens[top.head]
    counted = above.index > top.index and above.upos in _NOMINAL and top.deprel.partition(":")[0] in (
        "nummod", "compound", "amod", "det", "nmod", "advmod", "dep")  # fmt: skip
    between = document.tokens[top.index + 1 : above.index]
    counted = counted and not any(t.upos == "DET" for t in between)  # "from 60 the day before"
    if not counted and top.deprel == "nummod" and above.index == inside[-1].index + 1:
        counted = True  # "10 wounded": the tagger may take the state for a verb
    counted_noun = above if counted and above.lemma not in ("more", "exhausted") else _next_noun(document, inside[-1])
    return Count(counted_noun or top, top, quantity.value, quantity.bound, True, quantity.certain)


def _next_noun(document: Document, last: Token) -> Token | None:
    """The noun at the end of the nominal words right behind a number, where the tree does not join them."""
    noun, step = None, last.index + 1
    while step < len(document.tokens) and step <= last.index + 6:
        token = document.tokens[step]
        if token.sentence != last.sentence or (
            token.upos not in ("ADJ", "NOUN", "PROPN") and token.text not in _JOINTS
        ):
            break
        if token.lemma in _TIMES:
            break
        if token.upos in ("NOUN", "PROPN"):
            noun = token
        step += 1
    return noun


def _single(document: Document, tokens: tuple[Token, ...], lexicon: FigureWords) -> Iterator[Count]:
    """One of a kind: "a boy", "another", "his bodyguard", "one of the men"."""
    for token in tokens:
        if token.lemma in _INDEFINITE and token.deprel == "det":
            noun = document.tokens[token.head]
            if _one_person(document, token, noun, lexicon):
                yield from _with_bare(document, noun, lexicon)
                yield Count(noun, token, 1, "exact", False)
        elif (token.lemma == "another" and token.deprel != "det" and token.upos in ("PRON", "DET", "NOUN")) or (
            token.lemma == "one"
            and token.deprel != "appos"
            and not _of_ratio(document.text, token.start, token.end)
            and any(
                c.deprel == "nmod"
                and (c.upos in ("PRON", "DET", "ADJ") or is_person(c, lexicon))
                and not any(n.upos == "NUM" for n in children(document, c))
                for c in children(document, token)
            )
        ):
            yield Count(token, token, 1, "exact", False)
        elif token.deprel == "nmod:poss":
            noun = document.tokens[token.head]
            if noun.xpos == "NN" and _one_person(document, token, noun, lexicon):
                yield Count(noun, token, 1, "exact", False)


def _with_bare(document: Document, noun: Token, lexicon: FigureWords) -> Iterator[Count]:
    """Those who share the article: "a husband and wife"."""
    for other in children(document, noun, "conj"):
        own = any(c.deprel in ("det", "nummod", "nmod:poss") for c in children(document, other))
        if other.xpos == "NN" and not own and is_person(other, lexicon):
            yield Count(other, other, 1, "exact", False)


def _one_person(document: Document, before: Token, noun: Token, lexicon: FigureWords) -> bool:
    if noun.index <= before.index or noun.lemma in lexicon.amounts or noun.lemma in lexicon.open_nouns - _PEOPLE:
        return False
    if noun.deprel == "appos" or noun.lemma in lexicon.collectives or noun.xpos in ("NNS", "NNPS"):
        return False
    return is_person(noun, lexicon)


def is_person(noun: Token, lexicon: FigureWords) -> bool:
    """Whether a noun names people: by the list, by its ending, or as the name of a people ("a Palestinian")."""
    lemma = noun.lemma.lower()
    if noun.upos in ("PROPN", "ADJ", "NOUN") and noun.text[:1].isupper() and lemma.endswith(_NATION_ENDINGS):
        return True
    return noun.upos in ("NOUN", "PROPN", "PRON", "ADJ") and (
        lemma in lexicon.people or lemma.endswith(lexicon.people_endings)
    )
