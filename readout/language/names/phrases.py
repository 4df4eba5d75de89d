"""Role phrases: noun phrases that a role noun heads, as far as they tell who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readout.language.document import Token
from readout.language.names.titles import Reading, compounded, joined, side_of_hit
from readout.language.names.words import words
from readout.language.tree import subtree

_MODIFIERS = ("amod", "compound", "det", "nmod", "nummod", "punct", "case", "advmod", "flat", "cc", "conj", "acl")
_MOST = 9
_AMOUNTS = ("one", "least", "more", "than", "at", "about", "nearly", "around", "almost")


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """A noun phrase that a role noun heads."""

    first: int
    last: int
    head: int
    noun: str  # the head's lemma
    role: str  # with its modifiers, lower case, without attributes, country and determiner
    side: str | None
    region: str | None  # "Arab", "European": says where, names no side
    owner: int | None  # a possessive pronoun
    definite: bool
    indefinite: bool
    plural: bool
    former: bool
    sides: tuple[str, ...]  # all sides told before the head: "US and South Korean officials"
    name: str  # the words as the report gives them, without the determiner


def role_phrase(reading: Reading, head: Token) -> RolePhrase:
    """The noun phrase that this noun heads, as far as it tells who is meant."""
    tokens, lexicon = reading.document.tokens, words()
    low = max(reading.document.sentences[head.sentence].first, head.index - _MOST)
    first = head.index
    owned = False
    while first > low and _belongs(tokens[first - 1], first, head.index, tokens):
        if owned and tokens[first - 1].upos == "CCONJ":
            break  # "X and Israel's cabinet": X owns no part of it
        first -= 1
        owned = owned or tokens[first].xpos == "POS"
    while first < head.index and (
        tokens[first].upos in ("PUNCT", "CCONJ", "ADP", "PART") or (first > low and tokens[first - 1].text == "-")
    ):
        first += 1
    while head.xpos in ("NNS", "NNPS") and (before := _joined_before(reading, first, low)) is not None:
        first = before
    last, side, region, complement = _after(reading, head)
    sides = _joined_sides(reading, head, last) if side else []
    if sides:
        last = max(last, sides[-1][1])
    owner, definite, indefinite, former = None, False, False, False
    start = first
    spoken: list[str] = []
    told = [name for name, _ in sides]
    for index in range(first, head.index):
        token = tokens[index]
        lower = token.text.lower()
        hit = reading.covered.get(index)
        if token.xpos == "PRP$":
            owner, definite = index, True
        elif token.upos == "DET":
            definite = definite or lower in ("the", "this", "that", "these", "those")
            indefinite = indefinite or lower in ("a", "an", "some", "any", "another", "every", "no", "one")
        elif hit is not None and compounded(tokens, hit):
            spoken.append(token.text)
        elif hit is not None or lower in ("'s", "’s", "'", "’"):
            told_side, told_region = reading.side_at(index) if hit is not None else (None, None)
            side, region = side or told_side, region or told_region
            if told_side and told_side not in told:
                told.append(told_side)
            if hit is not None and hit.body() is None:
                spoken.clear()
            definite = definite or hit is None
            if hit is not None and hit.body() is not None and index == hit.first:
                spoken.append(" ".join(t.text for t in tokens[hit.first : min(hit.last, head.index)]))
            continue
        elif lower in lexicon.attributes or token.upos in ("NUM", "ADV"):
            former = former or lower in ("former", "ex", "then", "late")
        else:
            side = side or reading.side_at(index)[0]
            spoken.append(token.text)
        if index == start and (token.upos == "DET" or token.xpos == "PRP$" or lower in _AMOUNTS):
            start += 1
    noun = head.text.lower() if head.text.lower() in lexicon.roles else head.lemma.lower()
    role = joined([*spoken, noun]).lower() + complement
    if (end := general_after(tokens, head.index)) is not None:
        role, last = role + " general", max(last, end)
    plural = head.xpos in ("NNS", "NNPS")
    name = reading.document.text[tokens[start].start : tokens[last - 1].end]
    return RolePhrase(
        first,
        last,
        head.index,
        noun,
        role,
        side,
        region,
        owner,
        definite,
        indefinite,
        plural,
        former,
        tuple(told),
        " ".join(name.split()),
    )


def _joined_before(reading: Reading, first: int, low: int) -> int | None:
    """Where "US and" before "South Korean officials" begins, whatever the tree says of it."""
    hit = reading.covered.get(first)
    if hit is None or first - 2 < low or reading.document.tokens[first - 1].text.lower() not in ("and", ","):
        return None
    before = reading.ends.get(first - 1)
    adjectives = before is not None and before.country("adjective") and hit.country("adjective")
    return before.first if before is not None and adjectives else None


def _joined_sides(reading: Reading, head: Token, last: int) -> list[tuple[str, int]]:
    """The sides in "foreign ministers of Iran and Iraq", each with the end of its name; empty for a single one."""
    tokens = reading.document.tokens
    found: list[tuple[str, int]] = []
    at = head.index + 2
    while at < len(tokens) and (at in reading.covered or tokens[at].text.lower() in (",", "and", "the", "of")):
        hit = reading.covered.get(at)
        if hit is not None and (side := side_of_hit(hit)[0]) is not None:
            found.append((side, hit.last))
        at = hit.last if hit is not None else at + 1
    return found if len(found) > 1 and at >= last else []


def general_after(tokens: Sequence[Token], head: int) -> int | None:
    """The end of "secretary general", "director-general" where this token is the first word of one."""
    if tokens[head].text.lower() not in ("secretary", "director", "attorney", "governor", "inspector"):
        return None
    at = head + 2 if head + 1 < len(tokens) and tokens[head + 1].text == "-" else head + 1
    return at + 1 if at < len(tokens) and tokens[at].text.lower() == "general" else None


def _belongs(token: Token, first: int, head: int, tokens: Sequence[Token]) -> bool:
    """Whether the token left of a phrase's present beginning belongs to it."""
    relation = token.deprel.partition(":")[0]
    if relation not in _MODIFIERS or token.head == token.index or (relation == "case" and token.text[-1] not in "s'’"):
        return False
    over = tokens[token.head] if relation == "case" else token  # the "'s" of "Qatar's" hangs on Qatar
    while over.deprel == "conj" and over.head != over.index:
        over = tokens[over.head]  # "US and Korean officials": Korean hangs on US
    if not first <= over.head <= head or (over is not token and relation != "case" and over.head != head):
        return False
    return token.upos not in ("VERB", "AUX") or token.deprel == "amod"


