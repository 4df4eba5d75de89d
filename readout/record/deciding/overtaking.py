"""Whether what was decided on an item changed since it was shown to the one who decides now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from readout.record.deciding.decisions import Decision
from readout.record.deciding.standing import on
from readout.record.errors import Overtaken


def last_line(log: Iterable[Decision]) -> int:
    """The last line that has a part in these decisions: whoever is shown them has seen all up to it."""
    return max((max(one.number, one.undone_by or 0) for one in log), default=0)


def refuse_overtaken(
    connection: sa.Connection,
    mentions: Collection[str],
    who: str,
    seen: int,
    saying: Sequence[tuple[str, Mapping[str, Any]]],
) -> None:
    """Raise Overtaken where decisions on these mentions changed after the line `seen` of the log.

    Whoever changed them: a person may have two windows open. But what the same person has said already (`saying`: what
    is to be decided now, and its payload) may be said twice, as by a double click.
    """
    later = [
        d
        for d in on(connection, mentions)
        if (d.number > seen) != ((d.undone_by or 0) > seen)  # made or taken back, not both
        and (d.undone_by is not None or d.who != who or (d.what, d.payload) not in saying)
    ]
    if later:
        one = later[-1]
        whom = "you, in another window," if one.who == who else one.who
        told = f"{one.what} {one.payload['field']}" if one.what == "correct" else one.what
        news = f"{whom} decided: {told}" if one.undone_by is None else f"what {one.who} decided was taken back ({told})"
        raise Overtaken("decided", f"meanwhile {news}. Look at it, then decide again")
