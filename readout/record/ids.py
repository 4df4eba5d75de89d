"""Ids derived from content: the same reports give the same ids, in whatever order they come.

An id is a letter for its kind and ten characters of a base-32 alphabet without look-alikes (`c-7k2m9q4xwe`), which
holds 50 bits. Any beginning that is unique in the record is accepted on the command line.
"""

from __future__ import annotations

import hashlib

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
SHORTEST = 6


def derive(kind: str, *parts: str | int) -> str:
    """The id of a thing of this kind that these parts tell from all others."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = "".join(ALPHABET[(number >> (5 * i)) & 31] for i in range(LENGTH))
    return f"{kind[:1]}-{letters}"


def report_id(sha256: str, name: str) -> str:
    """The id of a report: its raw bytes and its base name, so that a folder may move."""
    return derive("report", sha256, name)


def mention_id(report: str, type_: str, start: int, end: int, ordinal: int) -> str:
    """The id of what one report gives: the report, the type and the first passage; `ordinal` where several share it."""
    return derive(type_, report, type_, start, end, ordinal)


def normal(text: str) -> str:
    """An id as typed, with look-alikes mended (`C-7K2MO` is `c-7k2m0`)."""
    text = text.strip().lower()
    head, dash, tail = text.partition("-")
    return head + dash + tail.replace("o", "0").replace("i", "1").replace("l", "1") if dash else text