def _of_whose(reading: Reading, part: Token) -> str | None:
    """The side of what a role is "of": "chairman of the foreign affairs committee of the Norwegian parliament"."""
    tokens = reading.document.tokens
    if part.lemma.lower() in words().placed:
        return None  # "president of the breakaway Russian republic of Chechnya"
    below = [t.index for t in subtree(reading.document, part) if t.index <= part.index + 8]
    for index in below:
        hit = reading.covered.get(index)
        if hit is None or hit.first != index or hit.last >= len(tokens) or compounded(tokens, hit):
            continue
        before = next((t.text.lower() for t in reversed(tokens[:index]) if t.text.lower() != "the"), "")
        owns = tokens[hit.last].xpos == "POS" or (
            hit.country("adjective") and tokens[hit.last].upos in ("NOUN", "PROPN")
        )
        if before == "of" or owns:
            return side_of_hit(hit)[0]
    return None


def _after(reading: Reading, head: Token) -> tuple[int, str | None, str | None, str]:
    """What follows the head by "of": the phrase's end, the side or region told, the rest of the role."""
    tokens = reading.document.tokens
    for index in head.children:
        child = tokens[index]
        if index <= head.index or child.deprel.partition(":")[0] != "nmod" or index > head.index + 7:
            continue
        case = next((tokens[c] for c in child.children if tokens[c].deprel == "case"), None)
        if case is None or case.index != head.index + 1 or case.text.lower() not in ("of", "for", "to", "at", "in"):
            continue
        if case.text.lower() == "in" and head.lemma not in words().governments:
            break
        hit = reading.covered.get(index)
        if hit is not None:
            sent = case.text.lower() in ("to", "in", "for") and head.lemma.lower() in words().sent
            side, region = (None, None) if sent else side_of_hit(hit)
            return max(hit.last, index + 1), side, region, ""
        if case.text.lower() in ("of", "for") and index <= head.index + 9:
            end = index + 1
            while end < len(tokens) and tokens[end].deprel.partition(":")[0] == "flat" and tokens[end].head == index:
                end += 1
            spoken = [t.text for t in tokens[case.index : end] if t.upos not in ("DET", "PUNCT") or t.text == "-"]
            people = head.lemma.lower() in (words().roles | words().unnamed) - words().bodies
            whose = _of_whose(reading, child) if people and case.text.lower() == "of" else None
            return end, whose, None, " " + joined(spoken).lower()
        break
    return head.index + 1, None, None, ""
