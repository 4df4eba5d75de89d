"""How what is said is shown: in the report's words, with the verb where the words alone would say something else."""

from __future__ import annotations

from collections.abc import Sequence

from readout.items.statements.growing import Span, within
from readout.items.statements.pieces import quoted, relative
from readout.items.statements.words import words
from readout.language.attribution.model import Attribution
from readout.language.attribution.words import words as lexicon
from readout.language.document import Document, Token
from readout.language.tree import children, subtree

_GAP = " … "
_EDGES = frozenset(("case", "punct", "cc", "mark"))  # what stands before a noun phrase and is none of it
_NEAR = 12  # tokens between a cue and its content that are shown with them


def shown(document: Document, attribution: Attribution, pieces: Sequence[Span]) -> str:
    """The content in the report's words.

    "That" before a clause is left out. A cue that turns what it brings ("denied that", "voiced", "called it a
    mistake") stands with it, since the content alone would say the contrary or nothing.
    """
    start, end = pieces[0]
    cue = document.tokens[attribution.cue_head]
    if needs_cue(document, attribution, pieces[0]):
        first = _opening(document, attribution)
        if first <= start and cue.end <= start and len(within(document, (cue.end, start))) <= _NEAR:
            return _joined(document, [(first, end), *pieces[1:]])
        if start < cue.start < pieces[-1][0] and cue.deprel != "acl" and not is_clause(document, attribution):
            return " ".join(document.text[start : pieces[-1][1]].split())
    opening = within(document, pieces[0])[:1]
    if opening and opening[0].lemma == "that" and opening[0].deprel == "mark":
        start = min(opening[0].end + 1, end)
    text = _joined(document, [(start, end), *pieces[1:]])
    of = relative(document, attribution)
    return _phrase(document, of, attribution) + _GAP + text if of is not None else text


def needs_cue(document: Document, attribution: Attribution, piece: Span) -> bool:
    """Whether the content says what is meant only together with its cue."""
    cue = document.tokens[attribution.cue_head]
    if cue.lemma in words().turning:
        return True
    if cue.lemma == "accord":
        return False
    if is_speech(document, attribution, piece):
        return _thing(document, attribution)
    return not (_plain(cue) and (is_clause(document, attribution) or _clause_only(cue)))


def is_clause(document: Document, attribution: Attribution) -> bool:
    """Whether the content is a clause with a verb of its own, and no infinitive."""
    if attribution.content_head is None:
        return True
    head = document.tokens[attribution.content_head]
    if head.deprel.startswith("acl") or any(c.lemma == "to" for c in children(document, head, "mark")):
        return False
    return head.deprel.partition(":")[0] in ("ccomp", "parataxis", "root", "conj", "csubj") or any(
        c.deprel.startswith(("nsubj", "cop", "expl")) for c in children(document, head)
    )


def is_speech(document: Document, attribution: Attribution, piece: Span) -> bool:
    """Whether it is a quotation, rather than words with one in them."""
    return attribution.quoted and quoted(document, piece) > (piece[1] - piece[0]) * 0.8


def _thing(document: Document, attribution: Attribution) -> bool:
    """Whether the quotation is only what the cue is done to ("raised concerns over “a variety of things”")."""
    if attribution.content_head is None or _clause_only(document.tokens[attribution.cue_head]):
        return False
    content = document.tokens[attribution.content_head]
    return content.deprel.partition(":")[0] in ("obj", "obl", "nmod") and content.upos in ("NOUN", "PROPN")


def _clause_only(cue: Token) -> bool:
    """Whether all that the verb can bring is words: "add", "reply"."""
    frame = lexicon().verbs.get(cue.lemma)
    return cue.upos == "VERB" and frame is not None and frame.takes == {"clause"}


def _plain(cue: Token) -> bool:
    frame = lexicon().verbs.get(cue.lemma)
    if frame is not None and frame.manner == "saying":
        return True
    return cue.lemma in words().holding or cue.lemma in lexicon().nouns


def _opening(document: Document, attribution: Attribution) -> int:
    """Where the cue begins, its auxiliaries and adverbs left out but for a negation's sake."""
    cue = document.tokens[attribution.cue_head]
    copula = [t.start for t in children(document, cue, "cop")]
    near = [
        first for first, _ in attribution.cue if first <= cue.start and document.text[first : cue.start].count(" ") < 4
    ]
    return min([cue.start, *near, *(c for c in copula if c < cue.start)])


def _joined(document: Document, pieces: Sequence[Span]) -> str:
    """The stretches in one line; a comma kept where a clause that depends on the next was cut from it."""
    text = ""
    for number, piece in enumerate(pieces):
        part = " ".join(document.text[piece[0] : piece[1]].split())
        before = within(document, pieces[number - 1])[:1] if number else ()
        comma = "," if before and before[0].deprel == "mark" and part[:1].islower() else ""
        text = f"{text}{comma} {part}" if text else part
    return text


def _phrase(document: Document, noun: Token, attribution: Attribution) -> str:
    """The noun phrase before the relative clause."""
    cue = attribution.cue[0][0]
    clause = min((first for group in (attribution.source, attribution.cue) for first, _ in group), default=cue)
    inside = [t for t in subtree(document, noun) if t.start < clause and t.index <= noun.index + _NEAR]
    first = next((t for t in inside if t.deprel not in _EDGES), noun)
    last = next((t for t in reversed(inside) if t.upos not in ("PUNCT", "PRON", "ADP")), noun)
    return " ".join(document.text[first.start : max(last.end, noun.end)].split())
