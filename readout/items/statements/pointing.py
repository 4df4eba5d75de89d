"""Which item a statement speaks of: the one whose matter its words name, not any that its sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from readout.items.model import Passage, Pointer
from readout.items.statements.statement import Statement
from readout.items.statements.words import words

_POINTED = ("contact", "ask", "transfer", "figure")  # what a statement can speak of, in order of preference
_WORD = re.compile(r"[\w’'-]+")
_ALIKE = 0.5  # share of an ask's words that a statement of it holds
_LONG = 4  # letters of a word that tells contents apart


def about(statement: Statement, found: Mapping[str, Sequence[Any]]) -> Pointer | None:
    """The first passage of the item that the statement speaks of, None where it speaks of none."""
    said = _words(statement.content)
    for name in _POINTED:
        for item in found.get(name, ()):
            if any(_meet(p, q) for p in item.passages for q in statement.passages) and _SPEAKS[name](
                statement, said, item
            ):
                first = item.passages[0]
                return Pointer(name, first.start, first.end)
    return None


def _meet(item: Passage, statement: Passage) -> bool:
    start, end = next(
        ((first, last) for role, first, last in statement.spans if role == "content_span"),
        (statement.start, statement.end),
    )
    return item.start < max(end, statement.end) and min(start, statement.start) < item.end


def _words(text: str | None) -> set[str]:
    return {word.casefold().removesuffix("’s").removesuffix("'s") for word in _WORD.findall(text or "")}


def _contact(statement: Statement, said: set[str], contact: Any) -> bool:
    """Of an occasion by its words, or what one of its parties said there."""
    speaker = statement.speaker
    party = speaker is not None and any(speaker.name == party.name for party in contact.parties)
    return party or not words().occasions.isdisjoint(said)


def _ask(statement: Statement, said: set[str], ask: Any) -> bool:
    wanted = {word for word in _words(ask.content) if len(word) >= _LONG}
    return bool(wanted) and len(wanted & said) >= _ALIKE * len(wanted)


def _transfer(statement: Statement, said: set[str], transfer: Any) -> bool:
    return any(_last(goods.item) in said for goods in transfer.items) or (
        transfer.value is not None and not {"billion", "million", "money", "aid"}.isdisjoint(said)
    )


def _figure(statement: Statement, said: set[str], figure: Any) -> bool:
    counted = any(char.isdigit() for char in statement.content) or not words().numbers.isdisjoint(said)
    return counted and _last(figure.who or "people") in said


def _last(text: str) -> str:
    return next(reversed(_WORD.findall(text)), "").casefold()


_SPEAKS = {"contact": _contact, "ask": _ask, "transfer": _transfer, "figure": _figure}
