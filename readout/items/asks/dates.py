"""When it was asked: the date with the asking, or that of the report's own day where the asking is its news."""

from __future__ import annotations

from readout.items.asks.grants import Trigger
from readout.items.asks.words import words
from readout.items.occasions import when_of
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.tree import ancestors, child, children, head, subtree

_OCCASIONS = frozenset(("call", "conversation", "meeting", "speech", "letter", "visit", "interview", "statement"))
_UP = 3  # verbs from the asking up in which an occasion is looked for
_NEWS = 3  # days up to which a date before the report's is still its news
_BACK = 3  # sentences in which the date of the news is looked for
_GOING_ON = frozenset(("he", "she", "they", "it"))
_EARLIER = frozenset(("have", "previously", "earlier", "already", "long", "repeatedly", "often", "once"))


def when_asked(document: Document, trigger: Trigger) -> Edtf | None:
    """The date of the asking, None where the report leaves it open."""
    wanted = {t.index for t in subtree(document, trigger.wanted)} if trigger.wanted is not trigger.token else set()
    for token in (trigger.cue, trigger.token):
        if token is None:
            continue
        time = when_of(document, token)
        if time is not None and not any(document.tokens[i].start == time.start for i in wanted):
            return time.when
    if (occasion := _occasion(document, trigger)) is not None:
        return occasion
    if (met := _at_a_meeting(document, trigger)) is not None:
        return met
    verb = _saying(document, trigger)
    if verb is None or _before(document, verb):
        return None
    return _news(document, trigger.token)


def _at_a_meeting(document: Document, trigger: Trigger) -> Edtf | None:
    """The day of the occasion that opens the sentence: "In a call on Sunday, Lind made clear that he wanted ..."."""
    step: Token | None = trigger.cue or trigger.token
    for _ in range(_UP):
        if step is None:
            return None
        for phrase in children(document, step, "obl"):
            if phrase.lemma in _OCCASIONS and phrase.index < step.index:
                time = when_of(document, phrase)
                if time is not None and time.when is not None and time.when.days == 1:
                    return time.when
        if step.deprel not in ("ccomp", "xcomp"):
            return None
        step = head(document, step)
    return None


def _occasion(document: Document, trigger: Trigger) -> Edtf | None:
    """The date of what one asked by or at, as its own sentence tells: "left in May, demanding ...", "adopted a paper in
    May calling for ...", "met Lind last week, who asked ..."; else, where a pronoun asks, of the sentence before."""
    step, below = trigger.cue or trigger.token, None
    for above in list(ancestors(document, step))[:3]:
        relation = step.deprel.partition(":")[0]
        told_of = relation in ("obl", "appos", "flat") and below is not None and below.deprel == "acl:relcl"
        if not (told_of or relation in ("acl", "obj", "conj") or (relation == "advcl" and step.xpos == "VBG")):
            break
        if above.upos == "VERB" and (time := when_of(document, above)) is not None:
            return time.when
        below, step = step, above
    return _just_before(document, trigger)


def _just_before(document: Document, trigger: Trigger) -> Edtf | None:
    """The day of what the sentence before tells, where whoever did it goes on, as a pronoun, to ask in the past."""
    verb = trigger.cue or trigger.token
    own = child(document, verb, "nsubj")
    if verb.xpos != "VBD" or verb.sentence == 0 or own is None or own.lemma not in _GOING_ON:
        return None
    before = document.sentences[verb.sentence - 1]
    if before.block < document.sentences[verb.sentence].block - 1:
        return None
    root = next((t for t in document.tokens[before.first : before.last] if t.deprel == "root"), None)
    time = when_of(document, root) if root is not None and root.upos == "VERB" and root.xpos == "VBD" else None
    return time.when if time is not None and time.when is not None and time.when.days == 1 else None


def _saying(document: Document, trigger: Trigger) -> Token | None:
    """The verb whose tense tells when it was asked."""
    verb = trigger.cue or trigger.token
    over = head(document, verb)
    if verb.upos == "NOUN" and over is not None and over.lemma in words().giving and verb.deprel == "obj":
        verb = over
    if verb.upos != "VERB":
        return None
    governor = head(document, verb)
    while governor is not None and verb.xpos in ("VBG", "VB") and verb.deprel in ("advcl", "conj", "xcomp"):
        verb, governor = governor, head(document, governor)
    return verb


def _before(document: Document, verb: Token) -> bool:
    """Whether it was asked before the news: a perfect, or a word that says so."""
    return any(c.lemma in _EARLIER for c in children(document, verb, "aux", "advmod"))


def _news(document: Document, token: Token) -> Edtf | None:
    """The day of the report's news: the last such day told before or with the token, else the report's own."""
    published = document.published
    if published is None or published.last is None or (published.days or 99) > 2:
        return None
    sentence = document.sentences[token.sentence]
    start = document.sentences[max(sentence.index - _BACK, 0)].start
    best: Edtf | None = None
    for time in document.times:
        if time.start >= sentence.end:
            break
        if time.start < start or time.when is None or time.when.days != 1 or time.type not in ("DATE", "TIME"):
            continue
        if time.when.first is not None and 0 <= published.last - time.when.first <= _NEWS:
            best = time.when
    return best or published
