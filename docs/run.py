"""Runs the commands that README.md and the pages of docs/ show, and holds what they print against the page.

    python docs/run.py            tell where a page and the program differ (exit status 1)
    python docs/run.py --write    write what the program prints into the pages

In a ```console block, a line that begins with "$ " is a command and what follows is its output. A line "..." stands
for any lines. Every page starts in a fresh folder that holds `examples/` and, unless the page
makes it, a record of the example reports.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def pages() -> list[Path]:
    """The pages that show commands."""
    candidates = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [page for page in candidates if page.exists() and _BLOCK.search(page.read_text(encoding="utf-8"))]


def run(command: str, folder: Path) -> str:
    """What a command prints, standard output and errors together, as a pipe sees it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1", "TZ": "UTC", "READOUT_RECORD": ""}
    environment.pop("READOUT_RECORD")
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with the output that the page shows."""
    for part in re.split(r"(?m)^\$ ", block)[1:]:
        command, _, output = part.partition("\n")
        yield command, output.rstrip()


def agrees(shown: str, printed: str) -> bool:
    """Whether the output shown is the output printed, "..." standing for any lines."""
    parts = [re.escape(part.strip("\n")) for part in re.split(r"(?m)^\.\.\.$", shown)]
    return re.fullmatch(r"\n?(?:.*\n?)*?".join(parts), printed) is not None


def prepared(record: Path, page: Path) -> Path:
    """A fresh folder with the examples and a copy of the record, unless the page makes it."""
    folder = Path(tempfile.mkdtemp(prefix="readout-docs-"))
    shutil.copytree(ROOT / "examples", folder / "examples")
    if "\n$ readout add examples/reports\n" not in page.read_text(encoding="utf-8"):
        shutil.copy(record, folder / "record.db")
    return folder


def build(folder: Path) -> Path:
    """A record of the example reports."""
    record = folder / "record.db"
    shutil.copytree(ROOT / "examples", folder / "examples", dirs_exist_ok=True)
    run("readout add examples/reports", folder)
    return record


def rendered(page: Path, record: Path) -> str:
    """The page with the output that its commands print now; a shown output that agrees stays as it is."""
    folder = prepared(record, page)

    def redo(match: re.Match[str]) -> str:
        lines = []
        for command, shown in commands(match[1]):
            printed = run(command, folder)
            lines.append(f"$ {command}\n{shown if agrees(shown, printed) else printed}".rstrip())
        return "```console\n" + "\n".join(lines) + "\n```"

    try:
        return _BLOCK.sub(redo, page.read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(folder)


def main() -> int:
    """Check or rewrite every page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stale = 0
    with tempfile.TemporaryDirectory() as scratch:
        record = build(Path(scratch))
        for page in pages():
            now, fresh = page.read_text(encoding="utf-8"), rendered(page, record)
            if now == fresh:
                continue
            stale += 1
            if options.write:
                page.write_text(fresh, encoding="utf-8")
            else:
                sys.stdout.writelines(
                    difflib.unified_diff(now.splitlines(True), fresh.splitlines(True), str(page), "now")
                )
    return 0 if options.write or not stale else 1


if __name__ == "__main__":
    sys.exit(main())
