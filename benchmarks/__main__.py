"""`make bench`: every accuracy and speed figure, kept in `benchmarks/results.json` and as a table beside it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def timex(shared: Path) -> dict[str, Any]:
    """Date expressions on TimeBank and AQUAINT."""
    return {corpus: _numbers(_run(shared, "timex", f"timex/{corpus}", "--tagger", "benchmarks.adapters:dates"))
            for corpus in ("TimeBank", "AQUAINT")}  # fmt: skip


def attribution(shared: Path) -> dict[str, Any]:
    """Attributions on PolNeAR dev."""
    return _numbers(_run(shared, "attribution", "attribution/dev", "--finder", "benchmarks.adapters:attribution"))


def attribution_by_rules(shared: Path) -> dict[str, Any]:
    """The same without the heads trained on PolNeAR."""
    finder = "benchmarks.adapters:attribution_by_rules"
    return _numbers(_run(shared, "attribution", "attribution/dev", "--finder", finder))


def _run(shared: Path, scorer: str, gold: str, *options: str) -> str:
    command = [sys.executable, str(shared / f"eval/{scorer}.py"), "--gold", str(shared / "data" / gold), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout


def _numbers(printed: str) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for line in printed.splitlines():
        words = line.replace(":", " ").split()
        pairs = {a: float(b) for a, b in pairwise(words) if _is_number(b) and not _is_number(a)}
        if words and pairs:
            rows[words[0]] = pairs
    return rows


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdigit()


def parts() -> dict[str, Callable[[Path], Any]]:
    """Each part of the benchmark by name."""
    from benchmarks import calibration, copies, coreference, dating, names, page, record, robustness, scale, speed
    from training import evaluate

    return {
        "record on gold/dev": lambda shared: record.scores(shared, "gold/dev"),
        "record on gold/train": lambda shared: record.scores(shared, "gold/train"),
        "record on reports held out": lambda shared: record.scores(shared, "annotated/held"),
        "dates": timex,
        "attribution": attribution,
        "attribution by rules alone": attribution_by_rules,
        "trees and names": lambda shared: evaluate.scores(shared / "data"),
        "actors": names.scores,
        "who is meant": coreference.scores,
        "dating": dating.scores,
        "copies": copies.scores,
        "calibration": calibration.scores,
        "robustness": robustness.scores,
        "speed": speed.scores,
        "scale": lambda shared: scale.scores(),
        "page": lambda shared: page.scores(),
    }


def table(results: dict[str, Any]) -> str:
    """The results as a Markdown page, one section a part."""
    lines = ["# Results", "", "Written by `make bench`. Figures of speed depend on the machine.", ""]
    for part, result in results.items():
        lines += [f"## {part.capitalize()}", "", "| what | figures |", "| --- | --- |"]
        rows = result.items() if all(isinstance(v, dict) for v in result.values()) else [("all", result)]
        for name, figures in rows:
            flat = ", ".join(f"{key} {_told(value)}" for key, value in figures.items())
            lines.append(f"| {name} | {flat} |")
        lines.append("")
    return "\n".join(lines)


def _told(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if abs(value) < 100 and not value.is_integer() else f"{value:,.0f}"
    if isinstance(value, dict):
        return "(" + ", ".join(f"{k} {_told(v)}" for k, v in value.items()) + ")"
    return str(value)


def main() -> int:
    """Run every part, or those named, and keep what they give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only", action="append", help="a part to run, by name; others keep their last figures")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is not there, so there is nothing to measure on", file=sys.stderr)
        return 1
    shared = options.shared.resolve()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    results = json.loads(options.out.read_text()) if options.out.exists() else {}
    for name, part in parts().items():
        if options.only and name not in options.only:
            continue
        print(f"{name} ...", flush=True)
        results[name] = part(shared)
        options.out.write_text(json.dumps(results, indent=1) + "\n")
        options.out.with_suffix(".md").write_text(table(results))
        print(table({name: results[name]}).split("\n", 4)[4])
    return 0


if __name__ == "__main__":
    sys.exit(main())
