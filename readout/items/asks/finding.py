"""Finding asks in a report."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from readout.actors.model import Actor
from readout.items.asks.answers import answer_of
from readout.items.asks.ask import Ask
from readout.items.asks.context import one_side
from readout.items.asks.dates import when_asked
from readout.items.asks.grants import Trigger
from readout.items.asks.triggers import triggers
from readout.items.asks.words import words
from readout.items.clauses import sentence_passage
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, subtree

_NEAR = 600  # characters within which "her request" is the one just told
_LIGHT = frozenset(("work", "try", "act", "move", "do", "strive", "hurry", "cooperate", "join"))  # say little alone
_SAYS_MUCH = frozenset(("not", "both", "all", "no", "any", "every", "each"))
_NAME = 3  # words that a name of the thing wanted has at most
_ONWARD = frozenset(("towards", "toward", "for", "from", "in", "into", "on", "against"))
_WANTING = {"request", "demand"}
_ALIKE = 55  # of 100, from which two contents are the same thing
_LONGEST = 30  # tokens of a content


def find(document: Document) -> list[Ask]:
    """The asks of a report, each once, with all the sentences that tell it."""
    asks: list[Ask] = []
    bare: list[bool] = []  # of each, whether its words leave open what is wanted
    for trigger in triggers(document):
        ask, open_ = _ask(document, trigger), _leaves_open(document, trigger)
        same = next((n for n, other in enumerate(asks) if _same(ask, other, open_ or bare[n])), None)
        if same is None:
            asks.append(ask)
            bare.append(open_)
        else:
            told = asks[same].content if open_ and not bare[same] else ask.content if bare[same] and not open_ else None
            joined = _joined(asks[same], ask)
            asks[same] = joined if told is None else replace(joined, content=told)
            bare[same] = bare[same] and open_
    return asks


def _leaves_open(document: Document, trigger: Trigger) -> bool:
    """Whether an asking is told without the thing wanted: "at her request", "the appeal was rejected"."""
    if trigger.token.upos != "NOUN" or _clause_of(document, trigger.token) is not None:
        return False
    return trigger.wanted is trigger.token or any(t is trigger.wanted for t in ancestors(document, trigger.token))


def _ask(document: Document, trigger: Trigger) -> Ask:
    answer, told = answer_of(document, trigger)
    return Ask(
        passages=(sentence_passage(document, trigger.token), *((told,) if told else ())),
        confidence=trigger.confidence,
        why=f"the words {trigger.token.text!r} with both sides",
        asker=trigger.asker,
        addressee=trigger.addressee,
        manner=trigger.manner,
        content=_content(document, trigger.wanted, trigger.token),
        answer=answer,
        when=when_asked(document, trigger),
    )


def _content(document: Document, wanted: Token, asking: Token) -> str:
    """The thing wanted in the report's words, without what leads it in, be it the asking that led to it."""
    wanted = _clause_of(document, wanted) or wanted
    beside = [c for c in children(document, wanted, "parataxis", "advcl", "acl:relcl") if not _goes_on(document, c)]
    if asking.upos == "NOUN" and asking.index != wanted.index and wanted.upos == "VERB":
        to_it = {asking.index, *(t.index for t in ancestors(document, asking))}
        if wanted.index in to_it:
            led = (c for c in children(document, wanted) if c.index in to_it or c.deprel.startswith("nsubj"))
            beside += [*led, *(c for c in children(document, wanted, "aux") if c.lemma == "have")]
    left_out = {t.index for part in beside for t in subtree(document, part)}
    kept = [t for t in subtree(document, wanted) if t.index not in left_out]
    while kept and kept[0].deprel in ("mark", "case", "det", "punct", "cc") and kept[0].lemma not in _SAYS_MUCH:
        kept.pop(0)
    kept = kept[:_LONGEST]
    while kept and kept[-1].upos == "PUNCT":
        kept.pop()
    if not kept:
        return wanted.text
    end = kept[-1].end
    told = document.text[kept[0].start : end]
    if told.count("“") > told.count("”") and document.text[end : end + 1] == "”":
        end += 1
    return " ".join(document.text[kept[0].start : end].split())


