"""What a report tells as its news: the day of it, what is told as new, and its headline."""

from __future__ import annotations

from readout.items.occasions import before_it
from readout.language.document import Document, Sentence, Token
from readout.language.edtf import Edtf
from readout.language.tree import ancestors, children

_ONCE = frozenset(("recently", "previously", "once", "last", "recent", "previous"))
_TOPIC = frozenset(("on", "about", "regarding", "concerning"))
_HEADLINE = 15  # a sentence of more words than this that ends in a full stop is no headline


def news_day(document: Document) -> Edtf | None:
    """The day of the news: the report's own, or the one just before that its opening names."""
    published = document.published
    if published is None or published.days != 1 or published.first is None:
        return None
    end = document.sentences[min(2, len(document.sentences) - 1)].end if document.sentences else 0
    for time in document.times:
        if time.start >= end:
            break
        day = time.when.first if time.when is not None and time.when.days == 1 else None
        if day is not None and 0 <= published.first - day <= 1:
            return time.when
    return published


def fresh(document: Document, token: Token) -> bool:
    """Whether the event is told as news: in the simple past, or around what somebody said at it."""
    step = token
    for above in (token, *ancestors(document, token)):
        if step.upos != "VERB" and before_it(document, step):
            return False
        if step.deprel == "acl" and any(c.xpos in ("VBZ", "VBP") for c in children(document, above, "cop")):
            return True  # "is the first premier to visit"
        if (
            step.upos == "VERB"
            and step.deprel == "advcl"
            and (saying := _said_before(document, step, above)) is not None
        ):
            return saying.xpos == "VBD"
        if any(c.lemma in _ONCE for c in children(document, above, "advmod", "amod")):
            return False
        if above.upos in ("VERB", "AUX"):
            if (above.xpos == "VBD" or _going_on(document, above)) and not any(
                c.lemma == "have" for c in children(document, above, "aux")
            ):
                if above.deprel != "advcl" or not _told_by(document, above):
                    return not _bounded(document, above) and not _beside_a_past(document, above)
                step = above
                continue
            if above.xpos not in ("VBG", "VBN") or above.deprel.partition(":")[0] not in ("advcl", "xcomp"):
                return False
        elif step.deprel in ("obl", "nmod") and any(c.lemma == "be" for c in children(document, above, "cop")):
            return True  # "is in Oslo for talks"
        elif step.deprel.partition(":")[0] not in ("obj", "obl", "nmod", "conj", "advcl", "nsubj"):
            return False
        if step.deprel == "nmod" and any(c.lemma in _TOPIC for c in children(document, step, "case")):
            return False
        step = above
    return False


def _said_before(document: Document, clause: Token, verb: Token) -> Token | None:
    """ "When meeting X, Y said that all was well": the saying that stands between, which the clause belongs to."""
    saying = document.tokens[verb.head]
    return saying if verb.deprel == "ccomp" and clause.index < saying.index < verb.index else None


def _told_by(document: Document, verb: Token) -> bool:
    """Whether the clause is as new as the one above: "nobody knows what was agreed when the two met"."""
    return any(c.lemma in ("when", "since", "before", "until") for c in children(document, verb, "advmod", "mark"))


def _going_on(document: Document, verb: Token) -> bool:
    """ "Were meeting in Oslo"."""
    return verb.xpos == "VBG" and any(c.lemma == "be" for c in children(document, verb, "aux"))


def _beside_a_past(document: Document, verb: Token) -> bool:
    """ "X and Y, who met in Oslo, had told them to": as long ago as what is told beside it."""
    if verb.deprel != "acl:relcl":
        return False
    over = next((t for t in ancestors(document, verb) if t.upos == "VERB"), None)
    return over is not None and any(c.text.lower() == "had" for c in children(document, over, "aux"))


def _bounded(document: Document, verb: Token) -> bool:
    """ "Travelled to Oslo ahead of the invasion": told by what it went before, which may be long ago."""
    return any(t.upos == "NOUN" and before_it(document, t) for t in (*children(document, verb, "obl"),))


def is_headline(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is the report's headline: its first block, unless that reads as a paragraph."""
    paragraph = sentence.last - sentence.first > _HEADLINE and document.text[sentence.end - 1] in '.”"'
    return sentence.block == 0 and not paragraph
