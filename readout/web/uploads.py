"""What a person sends, put into a folder of its own under names of our own."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import UploadFile

from readout.reports.raw import Limits
from readout.web.jobs import Piece

LONGEST = 150  # characters of a name that are kept
_ENDING = re.compile(r"(\.[A-Za-z0-9]{1,8}){1,2}$")
_ARCHIVE = re.compile(r"(?i)\.(warc|jsonl)(\.gz)?$")
_CHUNK = 1 << 20


def folder() -> Path:
    """A folder that only this user may look into."""
    return Path(tempfile.mkdtemp(prefix="readout-add-"))


def plain_name(given: str | None, otherwise: str) -> str:
    """A file's own name as the person has it: no folders, nothing that is not seen, not too long."""
    last = re.split(r"[/\\]", given or "")[-1]
    seen = " ".join("".join(c for c in last if c.isprintable()).split()).strip(".")
    if len(seen) > LONGEST:
        ending = _ENDING.search(seen)
        tail = ending[0] if ending else ""
        seen = seen[: LONGEST - len(tail)] + tail
    return seen or otherwise


def put_files(into: Path, files: Sequence[UploadFile], limits: Limits) -> tuple[list[Piece], list[tuple[str, str]]]:
    """Write the files; gives those written and, with the reason, those left out."""
    pieces: list[Piece] = []
    left_out: list[tuple[str, str]] = []
    for number, file in enumerate(files, 1):
        name = plain_name(file.filename, f"file {number}")
        size = file.size or 0
        ending = _ENDING.search(name)
        most = (
            limits.max_archive_bytes if ending and re.search(r"(?i)\.(warc|jsonl)(\.gz)?$", name) else limits.max_bytes
        )
        if not size:
            left_out.append((name, "empty"))
        elif size > most:
            left_out.append((name, f"larger than {most:,} bytes"))
        else:
            path = into / f"{number:05d}{ending[0].lower() if ending else ''}"
            with path.open("xb") as out:
                shutil.copyfileobj(file.file, out, _CHUNK)
            pieces.append(Piece(str(path), name))
    return pieces, left_out


def put_text(into: Path, text: str, title: str, publisher: str) -> Piece:
    """Write a text that was pasted; it goes under its title, else under its first words."""
    first = " ".join(text.split()[:8])
    name = plain_name(re.sub(r"[/\\]", " ", title or first), "pasted text")
    path = into / "pasted.txt"
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return Piece(str(path), f"{name}.txt", title or None, publisher or None)
