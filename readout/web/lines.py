"""The lines of the export as typed models for the API: one model an item type, made from its fields."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, create_model

from readout.actors.model import Actor
from readout.items.model import Goods, ItemType, Money, Pointer
from readout.language.edtf import Edtf
from readout.record import codec, mentions


class PassageLine(BaseModel):
    """Exact words of a report: characters `start` to `end` of its stored text. Spans name parts of it."""

    model_config = ConfigDict(extra="allow")
    source: str
    start: int
    end: int
    text: str


class VersionLine(BaseModel):
    """What one report gives for a field on which reports differ."""

    field: str
    value: Any
    source: str


class GoodsLine(BaseModel):
    """Something sent."""

    item: str
    quantity: float | None


class MoneyLine(BaseModel):
    """An amount in a currency (ISO 4217)."""

    amount: float
    currency: str
    bound: str | None = None


class ItemLine(BaseModel):
    """What every item carries. Dates are EDTF, actors names."""

    model_config = ConfigDict(extra="allow")
    type: str
    id: str
    confidence: float = Field(ge=0, le=1)
    how: str = Field(description="How it was found and linked, in a sentence.")
    witnesses: int
    decided: str | None = Field(description="What a person said of it: accepted, rejected, or nothing.")
    corrected: list[str] = Field(description="Fields that a person put right.")
    versions: list[VersionLine]
    passages: list[PassageLine]


class ReportLine(BaseModel):
    """A report without its text."""

    type: str
    id: str
    source: str
    title: str | None
    publisher: str | None
    byline: list[str]
    dateline: str | None
    published: str | None
    published_basis: str
    published_why: str
    url: str | None
    copy_of: str | None
    copy_why: str | None
    sha256: str


class DisputeLine(BaseModel):
    """Items that cannot all be right."""

    type: str
    id: str
    items: list[str]
    field: str
    why: str


class Paged(BaseModel):
    """A page of results. `next` is the address of the page that follows, null at the end."""

    total: int
    page: int
    pages: int
    size: int
    next: str | None


class ReportPage(Paged):
    """A page of reports."""

    results: list[ReportLine]


class DisputePage(Paged):
    """A page of disputes."""

    results: list[DisputeLine]


class ItemHit(BaseModel):
    """An item that holds the words; what was found stands between U+0002 and U+0003 in `around`."""

    item: ItemLine
    around: str


class ReportHit(BaseModel):
    """A report that holds the words; what was found stands between U+0002 and U+0003 in `around`."""

    report: ReportLine
    around: str


class SearchPage(BaseModel):
    """What a search found. `more`: the counts are of the 10,000 items that came last."""

    counts: dict[str, int]
    more: bool
    items: list[ItemHit]
    reports: list[ReportHit]


class Failure(BaseModel):
    """What went wrong, in a sentence."""

    error: str


def line_model(item_type: ItemType) -> type[ItemLine]:
    """The model of a type's lines."""
    return _line_model(item_type.name)


@cache
def _line_model(name: str) -> type[ItemLine]:
    item_type = mentions.by_name()[name]
    hints = codec.hints(item_type.model)
    own: dict[str, Any] = {
        _safe(codec.public_name(field)): (
            _json(hints[field.name]),
            Field(alias=codec.public_name(field), serialization_alias=codec.public_name(field)),
        )
        for field in codec.own_fields(item_type.model)
    }
    if item_type.name == "check":
        own |= {"verdict": (str | None, None), "why": (str | None, None), "rests_on": (list[str], [])}
    made: type[ItemLine] = create_model(f"{item_type.name.capitalize()}Line", __base__=ItemLine, **own)
    return made


def page_model(item_type: ItemType) -> type[Paged]:
    """The model of a page of a type's lines."""
    lines: Any = list[line_model(item_type)]  # type: ignore[misc]
    made: type[Paged] = create_model(f"{item_type.plural.capitalize()}Page", __base__=Paged, results=(lines, ...))
    return made


def _safe(name: str) -> str:
    return f"{name}_" if name in ("from", "to", "type", "id") else name


def _json(hint: Any) -> Any:
    """The type of a field's value in the export."""
    parts = codec.parts(hint)
    kinds = [_kind(part) for part in parts]
    found = kinds[0]
    for kind in kinds[1:]:
        found = found | kind
    return found if parts == (hint,) else found | None


def _kind(part: Any) -> Any:
    if part in (Actor, Edtf, Pointer):
        return str | None if part is Pointer else str
    if part in (Goods, Money):
        return GoodsLine if part is Goods else MoneyLine
    if get_origin(part) is tuple:
        return list[_kind(get_args(part)[0])]  # type: ignore[misc]
    return part
