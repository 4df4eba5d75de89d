"""The words of transfers (`transfers.yaml`), checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists

Words = frozenset[str]


class TransferWords(BaseModel):
    """The lists of `transfers.yaml`, which says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    goods: dict[str, Words]
    qualifiers: Words
    needing: Words
    containers: Words
    giving: Words
    promising: Words
    receiving: Words
    requesting: Words
    asking_for: Words
    material: Words
    blocking: Words
    refusing: Words
    notifying: Words
    considering: Words
    arming: dict[str, str]
    arriving: Words
    carrying: Words
    nouns: dict[str, Words]
    routes: Words
    receivers: Words
    suffering: Words
    helping: Words
    parties: Words
    serving: Words
    public: Words
    currencies: Words
    founding: Words
    other_sorts: Words
    papers: Words
    trading: Words
    homely: Words
    lifting: Words
    easing: Words
    backing: Words
    managing: Words
    keeping_from: Words
    vague: Words


@cache
def words() -> TransferWords:
    """The lists of `transfers.yaml`. Raises pydantic.ValidationError where the file breaks its form."""
    return TransferWords(**wordlists.parse(Path(__file__).with_name("transfers.yaml").read_text(encoding="utf-8")))


@cache
def goods() -> dict[str, str]:
    """Every noun for goods, with its sort."""
    return {noun: sort for sort, nouns in words().goods.items() for noun in nouns}


@cache
def doings() -> dict[str, str]:
    """Every noun for a sending, promising or blocking, with the status it gives."""
    return {noun: status for status, nouns in words().nouns.items() for noun in nouns}
