"""Where a report names persons: by the encoder, after a title, by the registry, by the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.language.document import Token
from readout.language.names.find import full_name
from readout.language.names.titles import Reading, Title, title_before
from readout.language.names.words import words

_MARKS = frozenset("-'’.")
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_NAMED = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "appos", "conj", "nmod", "nmod:poss")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name in the text: tokens, folded words, the title before it."""

    first: int
    last: int
    pieces: tuple[str, ...]
    title: Title | None


def namings(reading: Reading) -> Iterator[Naming]:
    """Names of persons: those the encoder marks, those after a title, the registry's full names."""
    tokens = reading.document.tokens
    spans: dict[int, int] = {}
    taken: set[int] = set()

    def claim(first: int, last: int) -> None:
        if first < last and not taken.intersection(range(first, last)):
            spans[first] = last
            taken.update(range(first, last))

    for index, token in enumerate(tokens):
        if index in taken or not token.text[0].isupper():
            continue
        known = full_name(reading.document, reading.folds, index)
        goes_on = known is not None and known[0] < len(tokens) and _goes_on(tokens, index, known[0])
        if known is not None and not goes_on and not _began_before(reading, index):
            claim(index, known[0])
    marked = {i for name in reading.document.names for i in range(name.first, name.last)}
    people = {i for name in reading.document.names if name.label == "person" for i in range(name.first, name.last)}
    for name in reading.document.names:
        if name.label == "person" and not _abbreviated(tokens, name.first):
            claim(*_trimmed(reading, name.first, name.last))
    for index, token in enumerate(tokens):
        if token.upos != "PROPN" or index in taken or not token.text[0].isupper() or not reading.folds[index]:
            continue
        if index in reading.covered:
            continue
        if (index and _follows_title(reading, index)) or (index not in marked and _reads_as_name(tokens, token)):
            claim(index, _run(reading, index))
    surnames = {reading.folds[z - 1][-1] for a, z in spans.items() if a in people and _full(reading, a, z)}
    somebody = {i for i in reading.hits if _is_somebody(reading, i, surnames, people)}
    for index in somebody:
        claim(index, index + 1)
    for first, last in spans.items():
        folded = tuple(p for i in range(first, last) for p in reading.folds[i])
        if not folded or len(folded) > 8:
            continue
        title = title_before(reading, first)
        hit = reading.covered.get(first)
        if hit is not None and hit.last >= last and title is None and first not in somebody:
            continue  # a place, whatever the label
        if " ".join(folded) in words().media or folded[-1] in _DAYS:
            continue
        if title is None and last == first + 1 and _tells_whose(tokens, tokens[first]):
            continue
        if title is None and last == first + 1 and tokens[first].text.isupper() and len(tokens[first].text) > 2:
            continue  # an abbreviation
        yield Naming(first, last, folded, title)


def _full(reading: Reading, first: int, last: int) -> bool:
    """Whether a name is more than one word and no place, so that its last word may stand alone for it."""
    return last - first > 1 and bool(reading.folds[last - 1]) and first not in reading.covered


def _is_somebody(reading: Reading, index: int, surnames: set[str], people: set[int]) -> bool:
    """Whether a place's name is the surname of one whom the report names in full, and does what persons do here."""
    token, fold = reading.document.tokens[index], reading.folds[index]
    if reading.hits[index].last != index + 1 or len(fold) != 1 or fold[0] not in surnames:
        return False
    return index in people or token.deprel in ("nsubj", "nsubj:pass", "nmod:poss")


