"""E-mail messages: the body, as text or as a web page; the subject is the title. Attachments are left aside."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from readout.reports.raw import Limits, RawReport, Unreadable
from readout.reports.readers.days import day_of
from readout.reports.readers.html import read_page, with_title
from readout.reports.readers.text import clean, decode

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_ENOUGH = 20  # words; a shorter text part only points to the page beside it


def read(data: bytes, source: str, sha256: str, limits: Limits) -> RawReport:
    """The report that a message holds. Raises Unreadable where it has no body of text."""
    try:
        message = message_from_bytes(data, policy=default)
        plain, page = _content(message, "plain"), _content(message, "html")
        subject = _PREFIX.sub("", " ".join(str(message.get("subject") or "").split())) or None
        sender = parseaddr(str(message.get("from") or ""))[0] or None
        published = day_of(message.get("date"))
    except (MessageError, LookupError, ValueError, AttributeError, IndexError, TypeError) as error:
        raise Unreadable(f"a damaged message ({type(error).__name__})") from None
    text = _body(plain, page, source, sha256, limits)
    return RawReport(source, with_title(text, subject), sha256, title=subject, publisher=sender, published=published)


def _body(plain: str | None, page: str | None, source: str, sha256: str, limits: Limits) -> str:
    if plain and (len(plain.split()) >= _ENOUGH or not page):
        return clean(plain, limits)
    if page:
        return read_page(page, source, sha256, limits).text
    raise Unreadable("a message without text")


def _content(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    return decode(payload, part.get_content_charset())
