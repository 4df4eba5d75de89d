"""How far reports lie from what they name: the counts of `readout/reports/dating/lags.yaml`, and how well they do.

    python -m benchmarks.lags [--shared PATH] [--write]

Counted over dated reports of five collections (wires of 1997 and of 2005-06, long reports of 2017-18, TimeBank and
AQUAINT before and after 1995) whose datelines and head dates are taken away; each collection weighs the same, so that
none sets the pace. What is printed is cross-validated: a collection's reports are dated by the counts of the others.
"""

from __future__ import annotations

import argparse
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.dating import reports, true_day, without_dates
from readout.reports.dating import likely
from readout.reports.dating.clue import EPOCH
from readout.reports.dating.clues import clues_and_signals

HERE = Path(__file__).parent
COUNTS = HERE.parent / "readout" / "reports" / "dating" / "lags.yaml"
NARROW = (400, 1500, likely.WIDEST)

Steps = dict[str, list[int]]  # of each kind of signal, the steps in which a report lies


@dataclass(frozen=True, slots=True)
class Sample:
    """A report without its dates, with the day it was published."""

    collection: str
    text: str
    day: int


def samples(shared: Path) -> Iterator[Sample]:
    """Every dated report of the wires, the features and the two corpora of time expressions."""
    for folder in ("wires", "features"):
        for text, named in reports(shared / "data" / folder, 1):
            day = true_day(text, named)
            yield Sample(f"{folder} {_years(day)}", without_dates(text), day)
    for path in sorted((shared / "data" / "timex").rglob("*.tml")):
        raw = path.read_text(encoding="utf-8", errors="replace")
        mark = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', raw)
        created = re.search(r'value="(\d{4})-?(\d\d)-?(\d\d)', mark[0]) if mark else None
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
        if created and body:
            text = html.unescape(re.sub(r"<[^>]+>", "", body[1]))
            day = date(*map(int, created.groups())).toordinal()
            yield Sample(f"news {_years(day)}", without_dates(text), day)


def _years(day: int) -> str:
    year = date.fromordinal(day).year
    return "1989-94" if year < 1995 else "1995-2000" if year <= 2000 else "2005-06" if year < 2010 else "2017-18"


def steps_of(sample: Sample) -> Steps:
    """In which step of its scale the report lies, signal by signal."""
    found: Steps = {}
    known = likely.lags()
    for signal in clues_and_signals(sample.text)[1]():
        scale = known.scales[known.kinds[signal.kind].scale]
        step = int(scale.steps(signal.distances[sample.day - EPOCH : sample.day - EPOCH + 1])[0])
        found.setdefault(signal.kind, []).append(step)
    return found


def counted(all_: Sequence[Sample], steps: Sequence[Steps], left_out: str | None = None) -> likely.Lags:
    """The shares of reports by step, over all collections but one."""
    known = likely.lags()
    shares = {name: np.zeros(len(known.scales[kind.scale].edges) - 1) for name, kind in known.kinds.items()}
    sizes = {c: sum(s.collection == c for s in all_) for c in {s.collection for s in all_}}
    for sample, found in zip(all_, steps, strict=True):
        if sample.collection != left_out:
            for kind, places in found.items():
                np.add.at(shares[kind], places, 1 / sizes[sample.collection])
    return likely.Lags(
        scales=known.scales,
        kinds={n: likely.Kind(scale=known.kinds[n].scale, share=_rounded(s)) for n, s in shares.items()},
    )


def _rounded(shares: np.ndarray[Any, Any]) -> tuple[float, ...]:
    total = shares.sum()
    return tuple(round(float(x), 4) for x in shares / total) if total else ()


def crossed(all_: Sequence[Sample], steps: Sequence[Steps]) -> dict[str, dict[str, Any]]:
    """For each collection, by the counts of the others: how many spans hold the true day, and how wide they are."""
    rows: dict[str, dict[str, Any]] = {}
    every: list[tuple[int, bool]] = []
    for collection in sorted({s.collection for s in all_}):
        counts = counted(all_, steps, collection)
        found = []
        for sample in (s for s in all_ if s.collection == collection):
            span = likely.likely(clues_and_signals(sample.text)[1](), counts)
            width = span.last - span.first + 1 if span else 10**6
            found.append((width, bool(span and span.first <= sample.day <= span.last)))
        rows[collection] = _row(found)
        every += found
    return rows | {"all": _row(every)}


def _row(found: Sequence[tuple[int, bool]]) -> dict[str, Any]:
    row: dict[str, Any] = {"reports": len(found)}
    for widest in NARROW:
        within = [holds for width, holds in found if width <= widest]
        row[f"up to {widest} days"] = round(len(within) / len(found), 3)
        row[f"inside, up to {widest}"] = round(sum(within) / max(len(within), 1), 3)
    given = sorted(width for width, _ in found if width <= likely.WIDEST)
    return row | {"median width": given[len(given) // 2] if given else None}


def written(counts: likely.Lags, old: str) -> str:
    """`lags.yaml` with the new shares."""
    head = old[: old.index("\nkinds:")]
    kinds: Mapping[str, likely.Kind] = counts.kinds
    lines = [
        f"  {name}: {{scale: {kind.scale}, share: [{', '.join(f'{x:g}' for x in kind.share)}]}}"
        for name, kind in kinds.items()
    ]
    return head + "\nkinds:\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Print how well the counts do, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--write", action="store_true", help="keep the counts of all collections")
    options = parser.parse_args()
    all_ = list(samples(options.shared))
    steps = [steps_of(sample) for sample in all_]
    for name, row in crossed(all_, steps).items():
        print(name, row, flush=True)
    if options.write:
        COUNTS.write_text(written(counted(all_, steps), COUNTS.read_text()))


if __name__ == "__main__":
    main()
