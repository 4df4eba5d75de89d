"""Speed and memory of the main job, as a whole process on one core: from text to record."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.record import build


def scores(shared: Path, most: int = 2000) -> dict[str, float]:
    """Words per second, seconds, and peak memory (MB) of adding `most` wires with one job.

    Also the seconds it takes to add one report to the record so made, and `readout --help` (median of three).
    """
    wires = sorted((shared / "data/wires").glob("*.txt"))
    chosen, last = wires[:most], wires[-1]
    words = sum(len(path.read_text(errors="replace").split()) for path in chosen)
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "record.db"
        began = time.perf_counter()
        build(chosen, record, jobs=1)
        spent = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        began = time.perf_counter()
        build([last], record, jobs=1)
        one = time.perf_counter() - began
    return {
        "reports": len(chosen),
        "words": words,
        "seconds": round(spent, 1),
        "words_per_second": round(words / spent),
        "peak_mb": round(peak),
        "add_one_seconds": round(one, 2),
        "help_seconds": round(_help(), 3),
    }


def _help() -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "readout", "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return sorted(times)[1]
