"""How far the adding is, on standard error, where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any


class Bar:
    """A progress bar with the rate in words a second and the time left; silent where no one watches.

    A context manager; what it yields goes to `Record.add(progress=...)`.
    """

    def __init__(self, total: int | None) -> None:
        """A bar for that many reports; None where no one can say."""
        self._total = total
        self._bar: Any = None
        self._words = 0

    def __enter__(self) -> Bar:
        """Show the bar."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("reading", total=self._total, rate="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def report(self, source: str, words: int) -> None:
        """One more report is done."""
        if self._bar is None:
            return
        self._words += words
        elapsed = self._bar.tasks[self._task].elapsed or 0
        rate = f"{self._words / elapsed:,.0f} words/s" if elapsed > 0.5 and self._words else ""
        self._bar.update(self._task, advance=1, rate=rate)

    def linking(self, done: int, total: int) -> None:
        """Links and items are being made."""
        if self._bar is not None:
            self._bar.update(self._task, description="linking", completed=done, total=total, rate="")

    def pages(self, done: int, known: int) -> None:
        """So many pages of those known are written."""
        if self._bar is not None:
            self._bar.update(self._task, description="writing", completed=done, total=known, rate="")


def count(paths: Iterable[str]) -> int | None:
    """How many files there are in these paths; None where some hold many reports each, or cannot be counted."""
    if not sys.stderr.isatty():
        return None
    found = 0
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = [file for file in path.rglob("*") if file.is_file()]
        elif path.is_file():
            files = [path]
        else:
            return None
        if any(file.name.endswith((".warc", ".warc.gz", ".jsonl", ".ndjson")) for file in files):
            return None
        found += len(files)
    return found
