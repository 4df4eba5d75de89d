"""When a report was published, by its own text: stated in its dateline or a date line, else inferred as an interval.

Inference gathers clues (`dating_clues`): each says which days its statement allows and why. They are taken in order
of trust and intersected; one that leaves no day is set aside. Where they leave more than `WIDEST` days, the signals of
its time (`signals`) are weighed, and the span that most likely holds the day is given as far as it is of use; else the
report is undated. By so wide a span a report is sorted and filtered, but nothing it tells is dated (`dates_items`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from readout.language.dates import tag
from readout.language.edtf import Edtf, between, day, parse
from readout.reports.dating.clue import EPOCH, HORIZON, Clue, Days
from readout.reports.dating.clues import clues_and_signals
from readout.reports.dating.likely import WIDEST as WIDEST_LIKELY
from readout.reports.dating.likely import likely
from readout.reports.dating.signals import Signal
from readout.reports.model import Basis, Block

WIDEST = 400  # days: an interval wider than this dates nothing that the report tells
MOST_REASONS = 5
HEAD = 600  # characters at the beginning in which a dateline or date line is looked for


@dataclass(frozen=True, slots=True)
class Dated:
    """The report's date, how it was found, and a sentence saying why."""

    published: Edtf | None
    basis: Basis
    why: str


def date_report(text: str, blocks: Sequence[Block] = ()) -> Dated:
    """The date of the report `text`; `blocks` tell its dateline, furniture and paragraphs apart where known."""
    return stated(text, blocks) or inferred(text, blocks)


_LABEL = re.compile(
    r"(?im)^[^\n]{0,40}?\b"
    r"(?P<label>first published|published|posted|updated|last updated|modified|date|issued|released)\b"
    r"\s*(?:on|at)?\s*:?\s*(?P<rest>[^\n]{6,90})$"
)
_AGENCY = re.compile(
    r"^\s*[A-Z][\w .,'’()/-]{1,70}?,\s+(?P<rest>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b[^\n]{0,40})$",
    re.M,
)
_YEARLESS = re.compile(
    r"^\s*[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w .'’-]{1,30})?,\s+(?P<rest>[A-Z][a-z]{2,8}\.? \d{1,2})\s*"
    r"(?:\([^)\n]{1,30}\)|[-–—]|_)",
    re.M,
)
_OPENING = re.compile(r"(?m)^[ \t]*([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\s*(?:[—–]|--| - )")
_MOSTLY = 0.45  # share of a line's characters that its date must fill for the line to be a date line


def stated(text: str, blocks: Sequence[Block] = ()) -> Dated | None:
    """The date that the report itself gives, None where it gives none with a year."""
    for block in blocks:
        if block.role == "dateline" and (found := _full_date(text[block.start : block.end])):
            return Dated(found, "stated", "Its dateline gives the date.")
    head = text[:HEAD]
    for line in head.split("\n")[:14]:
        if line.strip() and (found := _date_line(line)):
            return Dated(found, "stated", "A line at its head is the date.")
    for match in _OPENING.finditer(head):
        if found := _full_date(match[1]):
            return Dated(found, "stated", "A paragraph opens with the date.")
    for match in _AGENCY.finditer(head):
        if found := _full_date(match["rest"]):
            return Dated(found, "stated", "Its dateline gives the date.")
    return _labelled(text)


def _full_date(line: str) -> Edtf | None:
    """The first day written with its year."""
    for time in tag(line, None):
        if time.when is not None and time.when.days == 1 and time.type in ("DATE", "TIME"):
            return parse(time.value[:10])
    return None


def _date_line(line: str) -> Edtf | None:
    stripped = line.strip()
    if len(stripped) > 90:
        return None
    for time in tag(stripped, None):
        if time.when is not None and time.when.days == 1:
            rest = _CLOCK.sub("", stripped[: time.start] + stripped[time.end :])
            if len(rest.strip(" ,|·•-–—\t")) <= max(12, (1 - _MOSTLY) * len(stripped)) and not rest.strip().endswith(
                "."
            ):
                return parse(time.value[:10]) if _is_alone(rest) else None
    return None


