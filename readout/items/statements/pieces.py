"""Which stretches of the report are what one speaker says: the attribution's, without what is not theirs.

Trained heads and quotation marks give stretches that may hold another's quotation, a second verb of saying, the
words for the one who is told, or a torn-off phrase. What is cut here is cut at the words of the tree.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from readout.items.statements.growing import MARKS, Span, whole, within
from readout.language.attribution.model import Attribution
from readout.language.attribution.quotes import in_quotation
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, subtree

_OWN = frozenset(("root", "ccomp", "parataxis"))  # how a clause of its own hangs in its sentence
_ASKED = frozenset(("ask", "urge", "tell"))
_ENDLESS = frozenset(("CCONJ", "SCONJ", "DET"))  # words that nothing ends with
_TRAILING = " \t\n,;:–—-"
_SOURCE_WORDS = 16  # that an "according to ..." at the end has at most
_AFTER = 3  # words after a quotation that are not said
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))


def pieces_of(document: Document, attribution: Attribution, others: Sequence[Attribution]) -> list[Span]:
    """The stretches that the attribution's speaker says, in text order; empty where nothing stands."""
    own = [p for p in attribution.content if _near(document, attribution, p)]
    own = [piece for piece in own if not _anothers(document, attribution, piece, others)]
    own = whole(document, attribution, own)
    cut = [_cut(document, attribution, piece, others) for piece in own]
    kept = [piece for piece in cut if piece[1] > piece[0]]
    return _clauses(document, _filled(document, attribution, kept))


def quoted(document: Document, span: Span) -> int:
    """How many of its characters stand between quotation marks, the marks with them."""
    at = max(bisect_right(document.quotations, span[0], key=lambda q: q.start) - 3, 0)
    found, upto = 0, span[0]
    for quotation in document.quotations[at:]:
        if quotation.start >= span[1]:
            break
        first, last = max(quotation.start - 1, upto), min(quotation.end + 1, span[1])
        if last > first:
            found, upto = found + last - first, last
    return found


def relative(document: Document, attribution: Attribution) -> Token | None:
    """The noun of which something is said in a relative clause: "the men, who France says have fled"."""
    cue = document.tokens[attribution.cue_head]
    if not cue.deprel.startswith("acl:relcl") or attribution.content_head is None:
        return None
    content = document.tokens[attribution.content_head]
    subjects = list(children(document, content, "nsubj"))
    return document.tokens[cue.head] if not subjects or subjects[0].lemma in _RELATIVE else None


def _near(document: Document, attribution: Attribution, piece: Span) -> bool:
    """Whether the stretch stands where such a cue can bring it: none in a paragraph before, and "according to" and
    what is asked of someone only in its own sentence."""
    cue = document.tokens[attribution.cue_head]
    mine = document.sentences[cue.sentence]
    if mine.start <= piece[0] < mine.end:
        return True
    words = within(document, piece)
    if not words or cue.lemma == "accord":
        return False
    sentence = document.sentences[words[-1].sentence]
    bidding = cue.lemma in _ASKED and any(children(document, cue, "xcomp"))
    return sentence.block >= mine.block and (sentence.index > mine.index or not bidding)


def _anothers(document: Document, mine: Attribution, piece: Span, others: Sequence[Attribution]) -> bool:
    """Whether the stretch is brought by a cue that stands nearer to it than this one's."""
    if _holds(piece, mine) or not quoted(document, piece):
        return False
    middle = (piece[0] + piece[1]) // 2
    return any(
        other.cue_head != mine.cue_head
        and other.source_head is not None
        and not other.inner
        and not piece[0] <= other.cue[0][0] < piece[1]
        and any(first <= middle < last for first, last in other.content)
        and _away(document, piece, other) < _away(document, piece, mine)
        for other in others
    )


def _holds(piece: Span, attribution: Attribution) -> bool:
    return piece[0] <= attribution.cue[0][0] < piece[1]


def _away(document: Document, piece: Span, attribution: Attribution) -> tuple[bool, int]:
    """How far the cue stands from the stretch: whether in another sentence than its end, then the characters."""
    cue = attribution.cue[0]
    last = within(document, piece)[-1:]
    apart = not last or last[0].sentence != document.tokens[attribution.cue_head].sentence
    return apart, max(piece[0] - cue[1], cue[0] - piece[1], 0)


def _cut(document: Document, attribution: Attribution, piece: Span, others: Sequence[Attribution]) -> Span:
    start = max(_after_told(document, attribution, piece), _after_source(document, attribution, piece))
    end = _before_next(document, attribution, piece)
    for other in others:
        cue = other.cue[0][0]
        if other.cue_head == attribution.cue_head or other.inner or not start < cue < end:
            continue
        if in_quotation(document, cue):
            continue
        if _ends_with_source(document, other, end):
            end = cue
        elif _same_speaker(attribution, other):
            end = min(end, _before(document, attribution, document.tokens[other.cue_head], end))
    return start, _trimmed(document, start, _quotation_alone(document, start, end))


def _after_source(document: Document, attribution: Attribution, piece: Span) -> int:
    """Where the words begin after what else is told of the source: "According to Roe, the envoy, | it rained"."""
    if attribution.source_head is None or not attribution.source or piece[0] < attribution.source[-1][1]:
        return piece[0]
    source = {t.index for t in subtree(document, document.tokens[attribution.source_head])}
    start = piece[0]
    for token in within(document, piece):
        if token.index in source:
            start = token.end
        elif token.upos != "PUNCT" or token.text in MARKS:
            return token.start if start > piece[0] else piece[0]
    return piece[0]


