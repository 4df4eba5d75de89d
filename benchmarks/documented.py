"""The tables of docs/accuracy.md, from the figures that `make bench` kept: `python -m benchmarks.documented [--write]`.

The page marks where each stands, so that no figure on it is copied by hand. Without `--write` it only says whether the
page holds the last figures (exit status 1 where not).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "accuracy.md"
SETS = ("record on gold/dev", "record on gold/train", "record on reports held out")
FIELDS = {
    "contact": {"date": "when", "all parties": "parties", "status": "status"},
    "check": {"value": "value", "all parties": "parties"},
    "ask": {"answer": "answer", "manner": "manner"},
    "transfer": {"from": "from", "to": "to", "status": "status"},
    "figure": {"measure": "measure", "bound": "bound", "date": "as_of"},
}
_MARKED = "<!-- {0}: written by benchmarks/documented.py -->\n\n{1}\n\n<!-- end of {0} -->"


def record_table(results: dict[str, Any]) -> str:
    """F1 and fields of each item type on the three annotated sets, as Markdown."""
    rows = ["| | F1 dev | train | held out | of those found, right (dev / train / held out) |", "| --- " * 5 + "|"]
    dev, train, held = (results[name] for name in SETS)
    for kind, fields in FIELDS.items():
        rights = {name: [_share(one[kind], field) for one in (dev, train, held)] for name, field in fields.items()}
        told = ", ".join(f"{name} {' / '.join(shares)}" for name, shares in rights.items())
        f1 = " | ".join(f"{one[kind]['f1']:.3f}" for one in (dev, train, held))
        rows.append(f"| {kind}s | {f1} | {told} |")
    pairs = f"{dev['links']['pairs']:.0f} pairs of dev, {train['links']['pairs']:.0f} of train, none held out"
    wrong = f"{train['links']['wrong']:.0f} links too many on train"
    rows.append(
        f"| links between reports | {dev['links']['f1']:.3f} | {train['links']['f1']:.3f} | – | {pairs}; {wrong} |"
    )
    counts = [sum(one[kind]["gold"] for kind in FIELDS) for one in (dev, train, held)]
    rows.append(f"| *annotated items* | {' | '.join(f'{count:,.0f}' for count in counts)} | |")
    return "\n".join(rows)


def _share(row: dict[str, float], field: str) -> str:
    """The share of the items found whose field is right; none where none is found."""
    return f"{row[field]:.2f}" if row["f1"] > 0 else "–"


def other_table(results: dict[str, Any]) -> str:
    """Every other figure of accuracy and speed, as Markdown."""
    bank, aquaint = (results["dates"][corpus]["timex"] for corpus in ("TimeBank", "AQUAINT"))
    found, copies, calibration = results["actors"]["found"], results["copies"], results["calibration"]["all"]
    speed, scale, pages = results["speed"], results["scale"], results["page"]
    fall = max(dress["fall"] for dress in results["robustness"].values())
    slow = max(page["ms"] for page in pages.values() if isinstance(page, dict) and "ms" in page)
    rows = {
        "date expressions (TimeBank, AQUAINT)": f"value F1 {bank['value']:.3f}, {aquaint['value']:.3f}; "
        f"relaxed F1 {bank['relaxed']:.3f}, {aquaint['relaxed']:.3f}",
        "attributions (PolNeAR dev)": f"{_attributed(results['attribution'])} "
        f"(by rules alone {_attributed(results['attribution by rules alone'])})",
        "actors of an item found in its sentences (train)": f"parties {found['party']:.3f}, "
        f"askers {found['asker']:.3f}, addressees {found['addressee']:.3f}",
        "copies and rewrites (made by program from wires)": f"precision {copies['precision']:.3f}, "
        f"recall {copies['recall']:.3f}",
        "confidence against the share that is right": f"error {calibration['error']:.3f} cross-validated, "
        f"{calibration['error_dev']:.3f} on dev, {calibration['error_held']:.3f} on the reports held out",
        "the same reports in other dress (capitals, no full stops, odd marks, furniture, transcript ...)": (
            f"mean F1 falls by {fall:.3f} at most"
        ),
        "whole job on one core, 2,000 wires": f"{speed['words_per_second']:,.0f} words/s, {speed['peak_mb']:.0f} MB",
        "adding one report to a record of 10,000": f"{scale['add_one_seconds']:.1f} s",
        "any page or filter on a record of 100,000 contacts": f"{slow:.0f} ms at most",
    }
    return "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {told} |" for name, told in rows.items())])


def _attributed(row: dict[str, Any]) -> str:
    parts = ", ".join(f"{part} {row[part]['f1']:.3f}" for part in ("source", "cue", "content"))
    return f"token F1 {parts}; whole {row['whole']['right']:.3f}"


def filled(page: str, results: dict[str, Any]) -> str:
    """The page with its tables made anew. Raises ValueError where it does not mark their places."""
    for name, table in (("record", record_table(results)), ("other figures", other_table(results))):
        place = re.compile(_MARKED.format(re.escape(name), ".*?"), re.DOTALL)
        if not place.search(page):
            raise ValueError(f"{PAGE.name} has no place for the table {name!r}")
        page = place.sub(lambda _, name=name, table=table: _MARKED.format(name, table), page)  # type: ignore[misc]
    return page


def main() -> int:
    """Check the page, or with `--write` bring it up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    made = filled(page, json.loads((HERE / "results.json").read_text(encoding="utf-8")))
    if options.write:
        PAGE.write_text(made, encoding="utf-8")
    elif made != page:
        print(f"{PAGE} does not hold the last figures", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
