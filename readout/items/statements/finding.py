"""Finding statements in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.actors.model import Actor
from readout.items.model import Passage
from readout.items.statements import speaking
from readout.items.statements.growing import Span, within
from readout.items.statements.pieces import pieces_of, quoted
from readout.items.statements.pointing import about
from readout.items.statements.statement import Statement
from readout.items.statements.wording import is_clause, is_speech, shown
from readout.items.statements.words import words
from readout.language.attribution.finding import attributions
from readout.language.attribution.model import Attribution
from readout.language.attribution.words import words as lexicon
from readout.language.document import Document, Token
from readout.language.tree import children, head

_SURE = 0.5  # from which chance on an attribution by the trained heads makes a statement: more likely than not
_BEFORE = 2  # sentences back to who spoke before
_SHORTEST = 3  # words that a content has at least
_STEPS = 2  # from a thing told of up to its cue
_TELLS = 3  # words of substance that a thing told of has, where it is no clause
_TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_ABOVE = 4  # clauses above a word of saying that may make it a question
_BELOW = ("ccomp", "xcomp", "conj", "csubj", "aux")  # how such a word hangs on them
_OPEN = frozenset(("whether", "if"))


def find(document: Document) -> list[Statement]:
    """What the report attributes to an actor, to unnamed people, to a paper or to media, with exact spans."""
    found: list[Statement] = []
    told = attributions(document)
    last: Actor | None = None
    spoke = -1
    for attribution in told:
        if attribution.source_head is None or not attribution.content or attribution.negated:
            continue
        if attribution.sure is not None and attribution.sure < _SURE:
            continue
        if not _tells(document, attribution) or _left_open(document, attribution):
            continue
        pieces = pieces_of(document, attribution, told)
        speaker = speaking.speaker(document, attribution, last if _follows(document, attribution, spoke) else None)
        if speaker is None or not pieces or not _says_something(document, attribution, pieces):
            continue
        text = shown(document, attribution, pieces)
        if len(text.split()) >= _SHORTEST:
            found.append(_statement(document, attribution, pieces, text, *speaker))
            if speaker[1] == "named":
                last, spoke = speaker[0], document.tokens[attribution.cue_head].sentence
    return _once(found)


def _follows(document: Document, attribution: Attribution, spoke: int) -> bool:
    """Whether someone spoke in a sentence just before."""
    return spoke >= 0 and document.tokens[attribution.cue_head].sentence - spoke <= _BEFORE


def _tells(document: Document, attribution: Attribution) -> bool:
    """Whether something is stated: a clause, a quotation, or the object of a verb that states by itself."""
    cue = document.tokens[attribution.cue_head]
    if attribution.quoted or cue.lemma in words().stating or attribution.content_head is None:
        return True
    content = document.tokens[attribution.content_head]
    if content.deprel.partition(":")[0] in ("xcomp", "obj", "obl", "nmod", "advcl", "acl", "nsubj"):
        return cue.lemma == "accord"
    return not any(c.lemma == "to" for c in children(document, content, "mark"))


def _left_open(document: Document, attribution: Attribution) -> bool:
    """Whether it is a question what was said, or that it was: "whether he had said so", "did they say that?"."""
    cue = document.tokens[attribution.cue_head]
    content = None if attribution.content_head is None else document.tokens[attribution.content_head]
    if content is not None and not attribution.quoted and _asks(document, content):
        return True
    step: Token | None = cue
    for _ in range(_ABOVE):
        if step is None:
            break
        if _asks(document, step):
            return True
        if step.deprel.partition(":")[0] not in _BELOW:
            break
        step = head(document, step)
    if attribution.quoted and not attribution.inner:
        return False
    sentence = document.sentences[cue.sentence]
    asked = document.text.find("?", cue.end, sentence.end + 1)
    if asked < 0:
        return False
    between = document.text[cue.end : asked]
    return not any(mark in between for mark in '.!”“"')


def _asks(document: Document, clause: Token) -> bool:
    """Whether "whether" leads the clause, or an "if" that stands for it or for a condition."""
    return any(c.lemma in _OPEN for c in children(document, clause, "mark"))


def _says_something(document: Document, attribution: Attribution, pieces: Sequence[Span]) -> bool:
    """Whether the stretches are a clause or a quotation, or a thing told of in so many words with a verb of stating.

    "The latter points" is told, but says nothing; what a verb outside the lists brings is another's suggestion as
    often as the speaker's.
    """
    cue = document.tokens[attribution.cue_head]
    piece = pieces[0]
    if is_speech(document, attribution, piece) or cue.lemma == "accord":
        return True
    if is_clause(document, attribution):
        return any(t.upos in ("VERB", "AUX") for p in pieces for t in within(document, p)) or bool(
            quoted(document, piece)
        )
    frame = lexicon().verbs.get(cue.lemma)
    if cue.upos == "VERB" and cue.lemma not in words().stating and (frame is None or "both" not in frame.takes):
        return False
    if not _brought(document, attribution, cue):
        return False
    telling = sum(t.upos in _TELLING for p in pieces for t in within(document, p))
    return telling >= _TELLS or any(quoted(document, p) for p in pieces)


def _brought(document: Document, attribution: Attribution, cue: Token) -> bool:
    """Whether the thing told of hangs on the cue itself, not on something that the cue brings."""
    if attribution.content_head is None:
        return True
    token: Token | None = document.tokens[attribution.content_head]
    for _ in range(_STEPS):
        if token is None or token.index == cue.index:
            return True
        token = head(document, token)
    return token is None or token.index == cue.index


def _once(found: Sequence[Statement]) -> list[Statement]:
    """The statements, the same words of the same speaker once: with the passages of both places."""
    kept: dict[tuple[str | None, str], Statement] = {}
    for one in found:
        key = one.speaker.name if one.speaker else None, one.content.casefold()
        first = kept.get(key)
        if first is None:
            kept[key] = one
        elif one.passages[0].start not in (p.start for p in first.passages):
            kept[key] = replace(first, passages=first.passages + one.passages)
    return list(kept.values())


def _statement(
    document: Document, attribution: Attribution, pieces: Sequence[Span], text: str, actor: Actor | None, basis: str
) -> Statement:
    said = attribution.quoted and attribution.manner == "saying" and any(quoted(document, p) for p in pieces)
    mode = "quote" if said else "paraphrase" if attribution.manner == "saying" else "stance"
    passage = _passage(document, attribution, pieces)
    return Statement(
        passages=(passage,),
        confidence=0.9 if basis == "named" else 0.7,
        why=f"the cue {document.tokens[attribution.cue_head].text!r} has a source and a content",
        speaker=actor,
        basis=basis,
        mode=mode,
        content=text,
        anonymity=any(words_ in passage.text.lower() for words_ in words().anonymity),
    )


def _passage(document: Document, attribution: Attribution, pieces: Sequence[Span]) -> Passage:
    """From the first of the three spans to the last, and no less than the cue's sentence."""
    sentence = document.sentences[document.tokens[attribution.cue_head].sentence]
    spans = [*attribution.source, *attribution.cue, *pieces]
    start = min(sentence.start, *(first for first, _ in spans))
    end = max(sentence.end, *(last for _, last in spans))
    roles = (("speaker_span", attribution.source), ("cue_span", attribution.cue), ("content_span", pieces))
    named = tuple((role, group[0][0], group[-1][1]) for role, group in roles if group)
    return Passage(start, end, document.text[start:end], named)


def relate(statements: list[Statement], found: Mapping[str, Sequence[Any]]) -> list[Statement]:
    """Each statement with a pointer to the item that it speaks of, where there is one."""
    return [replace(s, about=about(s, found)) for s in statements]
