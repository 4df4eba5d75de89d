"""Settings: from the environment (`READOUT_...`), else a TOML file, else defaults.

The file is `readout.toml` in the working folder, else `readout/settings.toml` in the user's configuration folder:

    record = "dealings.db"
    jobs = 4

    [limits]
    max_bytes = 100_000_000
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from readout.record.errors import RecordError
from readout.reports.raw import Limits


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. `jobs` 0 means one for each processor core."""

    record: str = "record.db"
    jobs: int = 0
    limits: Limits = field(default_factory=Limits)

    @property
    def workers(self) -> int:
        """How many processes read words."""
        return self.jobs if self.jobs > 0 else cores()


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises RecordError for a file or value that cannot be used."""
    told = _file(environment)
    unknown = set(told) - {"record", "jobs", "limits"}
    if unknown:
        raise RecordError("settings", f"unknown: {', '.join(sorted(unknown))}")
    for name in ("record", "jobs"):
        if value := environment.get(f"READOUT_{name.upper()}"):
            told[name] = value
    limits = _limits(told.get("limits", {}), environment)
    try:
        return Settings(str(told.get("record", "record.db")), int(told.get("jobs", 0)), limits)
    except (TypeError, ValueError):
        raise RecordError("settings", f"jobs is no whole number: {told['jobs']!r}") from None


def place() -> str:
    """Where the record is, when no option says so."""
    return os.environ.get("READOUT_RECORD") or load().record


def _file(environment: Mapping[str, str]) -> dict[str, Any]:
    base = environment.get("XDG_CONFIG_HOME")
    folder = Path(base) if base else Path(os.path.expanduser("~")) / ".config"
    for path in (Path("readout.toml"), folder / "readout" / "settings.toml"):
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as error:
            raise RecordError(str(path), f"cannot be read: {error}") from None
    return {}


def _limits(told: Mapping[str, Any], environment: Mapping[str, str]) -> Limits:
    """Limits of the file, then of the environment (`READOUT_MAX_BYTES`), over the defaults."""
    limits = Limits()
    known = {one.name: type(getattr(limits, one.name)) for one in fields(Limits)}
    values: dict[str, Any] = dict(told)
    values |= {
        name: environment[f"READOUT_{name.upper()}"] for name in known if f"READOUT_{name.upper()}" in environment
    }
    for name, value in values.items():
        if name not in known:
            raise RecordError("settings", f"there is no limit {name}; there are {', '.join(known)}")
        try:
            yes = str(value).lower() in ("1", "true", "yes")
            limits = replace(limits, **{name: yes if known[name] is bool else known[name](value)})
        except (TypeError, ValueError):
            raise RecordError("settings", f"{name} cannot be {value!r}") from None
    return limits
