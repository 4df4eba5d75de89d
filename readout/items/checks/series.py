"""Where a report places a contact in a series: "for the first time in two months", "their third meeting"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readout.items.checks.spans import among, back, bound, duration, since, times_in
from readout.items.checks.words import rank, words
from readout.items.clauses import denied, obliques
from readout.items.contacts.triggers import Trigger, triggers
from readout.items.contacts.words import NounWord
from readout.language.document import Document, TimeExpression, Token
from readout.language.edtf import Edtf
from readout.language.numbers import Quantity
from readout.language.numbers import find as numbers
from readout.language.tree import ancestors, child, children, head, subtree

_RATE = re.compile(r"\s+(?:an?|per|each|every)\s+(?:hour|day|week|month|year)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placing:
    """A claim about a series: its kind, the contact word it is about, its number, duration or date."""

    kind: str
    trigger: Trigger
    value: float | str | None
    bound: str
    since: Edtf | None
    word: Token  # the word that makes the claim
    among: str | None = None  # what narrows the series


def series_words(document: Document) -> Iterator[Trigger]:
    """The words a series can be told of: those of contacts, and a few that are contacts only there."""
    known = set()
    for trigger in triggers(document):
        known.add(trigger.token.index)
        if not trigger.visiting and not (trigger.verb is not None and trigger.verb.told):
            yield trigger
    nouns = words().nouns
    for token in document.tokens:
        if token.upos == "NOUN" and token.lemma in nouns and token.index not in known and _meant(document, token):
            yield Trigger(token, nouns[token.lemma], noun=NounWord(kind=nouns[token.lemma], weak=True))


def _meant(document: Document, token: Token) -> bool:
    """Whether "call" or "exchange" is one between people, as far as the words around it tell.

    A meeting may be that of a joint committee, whose name tells the sides.
    """
    if token.deprel == "compound" or child(document, token, "acl") is not None:
        return False
    if token.lemma != "meeting" and any(True for _ in obliques(document, token, words().other_senses)):
        return False
    above = head(document, token)
    if above is not None and above.lemma in words().gaps:
        return True
    return child(document, token, "nmod:poss", "amod", "nummod", "compound") is not None


def placings(document: Document, trigger: Trigger) -> Iterator[Placing]:
    """The claims that the words around one contact word make."""
    for word, number, doer in _ranks(document, trigger):
        if number == -1:
            found = _last(document, trigger, word) if doer is None else None
        else:
            found = _placed(document, trigger, word, number, doer)
        if found is not None:
            yield found
    for maker in (_not_since, _count, _gap, _resumed, _highest):
        if (found := maker(document, trigger)) is not None:
            yield found


def _placed(document: Document, trigger: Trigger, word: Token, number: int, doer: Token | None) -> Placing | None:
    value, firm = duration(document, word)
    start = since(document, word, first=number == 1)
    narrow = among(document, trigger, doer)
    if number == 1 and value is None and start is None and _looked_back(document, trigger):
        return None
    if number == 1:
        return Placing("first_since", trigger, value, firm, start, word, narrow)
    return Placing("ordinal", trigger, number, "exact", start or back(document, value), word, narrow)


def _looked_back(document: Document, trigger: Trigger) -> bool:
    """Whether "the first round was held in May" tells how a series began, and claims nothing of a new contact."""
    noun, above = trigger.token, head(document, trigger.token)
    if trigger.noun is None or above is None:
        return False
    if above.lemma in words().rounds and above.upos == "NOUN":
        noun, above = above, head(document, above)
    return above is not None and noun.deprel.startswith("nsubj") and above.xpos in ("VBD", "VBN")


def _ranks(document: Document, trigger: Trigger) -> Iterator[tuple[Token, int, Token | None]]:
    """Words of order that a contact word stands under, with whoever is "the first" to do it.

    On the word itself, on "time", on a round of it, on the doer ("the first leader to visit"), or standing for it
    ("the talks, the second since May").
    """
    for holder, doer in _holders(document, trigger):
        for modifier in children(document, holder, "amod", "nummod", "compound", "advmod", "nmod:desc"):
            for word in (modifier, *children(document, modifier, "amod", "nummod", "compound")):
                number = rank(word)
                if number is not None and (number > 0 or word is modifier):
                    yield word, number, doer
                    return
        if holder is not trigger.token and (number := rank(holder)) is not None and number > 0:
            yield holder, number, None
            return
    above = head(document, trigger.token)
    for step in (trigger.token, above):
        if step is not None and step.upos == "VERB" and (step is trigger.token or trigger.token.deprel in _CARRIED):
            for adverb in children(document, step, "advmod"):
                if adverb.text.lower() == "last":
                    yield adverb, -1, None
                    return


_CARRIED = ("nsubj:pass", "obj")


def _holders(document: Document, trigger: Trigger) -> Iterator[tuple[Token, Token | None]]:
    token, lists = trigger.token, words()
    above = list(ancestors(document, token))[:4]
    if trigger.noun is not None:
        yield token, None
        step = token
        for other in above:
            if step.deprel.partition(":")[0] != "nmod" or other.lemma.lower() not in lists.rounds:
                break
            yield other, None
            step = other
        for before in children(document, token, "compound"):
            if before.lemma.lower() in lists.rounds:
                yield before, None
        yield from ((other, None) for other in _standing_for(document, token))
        if above and above[0].lemma in lists.carrying:
            yield from ((time, None) for time in _times(document, above[0]))
    yield from ((time, None) for time in _times(document, token))
    step = token
    for other in above:
        relation = step.deprel.partition(":")[0]
        if other.lemma == "time" and relation in ("acl", "ccomp", "advcl", "nmod"):
            yield other, None
        if relation == "acl" and trigger.verb is not None and step is token:
            if other.upos in ("NOUN", "PROPN"):
                yield other, other
            elif rank(other) is not None:
                yield other, None
        if other.lemma == "time" or relation not in ("xcomp", "acl", "ccomp", "obj", "obl", "conj"):
            return
        step = other


def _times(document: Document, verb: Token) -> Iterator[Token]:
    return (c for c in children(document, verb, "obl", "nmod", "obj", "advmod") if c.lemma == "time")


def _standing_for(document: Document, noun: Token) -> Iterator[Token]:
    """The word of order that stands for a noun: in apposition, or what the noun is said to be."""
    for other in children(document, noun, "appos", "conj", "parataxis"):
        if rank(other) is not None:
            yield other
    governor = head(document, noun)
    if noun.deprel == "nsubj" and governor is not None and rank(governor) is not None:
        yield governor


def loose(document: Document, found: list[Trigger]) -> Iterator[Placing]:
    """ "... spoke on Monday, their first in two months": a word of order alone, for the contact word before it."""
    for token in document.tokens:
        if token.upos not in ("ADJ", "NOUN", "ADV") or (number := rank(token)) is None or number < 0:
            continue
        if token.deprel not in ("appos", "parataxis", "conj", "dep", "nmod", "obl", "advcl", "root", "xcomp"):
            continue
        owner = child(document, token, "nmod:poss", "det")
        following = document.tokens[min(token.index + 1, len(document.tokens) - 1)]
        if owner is None or following.upos in ("ADJ", "NOUN", "PROPN"):
            continue
        if owner.text.lower() in ("a", "an", "at"):
            continue
        before = [t for t in found if t.token.sentence == token.sentence and t.token.index < token.index]
        if not before or any(t.token.index == token.head for t in before):
            continue
        placed = _placed(document, before[-1], token, number, None)
        if placed is None:
            continue
        if placed.value is not None or placed.since is not None or owner.deprel == "nmod:poss":
            yield placed


def _last(document: Document, trigger: Trigger, word: Token) -> Placing | None:
    """ "They last met on DATE", "their last meeting was in DATE", "the talks were last held in DATE"."""
    if trigger.verb is None and word.deprel != "advmod":
        governor = head(document, trigger.token)
        said = any(True for _ in children(document, trigger.token, "cop", "nsubj"))
        happens = governor is not None and (
            governor.lemma in words().happening or any(c.lemma == "be" for c in children(document, governor, "cop"))
        )
        if not said and not (happens and trigger.token.deprel.startswith("nsubj")):
            return None
    time = _first_date(document, trigger.token)
    if time is None:
        return None
    return Placing("last_contact", trigger, str(time.when), "exact", None, word)


def _first_date(document: Document, token: Token) -> TimeExpression | None:
    sentence = document.sentences[token.sentence]
    for time in times_in(document, token.start, sentence.end):
        before = document.text[max(sentence.start, time.start - 12) : time.start].lower().split()
        if set(before[-2:]) & words().bounding:
            continue  # "their last call before Monday was on Friday"
        if time.type == "DATE" and time.when is not None and not time.value.endswith("_REF"):
            return time
    return None


def _not_since(document: Document, trigger: Trigger) -> Placing | None:
    """ "The two have not met since DATE", "have held no talks in two months", "no leader has visited since DATE"."""
    token, above = trigger.token, head(document, trigger.token)
    carried = above is not None and above.lemma in words().carrying and token.deprel in _CARRIED
    if trigger.verb is None and not carried:
        return None
    steps = [token, *list(ancestors(document, token))[:2]]
    negated = False
    for step in steps:
        if step is not token and step.lemma not in ("able", "have", "be") and not (carried and step is above):
            break
        negated |= denied(document, step)
    verb = token if trigger.verb is not None or above is None else above
    day = (since(document, verb) or back(document, duration(document, verb)[0], rough=True)) if negated else None
    if day is None or day.first is None:
        return None
    return Placing("last_contact", trigger, str(day), "exact", None, verb)


def _count(document: Document, trigger: Trigger) -> Placing | None:
    """ "Have spoken 14 times", "met twice", "13 phone calls", "two rounds of talks"."""
    token = trigger.token
    above = head(document, token)
    if trigger.verb is not None:
        holders = [c for c in children(document, token, "obl", "advmod", "obj", "nmod") if c.lemma == "time"]
        holders += [t for t in _times_near(document, token) if t not in holders]
        for adverb in children(document, token, "advmod"):
            if (number := words().adverbs.get(adverb.text.lower())) is not None:
                return Placing("count", trigger, number, "exact", _from(document, adverb), adverb)
    else:
        holders = [token, *([above] if above is not None and above.lemma in words().rounds else [])]
        if above is not None and above.lemma in words().carrying:
            holders += list(_times(document, above))
    for holder in holders:
        number_word = child(document, holder, "nummod")
        if number_word is None or holder.xpos not in ("NNS", "NNPS") or _joined(document, number_word):
            continue
        quantity = _quantity(document, number_word)
        if _own_staff(document, token) or _rate(document, holder):
            continue
        if quantity is not None and isinstance(quantity.value, int) and quantity.value > 1:
            start = _from(document, number_word)
            return Placing("count", trigger, quantity.value, quantity.bound, start, number_word)
    return None


def _own_staff(document: Document, token: Token) -> bool:
    """Whether those met are the doer's own people: "three calls and two meetings with her cabinet"."""
    for event in (token, *children(document, token, "conj")):
        for phrase, _ in obliques(document, event, ("with",)):
            owned = any(c.xpos == "PRP$" for c in children(document, phrase, "nmod:poss"))
            if owned and phrase.lemma in words().staff:
                return True
    return False


