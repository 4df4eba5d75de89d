"""Reports from paths, for adding: a thin door to `readout.reports`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from readout.language import edtf
from readout.reports.model import Block, Report
from readout.reports.raw import Refusal


def read(
    paths: Sequence[str], *, published: str | None = None, sidecar: str | Path | None = None
) -> Iterator[Report | Refusal]:
    """Each report in these files and folders, and each refusal."""
    for given in paths:
        path = Path(given)
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            try:
                raw = file.read_bytes()
            except OSError as error:
                yield Refusal(str(file), error.strerror or str(error))
                continue
            text = raw.decode("utf-8", "replace")
            yield Report(
                source=str(file.resolve()),
                text=text,
                sha256=hashlib.sha256(raw).hexdigest(),
                blocks=(Block(0, len(text), "paragraph"),),
                published=edtf.parse(published) if published else None,
                published_basis="given" if published else "unknown",
            )
