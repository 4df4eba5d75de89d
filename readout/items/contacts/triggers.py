"""Words of a report that may be a contact: the verbs and nouns of contacts.yaml in the sense meant there."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from readout.items.clauses import obliques
from readout.items.contacts.words import Kind, NounWord, VerbWord, words
from readout.language.document import Document, Token
from readout.language.people import headed
from readout.language.tree import ancestors, child, children, head

_DAYS = frozenset((*calendar.day_name, *calendar.month_name[1:], *(f"{m}." for m in calendar.month_abbr[1:])))
_ERRANDS = frozenset(("attend", "meet", "hold", "discuss", "sign", "join", "participate", "brief", "take"))
_GATHERINGS = frozenset(("conference", "forum", "ceremony", "inauguration", "funeral", "assembly", "congress"))
_HIGH = 4  # words above a noun at which the months it is told of are looked for
_FEW = 5  # so many occasions may still be told one by one
_NUMBERS = frozenset(
    ("six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
     "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "dozen", "dozens")
)  # fmt: skip
_SIDES = ("with", "between")
_MODIFIERS = ("amod", "compound", "nmod")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may be a contact: its token, the kind of contact, and its entry in contacts.yaml."""

    token: Token
    kind: Kind
    verb: VerbWord | None = None
    noun: NounWord | None = None
    staying: bool = False  # a place where somebody is for an occasion: "is here to attend the talks"
    visiting: bool = False  # "visiting" before the name of the visitor


def triggers(document: Document) -> Iterator[Trigger]:
    """The triggers of a document, in text order."""
    verbs, nouns = words().verbs, words().nouns
    for token in document.tokens:
        lemma = token.lemma
        if token.upos == "VERB":
            if lemma == "visit" and is_visiting(document, token):
                yield Trigger(token, "visit", visiting=True)
            else:
                entry = verbs.get(lemma)
                if entry is not None and (found := _verb(document, token, entry)) is not None:
                    yield found
        elif (token.text == "here" or token.upos == "PROPN") and is_staying(document, token):
            yield Trigger(token, "visit", staying=True)
        elif token.upos == "NOUN" or token.upos == "PROPN":
            lemma = lemma.lower()
            if lemma in nouns and (noun := _noun(document, token, nouns[lemma])) is not None:
                yield noun
            elif lemma in ("conference", "appearance", "briefing") and _joint(document, token):
                yield Trigger(token, "meeting", noun=NounWord(kind="meeting", weak=True))
        elif token.upos == "ADJ" and lemma == "visiting":
            yield Trigger(token, "visit", visiting=True)
        elif token.upos == "ADJ" and lemma in verbs:
            yield Trigger(token, verbs[lemma].kind, verb=verbs[lemma])


def is_visiting(document: Document, token: Token) -> bool:
    """Whether "visiting" describes the visitor that follows: "the visiting Norlander minister"."""
    if token.text.lower() != "visiting":
        return False
    if token.deprel == "amod":
        return True
    thing = visitor_of(document, token)
    if thing is None or thing.index < token.index:
        return False
    before = document.tokens[token.index - 1] if token.index else None
    if (
        before is not None
        and before.sentence == token.sentence
        and before.text.lower() in ("the", "a", "with", "by", "and", "to", "told", "met")
    ):
        return _is_person(document, thing)
    return token.deprel in ("advcl", "csubj", "ccomp", "obj", "xcomp", "root", "nsubj") and _is_person(document, thing)


def visitor_of(document: Document, token: Token) -> Token | None:
    """Whom "visiting" describes, be it taken for a clause before its subject: "Visiting minister X said"."""
    if token.deprel == "amod":
        return head(document, token)
    thing = child(document, token, "obj")
    above = head(document, token)
    opening = token.index == document.sentences[token.sentence].first and token.deprel == "advcl"
    if thing is None and opening and above is not None:
        thing = child(document, above, "nsubj")
        comma = any(t.text == "," for t in document.tokens[token.index : thing.index]) if thing is not None else True
        return None if comma else thing
    return thing