_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?|\b[A-Z]{2,4}T\b|\b(?:GMT|UTC)\b")
_ALONE = re.compile(
    r"(?i)[\s,|·•–—-]*"
    r"(?:(?:first |last )?(?:published|posted|updated|modified|date|on|at|by|[ap]\.?m\.?)[\s:,|·•–—-]*)*"
)


def _is_alone(rest: str) -> bool:
    """Whether nothing but a label stands by the date."""
    return bool(_ALONE.fullmatch(rest))


def _labelled(text: str) -> Dated | None:
    """From lines such as "Published March 18, 2024"; the first publication before an update."""
    found: dict[str, Edtf] = {}
    for match in _LABEL.finditer(text):
        if when := _full_date(match["rest"][:60]):
            found.setdefault(match["label"].lower().removeprefix("last "), when)
    for label in ("first published", "published", "posted", "issued", "released", "date", "updated", "modified"):
        if label in found:
            return Dated(found[label], "stated", f"A line says when it was {label if label != 'date' else 'dated'}.")
    return None


def inferred(text: str, blocks: Sequence[Block] = (), within: Edtf | None = None) -> Dated:
    """The interval that the report's dated statements leave for its publication; unknown where they leave it open.

    `within` bounds it where something outside the text does, such as the day a page was fetched (`../2024-05-01`).
    """
    allowed = np.ones(HORIZON - EPOCH, dtype=bool)
    if within is not None:
        allowed[: max((within.first or EPOCH) - EPOCH, 0)] = False
        allowed[max((within.last or HORIZON) - EPOCH + 1, 0) :] = False
    bounds, kept = allowed, list[tuple[float, Clue]]()
    found, signals = clues_and_signals(text, blocks, _yearless(text))
    for clue in sorted(found, key=lambda c: -c.trust):
        narrowed = allowed & clue.mask(allowed)
        if narrowed.any():
            share = float(narrowed.sum() / allowed.sum())
            if clue.binds or share < 1:
                kept.append((share, clue))
            allowed = narrowed
    return _verdict(allowed, kept) or _likely(signals(), bounds) or _unknown(kept)


def dates_items(published: Edtf | None) -> Edtf | None:
    """The report's date as far as what it tells may be dated by it: None where it is too wide a span."""
    if published is None or published.first is None or published.last is None:
        return published
    return None if wide(published.first, published.last) else published


def wide(first: int, last: int) -> bool:
    """Whether a span from the first to the last day (ordinals) is too wide to date what is told by it."""
    return last - first > WIDEST


def _likely(found: Sequence[Signal], bounds: Days) -> Dated | None:
    span = likely(found, allowed=bounds)
    if span is None or not span.reasons or span.last - span.first >= WIDEST_LIKELY:
        return None
    begin, end = date.fromordinal(span.first), date.fromordinal(span.last)
    months = parse(f"{begin:%Y-%m}/{end:%Y-%m}")  # to the day it would seem to be known better than it is
    return Dated(months, "inferred", f"Likely, nine times in ten: {'; '.join(span.reasons)}.")


def _unknown(kept: Sequence[tuple[float, Clue]]) -> Dated:
    reason = "Nothing in it fixes the date" + (f": known is only that {_join(kept)}." if kept else ".")
    return Dated(None, "unknown", reason)


def _yearless(text: str) -> str | None:
    """The month and day of a dateline without a year."""
    match = _YEARLESS.search(text[:HEAD])
    return match["rest"] if match else None


def _verdict(allowed: Days, kept: Sequence[tuple[float, Clue]]) -> Dated | None:
    days = np.flatnonzero(allowed)
    first, last = int(days[0]) + EPOCH, int(days[-1]) + EPOCH
    if first == EPOCH or last == HORIZON - 1 or last - first > WIDEST:
        return None
    begin, end = date.fromordinal(first), date.fromordinal(last)
    when = day(begin) if begin == end else between(begin, end)
    return Dated(when, "inferred", f"Inferred: {_join(kept)}.")


def _join(kept: Sequence[tuple[float, Clue]]) -> str:
    """The reasons of the clues that narrowed the days most, in the order they were taken."""
    telling = sorted(kept, key=lambda pair: pair[0])[:MOST_REASONS]
    reasons = dict.fromkeys(clue.reason for share, clue in kept if (share, clue) in telling)
    return "; ".join(reasons)
