"""Sources to raw reports: files of every kind, folders, globs and standard input."""

from __future__ import annotations

from readout.reports.readers.sources import read_source

__all__ = ["read_source"]
