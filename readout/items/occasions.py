"""When and where the event that a word heads took place, as its sentence and the report tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from readout.items.clauses import clause_head, obliques
from readout.items.clauses import words as clause_words
from readout.language.document import Document, Sentence, TimeExpression, Token
from readout.language.edtf import Edtf, between
from readout.language.people import headed
from readout.language.tree import ancestors, children, subtree

_APART = frozenset(("since", "before", "after", "ahead", "until", "till", "following", "prior", "despite"))
_SINCE = frozenset(("after", "following", "since"))
_TRAVEL = frozenset(("visit", "travel", "fly", "arrive", "go", "come", "head", "journey"))
_JOINED = frozenset(("and", "or"))
_NEXT = 10  # days from the one to the other of two days told as one time
_WHEN = frozenset(("when", "as"))
_BEFORE = frozenset(("ahead", "before", "prior", "until", "till", "pending"))
_DASH = re.compile(r"(?:,? \d{4})?(?: \([^)\n]{1,40}\))? ?(?:—|–|--|_|-) ")
_PLACE_PREPOSITIONS = ("in", "at", "to", "on", "near", "outside", "from", "inside", "aboard")


def times_of(document: Document, token: Token) -> list[TimeExpression]:
    """The dates and times in the token's sentence, nearest in the tree first.

    Expressions below the event come first, then those of its clause, then others of the sentence in order of
    distance. Durations and sets are left out.
    """
    sentence = document.sentences[token.sentence]
    given = [t for t in document.times if t.when is not None and sentence.start <= t.start < sentence.end]
    given = [t for t in given if t.type in ("DATE", "TIME") and not _dateline(document, t)]
    given = [t for t in given if not _is_name(document, t, sentence)]
    below = _span_indexes(document, token)
    clause = _span_indexes(document, clause_head(document, token))

    def rank(time: TimeExpression) -> tuple[int, int]:
        index = token_at(document, time, sentence.first, sentence.last)
        near = 0 if index in below else 1 if index in clause else 2
        return near, abs(index - token.index)

    return sorted(given, key=rank)


def _is_name(document: Document, time: TimeExpression, sentence: Sentence) -> bool:
    """ "A letter to May": who is called like a month."""
    if " " in document.text[time.start : time.end]:
        return False
    index = token_at(document, time, sentence.first, sentence.last)
    return any(r.actor.kind == "person" for r in headed(document, index))


def _dateline(document: Document, time: TimeExpression) -> bool:
    """Whether the date stands before the dash that opens a report: "OSLO, May 3, 2019 — ..."."""
    return (
        bool(_DASH.match(document.text, time.end))
        and document.published is not None
        and (time.when is not None and document.published.overlaps(time.when))
    )


def when_of(document: Document, token: Token) -> TimeExpression | None:
    """The time expression that dates the event, None where its sentence holds none that can.

    An expression in another clause dates that clause, not the event: "said Monday that they will meet" tells the
    day of the saying.
    """
    for time in times_of(document, token):
        sentence = document.sentences[token.sentence]
        index = token_at(document, time, sentence.first, sentence.last)
        if _apart(document, document.tokens[index], token) or _quoted_apart(document, time.start, token):
            continue
        if _dates(document, document.tokens[index], token):
            return _with_other(document, time)
    return None


def _quoted_apart(document: Document, start: int, token: Token) -> bool:
    """Whether a time stands in a quotation and the event beside it: "'We met last year', he said at the meeting"."""
    first, last = sorted((start, token.start))
    between = document.text[first:last]
    opened, closed = between.count("\u201c"), between.count("\u201d")
    return opened != closed or between.count('"') % 2 == 1


def _with_other(document: Document, time: TimeExpression) -> TimeExpression:
    """ "Saturday and Sunday", "late this week or early next week": the days from the one to the other."""
    place = document.times.index(time)
    for before, after in pairwise(document.times[max(0, place - 1) : place + 2]):
        joined = document.text[before.end : after.start].strip()
        one, other = before.when, after.when
        if joined not in _JOINED or one is None or other is None or one.first is None or one.last is None:
            continue
        between_ = document.text[: before.start].rstrip().endswith("between")
        if other.first is None or other.last is None or other.first <= one.first:
            continue
        if joined == "and" and between_:
            return replace(time, when=between(date.fromordinal(one.first), date.fromordinal(other.last)))
        if other.first - one.first > _NEXT:
            continue
        if joined == "or" or other.first - one.last <= 1:
            when = between(date.fromordinal(one.first), date.fromordinal(max(one.last, other.last)))
            return replace(time, when=when)
    return time


def told_apart(document: Document, token: Token) -> TimeExpression | None:
    """The time that a clause beside the event tells for it: "a trip planned for Friday", "came on Friday to meet X"."""
    for clause in children(document, token, "acl"):
        telling = clause_words().planning | clause_words().taking_place
        if clause.deprel == "acl:relcl" and clause.lemma in telling and token.upos != "VERB":
            time = when_of(document, clause)
            if time is not None and time.start > clause.start:
                return time
    governor = document.tokens[token.head]
    verb = token if token.upos == "VERB" else next((t for t in _near_above(document, token) if t.upos == "VERB"), token)
    above = document.tokens[verb.head]
    if verb.deprel == "advcl" and verb.upos == "VERB" and _at_that_time(document, verb, above):
        return when_of(document, above)
    purpose = token.deprel in ("xcomp", "advcl") and any(c.lemma == "to" for c in children(document, token, "mark"))
    if purpose and token.upos == "VERB" and governor.lemma in _TRAVEL:
        return when_of(document, governor)
    return None


def _of_noun_before(document: Document, time_token: Token, event: Token) -> bool:
    """ "Will send a team after a call on Monday": the day of the noun right before it, wherever the tree hangs it."""
    first = min((c.index for c in children(document, time_token, "case", "det")), default=time_token.index)
    before = document.tokens[first - 1] if first else time_token
    if before.upos != "NOUN" or before.index == event.index or before.sentence != time_token.sentence:
        return False
    after = document.tokens[time_token.index + 1 : time_token.index + 3]
    if (
        first == time_token.index
        and event.index < first
        and [t.lemma for t in after] in (["in", "which"], [",", "which"])
    ):
        return True  # "the disaster Friday in which"
    return any(c.lemma.lower() in _APART for c in children(document, before, "case"))


def _at_that_time(document: Document, verb: Token, governor: Token) -> bool:
    """ "Made the offer in May when they met", "spent Sunday in Oslo talking to X": one time for both."""
    if verb.xpos == "VBG" and verb.start > governor.start and not any(True for _ in children(document, verb, "mark")):
        return governor.upos == "VERB"
    marks = {c.lemma for c in children(document, verb, "advmod", "mark")}
    return bool(marks & _WHEN) and verb.start > governor.start


def _apart(document: Document, time_token: Token, event: Token) -> bool:
    """Whether the time stands below "since", "ahead of" and the like, and so dates something else or a bound."""
    if _of_noun_before(document, time_token, event):
        return True
    step = time_token
    above = {t.index for t in ancestors(document, event)} | {event.index}
    while True:
        for case in children(document, step, "case", "mark"):
            before = document.tokens[case.index - 1] if case.index else case
            if {case.lemma.lower(), case.text.lower()} & _APART or (case.lemma == "of" and before.lemma in _APART):
                return True
        if step.head != step.index and document.tokens[step.head].lemma in ("ahead", "prior"):
            return True
        if step.head == step.index or step.head in above:
            return False
        step = document.tokens[step.head]


def published_day(document: Document) -> Edtf | None:
    """The report's date."""
    return document.published


