"""What the record is made of: passages, and the common part of every item.

An item type is a frozen dataclass that extends `Item`, in a module of its own in this room, together with an
`ItemType` that says how it is found and how two of them are told to be the same. The types of its fields tell
the record how to store, compare and export them: `Actor`, `tuple[Actor, ...]`, `Edtf`, `str`, numbers,
`tuple[Goods, ...]`, `Money`, `Pointer`. A field whose name in the export differs carries it as metadata:
`field(metadata={"name": ...})`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from readout.language.document import Document
from readout.language.edtf import Edtf


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of a report: characters `start` to `end` of its stored text. `spans` names parts of it."""

    start: int
    end: int
    text: str
    spans: tuple[tuple[str, int, int], ...] = ()  # e.g. ("speaker_span", 10, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every item carries."""

    passages: tuple[Passage, ...]
    confidence: float  # 0 to 1, from how it was found
    why: str  # how it was found, in a short sentence


@dataclass(frozen=True, slots=True)
class Goods:
    """Something sent: what, and how many where known."""

    item: str
    quantity: float | None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: float
    currency: str
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another item of the same report: its type and the character span of its first passage.

    The record turns it into that item's id.
    """

    type: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against two items being the same.

    `compare` returns evidence from -1 (against) through 0 (says nothing) to 1 (for), and a short sentence.
    `weight` scales the evidence to log-odds. With `veto`, evidence of -1 settles that the two are not the same. With
    `told`, `compare` is also given the dates of the two reports.
    """

    name: str
    weight: float
    compare: Callable[..., tuple[float, str]]
    veto: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Linking:
    """How two mentions of a type, found in different reports, are told to be the same item.

    `keys(item, published)` puts a mention in blocks: only mentions that share a key are compared. `bias` is the
    log-odds, before any evidence, that two mentions in a block are the same.
    """

    keys: Callable[[Any, Edtf | None], Iterable[str]]
    features: tuple[Feature, ...]
    bias: float = 0.0


@dataclass(frozen=True, slots=True)
class ItemType:
    """An item type: its name in the record and on the command line, its form, its finder."""

    name: str  # "contact"
    plural: str  # "contacts"
    model: type[Item]
    find: Callable[[Document], list[Any]]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # allowed values of a field
    relate: Callable[[list[Any], Mapping[str, Sequence[Any]]], list[Any]] | None = None  # see readout.extract
    when: str | None = None  # the field that dates it
    columns: tuple[str, ...] = ()  # what a listing shows, in order
    linking: Linking | None = None  # None: every mention stays an item of its own
    disputed: tuple[str, ...] = ()  # fields on which differing versions make a dispute
    stages: tuple[frozenset[str], ...] = ()  # statuses, in the order in which things pass through them
    contrary: Callable[[str, Any, Any], bool] | None = None  # which versions of such a field do; None: any that differ
    clash: Callable[[Any, Any], tuple[str, str] | None] | None = None  # field and why two cannot both be right
    order: int = 100  # where it stands in the export
