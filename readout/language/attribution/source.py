"""Whose words or thoughts a verb brings: its own subject, the one it shares, the agent of a passive."""

from __future__ import annotations

from dataclasses import dataclass

from readout.language.document import Document, Token
from readout.language.tree import child, children, head, subtree

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))
_SHARING = frozenset(("conj", "xcomp", "advcl", "parataxis"))


@dataclass(frozen=True, slots=True)
class Source:
    """The head of the words for a source (of those a relative pronoun stands for), and the words' token indexes."""

    head: int
    words: list[int]


def source_of(document: Document, verb: Token, passive: bool) -> Source | None:
    """Who says or thinks what the verb brings; None where that is not told."""
    if passive:
        agent = _agent(document, verb)
        return _source(document, agent, verb) if agent is not None else None
    subject = child(document, verb, "nsubj")
    if subject is not None:
        return _source(document, subject, verb) if subject.deprel != "nsubj:pass" else None
    return _shared(document, verb, 0)


def _shared(document: Document, verb: Token, depth: int) -> Source | None:
    """The subject that a verb without one takes over from what governs it."""
    governor = head(document, verb)
    if governor is None or depth > 5:
        return None
    relation = verb.deprel.partition(":")[0]
    if relation == "acl" and governor.upos in _NOMINAL:
        if verb.xpos == "VBN":
            return None
        if any(c.lemma == "to" for c in children(document, verb, "mark")):
            owner = child(document, governor, "nmod:poss")
            return _source(document, owner, verb) if owner is not None else _shared(document, governor, depth + 1)
        return _source(document, governor, verb, without=verb)
    if relation == "advcl" and verb.xpos == "VBG" and governor.deprel == "ccomp" and depth == 0:
        above = head(document, governor)
        speaker = child(document, above, "nsubj") if above is not None and above.index < governor.index else None
        if above is not None and speaker is not None and speaker.deprel == "nsubj":
            return _source(document, speaker, above)
    if relation not in _SHARING and not (relation == "ccomp" and verb.xpos == "VBG"):
        return _shared(document, governor, depth + 1) if relation in ("obj", "obl", "nmod") and depth else None
    if relation == "xcomp" and (other := child(document, governor, "obj")) is not None:
        return _source(document, other, verb)
    subject = child(document, governor, "nsubj")
    if subject is not None:
        return _source(document, subject, governor)
    if governor.upos in _NOMINAL and governor.deprel == "root":
        return None
    return _shared(document, governor, depth + 1)


def _agent(document: Document, verb: Token) -> Token | None:
    phrases = ((o, child(document, o, "case")) for o in children(document, verb, "obl"))
    return next((o for o, case in phrases if case is not None and case.lemma == "by"), None)


def _source(document: Document, token: Token, verb: Token, without: Token | None = None) -> Source:
    if token.lemma in _RELATIVE and token.upos in ("PRON", "DET", "SCONJ"):
        clause: Token | None = verb
        while clause is not None and clause.deprel == "conj":
            clause = head(document, clause)
        if clause is not None and clause.deprel.startswith("acl"):
            return Source(clause.head, [token.index])
    left_out = {t.index for t in subtree(document, without)} if without is not None else set()
    for part in children(document, token):
        if part.deprel in ("case", "cc", "discourse", "parataxis") and part.index < token.index:
            left_out.add(part.index)
        elif part.deprel in ("parataxis", "acl:relcl") and part.index > token.index and not _restricts(document, part):
            left_out.update(t.index for t in subtree(document, part))
    return Source(token.index, [t.index for t in subtree(document, token) if t.index not in left_out])


def _restricts(document: Document, clause: Token) -> bool:
    """Whether a relative clause belongs to the words for its noun: no comma before it."""
    first = subtree(document, clause)[0]
    return first.index > 0 and first.text != "," and document.tokens[first.index - 1].text != ","
