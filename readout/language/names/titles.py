"""Titles before names, and role phrases: "visiting Georgian Foreign Minister", "his Russian counterpart"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readout.language.document import Document, Token
from readout.language.names.find import Hit
from readout.language.names.words import words

_NAME_KINDS = ("country", "adjective", "region", "capital", "seat", "city", "people")


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
    role = joined(spoken).lower()
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


def joined(spoken: Sequence[str]) -> str:
    """Words put together again, without spaces around hyphens."""
    return " ".join(spoken).replace(" - ", "-").replace(" – ", "-").replace(" ,", ",")


def compounded(tokens: Sequence[Token], hit: Hit) -> bool:
    """ "US-backed", "Saudi-led": the country is not whose the noun is. A dash between spaces joins nothing."""
    if hit.last + 1 >= len(tokens) or tokens[hit.last].text not in ("-", "–"):
        return False
    dash, after = tokens[hit.last], tokens[hit.last + 1]
    return tokens[hit.last - 1].end == dash.start and dash.end == after.start and after.text.islower()
