"""Readout in the forms that the outside scorers call."""

from __future__ import annotations

from datetime import date
from typing import Any

from readout.language.attribution import attributions
from readout.language.dates import tag
from readout.language.edtf import day
from readout.language.read import read


def dates(text: str, published: date) -> list[dict[str, Any]]:
    """The time expressions of `text`: start, end, type and TIMEX3 value."""
    found = tag(text, day(published))
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]


def attribution(text: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Who says or thinks what in `text`: spans of source, cue and content; what quotations attribute is left out."""
    return [
        {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
        for a in attributions(read(text))
        if not a.inner
    ]
