"""Finding figures in a report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from readout.items.clauses import mood, sentence_passage
from readout.items.figures.compared import compared
from readout.items.figures.counts import Measured, counts
from readout.items.figures.events import Anchor, Told, anchors, dated, same, summed
from readout.items.figures.figure import Figure
from readout.items.figures.measures import measured
from readout.items.figures.telling import according_to, runs_on, time_of, who_of
from readout.items.figures.words import words
from readout.language.document import Document, Token
from readout.language.tree import ancestors, child, children

_RELEASES = frozenset(("released", "hostages_released", "rescued"))
_WOULD = frozenset(("would", "could", "might", "should", "'d"))
_MISPRINT = 0.4  # how much less sure a figure is whose number is misprinted
_HIGH = 4  # words above a release among which a proposal of it is looked for


def find(document: Document) -> list[Figure]:
    """The figures of a report, each with all the passages that give it."""
    told: list[Told] = []
    counted = list(counts(document))
    for count in counted:
        measure = measured(document, count)
        if measure is not None and _happened(document, measure):
            time = time_of(document, count, measure)
            when = None if time is None else document.published if runs_on(document, time) else time.when
            told.append(Told(count, measure, when, time))
    groups: list[list[Told]] = []
    for one in summed(document, compared(document, told, counted)):
        group = next((g for g in groups if any(same(one, other) for other in g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    around = anchors(document) if groups else []
    return [_figure(document, group, around) for group in groups]


def _happened(document: Document, measure: Measured) -> bool:
    """Whether what is counted is told as so, or at least as likely: not denied, not only threatened or supposed."""
    told = mood(document, measure.trigger)
    if told.negated:
        return False
    if measure.measure in _RELEASES and _only_proposed(document, measure.trigger, told.over):
        return False
    return not measure.event or not (told.conditional or words().unrealized.intersection(told.over))


def _only_proposed(document: Document, trigger: Token, over: Sequence[str]) -> bool:
    """Whether a release is one that is offered, asked for or talked of: "a plan that would free ten"."""
    would = any(c.text.lower() in _WOULD for c in children(document, trigger, "aux"))
    if would or words().proposing.intersection(over):
        return True
    for above in islice(ancestors(document, trigger), _HIGH):
        if words().proposals.intersection((above.lemma, *(c.lemma for c in children(document, above, "obj")))):
            return True
        if above.upos == "VERB" and child(document, above, "nsubj", "nsubj:pass") is not None:
            break
    return False


def _figure(document: Document, group: Sequence[Told], around: Sequence[Anchor]) -> Figure:
    """One figure from its mentions: dated by its own words first, else as a happening by those around, else as a state
    by the report."""
    best = next((t for t in group if t.when is not None), group[0])
    when = best.when
    if when is None and best.measured.event and best.who is None:
        when = dated(document, best, around)
    named = next((t for t in group if t.count.head is not t.count.number), best)
    passages = dict.fromkeys(sentence_passage(document, t.count.head) for t in group)
    return Figure(
        measure=best.measured.measure,
        value=best.count.value,
        bound=best.count.bound,
        who=named.who or who_of(document, named.count, named.measured),
        according_to=next((a for t in group if (a := according_to(document, t.count, t.measured.trigger))), None),
        as_of=when or document.published,
        passages=tuple(passages),
        confidence=max(t.measured.sure for t in group) - (0 if best.count.certain else _MISPRINT),
        why=f"told as “{best.measured.how}”" + ("" if best.count.certain else ", its number misprinted"),
    )
