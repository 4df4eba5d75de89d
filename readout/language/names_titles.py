"""Titles before names, and role phrases: "visiting Georgian Foreign Minister", "his Russian counterpart"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.language.document import Document, Token
from readout.language.names_find import Hit
from readout.language.names_words import words

_MODIFIERS = ("amod", "compound", "det", "nmod", "nummod", "punct", "case", "advmod", "flat", "cc", "conj", "acl")
_NAME_KINDS = ("country", "adjective", "region", "capital", "seat", "city", "people")
_MOST = 9
_AMOUNTS = ("one", "least", "more", "than", "at", "about", "nearly", "around", "almost")


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: tokens from `first`, the role in lower case, whose it is."""

    first: int
    role: str | None
    side: str | None
    gender: str | None
    former: bool
    honorific: bool


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what has been found in it: pieces, hits by first and by last token."""

    document: Document
    folds: Sequence[tuple[str, ...]]
    hits: Mapping[int, Hit]
    ends: Mapping[int, Hit]
    covered: Mapping[int, Hit]  # by each token

    def side_at(self, token: int) -> tuple[str | None, str | None]:
        """The side or else the region that the word at this token tells."""
        hit = self.covered.get(token)
        if hit is None:
            lower = self.document.tokens[token].text.lower()
            return next((side for side, told in words().sides.items() if lower in told), None), None
        return side_of_hit(hit)


def side_of_hit(hit: Hit) -> tuple[str | None, str | None]:
    """The side or else the region that a hit tells of what it modifies."""
    country = hit.country(*_NAME_KINDS)
    if country is not None:
        return (None, country.name) if country.kind == "region" else (country.name, None)
    body = hit.body()
    if body is None:
        return None, None
    return (body.side if body.kind == "body" else None) or body.name, None


def title_before(reading: Reading, index: int) -> Title | None:
    """The title that ends right before the name that begins at this token, None where there is none."""
    tokens, lexicon = reading.document.tokens, words()
    at, gender, honorific = index - 1, None, False
    low = max(reading.document.sentences[tokens[index].sentence].first, index - 14)
    role_end = index
    while at >= low:
        word = "".join(reading.folds[at])
        if word in lexicon.honorifics.female:
            gender = "f"
        elif word in lexicon.honorifics.male:
            gender = "m"
        elif word not in lexicon.honorifics.other and not (tokens[at].text in ".-" and honorific):
            break
        honorific, at = True, at - 1
    head = _role_head(tokens, at, low)
    if head is None:
        if not honorific:
            return None
        side = reading.side_at(at)[0] if at >= low and reading.ends.get(at + 1) else None
        first = reading.covered[at].first if side and at in reading.covered else at + 1
        return Title(first, None, side, gender, False, True)
    first, side, former = _modifiers(reading, head, low)
    start = first
    while start < role_end and (reading.covered.get(start) or tokens[start].text in ("'s", "’s", "'", "’")):
        start += 1
    spoken = [
        t.text
        for t in tokens[start:role_end]
        if t.text.lower() not in lexicon.attributes and t.text[-1] not in ',;:()"'
    ]
    role = _joined(spoken).lower()
    if tokens[head].text.lower() in ("queen", "princess", "spokeswoman", "chairwoman", "congresswoman"):
        gender = "f"
    return Title(first, role or None, side, gender, former, honorific)


def _role_head(tokens: Sequence[Token], at: int, low: int) -> int | None:
    """The role noun of a title that ends at this token: itself, or before its "of ..."."""
    if at < low:
        return None
    if _is_role(tokens[at]):
        return at
    for back in range(at - 1, max(low, at - 6) - 1, -1):
        token = tokens[back]
        if token.text.lower() in ("of", "for") and back > low and _is_role(tokens[back - 1]):
            if all(
                t.text[0].isupper() or t.text.lower() in ("and", "of", "for", "the", "&", ",")
                for t in tokens[back + 1 : at + 1]
            ):
                return back - 1
            return None
        if not (token.text[0].isupper() or token.text.lower() in ("and", "&", "the")):
            return None
    return None


def _is_role(token: Token) -> bool:
    lower = token.text.lower()
    return lower in words().roles or (token.lemma.lower() in words().roles and token.xpos in ("NN", "NNP"))


def _modifiers(reading: Reading, head: int, low: int) -> tuple[int, str | None, bool]:
    """The first token of a title's phrase, the side it tells, and whether it says "former"."""
    tokens, lexicon = reading.document.tokens, words()
    at, side, former = head - 1, None, False
    capital = tokens[head].text[0].isupper()
    while at >= low and head - at < 8:
        token = tokens[at]
        lower = token.text.lower()
        if lower in ("'s", "’s", "'", "’") or at in reading.covered:
            if at in reading.covered:
                told, _ = reading.side_at(at)
                side = told or side
                at = reading.covered[at].first - 1
            else:
                at -= 1
                if at not in reading.covered:
                    return at + 2, side, former
            continue
        if lower in lexicon.attributes and token.upos in ("ADJ", "ADV", "NOUN", "VERB", "PROPN"):
            former = former or lower in ("former", "ex", "then", "late")
        elif token.upos in ("DET", "PRON", "VERB", "AUX", "ADV", "ADP", "CCONJ", "SCONJ", "NUM"):
            break
        elif token.upos == "PUNCT":
            if token.text not in ("-", "–"):
                break
        elif capital != token.text[0].isupper() and token.upos == "PROPN":
            if token.text[0].isupper() and not capital:
                side = side or reading.side_at(at)[0]
            else:
                break
        elif (capital and not token.text[0].isupper()) or token.xpos in ("NNPS", "NNS") or lower.endswith("day"):
            break
        at -= 1
    return at + 1, side, former


def role_phrase(reading: Reading, head: Token) -> RolePhrase:
    """The noun phrase that this noun heads, as far as it tells who is meant."""
    tokens, lexicon = reading.document.tokens, words()
    low = max(reading.document.sentences[head.sentence].first, head.index - _MOST)
    first = head.index
    while first > low and _belongs(tokens[first - 1], first, head.index, tokens):
        first -= 1
    while first < head.index and (
        tokens[first].upos in ("PUNCT", "CCONJ", "ADP") or (first > low and tokens[first - 1].text == "-")
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
        elif hit is not None and _compounded(tokens, hit):
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
    role = _joined([*spoken, noun]).lower() + complement
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


def _compounded(tokens: Sequence[Token], hit: Hit) -> bool:
    """ "US-backed", "Saudi-led": the country is not whose the noun is."""
    if hit.last + 1 >= len(tokens) or tokens[hit.last].text not in ("-", "–"):
        return False
    return tokens[hit.last + 1].text.islower()


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
            side, region = side_of_hit(hit)
            return max(hit.last, index + 1), side, region, ""
        if case.text.lower() in ("of", "for") and index <= head.index + 9:
            end = index + 1
            while end < len(tokens) and tokens[end].deprel.partition(":")[0] == "flat" and tokens[end].head == index:
                end += 1
            spoken = [t.text for t in tokens[case.index : end] if t.upos not in ("DET", "PUNCT") or t.text == "-"]
            return end, None, None, " " + _joined(spoken).lower()
        break
    return head.index + 1, None, None, ""


def _joined(spoken: Sequence[str]) -> str:
    return " ".join(spoken).replace(" - ", "-").replace(" – ", "-").replace(" ,", ",")
