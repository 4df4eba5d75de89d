"""Filters as they stand in an address: the same names on every ledger and in the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query

from readout.items.model import ItemType
from readout.record.asking import given as filtering
from readout.record.asking.filters import DECIDED, Filters
from readout.record.errors import RecordError

Name = Annotated[str, Query(max_length=200)]
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Asking:
    """What an address asks for, as it was written. Empty values ask for nothing."""

    values: Mapping[str, Any]
    page: int = 1

    def filters(self, item_type: ItemType | None, *, sort: str | None = None, size: int | None = None) -> Filters:
        """The filters for a type, a page of `size` entries. Raises RecordError for a value that cannot be."""
        given = dict(self.values)
        words, between = given.pop("q", None), given.pop("between", None)
        if between is not None and len(between) != 2:
            raise RecordError(" and ".join(between), "between needs two names")
        if given.get("decided") not in (None, *DECIDED):
            raise RecordError(str(given["decided"]), f"decided is one of {', '.join(DECIDED)}")
        bounds = {} if size is None else {"limit": size, "offset": (self.page - 1) * size}
        given = {"sort": sort, **given, **bounds}
        return filtering.filters(item_type, words=words, between=tuple(between) if between else None, **given)

    def query(self, *, page: int = 1, **changed: Any) -> str:
        """These filters, some changed or (None) taken away, as the part of an address after the question mark."""
        given = {**self.values, **changed}
        if page > 1:
            given["page"] = page
        return urlencode({name: value for name, value in given.items() if value not in (None, "", [])}, doseq=True)

    def without(self, *names: str) -> Asking:
        """The same without some filters."""
        return replace(self, values={name: value for name, value in self.values.items() if name not in names})


def asking(
    between: Annotated[list[str] | None, Query(max_length=2, description="Two names: both took part.")] = None,
    actor: Annotated[str, Query(max_length=200, description="This actor, or anyone acting for it, took part.")] = "",
    since: Annotated[str, Query(max_length=40, description="From this day, month or year on.")] = "",
    until: Annotated[str, Query(max_length=40, description="Up to this day, month or year.")] = "",
    kind: Annotated[str, Query(max_length=80, description="Of this kind (manner, measure, basis).")] = "",
    status: Annotated[str, Query(max_length=80, description="Of this status (answer, mode, verdict).")] = "",
    publisher: Annotated[str, Query(max_length=200, description="Told by a report of this publisher.")] = "",
    min_confidence: Annotated[str, Query(max_length=20, description="At least so sure, from 0 to 1.")] = "",
    decided: Annotated[str, Query(max_length=20, description="By a person: yes, no, or rejected.")] = "",
    q: Annotated[str, Query(max_length=400, description="All of these words, in its fields or passages.")] = "",
    sort: Annotated[str, Query(max_length=80, description="A field, with - before it for the other way round.")] = "",
    page: Annotated[int, Query(ge=1, le=_MOST)] = 1,
) -> Asking:
    """What an address asks for."""
    given: dict[str, Any] = {
        **{"q": q, "actor": actor, "since": since, "until": until, "kind": kind, "status": status},
        **{"publisher": publisher, "decided": decided, "sort": sort},
    }
    values: dict[str, Any] = {name: _plain(value) for name, value in given.items() if _plain(value)}
    if _plain(q) and q.endswith(" "):
        values["q"] += " "  # says that the last word is whole
    names = [_plain(name) for name in between or () if _plain(name)]
    if names:
        values["between"] = names
    if min_confidence.strip():
        try:
            sure = float(min_confidence)
        except ValueError:
            sure = -1.0
        if not 0 <= sure <= 1:
            raise RecordError(min_confidence, "a confidence is a number from 0 to 1")
        if sure:
            values["min_confidence"] = sure
    return Asking(values, page)


def _plain(text: str) -> str:
    """What was typed, without what no database takes."""
    return text.replace("\x00", "").strip()


TheAsking = Annotated[Asking, Depends(asking)]
