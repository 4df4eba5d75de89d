"""Quotations and whom they belong to: contents grown to whole quotations, and quotations that run on without a cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from readout.language.attribution.model import Attribution
from readout.language.document import Document, Quotation

_LONG = 25  # characters from which a quotation is speech, not a quoted word


def extend_quotes(document: Document, found: list[Attribution]) -> list[Attribution]:
    """The attributions with their contents grown to the quotations they begin, and with those that run on after."""
    outer = _outer(document.quotations)
    starts = [q.start for q in outer]
    grown = [_grown(document, attribution, outer, starts) for attribution in found]
    return _running_on(document, grown, outer)


def in_quotation(document: Document, offset: int) -> bool:
    """Whether the character stands within quotation marks."""
    at = bisect_right(document.quotations, offset, key=lambda q: q.start)
    return any(q.start <= offset < q.end for q in document.quotations[max(at - 3, 0) : at])


def _outer(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Those that stand in no other."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _marked(document: Document, quotation: Quotation) -> tuple[int, int]:
    """The quotation with its marks."""
    start, end = quotation.start, quotation.end
    text = document.text
    start -= 2 if text[max(start - 2, 0) : start] in ("''", "``") else 1
    end += 2 if text[end : end + 2] == "''" else 1 if end < len(text) and text[end] in "\"”»’'" else 0
    return max(start, 0), end


def _grown(
    document: Document, attribution: Attribution, outer: Sequence[Quotation], starts: Sequence[int]
) -> Attribution:
    """The attribution with each quotation that its content overlaps taken in whole, unless the cue stands in it."""
    cue = attribution.cue[0][0]
    spans = list(attribution.content)
    quoted = False
    for number, (start, end) in enumerate(spans):
        at = max(bisect_left(starts, start) - 1, 0)
        for quotation in outer[at:]:
            if quotation.start > end:
                break
            if quotation.end <= start or quotation.start <= cue < quotation.end:
                continue
            first, last = _marked(document, quotation)
            if first > end:
                continue
            quoted = True
            if start <= quotation.start or quotation.end - quotation.start > _LONG:
                start, end = min(start, first), max(end, last)
        spans[number] = (start, end)
    if not quoted:
        return attribution
    return replace(attribution, content=_merged(spans, attribution.cue, attribution.source), quoted=True)


def _merged(spans: list[tuple[int, int]], *holes: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, joined where they overlap, without the holes."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for hole in [h for group in holes for h in group]:
        merged = [part for span in merged for part in _without(span, hole)]
    return tuple(merged)


def _without(span: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    if hole[1] <= span[0] or hole[0] >= span[1]:
        return [span]
    return [s for s in ((span[0], hole[0]), (hole[1], span[1])) if s[1] - s[0] > 1]


def _running_on(document: Document, found: list[Attribution], outer: Sequence[Quotation]) -> list[Attribution]:
    """Quotations that no cue brings go to the one who was speaking: in the same block, or in the block before."""
    if not outer or not found:
        return found
    speech = [n for n, a in enumerate(found) if a.quoted and a.manner == "saying"]
    ends = [(max(e for _, e in found[n].content + found[n].cue), n) for n in speech]
    covered = sorted(span for a in found if a.quoted for span in a.content)
    sentence_starts = [s.start for s in document.sentences]
    for quotation in outer:
        if quotation.end - quotation.start < _LONG or _covered(quotation, covered):
            continue
        block = _block(document, sentence_starts, quotation.start)
        before = [n for end, n in ends if end <= quotation.start]
        if not before:
            continue
        last = max(before, key=lambda n: (max(e for _, e in found[n].content + found[n].cue), n))
        place = _block(document, sentence_starts, found[last].cue[0][0])
        if place == block or (block - place <= 1 and _whole_block(document, quotation, sentence_starts)):
            content = (*found[last].content, _marked(document, quotation))
            found[last] = replace(found[last], content=tuple(sorted(content)))
            ends.append((quotation.end, last))
    return found


def _covered(quotation: Quotation, spans: Sequence[tuple[int, int]]) -> bool:
    middle = (quotation.start + quotation.end) // 2
    return any(start <= middle < end for start, end in spans)


def _block(document: Document, starts: Sequence[int], offset: int) -> int:
    at = max(bisect_left(starts, offset + 1) - 1, 0)
    return document.sentences[at].block if document.sentences else 0


def _whole_block(document: Document, quotation: Quotation, starts: Sequence[int]) -> bool:
    """Whether its block opens with the quotation."""
    at = max(bisect_left(starts, quotation.start + 1) - 1, 0)
    sentence = document.sentences[at]
    opens = at == 0 or document.sentences[at - 1].block != sentence.block
    return opens and quotation.start - sentence.start <= 2
