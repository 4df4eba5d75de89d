"""Who speaks, and on what footing."""

from __future__ import annotations

from readout.actors.model import Actor
from readout.items.statements.growing import within
from readout.items.statements.pieces import quoted
from readout.items.statements.words import words
from readout.language.attribution.model import Attribution
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import children, subtree

_NO_MEDIA = frozenset(("person", "government"))  # whose name stands in the name of media: "Radio Chad"
_ONE = frozenset(("he", "she"))
_ASKING = ("how ", "which ", "what ", "whose ")  # how words begin that ask who it was
_MAKING = frozenset(("by", "of"))
_NAMELESS = 6  # tokens that a description of an unnamed speaker may have


def speaker(document: Document, attribution: Attribution, before: Actor | None) -> tuple[Actor | None, str] | None:
    """The speaker and on what footing: None where the words for the source name no one who could speak.

    A paper whose maker is not told and media without a name keep their description. `before` is who spoke in the
    sentences just before, who "he" is where the report cannot mean the one it otherwise would.
    """
    if attribution.source_head is None:
        return None
    head = document.tokens[attribution.source_head]
    lists = words()
    if head.lemma in lists.documents:
        owners = [*children(document, head, "nmod:poss", "compound"), *_by(document, head)]
        makers = [a for part in owners for a in actors_of(document, part)]
        return makers[0] if makers else _described(document, head), "document"
    named = actors_of(document, head)
    if named and before is not None and head.text.lower() in _ONE and named[0].kind == "unnamed":
        named = [before]
    last = named[0].name.split()[-1] if named and named[0].name else head.text
    if _is_media(document, head) or last in lists.media_names or head.text in lists.media_names:
        known = named[0] if named and named[0].kind not in _NO_MEDIA else None
        return known or _described(document, head), "media"
    if named and named[0].kind == "unnamed":
        if named[0].name.lower().startswith(_ASKING):
            return None
        apart = _apposed(document, head)
        if apart is not None:
            return apart, "named"
        return _described(document, head) if _several(document, head) else named[0], "unnamed"
    if named and _names_themself(document, attribution, head, named[0]):
        named = [before] if before is not None and before != named[0] else []
    if named:
        return named[0], "named" if named[0].kind == "person" else "office"
    if head.upos == "NOUN" and head.lemma in lists.people:
        return _apposed(document, head) or _described(document, head), "unnamed"
    return None


def _is_media(document: Document, head: Token) -> bool:
    """Whether the words are for media; an agency is one only with "news" or "press" before it."""
    if head.lemma in words().media:
        return True
    told = (c.lemma for c in children(document, head, "compound", "amod"))
    return head.lemma == "agency" and not words().media.isdisjoint(told)


def _by(document: Document, head: Token) -> list[Token]:
    """Who made a paper: "a study by Kenya", not "a study in Kenya"."""
    near = (part for part in children(document, head, "nmod") if part.deprel == "nmod")
    return [part for part in near if any(c.lemma in _MAKING for c in children(document, part, "case"))]


def _names_themself(document: Document, attribution: Attribution, head: Token, actor: Actor) -> bool:
    """Whether a pronoun would speak of itself by name: "“We loved Roe,” he said" and "he said, referring to Roe"."""
    if head.upos != "PRON" or actor.kind != "person":
        return False
    last = actor.name.split()[-1]
    spans = [piece for piece in attribution.content if quoted(document, piece)]
    for clause in children(document, document.tokens[attribution.cue_head], "advcl"):
        words = subtree(document, clause)
        spans.append((words[0].start, words[-1].end) if words[0].start > head.start else (0, 0))
    return any(t.text == last and t.upos == "PROPN" for span in spans for t in within(document, span))


def _apposed(document: Document, head: Token) -> Actor | None:
    """The person whose name stands beside the description: "the army's top general, Gen. Ann Roe"."""
    for part in children(document, head, "appos"):
        for word in (part, *children(document, part, "appos", "flat")):
            person = next((a for a in actors_of(document, word) if a.kind == "person"), None)
            if person is not None:
                return person
    return None


def _several(document: Document, head: Token) -> bool:
    """Whether those who speak are of more than one side: "French and German officials"."""
    return any(
        other.upos in ("ADJ", "PROPN")
        for part in children(document, head, "amod", "compound")
        for other in children(document, part, "conj")
    )


def _described(document: Document, head: Token) -> Actor:
    parts = [head]
    for part in children(document, head, "amod", "compound", "nummod", "flat"):
        parts += subtree(document, part)
    first, last = min(t.index for t in parts), max(t.index for t in parts)
    first = max(first, last - _NAMELESS)
    text = " ".join(document.text[document.tokens[first].start : document.tokens[last].end].split())
    return Actor(text, "unnamed")
