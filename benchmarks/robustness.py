"""How far accuracy falls when reports come in another dress: the annotated reports, rewritten by program.

Each dress changes how a report looks and nothing of what it tells, so that the annotations still hold. Finds are
matched as `eval/score.py` does it, without the record; the figure is the mean F1 over item types, and its fall from
the plain reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import gold as gold_sets
from benchmarks.calibration import matched
from readout.extraction import extract
from readout.reports import intake
from readout.reports.model import Report

_SENTENCE = re.compile(r"(?<=[a-z\d][.!?])[\"'”’]*\s+(?=[\"'“‘]?[A-Z])")
MENU = "Skip to main content\nHome\nWorld\nPolitics\nSubscribe\nSign in\n\n"
SHARE = "\n\nShare on Facebook\nTweet\nPrint\n\n"
FOOT = (
    "\n\nRead more: What we know so far\n\n© 2024 Example Media. All rights reserved.\nPrivacy policy\nTerms of use\n"
)


def capitals(text: str) -> str:
    """Everything in capitals, as old wires came."""
    return text.upper()


def no_full_stops(text: str) -> str:
    """No punctuation where a line ends."""
    return re.sub(r"[.,;:]+(?=[ \t]*$)", "", text, flags=re.MULTILINE)


def odd_marks(text: str) -> str:
    """Curly, doubled and low quotes, long dashes, narrow spaces, three points in one."""
    text = re.sub(r"\"([^\"\n]*)\"", "“\\1”", text)
    text = text.replace("'", "’").replace(" - ", " – ").replace("--", "—").replace("...", "…")
    return re.sub(r"(?<=\d) (?=[a-z])", "\u00a0", text)


def with_furniture(text: str) -> str:
    """A page's menu before, share buttons within, legal lines after."""
    parts = text.split("\n\n")
    middle = max(1, len(parts) // 2)
    return MENU + "\n\n".join(parts[:middle]) + SHARE + "\n\n".join(parts[middle:]) + FOOT


def short_paragraphs(text: str) -> str:
    """Every sentence a paragraph."""
    return "\n\n".join(_SENTENCE.sub(lambda m: m[0].rstrip() + "\n\n", part) for part in text.split("\n\n"))


def transcript(text: str) -> str:
    """Read out by two people on the air, with their names before each paragraph."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    return "\n\n".join(f"{('ANCHOR', 'REPORTER')[n % 2]}: {part}" if n else part for n, part in enumerate(parts))


DRESSES: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "capitals": capitals,
    "no full stops": no_full_stops,
    "odd marks": odd_marks,
    "furniture": with_furniture,
    "short paragraphs": short_paragraphs,
    "transcript": transcript,
}


def scores(shared: Path, gold: str = "gold/train") -> dict[str, dict[str, float]]:
    """For each dress the F1 by item type, the mean, and the fall of the mean from the plain reports."""
    marks = gold_sets.marked(shared, gold)
    loaded = [report for report in intake.load(gold_sets.texts(shared, gold)) if isinstance(report, Report)]
    plain = {Path(report.source).name: report for report in loaded}
    result: dict[str, dict[str, float]] = {}
    for name, dress in DRESSES.items():
        counts: dict[str, list[int]] = {}
        for marked in marks:
            report = plain[marked["source"]]
            published = report.published.text if report.published else None
            worn = intake.from_text(dress(report.text), source=report.source, published=published)
            for type_, (right, missed, wrong) in matched(shared, marked, extract(worn)).items():
                row = counts.setdefault(type_, [0, 0, 0])
                row[:] = [row[0] + right, row[1] + missed, row[2] + wrong]
        figures: dict[str, Any] = {type_: _f1(*row) for type_, row in counts.items()}
        figures["mean"] = sum(figures.values()) / len(figures)
        figures["fall"] = result["plain"]["mean"] - figures["mean"] if result else 0.0
        result[name] = figures
    return result


def _f1(right: int, missed: int, wrong: int) -> float:
    return 2 * right / max(2 * right + missed + wrong, 1)
