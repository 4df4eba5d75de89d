"""Dates as files give them, to EDTF."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from readout.language.edtf import parse

_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\d.*)?$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?$")


def day_of(value: object) -> str | None:
    """The EDTF that `value` (an ISO or mail date, EDTF, eight digits) writes; None where it writes none."""
    text = str(value).strip() if value is not None else ""
    iso = _ISO_DAY.match(text)
    compact = _COMPACT.match(text)
    candidate = iso.group(1) if iso else "-".join(compact.groups()) if compact else text
    try:
        return parse(candidate).text if candidate else None
    except ValueError:
        pass
    try:
        found: date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return f"{found:%Y-%m-%d}"
