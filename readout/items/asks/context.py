"""Of whom it is asked where the sentence of the asking does not say: what the report tells around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.actors.model import Actor
from readout.items.asks.answers import kind_of
from readout.items.asks.grants import Open, Trigger
from readout.items.asks.roles import actors, apart
from readout.items.asks.words import words
from readout.items.clauses import subject
from readout.language.document import Document, Token
from readout.language.tree import child, children, subtree

_NEAR = 6  # sentences within which the same asker goes on asking the same addressee
_CARRIED = 0.4  # confidence in an ask whose addressee is told elsewhere
_ANSWERED = 0.6  # and in one whose addressee is who answers


def completed(document: Document, signs: Sequence[Trigger | Open]) -> Iterator[Trigger]:
    """The asks, those that leave the addressee open with the one who answers or whom the same asker asks nearby; else
    left out."""
    whole = [s for s in signs if isinstance(s, Trigger)]
    for sign in signs:
        if isinstance(sign, Trigger):
            yield sign
        elif (answering := _answering(document, sign)) is not None:
            yield sign.to(answering, _ANSWERED)
        elif (addressee := _asked_nearby(document, sign, whole)) is not None:
            yield sign.to(addressee, _CARRIED)


def _answering(document: Document, sign: Open) -> Actor | None:
    """Who answers in the sentence of the asking or, pointing back to it, at the head of the next: "called for a truce,
    but the rebels refused"."""
    if sign.manner == "warn":
        return None
    own = {t.index for t in subtree(document, sign.wanted)}
    first = document.sentences[sign.token.sentence]
    for sentence in document.sentences[first.index : first.index + 2]:
        if sentence.block > first.block + 1:
            break
        for verb in document.tokens[sentence.first : sentence.last]:
            if verb.upos != "VERB" or verb.index <= sign.token.index or verb.index in own:
                continue
            if kind_of(document, verb) is None or (sentence is not first and not _points_back(document, verb, sign)):
                continue
            who = child(document, verb, "nsubj") or subject(document, verb)
            for found in actors(document, who) if who is not None else ():
                if not one_side(found, sign.asker) and apart(sign.asker, found):
                    return found
    return None


def _points_back(document: Document, verb: Token, sign: Open) -> bool:
    """Whether what is refused or agreed to is what was asked: the asking is named, or its words return."""
    asked = {t.lemma for t in subtree(document, sign.wanted) if t.upos in ("NOUN", "VERB")}
    what = [t for c in children(document, verb, "obj", "xcomp", "ccomp", "obl") for t in subtree(document, c)]
    return any(t.lemma in asked or t.lemma in words().nouns for t in what)


def _told_of(document: Document, sign: Open, actor: Actor) -> bool:
    """Whether the thing wanted is about someone: "seeks action against Lind" asks nothing of Lind."""
    against = (
        t
        for t in subtree(document, sign.wanted)
        if any(c.lemma in ("against", "over", "on") for c in children(document, t, "case"))
    )
    return any(found.name == actor.name for t in against for found in actors(document, t, described=False))


def _asked_nearby(document: Document, sign: Open, whole: Sequence[Trigger]) -> Actor | None:
    """Of whom the same asker asks something nearest to this."""
    near = [o for o in whole if abs(o.token.sentence - sign.token.sentence) <= _NEAR and one_side(o.asker, sign.asker)]
    near = [o for o in near if apart(sign.asker, o.addressee) and not _told_of(document, sign, o.addressee)]
    best = min(near, key=lambda o: abs(o.token.index - sign.token.index), default=None)
    return best.addressee if best is not None else None


def one_side(left: Actor, right: Actor) -> bool:
    """Whether two actors are the same, or act for the same side."""
    return left.name == right.name or (left.side is not None and left.side == right.side)
