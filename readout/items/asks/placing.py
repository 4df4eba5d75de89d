"""The contact an ask was made at: told in its sentence, next to it, on the same day, or spoken of in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.actors.model import Actor
from readout.items.asks.ask import Ask
from readout.items.asks.context import one_side
from readout.items.model import Pointer

_TOGETHER = 2  # one sentence tells the asking and the contact
_OCCASIONS = frozenset(("call", "conversation", "meeting", "talks", "visit", "discussion", "summit"))
_NAME = 3  # words that a name of the thing wanted has at most
_BREAK = 3  # characters between two sentences next to each other
_FAR = 900  # characters after a contact within which "at the meeting" means it
_THE_OCCASION = re.compile(
    r"\b(?:at|during|in|after) (?:the|that|this|his|her|their) (?:\w+ )?"
    r"(?:meeting|talks|call|conversation|visit|summit|dinner|lunch|session|encounter)\b"
)


def relate(asks: list[Ask], found: Mapping[str, Sequence[Any]]) -> list[Ask]:
    """Each ask with the contact it was asked at, and its day where none is told: one that its sentence or the next
    tells, one of the same day, or the one before that its sentence speaks of ("at the meeting")."""
    contacts = found.get("contact", ())
    return [_placed(ask, _contact(ask, contacts) or _spoken_of(ask, contacts)) for ask in asks]


def _bare_occasion(ask: Ask) -> bool:
    """Whether an occasion itself is asked for, which is then yet to come: "demanded the conversation"."""
    words_ = ask.content.casefold().split()
    return len(words_) <= _NAME and words_[-1] in _OCCASIONS and ask.manner != "offer"


def _placed(ask: Ask, contact: Any) -> Ask:
    if contact is None:
        return ask
    if _bare_occasion(ask):  # asked for before it took place, on a day not told
        return replace(ask, when=None) if contact.status == "held" else ask
    first = contact.passages[0]
    day = contact.when if contact.status == "held" and ask.when is None else ask.when
    return replace(ask, contact=Pointer("contact", first.start, first.end), when=day)


def _spoken_of(ask: Ask, contacts: Sequence[Any]) -> Any:
    """The last contact told before an ask whose sentence speaks of an occasion just told, where both took part."""
    if not _THE_OCCASION.search(ask.passages[0].text):
        return None
    start = ask.passages[0].start
    before = [c for c in contacts if c.status == "held" and 0 <= start - c.passages[0].end <= _FAR]
    before = [c for c in before if c.when is None or ask.when is None or c.when.overlaps(ask.when)]
    before = [c for c in before if _present(ask.asker, c, False) and _present(ask.addressee, c, False)]
    return max(before, key=lambda c: int(c.passages[0].start), default=None)


def _contact(ask: Ask, contacts: Sequence[Any]) -> Any:
    best: tuple[int, Any] | None = None
    for contact in contacts:
        if contact.status not in ("held", "planned") or not _at_one_time(ask, contact):
            continue
        near = _nearness(ask, contact)
        same_day = ask.when is not None and contact.when is not None and ask.when.days == contact.when.days == 1
        if near == 0 and not same_day:
            continue
        if not all(_present(actor, contact, by_name=near < _TOGETHER) for actor in (ask.asker, ask.addressee)):
            continue
        if best is None or near > best[0]:
            best = near, contact
    return best[1] if best else None


def _at_one_time(ask: Ask, contact: Any) -> bool:
    """Whether the dates allow that it was asked there: they overlap, or one sentence tells both and leaves one open."""
    if ask.when is not None and contact.when is not None:
        return bool(ask.when.overlaps(contact.when))
    return _nearness(ask, contact) == _TOGETHER


def _nearness(ask: Ask, contact: Any) -> int:
    """How near the contact is told to the asking: in its sentence, in the one next to it, or further off."""
    if ask.passages[0].start == 0 and len(ask.passages) > 1:  # a headline: where the report tells it
        ask = replace(ask, passages=ask.passages[1:])
        return max(_nearness(replace(ask, passages=(p,)), contact) for p in ask.passages if p.start > 0)
    start, end = ask.passages[0].start, ask.passages[0].end
    if any(p.start < end and start < p.end for p in contact.passages):
        return _TOGETHER
    return int(any(0 <= start - p.end <= _BREAK or 0 <= p.start - end <= _BREAK for p in contact.passages))


def _present(actor: Actor, contact: Any, by_name: bool) -> bool:
    """Whether someone took part: by name where it must be so and they are a person, or else by side."""
    if by_name and actor.kind == "person":
        return any(actor.name == p.name for p in contact.parties + contact.also)
    return any(one_side(actor, p) for p in contact.parties)