def _rate(document: Document, holder: Token) -> bool:
    """Whether the number is one of each day or week, not of a series: "three times a day"."""
    return _RATE.match(document.text, holder.end) is not None


def _joined(document: Document, number: Token) -> bool:
    """Whether the number counts those who talk: "four-party talks", "three way talks"."""
    following = document.tokens[number.index + 1 : number.index + 3]
    return any(t.text == "-" or t.lemma in ("party", "way", "nation", "side", "day", "hour") for t in following)


def _times_near(document: Document, verb: Token) -> Iterator[Token]:
    """ "Times" close after the verb, wherever the tree hangs it."""
    last = min(verb.index + 7, document.sentences[verb.sentence].last)
    for token in document.tokens[verb.index + 1 : last]:
        if token.upos in ("VERB", "PUNCT") and token.head != verb.index and token.lemma != "face":
            return
        if token.lemma == "time" and token.xpos == "NNS":
            yield token


def _from(document: Document, word: Token) -> Edtf | None:
    """Since when a count counts: "since May", "this year", "in the past three months"."""
    return since(document, word) or back(document, duration(document, word)[0])


def _quantity(document: Document, number: Token) -> Quantity | None:
    last = max(t.end for t in subtree(document, number))
    for quantity in numbers(document.text, number.start, last + 30):
        if quantity.start <= number.start < quantity.end and quantity.sort == "count":
            return quantity
    return None


