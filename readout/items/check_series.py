"""Where a report places a contact in a series: "for the first time in two months", "their third meeting"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.items.check_words import rank, words
from readout.items.contact_triggers import Trigger
from readout.language.document import Document, TimeExpression, Token
from readout.language.edtf import Edtf
from readout.language.numbers import Quantity
from readout.language.numbers import find as numbers
from readout.language.tree import ancestors, child, children, subtree


@dataclass(frozen=True, slots=True)
class Placing:
    """A claim about a series: its kind, the contact word it is about, its number, duration or date."""

    kind: str
    trigger: Trigger
    value: float | str | None
    bound: str
    since: Edtf | None
    word: Token  # the word that makes the claim


def placings(document: Document, trigger: Trigger) -> Iterator[Placing]:
    """The claims that the words around one contact word make."""
    if trigger.visiting or (trigger.verb is not None and trigger.verb.told):
        return
    for word, number in _ranks(document, trigger):
        if number == -1:
            found = _last(document, trigger, word)
            if found is not None:
                yield found
        elif number == 1:
            value, bound = _duration(document, trigger, word)
            yield Placing("first_since", trigger, value, bound, since(document, trigger.token), word)
        else:
            yield Placing("ordinal", trigger, number, "exact", since(document, trigger.token), word)
    if trigger.verb is not None and (found := _not_since(document, trigger)) is not None:
        yield found
    yield from _counts(document, trigger)
    yield from _gap(document, trigger)


def _ranks(document: Document, trigger: Trigger) -> Iterator[tuple[Token, int]]:
    """Words of order on the contact word, on "time", on a round of it, or on who is the first to do it."""
    token, lists = trigger.token, words()
    holders: list[Token] = []
    if trigger.noun is not None:
        holders.append(token)
        step = token
        for above in ancestors(document, token):
            if step.deprel.partition(":")[0] != "nmod" or above.lemma.lower() not in lists.rounds:
                break
            holders.append(above)
            step = above
        holders += [c for c in children(document, token, "compound") if c.lemma.lower() in lists.rounds]
    holders += [c for c in children(document, token, "obl", "nmod") if c.lemma == "time"]
    step = token
    for above in list(ancestors(document, token))[:4]:
        relation = step.deprel.partition(":")[0]
        if above.lemma == "time" and relation in ("acl", "ccomp", "advcl", "csubj", "nmod"):
            holders.append(above)
        if relation == "acl" and above.upos in ("NOUN", "PROPN") and trigger.verb is not None and step is token:
            if any(c.lemma == "to" for c in children(document, token, "mark")):
                holders.append(above)
                if above.deprel.partition(":")[0] == "nmod":
                    holders.append(document.tokens[above.head])
        if above.lemma == "time" or relation not in ("xcomp", "acl", "ccomp", "obj", "obl", "conj"):
            break
        step = above
    for holder in holders:
        for modifier in children(document, holder, "amod", "nummod", "compound", "advmod"):
            number = rank(modifier)
            if number is not None:
                yield modifier, number
                return
    verbs = [token] if trigger.verb is not None else []
    if token.deprel.startswith("nsubj"):
        verbs = [document.tokens[token.head]]
    for verb in verbs:
        for adverb in children(document, verb, "advmod"):
            if adverb.text.lower() == "last":
                yield adverb, -1


def _last(document: Document, trigger: Trigger, word: Token) -> Placing | None:
    """"They last met on DATE", "their last meeting was in DATE", "the talks were last held in DATE"."""
    if trigger.verb is None:
        verb = next((a for a in ancestors(document, trigger.token) if a.upos in ("VERB", "AUX")), None)
        copular = child(document, trigger.token, "cop") is not None
        predicate = child(document, trigger.token, "nsubj")
        if not copular and predicate is None and (verb is None or verb.lemma not in words().happening):
            if not _is_then(document, trigger.token):
                return None
    time = _first_date(document, trigger.token)
    if time is None:
        return None
    return Placing("last_contact", trigger, str(time.when), "exact", None, word)


def _is_then(document: Document, noun: Token) -> bool:
    """"The last meeting was in 2005": the noun is the subject of a date."""
    return noun.deprel == "nsubj" and any(c.lemma == "be" for c in children(document, document.tokens[noun.head], "cop"))


def _first_date(document: Document, token: Token) -> TimeExpression | None:
    sentence = document.sentences[token.sentence]
    for time in times_in(document, sentence.start, sentence.end):
        if time.type == "DATE" and time.when is not None and time.start > token.start:
            return time
    return None


def times_in(document: Document, start: int, end: int) -> Iterator[TimeExpression]:
    """The time expressions within these characters."""
    for time in document.times:
        if time.start >= end:
            return
        if time.start >= start:
            yield time


def _not_since(document: Document, trigger: Trigger) -> Placing | None:
    """"The two have not met since DATE"."""
    verb = trigger.token
    negated = False
    for step in (verb, *list(ancestors(document, verb))[:2]):
        negated |= any(c.text.lower() in ("not", "n't", "never") for c in children(document, step, "advmod"))
        if step is not verb and step.lemma not in ("able", "have", "be"):
            break
    sentence = document.sentences[verb.sentence]
    bound = any(t.text.lower() == "since" for t in document.tokens[verb.index : sentence.last])
    if not negated or not bound or (day := since(document, verb)) is None:
        return None
    return Placing("last_contact", trigger, str(day), "exact", None, verb)


def since(document: Document, token: Token) -> Edtf | None:
    """The date after "since" in the sentence, in its clause too; or the year that "this year" names."""
    sentence = document.sentences[token.sentence]
    tokens = document.tokens[sentence.first : sentence.last]
    mark = next((t for t in tokens if t.text.lower() == "since"), None)
    for time in times_in(document, sentence.start, sentence.end):
        if time.when is None or time.type != "DATE":
            continue
        if mark is not None and time.start > mark.start and time.start - mark.end < 80:
            return time.when
        if document.text[time.start : time.end].lower() in ("this year", "this month", "this week"):
            return time.when
    return None


def _duration(document: Document, trigger: Trigger, word: Token) -> tuple[str | None, str]:
    """The duration that "first" spans: "in nearly two months"; with its bound."""
    sentence = document.sentences[trigger.token.sentence]
    for time in times_in(document, word.start, sentence.end):
        if time.type != "DURATION":
            continue
        before = document.text[max(word.start, time.start - 30) : time.start].lower().split()
        if set(before[-4:]) & words().within or set(document.text[time.start : time.end].lower().split()) & words().within:
            return time.value, _bound(document, time.start)
    return None, "exact"


def _bound(document: Document, start: int) -> str:
    near = [q for q in numbers(document.text, max(0, start - 1), start + 40) if q.start >= start - 1]
    if near:
        return near[0].bound
    before = document.text[max(0, start - 25) : start].lower()
    for words_, bound in ((("almost", "nearly"), "at_most"), (("more than", "over"), "at_least"), (("about",), "about")):
        if any(w in before for w in words_):
            return bound
    return "exact"


def _counts(document: Document, trigger: Trigger) -> Iterator[Placing]:
    """"Have spoken 14 times", "13 phone calls", "two rounds of talks"."""
    token = trigger.token
    if trigger.verb is not None:
        holders = [c for c in children(document, token, "obl", "advmod", "obj", "nmod") if c.lemma == "time"]
    else:
        holders = [token, *(a for a in list(ancestors(document, token))[:1] if a.lemma in words().rounds)]
    for holder in holders:
        number = child(document, holder, "nummod")
        if number is None or document.tokens[number.index + 1].text in ("-", "party", "way"):
            continue
        quantity = _quantity(document, number)
        if quantity is not None and isinstance(quantity.value, int) and quantity.value > 1:
            if trigger.verb is None and holder.xpos not in ("NNS", "NNPS"):
                continue
            yield Placing("count", trigger, quantity.value, quantity.bound, since(document, token), number)
            return


def _quantity(document: Document, number: Token) -> Quantity | None:
    last = max(t.end for t in subtree(document, number))
    for quantity in numbers(document.text, number.start, last + 30):
        if quantity.start <= number.start < quantity.end and quantity.sort == "count":
            return quantity
    return None


def _gap(document: Document, trigger: Trigger) -> Iterator[Placing]:
    """"Talks resume after a 13-month break"."""
    sentence = document.sentences[trigger.token.sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if token.upos == "NOUN" and token.lemma in words().gaps:
            for time in times_in(document, sentence.start, token.start):
                if time.type == "DURATION" and 0 <= token.start - time.end <= 2:
                    yield Placing("first_since", trigger, time.value, _bound(document, time.start), None, token)
                    return
            if any(c.text.lower() == "longest" for c in children(document, token, "amod")):
                yield Placing("longest_gap", trigger, None, "exact", since(document, token), token)
                return
