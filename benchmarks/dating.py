"""How well a report is dated: by what it states, and from its text when its dateline and head dates are taken away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from readout.language.dates import tag
from readout.record.making.copied_dates import APART, SLACK
from readout.reports import copies
from readout.reports.dating import date_report, inferred

_NAMED = re.compile(r"_(\d{4})(\d\d)(\d\d)\.")
HEAD_LINES = 4


def scores(shared: Path | str, every: int = 5) -> dict[str, Any]:
    """Dating over every so many reports of `shared`/data/wires and features, a figure for each collection.

    `stated`: share whose own date is found, within a day of the file's. Then, with the dateline and every date in
    the first lines removed: `dated`, the share that still gets an interval; `inside`, of these the share that holds
    the true day; `narrow`, of all the share with an interval of three days or less that holds it; `days`, the median
    width.
    """
    results: dict[str, Any] = {}
    for collection in ("wires", "features"):
        found = list(reports(Path(shared) / "data" / collection, every))
        if found:
            results[collection] = _score(found)
    everything = [r for c in ("wires", "features") for r in reports(Path(shared) / "data" / c, 1)]
    if everything:
        results["by the copies in one record"] = by_copies(everything)
    return results


def by_copies(sample: Sequence[tuple[str, date]]) -> dict[str, Any]:
    """Each report in turn made dateless, in a record of all the others: how many a dated copy dates, and how well."""
    bands = defaultdict(set)
    for number, (text, _) in enumerate(sample):
        for band in copies.signature(text).bands:
            bands[band].add(number)
    inside = dated = narrow = 0
    for number, (text, named) in enumerate(sample):
        bare = without_dates(text)
        found = {other for band in copies.signature(bare).bands for other in bands[band]} - {number}
        days = [true_day(*sample[other]) for other in sorted(found) if copies.compare(bare, sample[other][0])]
        if days and max(days) - min(days) <= APART:
            dated += 1
            holds = min(days) - SLACK <= true_day(text, named) <= max(days) + SLACK
            inside += holds
            narrow += holds and min(days) == max(days)
    total = len(sample)
    return {
        "reports": total,
        "dated": round(dated / total, 3),
        "inside": round(inside / max(dated, 1), 3),
        "narrow": round(narrow / total, 3),
    }


def reports(folder: Path, every: int) -> Iterator[tuple[str, date]]:
    """Every so many reports of a folder, each with the day that its file is named by."""
    for path in sorted(folder.glob("*.txt"))[::every]:
        if match := _NAMED.search(path.name):
            yield path.read_text(encoding="utf-8", errors="replace"), date(*map(int, match.groups()))


def true_day(text: str, named: date) -> int:
    """The day of the dateline where there is one: a file's name may be a day off."""
    found = date_report(text).published
    return found.first if found is not None and found.days == 1 and found.first else named.toordinal()


def _score(sample: list[tuple[str, date]]) -> dict[str, Any]:
    stated = dated = inside = narrow = 0
    widths: list[int] = []
    for text, true in sample:
        found = date_report(text).published
        stated += found is not None and found.first is not None and abs(found.first - true.toordinal()) <= 1
        day = true_day(text, true)
        guess = inferred(without_dates(text)).published
        if guess is None or guess.first is None or guess.last is None:
            continue
        dated += 1
        holds = guess.first <= day <= guess.last
        inside += holds
        widths.append(guess.last - guess.first + 1)
        narrow += holds and widths[-1] <= 3
    total = len(sample)
    return {
        "reports": total,
        "stated": round(stated / total, 3),
        "dated": round(dated / total, 3),
        "inside": round(inside / max(dated, 1), 3),
        "narrow": round(narrow / total, 3),
        "days": sorted(widths)[len(widths) // 2] if widths else None,
    }


def without_dates(text: str) -> str:
    """`text` without its dateline and without the dates in its first lines."""
    lines = text.split("\n")
    head, rest = lines[:HEAD_LINES], lines[HEAD_LINES:]
    kept = []
    for line in head:
        spans = [(t.start, t.end) for t in tag(line, None) if t.when is not None and t.when.days == 1]
        if spans and len(line) < 90:
            continue
        for start, end in reversed(spans):
            line = line[:start] + line[end:]
        kept.append(line)
    return "\n".join(kept + rest)
