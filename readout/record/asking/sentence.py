"""The sentence around a passage."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")
_AROUND = 400  # characters looked at on either side of a passage


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage in its sentence."""
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[low:start]
    ends = [match.end() - low for match in _END.finditer(text, low, start + 1) if match.end() <= start]
    after = text[end:high]
    stop = _END.search(after) if not re.search(r"[.!?][\"'”’)\]]*$", text[start:end]) else None
    tail = after[: stop.start() + 1] if stop else ""
    if stop is None and not re.search(r"[.!?][\"'”’)\]]*$", text[start:end]):
        tail = after
    return before[ends[-1] if ends else 0 :].lstrip("\n"), tail.rstrip("\n")


def paragraph(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage in its paragraph, cut at a space where that is long."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    head, line = before.rpartition("\n")[::2]
    if not head and start > _AROUND and " " in line:
        line = "… " + line.partition(" ")[2]
    rest, more, _ = after.partition("\n")
    if not more and end + _AROUND < len(text) and " " in rest:
        rest = rest.rpartition(" ")[0] + " …"
    return line, rest
