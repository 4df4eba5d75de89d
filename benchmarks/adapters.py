"""Readout in the forms that the outside scorers call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from readout.language.attribution import attributions
from readout.language.dates import tag
from readout.language.document import Document
from readout.language.edtf import day
from readout.language.read import read


def dates(text: str, published: date) -> list[dict[str, Any]]:
    """The time expressions of `text`: start, end, type and TIMEX3 value."""
    found = tag(text, day(published))
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]


def attribution_by_rules(text: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The same by rules alone, as a package reads that comes without the trained heads."""
    return _spans(replace(read(text), telling=None))


def attribution(text: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Who says or thinks what in `text`: spans of source, cue and content, without what others tell of."""
    return _spans(read(text))


def _spans(document: Document) -> list[dict[str, list[tuple[int, int]]]]:
    return [
        {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
        for a in attributions(document)
        if not a.inner and not a.within
    ]
