"""Which mentions of contacts the words keep apart, where sides, kind and dates would let them be one occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readout.actors.model import Actor
from readout.language.document import Document, Token
from readout.language.edtf import Edtf
from readout.language.people import headed
from readout.language.tree import children

if TYPE_CHECKING:
    from readout.items.contacts.merging import Mention

_AHEAD = frozenset(("planned", "proposed"))
_SEVERAL_IN_FORM = frozenset(("talk", "talks", "discussion", "negotiation", "consultation", "deliberation", "exchange"))
_BEFORE = frozenset(("last", "previous", "previously"))
_WEEK = 7  # days
_LEAD = 2  # sentences at the head of a report that tell its news
_BESIDE = 3  # sentences within which a report still tells of the same
_FAR = 8  # sentences after which what has no date and no "the" is another occasion


def is_many(noun: Token) -> bool:
    """Whether the words tell of several: "recent conversations", "a stream of calls"; "talks" may be one."""
    return noun.xpos in ("NNS", "NNPS") and noun.lemma.lower() not in _SEVERAL_IN_FORM


def is_last(document: Document, token: Token) -> bool:
    """Whether an occasion is named only as the one before: "they last spoke in May", "their previous meeting"."""
    return any(c.lemma.lower() in _BEFORE for c in children(document, token, "advmod", "amod"))


def is_over(when: Edtf | None, published: Edtf | None) -> bool:
    """Whether a date lies so far behind that what is still planned is something else."""
    if when is None or published is None or when.last is None or published.first is None:
        return False
    return published.first - when.last > _WEEK


def named_after(document: Document, noun: Token) -> list[Actor]:
    """Whose name it goes by: "the Roe meeting"."""
    return [
        r.actor
        for part in children(document, noun, "compound")
        for r in headed(document, part.index)
        if r.actor.kind == "person"
    ]


def apart(known: Mention, new: Mention) -> bool:
    """Whether the words tell two occasions apart."""
    away = min(abs(new.sentence.index - s.index) for s in known.sentences)
    if any(all(a.name != b.name for b in (*known.parties, *known.also)) for a in new.named):
        return True
    if new.when is not None:
        return False
    if new.many and (away > _BESIDE or not new.whole):
        return True
    if new.definite:
        return False
    if known.last:
        return True
    if known.status == "held" and known.over and new.status in _AHEAD:
        return not (known.headline or known.soft)
    return new.whole and away > _FAR and not known.headline and known.sentences[0].index > _LEAD


def beside(known: Mention, new: Mention) -> bool:
    """Whether a mention without a date goes on with what was told just before, of all its parties."""
    near = 0 <= new.sentence.index - known.sentences[-1].index <= _BESIDE
    return near and {a.name for a in known.parties} <= {a.name for a in new.parties}
