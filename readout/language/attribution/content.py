"""What is said or thought: the clause, infinitive, object or phrase that a cue brings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readout.language.attribution.source import Source
from readout.language.attribution.words import Frame
from readout.language.document import Document, Token
from readout.language.tree import child, children, head, subtree

Spans = tuple[tuple[int, int], ...]

_MARKS = frozenset("\"“”„«»‟‘’'") | {"``", "''"}
_EDGES = frozenset(".,;:-–—!?()[]") | {"--", "..."}
_WITH_INFINITIVE = frozenset(("on", "upon", "for", "to"))
_AFTER_NOUNS = frozenset(("for", "of", "on", "about", "to", "against"))


@dataclass(frozen=True, slots=True)
class Content:
    """The content's spans, its head, and the token of the preposition that brings it (a part of the cue)."""

    spans: Spans
    head: int
    preposition: int | None = None


def content_of_verb(
    document: Document, verb: Token, frame: Frame, passive: bool, source: Source | None
) -> Content | None:
    """What a verb of saying or thinking brings, None where it brings nothing that its frame allows."""
    if "subject" in frame.takes:
        return _impression(document, verb)
    if "clause" in frame.takes and (found := _clause(document, verb)):
        return found
    if passive:
        return _reported(document, verb) or _passive(document, verb, frame)
    taken = set(source.words) if source else set()
    if frame.prepositions and (found := _phrase(document, verb, frame)):
        return found
    infinitive = next((c for c in children(document, verb, "xcomp", "advcl") if _infinitive(document, c)), None)
    thing = child(document, verb, "obj")
    if "infinitive" in frame.takes and infinitive is not None:
        return _content(document, [t.index for t in subtree(document, infinitive)], infinitive.index)
    if thing is not None and ("object" in frame.takes or "both" in frame.takes):
        words = {t.index for t in subtree(document, thing)}
        if "both" in frame.takes:
            for other in children(document, verb, "xcomp", "obl", "advcl"):
                if other.index > verb.index and other.index > thing.index and _belongs(document, other):
                    words.update(t.index for t in subtree(document, other))
        return _content(document, words - taken - {verb.index}, thing.index)
    complement = child(document, verb, "xcomp") if frame.takes & {"both", "infinitive"} else None
    if complement is not None:
        return _content(document, [t.index for t in subtree(document, complement)], complement.index)
    if "clause" in frame.takes and frame.manner == "saying" and source is not None:
        return _beside(document, verb, source)
    return None


def _impression(document: Document, verb: Token) -> Content | None:
    """She seems to agree: all of it is content, and no one is its source."""
    subject, rest = child(document, verb, "nsubj", "expl"), child(document, verb, "xcomp", "ccomp")
    if subject is None or rest is None:
        return None
    words = {t.index for part in (subject, rest) for t in subtree(document, part)}
    return _content(document, words, rest.index)


def _reported(document: Document, verb: Token) -> Content | None:
    """As reported by X: the clause it stands in."""
    governor = head(document, verb)
    if governor is None or verb.deprel != "advcl" or not any(c.lemma == "as" for c in children(document, verb, "mark")):
        return None
    inside = {t.index for t in subtree(document, verb)}
    return _content(document, [t.index for t in subtree(document, governor) if t.index not in inside], governor.index)


def _beside(document: Document, verb: Token, source: Source) -> Content | None:
    """What stands before "..., she said" or after "she said: ..." where the tree does not tie the two."""
    sentence = document.sentences[verb.sentence]
    near = [i for i in source.words if abs(i - verb.index) <= len(source.words) + 3]
    first, last = min([*near, verb.index]), max([*near, verb.index])
    if first > sentence.first and (document.tokens[first - 1].text in _MARKS | {",", "?", "!"}):
        before = [i for i in range(sentence.first, first) if i not in source.words]
        return _content(document, before, before[-1]) if len(before) > 3 else None
    for index in range(last + 1, min(last + 6, sentence.last - 2)):
        if document.tokens[index].text in (":", ",") and document.tokens[index + 1].text in _MARKS:
            return _content(document, range(index + 1, sentence.last), index + 1)
    return None


