"""Of whom it is asked where the sentence of the asking does not say: what the report tells around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readout.actors.model import Actor
from readout.items.asks.grants import Open, Trigger
from readout.items.asks.roles import apart

_NEAR = 6  # sentences within which the same asker goes on asking the same addressee
_CARRIED = 0.4  # confidence in an ask whose addressee is told elsewhere


def completed(signs: Sequence[Trigger | Open]) -> Iterator[Trigger]:
    """The asks, those that leave the addressee open with the one that the same asker asks nearby; else left out."""
    whole = [s for s in signs if isinstance(s, Trigger)]
    for sign in signs:
        if isinstance(sign, Trigger):
            yield sign
        elif (addressee := _asked_nearby(sign, whole)) is not None:
            yield sign.to(addressee, _CARRIED)


def _asked_nearby(sign: Open, whole: Sequence[Trigger]) -> Actor | None:
    """Of whom the same asker asks something nearest to this."""
    near = [o for o in whole if abs(o.token.sentence - sign.token.sentence) <= _NEAR and one_side(o.asker, sign.asker)]
    near = [o for o in near if apart(sign.asker, o.addressee)]
    best = min(near, key=lambda o: abs(o.token.index - sign.token.index), default=None)
    return best.addressee if best is not None else None


def one_side(left: Actor, right: Actor) -> bool:
    """Whether two actors are the same, or act for the same side."""
    return left.name == right.name or (left.side is not None and left.side == right.side)