def _before_next(document: Document, attribution: Attribution, piece: Span) -> int:
    """The end before the next thing that the speaker does: "said it would rain, and urged all to stay"."""
    cue = document.tokens[attribution.cue_head]
    for other in children(document, cue, "conj"):
        inside = piece[0] < other.start < piece[1] and not in_quotation(document, other.start)
        if not inside or other.xpos != cue.xpos or any(children(document, other, "nsubj")):
            continue
        join = next((t for t in children(document, other, "cc") if t.index < other.index), None)
        if join is not None and join.start > piece[0]:
            return join.start
    return piece[1]


def _after_told(document: Document, attribution: Attribution, piece: Span) -> int:
    """Where "that ..." begins in "made clear to France that ..."."""
    if attribution.content_head is None:
        return piece[0]
    head = document.tokens[attribution.content_head]
    mark = next((c for c in children(document, head, "mark") if c.lemma == "that"), None)
    if mark is None or not piece[0] < mark.start < piece[1]:
        return piece[0]
    inside = {t.index for t in subtree(document, head)}
    before = within(document, (piece[0], mark.start))
    return mark.start if before and inside.isdisjoint(t.index for t in before) else piece[0]


def _ends_with_source(document: Document, other: Attribution, end: int) -> bool:
    """Whether the stretch ends with ", according to ..."."""
    cue = document.tokens[other.cue_head]
    before = document.text[: other.cue[0][0]].rstrip()[-1:]
    return cue.lemma == "accord" and before in ",–—-" and len(within(document, (cue.start, end))) <= _SOURCE_WORDS


def _same_speaker(mine: Attribution, other: Attribution) -> bool:
    told = other.manner == "saying" and bool(other.content)
    return told and mine.source_head is not None and mine.source_head == other.source_head


def _before(document: Document, mine: Attribution, cue: Token, end: int) -> int:
    """Where a second predicate of the same speaker begins: "... and called for", ", adding that"."""
    words = subtree(document, cue)
    first = min((t for t in words if t.index <= cue.index), key=lambda t: t.index)
    opened = document.tokens[first.index - 1] if first.index else first
    above, own = document.tokens[cue.head], document.tokens[mine.cue_head]
    tense = cue.xpos in _FINITE and cue.xpos == own.xpos and cue.xpos != above.xpos
    second = first.upos == "CCONJ" and cue.deprel == "conj" and (above is own or tense)
    beside = cue.xpos == "VBG" and opened.text == "," and cue.deprel.startswith("advcl")
    return first.start if second or beside else end


def _quotation_alone(document: Document, start: int, end: int) -> int:
    """The end of a quotation after which only a word or two follow ("“We will wait,” said")."""
    if document.text[start : start + 1] not in MARKS or quoted(document, (start, end)) < (end - start) * 0.6:
        return end
    closed = max(document.text.rfind(mark, start + 1, end) for mark in MARKS) + 1
    after = [t for t in within(document, (closed, end)) if t.upos != "PUNCT"]
    return closed if start < closed < end and len(after) <= _AFTER else end


def _trimmed(document: Document, start: int, end: int) -> int:
    """The end without words that nothing ends with: "... since May — even"."""
    while end > start:
        rest = document.text[start:end].rstrip(_TRAILING)
        end = start + len(rest)
        words = within(document, (start, end))
        if not words or rest[-1:] in MARKS:
            break
        before = document.text[start : words[-1].start].rstrip(" ")[-1:]
        if words[-1].upos not in _ENDLESS and not (words[-1].upos == "ADV" and before in ("–", "—", "-")):
            break
        end = words[-1].start
    return end


def _filled(document: Document, attribution: Attribution, pieces: list[Span]) -> list[Span]:
    """A stretch after the speaker's words begun where its clause begins: "..., Chad said, because the lack of ..."."""
    taken = max((last for group in (attribution.cue, attribution.source) for _, last in group), default=0)
    filled: list[Span] = []
    for start, end in pieces:
        words = within(document, (start, end))
        if filled and words and filled[-1][1] <= taken <= start and not quoted(document, (start, end)):
            inside = {t.index for t in words}
            for index in range(words[0].index - 1, -1, -1):
                token = document.tokens[index]
                if token.start < taken or token.sentence != words[0].sentence or token.text in _TRAILING:
                    break
                if not inside.isdisjoint(a.index for a in ancestors(document, token)):
                    start = token.start
        filled.append((start, end))
    return filled


def _clauses(document: Document, pieces: list[Span]) -> list[Span]:
    """The stretches without torn-off phrases beside clauses and quotations."""
    if len(pieces) < 2:
        return pieces
    told = [p for p in pieces if quoted(document, p) or (_tells(document, p) and len(within(document, p)) > 1)]
    told = [p for p in told if quoted(document, p) or _stands(document, p) or _hangs(document, p, told)]
    if not told:
        return pieces
    return [piece for piece in pieces if piece in told or _hangs(document, piece, told)]


def _stands(document: Document, piece: Span) -> bool:
    """Whether it is a clause of its own: with a subject, or what the whole sentence comes to."""
    words = within(document, piece)
    return any(t.deprel.startswith(("nsubj", "expl", "csubj")) or t.deprel in _OWN for t in words)


def _tells(document: Document, piece: Span) -> bool:
    return any(t.upos == "VERB" or t.deprel == "cop" for t in within(document, piece))


def _hangs(document: Document, piece: Span, others: Sequence[Span]) -> bool:
    """Whether a phrase belongs to a clause on the other side of the speaker's words ("The plan, she said, has ...")."""
    inside = {t.index for other in others if other != piece for t in within(document, other)}
    words = within(document, piece)
    own = {t.index for t in words}
    tops = [t for t in words if t.head not in own and t.upos != "PUNCT"]
    return len(words) > 1 and all(t.head in inside for t in tops)
