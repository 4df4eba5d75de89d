"""Errors as one line for a person."""

from __future__ import annotations

from collections.abc import Iterable

from readout.record.errors import RecordError


def told(error: Exception) -> str:
    """What went wrong, in one line."""
    from readout.views.lists import near

    if isinstance(error, RecordError):
        return f"{near(error.what)}: {error.reason}"
    if isinstance(error, OSError) and error.filename:
        return f"{near(str(error.filename))}: {error.strerror}"
    if type(error).__name__ == "RegistryError":
        return str(error)
    if hasattr(error, "orig") and error.orig is not None:  # SQLAlchemy's wrapper of what the database says
        return f"record: {' '.join(str(error.orig).split())[:300]}"
    line = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {line} (run again with --debug to see where)"


def pairs(values: Iterable[str]) -> dict[str, str]:
    """`field=value` arguments as a mapping. Raises RecordError for one without `=`."""
    found = {}
    for given in values:
        name, mark, value = given.partition("=")
        if not mark:
            raise RecordError(given, "is not FIELD=VALUE, as in when=2024-05-02")
        found[name.strip()] = value
    return found
