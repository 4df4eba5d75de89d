"""Of whom a figure speaks, as of when, and who says so."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import NamedTuple

from readout.actors.model import Actor
from readout.items.figures.counts import Count, Measured, is_person
from readout.items.figures.words import words
from readout.items.occasions import when_of
from readout.language.attribution.finding import attributions, speaker_at
from readout.language.document import Document, TimeExpression, Token
from readout.language.people import actors_of
from readout.language.tree import ancestors, child, children, subtree

_OPENING = 12  # characters into a sentence where a time still opens it
_PLACE_CASES = frozenset(("in", "at", "near", "from", "across", "inside", "outside", "around", "on", "of"))
_RELATIVES = frozenset(("who", "whom", "which", "that"))
_LEFT = frozenset(("amod", "compound", "nmod", "nmod:poss", "det", "flat", "nmod:desc"))


class Place(NamedTuple):
    """A place with its preposition ("in Gaza"), and where its words end."""

    text: str
    end: int


def who_of(document: Document, count: Count, measure: Measured) -> str:
    """Those counted, in the report's words: the noun with what stands before it, and the place they are in.

    People where the report names no noun ("15 dead", "at least four").
    """
    noun: Token | None = count.head
    if count.head is count.number:
        noun = next((c for c in children(document, count.head, "nmod") if c.deprel != "nmod:unmarked"), None)
    if noun is not None and noun.lemma == "strong":
        noun = measure.trigger
    if noun is None or noun.lemma in words().open_nouns:
        phrase = "people"
    else:
        phrase = _noun_phrase(document, noun, count)
    place = place_of(document, count, measure)
    return f"{phrase} {place.text}" if place else phrase


def place_of(document: Document, count: Count, measure: Measured) -> Place | None:
    """The place those counted are in, as told behind them or behind what befell them."""
    noun: Token | None = count.head
    if count.head is count.number:
        noun = child(document, count.head, "nmod")
    tokens = [t for t in (noun, measure.trigger) if t is not None]
    if noun is not None and noun.deprel == "nsubj" and not measure.event:
        tokens.append(document.tokens[noun.head])  # "refugees live in Chad"
    return next((p for t in tokens if (p := _place(document, t)) is not None), None)


def according_to(document: Document, count: Count, trigger: Token) -> Actor | None:
    """Who says so, where the report tells; described in its words where they have no name."""
    speaker = _beside(document, trigger)
    if speaker is None:
        speaker = _of_those(document, count)
    if speaker is None:
        speaker = speaker_at(document, count.number.start)
    if speaker is None:
        return None
    token = document.tokens[speaker]
    named = actors_of(document, token)
    if named:
        return named[0]
    if not is_person(token, words()) and token.lemma not in words().sources:
        return None
    parts = [t for c in children(document, token, *_LEFT) if c.index < token.index for t in subtree(document, c)]
    start = min((t.start for t in parts if t.upos not in ("DET", "NUM")), default=token.start)
    return Actor(" ".join(document.text[start : token.end].split()), "unnamed")


def _beside(document: Document, trigger: Token) -> int | None:
    """Who is told with the happening itself: "the raids that according to France have killed nine"."""
    for source in children(document, trigger, "obl"):
        if any(case.lemma == "accord" for case in children(document, source, "case")):
            return source.index
    return None


def _of_those(document: Document, count: Count) -> int | None:
    """Who says something of those counted in a relative clause: "the 12 men, who France says are held"."""
    noun = count.head
    told = (a for a in attributions(document) if a.source_head is not None and a.source_head > noun.index)
    for attribution in told:
        cue = document.tokens[attribution.cue_head]
        if cue.sentence != noun.sentence or not cue.deprel.startswith("acl:relcl") or attribution.source_head is None:
            continue
        between = document.tokens[noun.index + 1 : attribution.source_head]
        opened = any(t.lemma in _RELATIVES for t in between[-4:])
        if opened and not any(t.upos in ("VERB", "AUX") and t.deprel != "case" for t in between):
            return attribution.source_head
    return None


def _noun_phrase(document: Document, noun: Token, count: Count) -> str:
    left = noun.index
    numbers = {count.number.index}
    for part in children(document, noun):
        if part.index >= noun.index or part.deprel not in _LEFT or part.index in numbers or part.upos in ("NUM", "DET"):
            continue
        first = min(t.index for t in subtree(document, part))
        if first > count.number.index or count.number.index > noun.index:
            left = min(left, first)
    return " ".join(document.text[document.tokens[left].start : noun.end].split())


def place_behind(document: Document, number: Token) -> Place | None:
    """The place named right behind a bare number, whatever the tree makes of it: "1 million in Sudan"."""
    for name in document.names:
        case = document.tokens[name.first - 1] if name.first else None
        if case is None or name.label != "place" or case.index != number.index + 1:
            continue
        if case.lemma in _PLACE_CASES:
            end = document.tokens[name.last - 1].end
            return Place(" ".join(document.text[case.start : end].split()), end)
    return None


def _place(document: Document, token: Token) -> Place | None:
    """The place named right behind, with its preposition: "in Gaza"."""
    for part in children(document, token, "nmod", "obl"):
        case = next((c for c in children(document, part, "case")), None)
        if case is None or case.lemma not in _PLACE_CASES or part.index < token.index or part.upos != "PROPN":
            continue
        if any(n.label == "place" and n.first <= part.index < n.last for n in document.names):
            first = min(t.index for t in subtree(document, part) if t.index >= case.index)
            end = _name_end(document, part)
            return Place(" ".join(document.text[document.tokens[first].start : end].split()), end)
    return None


def _name_end(document: Document, part: Token) -> int:
    """Where the name ends that a token is part of."""
    name = next(n for n in document.names if n.first <= part.index < n.last)
    return document.tokens[name.last - 1].end


def time_of(document: Document, count: Count, measure: Measured) -> TimeExpression | None:
    """The expression that dates what was counted, None where its sentence holds none."""
    found = when_of(document, measure.trigger) or when_of(document, count.head) or _fronted(document, measure.trigger)
    if found is None and measure.event:
        happenings = words().happenings
        for above in islice(ancestors(document, measure.trigger), 4):
            if above.lemma in happenings and (found := when_of(document, above)) is not None:
                break
    return found


def _fronted(document: Document, trigger: Token) -> TimeExpression | None:
    """The time that opens a sentence whose saying comes last: "By Tuesday the toll had risen to 31, he said"."""
    sentence = document.sentences[trigger.sentence]
    root = next((t for t in document.tokens[sentence.first : sentence.last] if t.head == t.index), None)
    if root is None or root.index <= trigger.index:
        return None
    first = bisect_left(document.times, sentence.start, key=lambda t: t.start)
    for time in document.times[first : first + 1]:
        if time.when is not None and time.start <= sentence.start + _OPENING and time.end <= trigger.start:
            return time
    return None


def runs_on(document: Document, time: TimeExpression) -> bool:
    """Whether a time is only the start of the span counted: "since March", "so far this year"."""
    before = document.text[max(0, time.start - 24) : time.start].lower()
    return "since" in before.split()[-3:] or before.rstrip().endswith(("since", "so far", "since then"))