def is_staying(document: Document, token: Token) -> bool:
    """ "Was here to attend the summit", "is in Oslo for talks"."""
    if not any(c.lemma == "be" for c in children(document, token, "cop")):
        return False
    if token.text != "here" and not any(c.lemma == "in" for c in children(document, token, "case")):
        return False
    if any(c.lemma in _ERRANDS and c.xpos == "VB" for c in children(document, token, "advcl", "acl", "xcomp")):
        return True
    return any(t.lemma in words().nouns or t.lemma in _GATHERINGS for t, _ in obliques(document, token, ("for",)))


def _is_person(document: Document, token: Token) -> bool:
    return token.lemma in words().delegates or any(r.actor.kind == "person" for r in headed(document, token.index))


def _verb(document: Document, token: Token, entry: VerbWord) -> Trigger | None:
    kind = entry.kind
    after = document.tokens[token.index + 1 : token.index + 2]
    if kind == "call" and entry.plain and after and after[0].lemma == "on" and _at_the_house_of(document, token):
        return Trigger(token, "meeting", verb=words().verbs["call on"])
    if entry.thing is not None and not any(c.lemma == entry.thing for c in children(document, token, "obj")):
        return None
    if entry.particle is not None and not (after and after[0].lemma == entry.particle):
        return None
    appeal = kind == "call" and not by_phone(document, token) and not _day(document, token)
    if appeal and after and after[0].lemma in ("on", "for", "upon", "off", "out", "into"):
        return None
    if entry.plain:
        thing = child(document, token, "obj")
        if (
            thing is None
            or thing.lemma in ("whom", "which", "that", "who")
            or any(True for _ in children(document, token, "xcomp", "ccomp", "compound:prt"))
        ):
            return None
        if appeal and any(True for _ in obliques(document, token, ("on", "for", "to", "into", "upon"))):
            return None
    if kind == "talks" and by_phone(document, token):
        kind = "call"
    return Trigger(token, kind, verb=entry)


def _at_the_house_of(document: Document, verb: Token) -> bool:
    """ "Called on the president in the afternoon": not to do something, and not for it."""
    if any(c.xpos == "VB" for c in children(document, verb, "xcomp", "advcl", "ccomp", "obl", "acl")):
        return False
    if any(True for _ in obliques(document, verb, ("for", "to", "over", "not"))):
        return False
    called = [t for t, _ in obliques(document, verb, ("on",))] or list(children(document, verb, "obj"))
    first, last = verb.index, document.sentences[verb.sentence].last
    asked = any(t.lemma == "to" and t.upos == "PART" for t in document.tokens[first:last])
    return bool(called) and not asked and _is_person(document, called[0])


def by_phone(document: Document, token: Token) -> bool:
    """Whether the word is told to be by telephone."""
    lists = words()
    return any(
        c.lemma.lower() in lists.telephone for c in children(document, token, "obl", "advmod", "nmod", *_MODIFIERS)
    )


def _day(document: Document, token: Token) -> bool:
    days = [t.text in _DAYS for t, _ in obliques(document, token, ("on", "for", "to", "into", "upon"))]
    return bool(days) and all(days)


def _joint(document: Document, token: Token) -> bool:
    before = {c.lemma.lower() for c in children(document, token, *_MODIFIERS)}
    return "joint" in before and bool(before & {"press", "news"})


