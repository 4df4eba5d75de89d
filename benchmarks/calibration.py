"""How far an item's confidence is the probability that it is right; and the fitting of it.

    python -m benchmarks.calibration [--shared PATH] [--write]

Items of the annotated reports are found and matched as `eval/score.py` does it; a matched item is right, optional
ones too. The reports are those of gold/train and of `annotated/development`: without further reports, which the rules
were not written from, the share right would be that of reports the rules know. A curve from the finder's estimate to
the share right is fitted by isotonic regression (pool adjacent violators, Ayer et al. 1955), with a Beta prior of the
type's overall share so that few items do not speak too loudly; that share is the mean under a uniform prior (the rule
of succession), so that a type never found wrong is not called certain. Measured by the expected calibration error over
ten bins of equal count (Naeini et al. 2015), cross-validated: five folds by report, no report's annotation used for its
own figure. `--write` keeps the curves in `readout/items/confidence.yaml`, and the reliability diagram as
`benchmarks/calibration.svg`.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from benchmarks.gold import marked as marked_reports
from benchmarks.gold import texts
from readout.extraction import Extraction, extract
from readout.formats.objects import plain
from readout.items import confidence
from readout.items.model import Item
from readout.record import codec
from readout.reports import intake
from readout.reports.model import Report

HERE = Path(__file__).parent
CURVES = HERE.parent / "readout" / "items" / "confidence.yaml"
LEARNED = ("gold/train", "annotated/development")
FOLDS = 5
BINS = 10
PRIOR = 4.0  # items that the prior weighs as much as
STEP = 0.02  # estimates nearer than this are one point of a curve

Curve = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Found:
    """An item found in an annotated report: its finder's estimate, and whether it is right."""

    type: str
    estimate: float
    right: bool
    fold: int


def found(shared: Path, gold: str) -> list[Found]:
    """Every item that is found in the reports of a set of `benchmarks.gold`."""
    loaded = [report for report in intake.load(texts(shared, gold)) if isinstance(report, Report)]
    reports = {Path(report.source).name: report for report in loaded}
    rows: list[Found] = []
    for number, marked in enumerate(marked_reports(shared, gold)):
        extraction = extract(reports[marked["source"]], calibrate=False)
        for type_, pairs in _pairs(shared, marked, extraction).items():
            right = {index for _, index in pairs}
            items = extraction.items.get(type_, ())
            rows += [Found(type_, i.confidence, n in right, number % FOLDS) for n, i in enumerate(items)]
    return rows


def learned(shared: Path) -> list[Found]:
    """What is found in all the reports that the curves are fitted to."""
    return [row for gold in LEARNED for row in found(shared, gold)]


def matched(shared: Path, marked: dict[str, Any], extraction: Extraction) -> dict[str, tuple[int, int, int]]:
    """By item type how many were found rightly, missed, and found wrongly in an annotated report."""
    counts = {}
    for type_, pairs in _pairs(shared, marked, extraction).items():
        wanted = marked.get(_scorer(shared).TYPES[type_][0], [])
        must = {index for index, item in enumerate(wanted) if not item.get("optional")}
        right = len(must & {index for index, _ in pairs})
        counts[type_] = (right, len(must) - right, len(extraction.items.get(type_, ())) - len(pairs))
    return counts


def _pairs(shared: Path, marked: dict[str, Any], extraction: Extraction) -> dict[str, list[tuple[int, int]]]:
    source, scorer = marked["source"], _scorer(shared)
    return {
        type_: scorer.match(
            marked.get(section, []), [_object(i, source) for i in extraction.items.get(type_, ())], score, source
        )
        for type_, (section, score, _) in scorer.TYPES.items()
    }


@cache
def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _object(item: Item, source: str) -> dict[str, Any]:
    """An item as the export writes it, as far as matching looks at it."""
    made = {codec.public_name(field): plain(getattr(item, field.name)) for field in codec.own_fields(type(item))}
    return made | {"passages": [{"text": passage.text, "source": source} for passage in item.passages]}


def fit(rows: Sequence[Found]) -> Curve:
    """The curve from estimate to share right, rising."""
    overall = (sum(row.right for row in rows) + 1) / (len(rows) + 2)
    points: dict[float, list[bool]] = {}
    for row in rows:
        points.setdefault(round(round(row.estimate / STEP) * STEP, 4), []).append(row.right)
    blocks: list[tuple[float, float, list[float]]] = []  # right, count, estimates
    for estimate in sorted(points):
        block = (float(sum(points[estimate])), float(len(points[estimate])), [estimate])
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            last = blocks.pop()
            block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
        blocks.append(block)
    curve: Curve = []
    for right, count, estimates in blocks:
        share = round(min((right + PRIOR * overall) / (count + PRIOR), confidence.SUREST), 3)
        share = max(share, curve[-1][1] if curve else 0.0)
        curve += [(estimate, share) for estimate in sorted({estimates[0], estimates[-1]})]
    return curve