def _tells_whose(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a word says of which country a role is, known or not: "the Ruritanian envoy"."""
    return token.upos == "ADJ" and token.deprel == "amod" and tokens[token.head].lemma.lower() in words().roles


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """A marked span without the title at its front and marks at its end; further name words joined."""
    tokens, lexicon = reading.document.tokens, words()
    before = lexicon.title_words
    start = first
    while first < last - 1:
        word = "".join(reading.folds[first])
        hit = reading.hits.get(first)
        if hit is not None and hit.last < last and hit.country("adjective", "country", "people"):
            if hit.last == first + 1 and tokens[first + 1].text in "-":
                break
            first = hit.last
        elif not word or word == "s" or word in before:
            first += 1
        else:
            break
    if (
        "".join(reading.folds[start]) in ("king", "queen", "prince", "princess", "pope", "emperor")
        and last - first == 1
    ):
        first = start  # "King Hussein", "Pope Francis": the title is part of the name
    while last > first and (
        not reading.folds[last - 1] or tokens[last - 1].text in ("'s", "’s") or _is_day(tokens[last - 1], last - first)
    ):
        last -= 1
    titled = first > 1 and tokens[first - 1].text == "of" and "".join(reading.folds[first - 2]) in before
    if titled and last - first > 2:
        first += 1  # "Archbishop of Canterbury Rowan Williams"
    while last < len(tokens) and _continues(tokens, first, last) and last not in reading.covered:
        last += 1
    return first, last


def _continues(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    token = tokens[last]
    if _is_day(token, last - first + 1):
        return False
    if token.text in _MARKS and token.start == tokens[last - 1].end and last + 1 < len(tokens):
        after = tokens[last + 1]
        broken = tokens[last - 1].text.lower() in words().particles and after.start == token.end + 1  # "al- Sabah"
        return (after.start == token.end or broken) and after.text[0].isalpha() and after.upos == "PROPN"
    if tokens[last - 1].text in _MARKS and token.start - tokens[last - 1].end <= 1 and last - first > 1:
        return token.text[0].isalpha() and token.text.lower() != "s"
    return token.upos == "PROPN" and token.deprel.startswith("flat") and first <= token.head < last


def _goes_on(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a longer name than the registry's stands here: "Ahmed Hussein Adam"."""
    token = tokens[last]
    return token.upos == "PROPN" and token.deprel == "flat" and first <= token.head < last and token.text[0].isupper()


def _began_before(reading: Reading, index: int) -> bool:
    """Whether a name that the registry knows is only the end of another: "Omar Ahmed Hussein"."""
    token = reading.document.tokens[index]
    if not token.deprel.startswith("flat") or token.head >= index or index - 1 in reading.covered:
        return False
    before = reading.document.tokens[index - 1]
    name = before.upos == "PROPN" and before.text[0].isupper() and before.text.isalpha()
    return name and before.text.lower() not in words().title_words | words().attributes


def _abbreviated(tokens: tuple[Token, ...], index: int) -> bool:
    """ "(HWC)": short for what stands before, whatever the label."""
    return index > 0 and tokens[index - 1].text == "(" and tokens[index].text.isupper() and len(tokens[index].text) > 1


def _reads_as_name(tokens: tuple[Token, ...], token: Token) -> bool:
    """Two capitalised names of which the tree says that one continues the other, without an article."""
    if token.index + 1 >= len(tokens) or token.deprel not in _NAMED:
        return False
    after = tokens[token.index + 1]
    if after.deprel != "flat" or after.head != token.index or after.upos != "PROPN" or not after.text[0].isupper():
        return False
    lower = token.text.lower()
    return lower not in _DAYS and not any(tokens[c].upos == "DET" for c in token.children) and token.text.isalpha()


def _is_day(token: Token, words_left: int) -> bool:
    """ "Lee Friday": a weekday or month that strayed into a name."""
    return words_left > 1 and token.text.lower() in _DAYS


def _follows_title(reading: Reading, index: int) -> bool:
    before = reading.document.tokens[index - 1]
    if before.sentence != reading.document.tokens[index].sentence:
        return False
    word = "".join(reading.folds[index - 1])
    lexicon = words()
    if word in ("mr", "mrs", "ms", "gen", "sen", "dr", "sheikh", "sir") or (before.text == "." and index > 1):
        return word != "" or "".join(reading.folds[index - 2]) in ("mr", "mrs", "ms", "gen", "sen", "dr")
    return before.text[0].isupper() and word in lexicon.roles and before.xpos not in ("NNS", "NNPS")


def _run(reading: Reading, index: int) -> int:
    """The end of the capitalised words from here on."""
    tokens = reading.document.tokens
    end = index + 1
    while end < len(tokens) and end - index < 6 and tokens[end].sentence == tokens[index].sentence:
        token = tokens[end]
        capital = token.upos == "PROPN" and token.text[0].isupper() and end not in reading.covered
        capital = capital and not _is_day(token, end - index + 1)
        joint = token.text in _MARKS and tokens[end - 1].end == token.start
        joint = joint or token.text.lower() in words().particles
        if not capital and not (
            joint and end + 1 < len(tokens) and tokens[end + 1].upos == "PROPN" and end + 1 not in reading.covered
        ):
            break
        end += 1
    return end