def _clause_of(document: Document, noun: Token) -> Token | None:
    """The clause that tells what a noun of asking asks for: "their suggestion that the army leave"."""
    if noun.upos != "NOUN" or noun.lemma not in words().nouns:
        return None
    clauses = (c for c in children(document, noun, "acl", "ccomp") if c.deprel in ("acl", "ccomp"))
    return next((c for c in clauses if any(m.lemma == "that" for m in children(document, c, "mark"))), None)


def _goes_on(document: Document, clause: Token) -> bool:
    """Whether a clause is part of what is to be done: "work towards mending the road", "work to mend it"."""
    if clause.xpos == "VB" and document.tokens[clause.head].lemma in _LIGHT:
        return any(c.lemma == "to" for c in children(document, clause, "mark"))
    return clause.xpos == "VBG" and any(c.lemma in _ONWARD for c in children(document, clause, "mark", "case"))


def _same(left: Ask, right: Ask, open_: bool = False) -> bool:
    """Whether two mentions are one ask: the same sides, and much the same thing wanted; `open_` where one of them does
    not say what."""
    title = any(_only_in_headline(ask) for ask in (left, right))
    if not one_side(left.asker, right.asker) and not (title and _organ(left.asker, right.asker)):
        return False
    alike_ = fuzz.token_set_ratio(left.content, right.content)
    if not one_side(left.addressee, right.addressee):
        headline = 0 in (left.passages[0].start, right.passages[0].start) and left.manner == right.manner
        vague = "unnamed" in (left.addressee.kind, right.addressee.kind)
        return headline and vague and alike_ >= _ALIKE
    near = abs(left.passages[0].start - right.passages[0].start) <= _NEAR
    if ((open_ and near) or title) and (left.manner == right.manner or {left.manner, right.manner} == _WANTING):
        return True  # a headline tells in other words what the report tells
    if left.manner != right.manner and "warn" in (left.manner, right.manner):
        return False
    if any(p in left.passages for p in right.passages) and left.manner == right.manner:
        return True
    return alike_ >= _ALIKE


def _only_in_headline(ask: Ask) -> bool:
    """Whether nothing but a headline tells the ask: the first words, and no sentence."""
    return (
        len(ask.passages) == 1 and ask.passages[0].start == 0 and not ask.passages[0].text.rstrip("\"'”’").endswith(".")
    )


def _organ(left: Actor, right: Actor) -> bool:
    """Whether one is an organ of the other: a headline has the United Nations for its council."""
    short, long = sorted((left.name, right.name), key=lambda name: name != "United Nations")
    return short == "United Nations" and long.startswith(("UN ", "United Nations "))


def _joined(first: Ask, again: Ask) -> Ask:
    passages = first.passages + tuple(p for p in again.passages if p not in first.passages)
    headline = first.passages[0].start == 0
    return replace(
        first,
        passages=passages,
        asker=_told(first.asker, again.asker),
        addressee=again.addressee if headline else _told(first.addressee, again.addressee),
        answer=again.answer if first.answer == "none" else first.answer,
        content=again.content if headline or _fuller(first.content, again.content) else first.content,
        when=(again.when or first.when) if headline else (first.when or again.when),
        confidence=max(first.confidence, again.confidence),
    )


def _fuller(first: str, again: str) -> bool:
    """Whether the first words for it are but a name of what the others tell in full."""
    return len(first.split()) <= _NAME < len(again.split())


def _told(left: Actor, right: Actor) -> Actor:
    """The person, where one mention names a person and the other the government or office; who is named at all."""
    if left.kind == "unnamed" and right.kind != "unnamed":
        return right
    return right if right.kind == "person" and left.kind != "person" else left
