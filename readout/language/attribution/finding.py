"""Who says or thinks what: for each cue of saying, thinking or feeling, its source and its content.

Rules over the trees (`rules.py`) and trained heads over the encoder (`heads.py`) both look for
cues. Where the heads find one, the words are theirs (`learned.py`); what the rules alone find stays, with
`sure` unset. A model without heads is read by the rules alone.
"""

from __future__ import annotations

from dataclasses import replace

from readout.language.attribution.learned import by_heads
from readout.language.attribution.model import Attribution
from readout.language.attribution.quotes import extend_quotes, in_quotation
from readout.language.attribution.rules import by_rules
from readout.language.document import Document, Token

_KEPT = 8
_LIKELY = 0.5  # from which chance on the trained heads' word is taken for who speaks
_known: list[tuple[tuple[Token, ...], tuple[Attribution, ...]]] = []


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Everything the document attributes to someone, in order of the cues. Kept for the documents asked about last."""
    for tokens, kept in _known:
        if tokens is document.tokens:
            return kept
    told = [replace(a, inner=True) if in_quotation(document, a.cue[0][0]) else a for a in by_rules(document)]
    told = by_heads(document, told)
    found = tuple(sorted(extend_quotes(document, told), key=lambda a: a.cue_head))
    _known.insert(0, (document.tokens, found))
    del _known[_KEPT:]
    return found


def within(attribution: Attribution, start: int, end: int) -> bool:
    """Whether characters `start` to `end` are part of what is said."""
    return any(first <= start and end <= last for first, last in attribution.content)


def speaker_at(document: Document, offset: int) -> int | None:
    """The token that heads the words for whoever says what stands at this offset, the innermost; else None."""
    best: tuple[int, int] | None = None
    for found in attributions(document):
        if found.source_head is None or found.manner != "saying":
            continue
        if found.sure is not None and found.sure < _LIKELY:
            continue
        for first, last in found.content:
            if first <= offset < last and (best is None or last - first < best[0]):
                best = last - first, found.source_head
    return best[1] if best else None
