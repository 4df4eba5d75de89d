"""Stretches that trained heads marked too short, grown to where the words of the tree begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from readout.language.attribution.model import Attribution
from readout.language.document import Document, Token
from readout.language.tree import children, subtree

Span = tuple[int, int]

MARKS = '"“”„«»'
_BEFORE = 3  # words that a stretch may lack at its beginning
_BEHIND = 8  # and at its end
_NEXT = 2  # characters between a clause and the verb that goes on with it
_LEADING = frozenset(("case", "mark", "det", "cc"))  # what only opens a phrase
_APART = frozenset(("punct", "cc", "conj", "advcl", "parataxis", "acl", "root"))


def within(document: Document, span: Span) -> Sequence[Token]:
    """The tokens of a stretch."""
    first = bisect_left(document.tokens, span[0], key=lambda t: t.start)
    return document.tokens[first : bisect_left(document.tokens, span[1], key=lambda t: t.start)]


def whole(document: Document, attribution: Attribution, pieces: list[Span]) -> list[Span]:
    """The stretches grown by what a verb shares its clause with ("... but is holding out") and by a closing bracket."""
    grown = []
    for number, (start, end) in enumerate(pieces):
        start = _begun(document, attribution, (start, end))
        head = attribution.content_head
        if number == len(pieces) - 1 and head is not None and start <= document.tokens[head].start < end:
            end = _with_conjunct(document, attribution, document.tokens[head], end)
        if (
            document.text[start:end].count("(") > document.text[start:end].count(")")
            and document.text[end : end + 1] == ")"
        ):
            end += 1
        end = _ended(document, attribution, (start, end))
        grown.append((start, end))
    return grown


def _begun(document: Document, attribution: Attribution, piece: Span) -> int:
    """Where the stretch begins with the words before it that belong to it: its verb's subject, an article, "in"."""
    start = piece[0]
    words = within(document, piece)
    if not words or document.text[start : start + 1] in MARKS:
        return start
    taken = max((last for g in (attribution.cue, attribution.source) for _, last in g if last <= start), default=0)
    head = document.tokens[attribution.content_head] if attribution.content_head is not None else words[0]
    sentence = document.sentences[words[0].sentence]
    if piece[0] <= head.start < piece[1] and head.deprel.startswith("ccomp"):
        for subject in children(document, head, "nsubj", "expl"):
            first = subtree(document, subject)[0]
            if taken <= first.start < start and first.index >= sentence.first:
                return first.start
    if (misread := _misread_subject(document, attribution, head, start)) is not None:
        return misread
    inside = {t.index for t in words}
    for index in range(words[0].index - 1, max(sentence.first, words[0].index - _BEFORE) - 1, -1):
        token = document.tokens[index]
        if token.start < taken or token.head not in inside or token.deprel in ("punct", "cc"):
            break
        if any(time.start <= token.start < time.end for time in document.times):
            break
        inside.add(index)
        start = token.start
    return start


def _misread_subject(document: Document, attribution: Attribution, head: Token, start: int) -> int | None:
    """Where the subject begins that was taken for an object: "Chad said the army's decision to leave | was wise"."""
    if head.deprel != "ccomp" or head.head != attribution.cue_head or next(children(document, head, "nsubj"), None):
        return None
    if not any(children(document, head, "cop", "aux")):
        return None
    for thing in children(document, document.tokens[attribution.cue_head], "obj"):
        words = subtree(document, thing)
        if thing.start > attribution.cue[-1][0] and 0 <= start - words[-1].end <= _NEXT:
            return words[0].start
    return None


def _ended(document: Document, attribution: Attribution, piece: Span) -> int:
    """Where the stretch ends with the words right after it that belong to it: "... without review by lawmakers"."""
    end = piece[1]
    words = within(document, piece)
    if not words or document.text[end - 1 : end] in MARKS:
        return end
    taken = min(
        (f for g in (attribution.cue, attribution.source) for f, _ in g if f >= end), default=len(document.text)
    )
    inside = {t.index for t in words}
    grown: list[Token] = []
    last = document.sentences[words[-1].sentence].last
    for index in range(words[-1].index + 1, min(last, words[-1].index + _BEHIND + 1)):
        token = document.tokens[index]
        if token.end > taken or not _below(document, token, inside):
            break
        if any(time.start <= token.start < time.end for time in document.times):
            break
        inside.add(index)
        grown.append(token)
    while grown and grown[-1].deprel in _LEADING:
        grown.pop()
    return grown[-1].end if grown else end


def _below(document: Document, token: Token, inside: set[int]) -> bool:
    """Whether the word hangs on one of these, and on no clause of its own."""
    for _ in range(_BEFORE):
        if token.deprel.partition(":")[0] in _APART:
            return False
        if token.head in inside:
            return True
        token = document.tokens[token.head]
    return False


def _with_conjunct(document: Document, attribution: Attribution, head: Token, end: int) -> int:
    """Where the stretch ends with the verb that follows it at once and shares its subject."""
    cue = document.tokens[attribution.cue_head]
    misread = (c for c in children(document, cue, "conj") if _of_one(document, c) and _of_many(document, attribution))
    for other in (*children(document, head, "conj"), *misread):
        words = subtree(document, other)
        while words and words[-1].upos == "PUNCT":
            words.pop()
        first, last = words[0], words[-1]
        shares = other.upos in ("VERB", "AUX") and not any(children(document, other, "nsubj", "expl"))
        unbroken = last.index - first.index + 1 == len(words)
        if shares and unbroken and 0 <= first.start - end <= _NEXT and last.end > end:
            return last.end
    return end


def _of_one(document: Document, verb: Token) -> bool:
    """Whether the verb has the form for one who does it: "is holding", "wants"."""
    return any(t.xpos == "VBZ" for t in (verb, *children(document, verb, "aux", "cop")))


def _of_many(document: Document, attribution: Attribution) -> bool:
    return attribution.source_head is not None and document.tokens[attribution.source_head].xpos in ("NNS", "NNPS")
