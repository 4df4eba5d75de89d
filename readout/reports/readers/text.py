"""Bytes to text: encodings found, mojibake mended, line ends and control characters put right.

The same bytes give the same text, always. What comes out of `clean` is stored, and all offsets refer to it.
"""

from __future__ import annotations

import codecs
import re

from readout.reports.raw import Limits, Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# The encodings in which news in English is met once UTF-8 and UTF-16 are ruled out.
_LEGACY = ["cp1252", "mac_roman", "cp1250", "cp1251", "cp1254", "cp437", "shift_jis", "euc_jp", "gb18030", "big5"]
# Letters that mojibake of UTF-8 read as a one-byte encoding begins with.
_MOJIBAKE = re.compile("[ÂÃâÐÑÅÄÎÏΓÔ√¬ï][^\x00-\x7f]|\\x80")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters; marks that show nothing and would split words; marks that turn the direction of display.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def read_text(data: bytes, limits: Limits, declared: str | None = None) -> str:
    """The clean text that `data` writes. `declared` is the encoding the file claims, tried first.

    Raises Unreadable where the bytes are no text or the text is too long.
    """
    return clean(decode(data, declared), limits)


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters that `data` writes. Raises Unreadable for binary data and unknown encodings."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    wide = _wide(data)
    if wide:
        return _strict(data, wide)
    if is_binary(data):
        raise Unreadable("binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def is_binary(data: bytes) -> bool:
    """Whether the beginning of `data` holds the bytes that no text has."""
    sample = data[:_SAMPLE]
    control = sum(sample.count(byte) for byte in range(32) if byte not in (7, 8, 9, 10, 11, 12, 13, 27))
    return sample.count(0) > len(sample) // 1000 or control > len(sample) // 50


def clean(text: str, limits: Limits) -> str:
    """`text` with mojibake mended, line ends as newlines, and without control characters.

    Quotation marks, dashes and spacing within lines stay as they are. Raises Unreadable where it is too long or
    holds nothing.
    """
    if len(text) > limits.max_characters:
        raise Unreadable(f"{len(text):,} characters of text, the limit is {limits.max_characters:,}")
    if not text.isascii() and _MOJIBAKE.search(text):
        text = _mend(text)
    if "\r" in text or not text.isprintable():
        text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
    if not text or text.isspace():
        raise Unreadable("empty")
    return text


def _mend(text: str) -> str:
    # By line, since one mended line must not depend on the next; only the encoding is touched.
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    lines = text.split("\n")
    return "\n".join(fix_encoding(line) if is_bad(line) else line for line in lines)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not readable as {encoding.upper()}: {error.reason} at byte {error.start:,}") from None


def _wide(data: bytes) -> str | None:
    """The kind of UTF-16 without a mark that `data` is in, seen by the zero bytes beside Latin letters."""
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if pairs < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    mixed = data.decode("utf-8", errors="replace")
    wrong = mixed.count("\ufffd")
    high = sum(1 for character in mixed if character > "\x7f")
    if wrong * 4 < high:  # UTF-8 with a few stray bytes, as pages pasted together have
        return data.decode("utf-8", errors="readout-cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY, enable_fallback=False).best()
    encoding = best.encoding if best else "cp1252"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("in no encoding that is known here") from None


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("readout-cp1252", _as_cp1252)
