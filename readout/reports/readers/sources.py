"""Finds the files that a path stands for, and hands each to the reader of its kind."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from readout.reports.raw import Limits, RawReport, Refusal, Unreadable
from readout.reports.readers.kinds import Kind, kind_of

_HEAD = 4096
# What a folder of reports holds beside them.
_PASSED_OVER = frozenset((".git", ".svn", "__pycache__", "__MACOSX", "node_modules"))

Reader = Callable[[bytes, str, Limits], Iterator[RawReport | Refusal]]


def read_source(path: str | Path, limits: Limits) -> Iterator[RawReport | Refusal]:
    """The reports that `path` (a file, a folder, a glob, `-` for standard input) holds; a Refusal for each left out."""
    if str(path) == "-":
        yield from _guarded("standard input", lambda: _read_stream(limits))
        return
    found = False
    for file in _files(str(path)):
        found = True
        if isinstance(file, Refusal):
            yield file
        else:
            yield from _guarded(file, lambda file=file: _read_file(file, limits))  # type: ignore[misc]
    if not found:
        yield Refusal(str(path), "no such file or folder" if not os.path.isdir(path) else "an empty folder")


def _files(path: str) -> Iterator[str | Refusal]:
    if os.path.isdir(path):
        yield from _walk(path, frozenset())
    elif os.path.lexists(path) or not glob.has_magic(path):
        if os.path.lexists(path):
            yield path
    else:
        for match in sorted(glob.glob(path, recursive=True)):
            if os.path.isdir(match):
                if not path.endswith("**"):
                    yield from _walk(match, frozenset())
            else:
                yield match


def _walk(folder: str, above: frozenset[tuple[int, int]]) -> Iterator[str | Refusal]:
    """Files in and below `folder`, sorted; a folder met again inside itself, through a link, is passed over."""
    try:
        status = os.stat(folder)
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield Refusal(folder, "a link back to a folder that it lies in")
            return
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(folder, _reason(error))
        return
    for entry in ordered:
        if entry.name.startswith(".") or entry.name in _PASSED_OVER:
            continue
        if entry.is_dir():
            yield from _walk(entry.path, above | {here})
        else:
            yield entry.path


def _guarded(source: str, read: Callable[[], Iterator[RawReport | Refusal]]) -> Iterator[RawReport | Refusal]:
    """What a reader yields, with whatever goes wrong turned into one line."""
    try:
        yield from read()
    except Unreadable as error:
        yield Refusal(source, str(error))
    except OSError as error:
        yield Refusal(source, _reason(error))
    except (RecursionError, MemoryError) as error:
        yield Refusal(source, "nested too deeply" if isinstance(error, RecursionError) else "too large for the memory")


def _read_file(path: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable("not a regular file")
    if status.st_size == 0:
        raise Unreadable("empty")
    with open(path, "rb") as file:
        kind = kind_of(file.read(_HEAD), path)
        if kind.archive:
            if status.st_size > limits.max_archive_bytes:
                raise Unreadable(_too_large(status.st_size, limits.max_archive_bytes))
            file.seek(0)
            yield from kind.stream(file, path, limits)
            return
        if status.st_size > limits.max_bytes:
            raise Unreadable(_too_large(status.st_size, limits.max_bytes))
        file.seek(0)
        data = file.read(limits.max_bytes + 1)
    yield from _read_bytes(data, kind, path, limits)


def _read_stream(limits: Limits) -> Iterator[RawReport | Refusal]:
    stream = sys.stdin.buffer
    data = stream.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise Unreadable(f"larger than {limits.max_bytes:,} bytes")
    if not data:
        raise Unreadable("empty")
    kind = kind_of(data[:_HEAD], "")
    if kind.archive:
        import io

        yield from kind.stream(io.BytesIO(data), "standard input", limits)
    else:
        yield from _read_bytes(data, kind, "standard input", limits)


def _read_bytes(data: bytes, kind: Kind, source: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    yield kind.read(data, source, hashlib.sha256(data).hexdigest(), limits)


def _too_large(size: int, limit: int) -> str:
    return f"{size:,} bytes, the limit is {limit:,}"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; it may have been moved or deleted meanwhile"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or str(error)).lower()