def _noun(document: Document, token: Token, entry: NounWord) -> Trigger | None:
    lists = words()
    lemma = token.lemma.lower()
    governor = head(document, token)
    if token.deprel == "compound" and governor is not None and governor.upos in ("NOUN", "PROPN"):
        return None
    if entry.plural and token.xpos not in ("NNS", "NNPS") and not any(True for _ in obliques(document, token, _SIDES)):
        return None
    if entry.series and (any(True for _ in children(document, token, "nmod")) or not _counted(document, token)):
        return None
    modifiers = [
        c.lemma.lower()
        for c in children(document, token, *_MODIFIERS)
        if c.index < token.index
        and (document.tokens[c.index - 1].text != "-" or not c.index)  # not the "party" of "six-party talks"
    ]
    if any(m in lists.not_before for m in modifiers):
        return None
    kind = entry.kind
    if kind == "message" and set(modifiers) & lists.figurative:
        return None
    if entry.addressed and not _addressed(document, token):
        return None
    if lemma == "consultation" and token.xpos == "NN" and _adverbial(document, token):
        return None
    if lemma in ("phone", "telephone") and not _got_on(document, token):
        return None
    if lemma == "diplomacy" and not set(modifiers) & lists.telephone:
        return None
    if lemma == "call":
        if "courtesy" in modifiers:
            kind = "meeting"
        elif not set(modifiers) & lists.telephone and "conference" not in modifiers and not _made(document, token):
            return None
    elif kind in ("talks", "meeting"):
        if any(m in ("telephone", "phone", "telephonic") for m in modifiers) or _by_phone_after(document, token):
            kind = "call"
        elif any(m in lists.video for m in modifiers):
            kind = "video"
        elif lemma in ("talk", "talks", "discussion") and "round" in modifiers:
            kind = "talks"
    return Trigger(token, kind, noun=entry)


def _counted(document: Document, token: Token) -> bool:
    """ "The second round"."""
    lemmas = {c.lemma.lower() for c in children(document, token, "amod")}
    return bool(lemmas & (words().ordinals | words().series))


def _addressed(document: Document, token: Token) -> bool:
    """ "A message to President X": not "to the world"."""
    governor = head(document, token)
    above = (token, governor) if governor is not None and governor.upos == "VERB" else (token,)
    for to, _ in (pair for holder in above for pair in obliques(document, holder, ("to",))):
        if to.index > token.index and any(r.actor.kind == "person" for r in headed(document, to.index)):
            return True
    return False


def _adverbial(document: Document, token: Token) -> bool:
    """ "Decided in consultation with X"."""
    return [c.text.lower() for c in children(document, token, "case", "det")] == ["in"]


def _got_on(document: Document, token: Token) -> bool:
    """ "Got on the phone with X": not "spoke on the phone", which the verb tells."""
    governor = head(document, token)
    cases = {c.lemma for c in children(document, token, "case")}
    return governor is not None and "on" in cases and governor.lemma in ("get", "jump", "hop", "be", "stay")


def not_one(document: Document, token: Token) -> bool:
    """Whether a noun tells of occasions in general: a total, those of months ("over the past year"), those that
    somebody is "familiar with"."""
    if is_total(document, token):
        return True
    if token.xpos != "NNS" or token.lemma == "talk":
        return False
    above = head(document, token)
    if above is not None and above.lemma == "familiar":
        return True
    for step in (token, *islice(ancestors(document, token), _HIGH)):
        for time, _ in obliques(document, step, ("over", "during", "through", "throughout", "for")):
            if time.lemma in ("year", "month", "decade") and child(document, time, "amod") is not None:
                return True
    return False


def is_total(document: Document, token: Token) -> bool:
    """ "They have had 13 calls": a total, not an occasion."""
    return token.xpos in ("NNS", "NNPS") and any(_many(c) for c in children(document, token, "nummod"))


def _many(number: Token) -> bool:
    words_ = number.text.lower()
    return (words_.isdigit() and int(words_) > _FEW) or words_ in _NUMBERS


def _made(document: Document, call: Token) -> bool:
    """ "Made a call to X": a call by telephone, not a call for or to do something."""
    governor = head(document, call)
    if any(True for _ in children(document, call, "acl")) or any(True for _ in obliques(document, call, ("for", "on"))):
        return False
    return governor is not None and governor.lemma in ("make", "place", "take", "receive", "have", "return")


def _by_phone_after(document: Document, token: Token) -> bool:
    for dependent in children(document, token, "nmod"):
        if dependent.lemma in ("phone", "telephone") and any(
            c.lemma in ("by", "on", "over") for c in children(document, dependent, "case")
        ):
            return True
    return False
