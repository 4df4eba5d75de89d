"""When two reports of one transfer cannot both be right."""

from __future__ import annotations

_GOING = frozenset(("approved", "delivered"))
_BLOCKED = frozenset(("paused", "refused"))


def contrary(field: str, left: object, right: object) -> bool:
    """Whether two values of a field contradict each other.

    What is asked for, then notified, then approved, then delivered has only moved on; what one report has going and
    another blocked is in dispute.
    """
    if field != "status":
        return left != right
    return (left in _GOING and right in _BLOCKED) or (left in _BLOCKED and right in _GOING)