def content_of_noun(document: Document, noun: Token) -> Content | None:
    """What a noun of saying brings: a clause or infinitive of its own, or a phrase with "for", "of", "on", "to"."""
    for clause in children(document, noun, "acl", "ccomp"):
        if clause.index > noun.index and not clause.deprel.startswith("acl:relcl") and clause.xpos != "VBN":
            return _content(document, [t.index for t in subtree(document, clause)], clause.index)
    for phrase in children(document, noun, "nmod", "obl"):
        case = child(document, phrase, "case")
        if case is not None and case.lemma in _AFTER_NOUNS and phrase.index > noun.index:
            words = [t.index for t in subtree(document, phrase) if t.index != case.index]
            return _content(document, words, phrase.index, case.index)
    return None


def _clause(document: Document, verb: Token) -> Content | None:
    """A clause the verb governs, or the clause it stands in or after ("..., she said")."""
    for clause in children(document, verb, "ccomp"):
        return _content(document, [t.index for t in subtree(document, clause)], clause.index)
    for clause in children(document, verb, "parataxis"):
        if _speech(document, verb, clause):
            return _content(document, [t.index for t in subtree(document, clause)], clause.index)
    governor = head(document, verb)
    if verb.deprel == "parataxis" and governor is not None and child(document, verb, "nsubj") is not None:
        inside = {t.index for t in subtree(document, verb)}
        rest = [t.index for t in subtree(document, governor) if t.index not in inside]
        return _content(document, rest, governor.index)
    return None


def _speech(document: Document, verb: Token, clause: Token) -> bool:
    """Whether a clause beside the verb is what it brings: a colon or a quotation mark stands between."""
    first = subtree(document, clause)[0].index
    between = document.tokens[min(first, verb.index) : max(first, verb.index) + 1]
    return any(t.text == ":" or t.text in _MARKS for t in between[-4:] + between[:2]) or clause.index < verb.index


def _passive(document: Document, verb: Token, frame: Frame) -> Content | None:
    subject = child(document, verb, "nsubj:pass", "nsubj")
    words: set[int] = set()
    found = subject
    for other in children(document, verb, "xcomp", "ccomp", "obj"):
        words.update(t.index for t in subtree(document, other))
        found = other
    if frame.prepositions and (phrase := _phrase(document, verb, frame)):
        return phrase
    if subject is None or found is None or not frame.takes & {"object", "both", "infinitive"}:
        return None
    words.update(t.index for t in subtree(document, subject))
    return _content(document, words, found.index)


def _phrase(document: Document, verb: Token, frame: Frame) -> Content | None:
    """The phrase or clause that one of the verb's prepositions brings."""
    for phrase in children(document, verb, "obl", "advcl", "ccomp", "xcomp", "obj"):
        case = child(document, phrase, "case", "mark")
        if case is None or case.lemma not in frame.prepositions or phrase.index < verb.index:
            continue
        words = {t.index for t in subtree(document, phrase)} - {case.index}
        for other in children(document, verb, "advcl", "xcomp") if case.lemma in _WITH_INFINITIVE else ():
            if other.index > phrase.index and _infinitive(document, other):
                words.update(t.index for t in subtree(document, other))
        return _content(document, words, phrase.index, case.index)
    return None


def _infinitive(document: Document, clause: Token) -> bool:
    return clause.xpos in ("VB", "VBG") or any(c.lemma == "to" for c in children(document, clause, "mark"))


def _belongs(document: Document, part: Token) -> bool:
    """Whether a part after the object completes it ("accused him of", "called it a mistake")."""
    if part.deprel.startswith("xcomp"):
        return True
    case = child(document, part, "case", "mark")
    return case is not None and case.lemma in ("of", "as", "for", "to", "with")


def _content(document: Document, words: Iterable[int], head_: int, preposition: int | None = None) -> Content | None:
    spans = without_edges(document, sorted(words))
    return Content(spans, head_, preposition) if spans else None


def without_edges(document: Document, indexes: list[int], quotes: bool = True) -> Spans:
    """Character spans of these tokens (in text order), run by run, without punctuation around each run.

    With `quotes`, quotation marks stay, and so does what stands within them.
    """
    spans: list[tuple[int, int]] = []
    for first, last in _runs(indexes):
        while first <= last and _edge(document.tokens[first].text, quotes):
            first += 1
        while last >= first and _edge(document.tokens[last].text, quotes):
            last -= 1
        if first <= last and not all(document.tokens[i].text in _MARKS for i in range(first, last + 1)):
            spans.append((document.tokens[first].start, document.tokens[last].end))
    return tuple(spans)


def _edge(text: str, quotes: bool) -> bool:
    return text in _EDGES or (not quotes and text in _MARKS)


def _runs(indexes: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs
