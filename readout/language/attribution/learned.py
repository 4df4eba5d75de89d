"""From what the trained heads mark to attributions, and what becomes of those that the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.language.attribution.content import without_edges
from readout.language.attribution.heads import Marks, heads
from readout.language.attribution.model import Attribution, Spans
from readout.language.attribution.quotes import in_quotation
from readout.language.attribution.words import words
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, subtree

BAR = 0.25  # a cue is taken from this chance on: on held-out reports cues gain and no role loses
_OUTER = 0.8  # how much the chance of a cue falls in what a certain one tells
_HOLE = 2  # words that a content may lack within a sentence
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_CLAUSES = frozenset(("ccomp", "xcomp", "parataxis"))
_THINGS = frozenset(("NOUN", "PROPN", "PRON"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never"))


def by_heads(document: Document, ruled: list[Attribution]) -> list[Attribution]:
    """The attributions by the heads, and those by the rules whose cue the heads did not take."""
    trained = heads()
    if trained is None or document.telling is None:
        return ruled
    by_cue = {a.cue_head: a for a in ruled}
    found = []
    taken: set[int] = set()
    marked = trained.mark(document, list(by_cue), BAR)
    nested = _nested(marked)
    for marks in marked:
        marks = replace(marks, source=_one_phrase(document, marks), content=_without_addressee(document, marks))
        marks = replace(marks, content=_filled(document, marks))
        content = without_edges(document, list(marks.content))
        if content and marks.head not in taken:
            one = _attribution(document, marks, content, by_cue.get(marks.head))
            found.append(replace(one, within=marks.head in nested))
            taken.update(marks.cue)
    return found + [a for a in ruled if a.inner and a.cue_head not in taken]


def _nested(marked: Sequence[Marks]) -> set[int]:
    """The cues, by their heads, that stand in the content or source of a surer one, unless they are very sure.

    A chance counts for less the surer the other is: of such cues far fewer are right than their chances say, since who
    taught the heads marked only the outermost.
    """
    taken: list[tuple[float, set[int]]] = []
    nested = set()
    for marks in sorted(marked, key=lambda one: -one.chance):
        around = max((chance for chance, words in taken if marks.head in words), default=0.0)
        chance = marks.chance * (1 - _OUTER * around)
        if chance < BAR:
            nested.add(marks.head)
        else:
            taken.append((chance, {*marks.content, *marks.source}))
    return nested


def _filled(document: Document, marks: Marks) -> tuple[int, ...]:
    """The content without the holes that no writer would leave: between two words of the source or the cue, and in one
    sentence, what is left out is taken in where it is short or hangs on the content; else only the longest run stays.
    """
    taken = {*marks.source, *marks.cue}
    stretches: list[list[list[int]]] = []
    for index in marks.content:
        last = stretches[-1][-1][-1] if stretches else -1
        hole = range(last + 1, index)
        same = document.tokens[last].sentence == document.tokens[index].sentence if stretches else False
        if not same or not taken.isdisjoint(hole):
            stretches.append([[index]])
        elif not hole:
            stretches[-1][-1].append(index)
        elif len(hole) <= _HOLE or _hangs(document, hole, marks.content):
            stretches[-1][-1].extend((*hole, index))
        else:
            stretches[-1].append([index])
    return tuple(index for runs in stretches for index in max(runs, key=len))


def _without_addressee(document: Document, marks: Marks) -> tuple[int, ...]:
    """The content without those who are told it, where the cue brings a clause as well."""
    cue = document.tokens[marks.head]
    if not any(clause.index in marks.content for clause in children(document, cue, "ccomp")):
        return marks.content
    told = {t.index for person in children(document, cue, "iobj", "obj") for t in subtree(document, person)}
    return tuple(index for index in marks.content if index not in told)


def _hangs(document: Document, hole: Sequence[int], content: Sequence[int]) -> bool:
    """Whether each of these words is governed by one of them or by one of the content."""
    inside = {*hole, *content}
    return all(document.tokens[i].head in inside and document.tokens[i].head != i for i in hole)


def _one_phrase(document: Document, marks: Marks) -> tuple[int, ...]:
    """Of the source's runs of words the longest, with those that touch it in the tree."""
    runs: list[list[int]] = []
    for index in marks.source:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    if len(runs) < 2:
        return marks.source
    near = [run for run in runs if any(document.tokens[i].head == marks.head for i in run)]
    longest = max(near or runs, key=len)
    kept = set(longest)
    for run in runs:
        if any(document.tokens[i].head in kept for i in run) or any(document.tokens[i].head in run for i in kept):
            kept.update(run)
    return tuple(sorted(kept))


def _attribution(document: Document, marks: Marks, content: Spans, ruled: Attribution | None) -> Attribution:
    cue = document.tokens[marks.head]
    quoted = any(in_quotation(document, document.tokens[i].start) for i in marks.content)
    source, source_head = _source(document, marks, ruled)
    content_head = ruled.content_head if ruled is not None else None
    if content_head not in marks.content:
        content_head = _top(document, marks.content, marks.head)
    thing = content_head is not None and document.tokens[content_head].upos in _THINGS
    return Attribution(
        source=source,
        cue=_cue(document, marks),
        content=content,
        source_head=source_head,
        cue_head=marks.head,
        content_head=content_head,
        manner=ruled.manner if ruled is not None else _manner(cue, quoted, thing),
        quoted=False,
        negated=any(c.lemma in _NEGATIONS for c in children(document, cue, "advmod")),
        inner=in_quotation(document, cue.start),
        sure=marks.chance,
    )


def _cue(document: Document, marks: Marks) -> Spans:
    """The words of the cue, with a colon that ends them; its head where nothing else is left."""
    spans = without_edges(document, list(marks.cue), quotes=False)
    if not spans:
        return ((document.tokens[marks.head].start, document.tokens[marks.head].end),)
    last = document.tokens[marks.cue[-1]]
    if last.text == ":" and last.index - 1 in marks.cue and spans[-1][1] <= last.start:
        spans = (*spans[:-1], (spans[-1][0], last.end))
    return spans


def _source(document: Document, marks: Marks, ruled: Attribution | None) -> tuple[Spans, int | None]:
    """The words for the source, and their head; the rules' where the heads mark none."""
    source = without_edges(document, list(marks.source), quotes=False)
    head = _top(document, marks.source, marks.head)
    if not source or head is None:
        return (ruled.source, ruled.source_head) if ruled is not None else ((), None)
    if ruled is not None and ruled.source_head in marks.source:
        head = ruled.source_head
    return source, _meant(document, head)


def _top(document: Document, indexes: Sequence[int], cue: int) -> int | None:
    """The word that governs the others of these: one right below the cue if there is one, clauses first."""
    inside = set(indexes)
    tops = [i for i in indexes if document.tokens[i].head not in inside or document.tokens[i].head == i]
    tops = [i for i in tops if document.tokens[i].deprel != "punct"] or tops
    below = [i for i in tops if document.tokens[i].head == cue and document.tokens[i].upos != "SCONJ"]
    below.sort(key=lambda i: document.tokens[i].deprel not in _CLAUSES)
    return next(iter(below or tops), None)


def _meant(document: Document, source: int) -> int:
    """The noun that a relative pronoun stands for; else the word itself."""
    token = document.tokens[source]
    if token.lemma in _RELATIVE:
        for above in ancestors(document, token):
            if above.deprel.startswith("acl"):
                return above.head
    return source


def _manner(cue: Token, quoted: bool, thing: bool) -> str:
    """Whether words are told; not where all that is told is a thing ("offered licences")."""
    if thing and not quoted:
        return "stance"
    lists = words()
    frame = lists.verbs.get(cue.lemma) if cue.upos == "VERB" else None
    if frame is not None:
        return frame.manner
    return "saying" if quoted or cue.lemma in lists.nouns or cue.lemma == "accord" else "stance"