def cross_validated(rows: Sequence[Found]) -> list[tuple[str, float, bool]]:
    """For each item its type, its probability from the other folds' items, and whether it is right."""
    told: list[tuple[str, float, bool]] = []
    for fold in range(FOLDS):
        for type_ in sorted({row.type for row in rows}):
            curve = fit([row for row in rows if row.type == type_ and row.fold != fold])
            mine = [row for row in rows if row.type == type_ and row.fold == fold]
            told += [(type_, confidence.share(curve, row.estimate), row.right) for row in mine]
    return told


def bins(told: Sequence[tuple[str, float, bool]]) -> list[tuple[float, float, int]]:
    """Ten bins of equal count: mean probability, share right, how many."""
    ordered = sorted(told, key=lambda one: one[1])
    cuts = [round(len(ordered) * k / BINS) for k in range(BINS + 1)]
    made = []
    for low, high in pairwise(cuts):
        part = ordered[low:high]
        if part:
            made.append((sum(p for _, p, _ in part) / len(part), sum(r for *_, r in part) / len(part), len(part)))
    return made


def error(told: Sequence[tuple[str, float, bool]]) -> float:
    """The expected calibration error: mean distance of probability and share right, over the bins."""
    return sum(abs(mean - share) * count for mean, share, count in bins(told)) / max(len(told), 1)


def scores(shared: Path) -> dict[str, dict[str, float]]:
    """The calibration error over all items and by type: cross-validated on `LEARNED`, and on reports held out."""
    rows = learned(shared)
    told = cross_validated(rows)
    curves = {type_: fit([row for row in rows if row.type == type_]) for type_ in sorted({row.type for row in rows})}
    raw = [(row.type, row.estimate, row.right) for row in rows]
    result = {"all": {"items": float(len(told)), "error": error(told), "error_raw": error(raw)}}
    for name in ("gold/dev", "annotated/held"):
        unseen = [(r.type, confidence.share(curves[r.type], r.estimate), r.right) for r in found(shared, name)]
        result["all"][f"error_{name.rpartition('/')[2]}"] = error(unseen)
    for type_ in sorted(curves):
        mine = [one for one in told if one[0] == type_]
        result[type_] = {"items": float(len(mine)), "error": error(mine)}
    return result


def diagram(told: Sequence[tuple[str, float, bool]]) -> str:
    """The reliability diagram as SVG."""
    size, edge = 360, 44
    inner = size - 2 * edge

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * inner, 1), round(size - edge - y * inner, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="11" role="img" aria-label="Confidence against the share that was right">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
    ]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        (x, bottom), (left, y) = at(tick, 0), at(0, tick)
        lines.append(f'<path d="M{x} {bottom}V{edge}M{left} {y}H{size - edge}" stroke="#ddd" fill="none"/>')
        lines.append(f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{tick:g}</text>')
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    lines.append(f'<path d="M{x0} {y0}L{x1} {y1}" stroke="#888" stroke-dasharray="4 4"/>')
    points = [at(mean, share) for mean, share, _ in bins(told)]
    lines.append(
        f'<path d="M{"L".join(f"{x} {y}" for x, y in points)}" stroke="#1f5c99" fill="none" stroke-width="2"/>'
    )
    lines += [f'<circle cx="{x}" cy="{y}" r="4" fill="#1f5c99"/>' for x, y in points]
    lines.append(f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence (cross-validated)</text>')
    lines.append(
        f'<text transform="translate(12 {size / 2}) rotate(-90)" text-anchor="middle">share right</text></svg>'
    )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure; with `--write` keep the curves and the diagram."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = learned(options.shared)
    told = cross_validated(rows)
    print(f"{len(rows)} items, calibration error {error(told):.3f} cross-validated")
    if options.write:
        curves = {
            type_: [list(p) for p in fit([r for r in rows if r.type == type_])]
            for type_ in sorted({r.type for r in rows})
        }
        head = "# Points of a finder's estimate and the share of such items that were right; see confidence.py.\n"
        body = yaml.safe_dump({"curves": curves}, default_flow_style=None, sort_keys=True)
        CURVES.write_text(head + body, encoding="utf-8")
        (HERE / "calibration.svg").write_text(diagram(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
