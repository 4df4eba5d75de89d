"""JSON Lines: a report a line, with the fields text, title, published, publisher, url."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from readout.reports.raw import Limits, RawReport, Refusal, Unreadable
from readout.reports.readers.days import day_of
from readout.reports.readers.text import clean


def stream(file: BinaryIO, source: str, limits: Limits) -> Iterator[RawReport | Refusal]:
    """The reports of a JSON Lines file; a line that cannot be read is refused and the others go on."""
    number = 0
    while line := file.readline(limits.max_record_bytes + 1):
        number += 1
        name = f"{source}#{number}"
        if len(line) > limits.max_record_bytes and not line.endswith(b"\n"):
            _pass_over(file, limits)
            yield Refusal(name, f"line {number} is longer than {limits.max_record_bytes:,} bytes")
            continue
        if line.isspace():
            continue
        try:
            yield _report(line, name, limits)
        except (Unreadable, RecursionError) as error:
            reason = str(error) if isinstance(error, Unreadable) else "nested too deeply"
            yield Refusal(name, f"line {number}: {reason}")


def _pass_over(file: BinaryIO, limits: Limits) -> None:
    while rest := file.readline(limits.max_record_bytes):
        if rest.endswith(b"\n"):
            return


def _report(line: bytes, name: str, limits: Limits) -> RawReport:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable("not in UTF-8") from None
    except ValueError as error:
        raise Unreadable(f"not JSON ({getattr(error, 'msg', 'broken')})") from None
    text = entry.get("text") if isinstance(entry, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("no field text that holds a text")
    return RawReport(
        name,
        clean(text, limits),
        hashlib.sha256(line.strip()).hexdigest(),
        title=_words(entry, "title"),
        publisher=_words(entry, "publisher"),
        published=_published(entry),
        url=_words(entry, "url"),
    )


def _published(entry: dict[str, Any]) -> str | None:
    given = entry.get("published")
    if given is None or given == "":
        return None
    found = day_of(given)
    if found is None:
        raise Unreadable(f"the field published, {str(given)[:40]!r}, is no date that is known here")
    return found


def _words(entry: dict[str, Any], field: str) -> str | None:
    value = entry.get(field)
    return " ".join(value.split()) or None if isinstance(value, str) else None
