"""Who says or thinks what, by rules over Universal Dependencies trees alone.

A cue is a verb ("said", "wants"), a noun ("the claim that") or a preposition ("according to"); its words and the places
where each keeps its content are in `attribution.yaml`. The source is the subject, the agent of a passive, or the owner
of a noun; the content is a clause, a quotation, an infinitive, an object, or what a preposition brings.
"""

from __future__ import annotations

from collections.abc import Iterator

from readout.language.attribution.content import Content, content_of_noun, content_of_verb, without_edges
from readout.language.attribution.model import Attribution, Spans
from readout.language.attribution.source import source_of
from readout.language.attribution.words import Frame, words
from readout.language.document import Document, Token
from readout.language.tree import child, children, head, subtree

_PARTS_OF_CUE = frozenset(("aux", "compound:prt", "cop"))
_NO_CUE = frozenset(("amod", "compound", "case", "fixed", "flat", "mark", "nsubj", "aux", "det"))


def by_rules(document: Document) -> list[Attribution]:
    """Everything that the rules take for an attribution, in order of the cues; contents as far as their sentence."""
    return list(_all(document))


def _all(document: Document) -> Iterator[Attribution]:
    lists = words()
    for token in document.tokens:
        if token.upos == "VERB":
            frame = lists.verbs.get(token.lemma)
            if token.lemma == "accord":
                found = _according(document, token)
            else:
                found = _by_verb(document, token, frame) if frame and token.deprel not in _NO_CUE else None
        elif token.upos == "NOUN" and token.lemma in lists.nouns:
            found = _by_noun(document, token)
        else:
            continue
        if found is not None:
            yield found


def _by_verb(document: Document, verb: Token, frame: Frame) -> Attribution | None:
    passive = child(document, verb, "aux:pass") is not None
    source = source_of(document, verb, passive) if "subject" not in frame.takes else None
    content = content_of_verb(document, verb, frame, passive, source)
    if content is None:
        return None
    if source is None and not passive and "subject" not in frame.takes and verb.deprel not in ("root", "parataxis"):
        return None
    return Attribution(
        source=_span(document, source.words) if source else (),
        cue=_cue(document, verb, content),
        content=content.spans,
        source_head=source.head if source else None,
        cue_head=verb.index,
        content_head=content.head,
        manner=frame.manner,
        quoted=False,
        negated=any(c.lemma in ("not", "n't", "never") for c in children(document, verb, "advmod")),
    )


def _cue(document: Document, verb: Token, content: Content) -> Spans:
    """The word with its auxiliaries, particles, adverbs close by, a colon, and the preposition of its content."""
    indexes = {verb.index}
    if content.preposition is not None:
        indexes.add(content.preposition)
    for part in children(document, verb):
        close = part.deprel == "advmod" and abs(part.index - verb.index) <= 2 and not part.children
        to = part.lemma == "to" and part.deprel == "mark" and part.index == verb.index - 1
        if close or to or part.deprel in _PARTS_OF_CUE or part.deprel.startswith("aux"):
            indexes.add(part.index)
    first = last = verb.index
    while first - 1 in indexes:
        first -= 1
    while last + 1 in indexes:
        last += 1
    if last + 1 < len(document.tokens) and document.tokens[last + 1].text == ":":
        last += 1
    spans = [(document.tokens[first].start, document.tokens[last].end)]
    rest = sorted(i for i in indexes if not first <= i <= last and document.tokens[i].deprel != "advmod")
    spans += [(document.tokens[i].start, document.tokens[i].end) for i in rest]
    return tuple(sorted(spans))


def _according(document: Document, token: Token) -> Attribution | None:
    """According to X: the rest of its clause."""
    if token.deprel == "case":
        source = head(document, token)
    else:
        source = child(document, token, "obl")
    if source is None or source.index < token.index:
        return None
    below = subtree(document, source)
    marks = [t for t in below if t.index <= token.index + 1]
    said = [t for t in below if t.index > token.index + 1]
    sentence = document.sentences[token.sentence]
    taken = {t.index for t in below} | {token.index}
    rest = [t for t in document.tokens[sentence.first : sentence.last] if t.index not in taken]
    content = without_edges(document, [t.index for t in rest])
    if not said or not content:
        return None
    governor = head(document, source) if token.deprel == "case" else head(document, token)
    return Attribution(
        source=_span(document, [t.index for t in said]),
        cue=((token.start, marks[-1].end if marks else token.end),),
        content=content,
        source_head=source.index,
        cue_head=token.index,
        content_head=governor.index if governor else None,
        manner="saying",
        quoted=False,
        negated=False,
    )


def _by_noun(document: Document, noun: Token) -> Attribution | None:
    """Her claim that ...; a demand by the council for ..."""
    owner = child(document, noun, "nmod:poss")
    if owner is None:
        phrases = ((o, child(document, o, "case")) for o in children(document, noun, "nmod"))
        owner = next((o for o, case in phrases if case is not None and case.lemma in ("by", "from")), None)
    content = content_of_noun(document, noun)
    if content is None or owner is None:
        return None
    return Attribution(
        source=_span(document, [t.index for t in subtree(document, owner) if t.deprel != "case"]),
        cue=_cue(document, noun, content),
        content=content.spans,
        source_head=owner.index,
        cue_head=noun.index,
        content_head=content.head,
        manner="saying",
        quoted=False,
        negated=False,
    )


def _span(document: Document, indexes: list[int]) -> Spans:
    return without_edges(document, indexes, quotes=False)
