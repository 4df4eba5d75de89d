"""Figures of one report told together: those summed, those dated by what is told around them, those given twice."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout.items.figures.counts import Count, Measured
from readout.items.figures.words import FigureWords, words
from readout.items.occasions import when_of
from readout.language.document import Document, TimeExpression, Token
from readout.language.edtf import Edtf
from readout.language.tree import children, conjuncts

_NEAR = 4  # sentences between a mention and the happening that dates it
_TELLING = 5  # from so many on, a number told twice of one day is one figure, whatever the nouns
_SPAN = 3  # a date hangs on a happening where it is no wider than so many days


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of a figure. `when` is the date its own clause gives, None where it gives none, `time` the words that
    give it; `who` those counted, where they are told with another figure."""

    count: Count
    measured: Measured
    when: Edtf | None
    time: TimeExpression | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dated happening: where it stands, and its day."""

    sentence: int
    lemma: str
    when: Edtf


def summed(document: Document, told: Sequence[Told]) -> list[Told]:
    """Mentions with those that a report adds up made one: "two soldiers and a guard were killed" is three.

    Where every party is counted by a number the report keeps them apart, and so does this; so too where those on
    two sides fell.
    """
    lexicon = words()
    by_head = {t.count.head.index: t for t in told}
    gone: set[int] = set()
    kept: list[Told] = []
    for one in told:
        if one.count.head.index in gone:
            continue
        group = [by_head[c.index] for c in conjuncts(document, one.count.head) if c.index in by_head]
        group = [g for g in group if g.measured.trigger.index == one.measured.trigger.index]
        if len(group) > 1 and _adds_up(group, lexicon):
            gone |= {g.count.head.index for g in group}
            total = sum(g.count.value for g in group if not isinstance(g.count.value, tuple))
            explicit = next((g.count for g in group if g.count.explicit), one.count)
            count = Count(one.count.head, one.count.number, total, explicit.bound, True)
            kept.append(replace(one, count=count))
        else:
            kept.append(one)
    return kept


def _adds_up(group: Sequence[Told], lexicon: FigureWords) -> bool:
    if all(g.count.explicit for g in group) or any(isinstance(g.count.value, tuple) for g in group):
        return False
    fighting = {lexicon.by_counted.get(g.count.head.lemma) == "fighters" for g in group}
    return len(fighting) == 1


def anchors(document: Document) -> list[Anchor]:
    """The dated happenings of a report, in text order."""
    lexicon = words()
    found = []
    starts = [sentence.start for sentence in document.sentences]
    dated = {bisect_right(starts, time.start) - 1 for time in document.times if time.when is not None}
    for index in sorted(dated - {-1}):
        sentence = document.sentences[index]
        for token in document.tokens[sentence.first : sentence.last]:
            if token.lemma not in lexicon.happenings and token.lemma not in lexicon.triggers:
                continue
            time = when_of(document, token)
            if time is None or time.when is None or (time.when.days or 999) > _SPAN:
                continue
            before = document.text[max(0, time.start - 8) : time.start].lower().split()
            if "since" not in before and not _later(time.when, document.published):
                found.append(Anchor(index, token.lemma, time.when))
    return found


def _later(when: Edtf, published: Edtf | None) -> bool:
    return published is not None and None not in (when.first, published.last) and when.first > published.last  # type: ignore[operator]


def dated(document: Document, told: Told, around: Sequence[Anchor]) -> Edtf | None:
    """The day of the happening that a mention without a date most likely speaks of: the last told of shortly before
    it, else the first after it. What "has been" counts up to the report's own day."""
    trigger = told.measured.trigger
    if any(c.lemma == "have" and c.text.lower() in ("has", "have") for c in children(document, trigger, "aux")):
        return None
    joined = document.tokens[trigger.head] if trigger.deprel == "conj" else trigger
    if any(c.lemma == "since" for c in children(document, joined, "mark")):
        return _often(around)
    if _goes_on(document, trigger):
        return None
    here = trigger.sentence
    before = [a for a in around if here - _NEAR <= a.sentence <= here]
    if before:
        return before[-1].when
    after = [a for a in around if here < a.sentence <= here + _NEAR]
    return after[0].when if after else None


def _goes_on(document: Document, trigger: Token) -> bool:
    """Whether what is counted came about over a time that goes on: "killed in the air strikes", "fled since Monday"."""
    sentence = document.sentences[trigger.sentence]
    after = (t for t in document.tokens[trigger.index + 1 : sentence.last] if t.lemma == "since")
    if any(t.deprel in ("case", "mark") for t in after):
        return True
    causes = (c for c in children(document, trigger, "obl"))
    return any(c.xpos == "NNS" and c.lemma in words().happenings for c in causes)


def _often(around: Sequence[Anchor]) -> Edtf | None:
    """The day to which a report returns: of what "since" goes back to, it need not say the day each time."""
    days = Counter(anchor.when.text for anchor in around)
    day, times = max(days.items(), key=lambda d: d[1], default=("", 0))
    return next(a.when for a in around if a.when.text == day) if times > 1 else None


def same(left: Told, right: Told) -> bool:
    """Whether two mentions in one report give one figure."""
    a, b = left.count, right.count
    if left.measured.measure != right.measured.measure or a.value != b.value:
        return False
    if {a.bound, b.bound} in ({"at_least", "at_most"},):
        return False
    if left.when and right.when and not left.when.overlaps(right.when):
        return False
    lexicon = words()
    nouns = _noun(left, lexicon), _noun(right, lexicon)
    small = not isinstance(a.value, tuple) and a.value <= 2
    if None in nouns:
        return not small or nouns[0] is nouns[1] or abs(a.head.sentence - b.head.sentence) <= 2
    if nouns[0] == nouns[1]:
        return True
    if not isinstance(a.value, tuple) and a.value < _TELLING:
        nations = [t.count.head.upos != "NOUN" and t.count.head.text[:1].isupper() for t in (left, right)]
        return nations[0] != nations[1] and a.value > 1
    sorts = [lexicon.by_counted.get(t.count.head.lemma) for t in (left, right)]
    return None in sorts


def _noun(told: Told, lexicon: FigureWords) -> str | None:
    """The noun counted, or the sort of fighters or soldiers it is; None where it leaves open who was meant."""
    lemma = told.count.head.lemma
    if told.count.head is told.count.number or lemma in lexicon.open_nouns:
        return None
    return lexicon.by_counted.get(lemma, lemma)
