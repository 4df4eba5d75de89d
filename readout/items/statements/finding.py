"""Finding statements in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.actors.model import Actor
from readout.items.model import Passage, Pointer
from readout.items.statements.statement import Statement
from readout.items.statements.words import words
from readout.language.attribution.finding import attributions
from readout.language.attribution.model import Attribution
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import children, head, subtree

_SURE = 0.5  # from which chance on an attribution by the trained heads makes a statement: more likely than not
_SHORTEST = 3  # words that a content has at least
_POINTED = ("contact", "ask", "transfer", "figure")  # what a statement can speak of, in order of preference
_ABOVE = 4  # clauses above a word of saying that may make it a question
_BELOW = ("ccomp", "xcomp", "conj", "csubj", "aux")  # how such a word hangs on them
_OPEN = frozenset(("whether", "if"))
_NAMELESS = 6  # tokens that a description of an unnamed speaker may have


def find(document: Document) -> list[Statement]:
    """What the report attributes to an actor, to unnamed people, to a paper or to media, with exact spans."""
    found = []
    for attribution in attributions(document):
        if attribution.source_head is None or not attribution.content or attribution.negated:
            continue
        if attribution.sure is not None and attribution.sure < _SURE:
            continue
        if not _tells(document, attribution) or _left_open(document, attribution):
            continue
        speaker = _speaker(document, document.tokens[attribution.source_head])
        text = _text(document, attribution)
        if speaker is None or len(text.split()) < _SHORTEST:
            continue
        found.append(_statement(document, attribution, text, *speaker))
    return found


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


def _statement(document: Document, attribution: Attribution, text: str, actor: Actor | None, basis: str) -> Statement:
    quoted = attribution.quoted and attribution.manner == "saying"
    mode = "quote" if quoted else "paraphrase" if attribution.manner == "saying" else "stance"
    passage = _passage(document, attribution)
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


def _speaker(document: Document, head: Token) -> tuple[Actor | None, str] | None:
    """The speaker and on what footing: None where the words for the source name no one who could speak."""
    lists = words()
    if head.lemma in lists.documents:
        owners = children(document, head, "nmod:poss", "compound", "nmod")
        makers = [a for part in owners for a in actors_of(document, part)]
        return (makers[0] if makers else None), "document"
    named = actors_of(document, head)
    last = named[0].name.split()[-1] if named and named[0].name else head.text
    if head.lemma in lists.media or last in lists.media_names or head.text in lists.media_names:
        return (named[0] if named else None), "media"
    if named:
        basis = {"person": "named", "unnamed": "unnamed"}.get(named[0].kind, "office")
        return named[0], basis
    if head.upos == "NOUN" and head.lemma in lists.people:
        return Actor(_description(document, head), "unnamed"), "unnamed"
    return None


def _description(document: Document, head: Token) -> str:
    parts = [head]
    for part in children(document, head, "amod", "compound", "nummod"):
        parts += subtree(document, part)
    first, last = min(t.index for t in parts), max(t.index for t in parts)
    first = max(first, last - _NAMELESS)
    return " ".join(document.text[document.tokens[first].start : document.tokens[last].end].split())


def _text(document: Document, attribution: Attribution) -> str:
    """The content in the report's words; gaps left by the speaker's words closed."""
    pieces = (" ".join(document.text[first:last].split()) for first, last in attribution.content)
    return " ".join(p for p in pieces if p)


def _passage(document: Document, attribution: Attribution) -> Passage:
    """From the first of the three spans to the last, and no less than the cue's sentence."""
    sentence = document.sentences[document.tokens[attribution.cue_head].sentence]
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    start = min(sentence.start, *(first for first, _ in spans))
    end = max(sentence.end, *(last for _, last in spans))
    roles = (("speaker_span", attribution.source), ("cue_span", attribution.cue), ("content_span", attribution.content))
    named = tuple((role, group[0][0], group[-1][1]) for role, group in roles if group)
    return Passage(start, end, document.text[start:end], named)


def relate(statements: list[Statement], found: Mapping[str, Sequence[Any]]) -> list[Statement]:
    """Each statement with a pointer to the item that its content, or else its sentence, speaks of."""
    others = [(p.start, p.end, name, item) for name in _POINTED for item in found.get(name, ()) for p in item.passages]
    return [replace(s, about=_about(s, others)) for s in statements]


def _about(statement: Statement, others: Sequence[tuple[int, int, str, Any]]) -> Pointer | None:
    passage = statement.passages[0]
    content = next(((first, last) for role, first, last in passage.spans if role == "content_span"), None)
    for span in ((content,) if content else ()) + ((passage.start, passage.end),):
        for start, end, name, item in others:
            if start < span[1] and span[0] < end:
                first = item.passages[0]
                return Pointer(name, first.start, first.end)
    return None
