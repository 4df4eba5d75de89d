"""When it was asked: the date with the asking, or that of the report's own day where the asking is its news."""

from __future__ import annotations

from readout.items.asks.grants import Trigger
from readout.items.asks.words import words
from readout.items.occasions import when_of
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.tree import children, head, subtree

_NEWS = 3  # days up to which a date before the report's is still its news
_BACK = 3  # sentences in which the date of the news is looked for
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
    verb = _saying(document, trigger)
    if verb is None or _before(document, verb):
        return None
    return _news(document, trigger.token)


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