def where_of(document: Document, token: Token) -> str | None:
    """The place named with the event, in the report's words; None where none is."""
    set_for = [c for c in children(document, token, "acl") if c.lemma in clause_words().taking_place]
    after = token.upos != "VERB" and any(c.lemma.lower() in _SINCE for c in children(document, token, "case"))
    for governor in (token, *set_for, *(() if after else _near_above(document, token))):
        for dependent, preposition in obliques(document, governor):
            if preposition.split()[0] not in _PLACE_PREPOSITIONS:
                continue
            name = next((n for n in document.names if n.first <= dependent.index < n.last), None)
            if name is not None and name.label == "place":
                first, last = document.tokens[name.first], document.tokens[name.last - 1]
                return document.text[first.start : last.end]
    return None


def before_it(document: Document, noun: Token) -> bool:
    """Whether what governs a noun went before it: "said on Friday ahead of the meeting"."""
    above = document.tokens[noun.head]
    cases = [c for c in children(document, noun, "case", "mark")]
    if any(c.lemma == "with" for c in cases) and any(t.text == "went" for t in (above, document.tokens[above.head])):
        return False  # "went ahead with the visit"
    led = any(c.index and document.tokens[c.index - 1].lemma in _BEFORE for c in cases)
    return led or above.lemma in _BEFORE or any(c.lemma.lower() in _BEFORE for c in cases)


def _near_above(document: Document, token: Token) -> list[Token]:
    """Governors in the same clause."""
    found, step = [], token
    for above in ancestors(document, token):
        if step.deprel.partition(":")[0] in ("ccomp", "advcl", "parataxis", "root", "acl") or before_it(document, step):
            break
        if step.deprel == "conj" and above.xpos == "VBD" and any(True for _ in children(document, step, "aux")):
            break  # "left on Friday and will visit Norland"
        found.append(above)
        step = above
    return found[:2]


def _dates(document: Document, time_token: Token, event: Token) -> bool:
    """Whether a time word hangs on the event, on its clause, or above it with no other clause between."""
    chain = {event.index, *(t.index for t in _near_above(document, event))}
    step = time_token
    if step.index in chain:
        return True  # "their last call was on May 3"
    if step.index in _span_indexes(document, event):
        return _own_clause(document, time_token, event)
    for above in ancestors(document, time_token):
        if above.index in chain:
            return True
        if above.lemma == event.lemma and above.upos == event.upos:
            return False  # "his visit was a follow-up to a visit in May"
        if step.upos == "VERB" and step.deprel.partition(":")[0] in ("ccomp", "advcl", "acl", "parataxis", "conj"):
            return False
        step = above
    return False


def _own_clause(document: Document, below: Token, event: Token) -> bool:
    """Whether no other clause lies between a word and the event above it, but one that says when it takes place."""
    step = below
    for above in ancestors(document, below):
        if step.upos == "VERB" and step.deprel.partition(":")[0] in ("ccomp", "advcl", "acl", "parataxis"):
            return above.index == event.index and step.deprel == "acl" and step.lemma in clause_words().taking_place
        if above.index == event.index:
            return True
        step = above
    return below.index == event.index


def _span_indexes(document: Document, token: Token) -> frozenset[int]:
    return frozenset(t.index for t in subtree(document, token))


def token_at(document: Document, time: TimeExpression, first: int, last: int) -> int:
    """The last token of the expression within the sentence: its head, near enough."""
    inside = [i for i in range(first, last) if time.start <= document.tokens[i].start < time.end]
    for index in inside:
        token = document.tokens[index]
        if token.head == index or token.head not in inside:
            return index
    return inside[-1] if inside else first
