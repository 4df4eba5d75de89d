"""The registry's files, read, checked and kept in a compiled form.

The shipped YAML takes a second to parse and check, so its compiled form (plain JSON) is kept in the user's cache
folder under a digest of the files' bytes: changed files are compiled anew, a cache that cannot be written is done
without.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_FORM = "4"  # raise when the compiled form changes


def shipped() -> dict[str, Any]:
    """The shipped facts as plain data: `countries`, `territories`, `regions`, `bodies`, `offices`."""
    files = sorted(DATA.rglob("*.yaml"))
    contents = [file.read_bytes() for file in files]
    digest = hashlib.sha256(_FORM.encode())
    for file, content in zip(files, contents, strict=True):
        digest.update(file.name.encode() + b"\0" + content)
    cached = cache_folder() / f"registry-{digest.hexdigest()[:16]}.json"
    try:
        found: dict[str, Any] = json.loads(cached.read_bytes())
    except (OSError, ValueError):
        from readout.actors.reading import compile_files  # pydantic and YAML take a while to import

        found = compile_files(zip(files, contents, strict=True))
        _keep(cached, found)
    return found


def cache_folder() -> Path:
    """Where compiled forms are kept: $READOUT_CACHE, else $XDG_CACHE_HOME/readout, else ~/.cache/readout."""
    if own := os.environ.get("READOUT_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / "readout"


def _keep(path: Path, compiled: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            json.dump(compiled, file)
        os.replace(file.name, path)
        for old in path.parent.glob("registry-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass  # a cache is a convenience