def _gap(document: Document, trigger: Trigger) -> Placing | None:
    """ "Talks resume after a 13-month break", "the longest gap in calls since May"."""
    sentence = document.sentences[trigger.token.sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if token.lemma not in words().gaps or token.upos != "NOUN":
            continue
        if any(c.text.lower() == "longest" for c in children(document, token, "amod")):
            return Placing("longest_gap", trigger, None, "exact", since(document, token), token)
        for time in times_in(document, sentence.start, sentence.end):
            if (
                time.type == "DURATION"
                and _interrupted(document, token, trigger)
                and (0 <= token.start - time.end <= 2 or 0 < time.start - token.end <= 20)
            ):
                return Placing("first_since", trigger, time.value, bound(document, time.start), None, token)
    return None


def _interrupted(document: Document, gap: Token, trigger: Trigger) -> bool:
    """Whether it is the contacts that paused: not "a week-long pause in the fighting"."""
    within = [t for t, _ in obliques(document, gap, ("in", "to", "of"))]
    within += [t for t in children(document, gap, "acl") if any(c.lemma == "in" for c in children(document, t, "mark"))]
    return not within or any(t is trigger.token for phrase in within for t in subtree(document, phrase))


def _resumed(document: Document, trigger: Trigger) -> Placing | None:
    """ "The talks resume 13 months after they broke down", "resumed talks after two years"."""
    governor = head(document, trigger.token)
    if governor is not None and trigger.token.deprel.startswith("nsubj"):
        governor = child(document, governor, "xcomp") or governor  # "are set to resume"
    if trigger.noun is None or governor is None or governor.lemma not in words().resuming:
        return None
    sentence = document.sentences[governor.sentence]
    for time in times_in(document, governor.start, sentence.end):
        before = document.text[max(0, time.start - 25) : time.start].lower().split()
        after = document.text[time.end : time.end + 14].lower().split()
        told = "after" in before[-4:] or after[:1] in (["after"], ["since"])
        if time.type == "DURATION" and told and not set(after[:1]) & words().gaps:
            return Placing("first_since", trigger, time.value, bound(document, time.start), None, governor)
    return None


def _highest(document: Document, trigger: Trigger) -> Placing | None:
    """ "The highest-level meeting since May": the first of its rank since."""
    above = head(document, trigger.token)
    if trigger.noun is None or (above is not None and above.lemma == "one"):
        return None  # "one of the highest-level meetings since May" is not the first
    for before in children(document, trigger.token, "amod", "compound"):
        for word in subtree(document, before):
            if word.text.lower() in words().superlatives and (start := since(document, trigger.token)) is not None:
                level = document.text[min(word.start, before.start) : before.end]
                return Placing("first_since", trigger, None, "exact", start, word, level)
    return None
