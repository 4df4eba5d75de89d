"""What one report gives, as rows: checked against the report's words on the way in, read back as `Mention`s."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from readout import items
from readout.items.model import Item, ItemType
from readout.record import codec, dialect, ids, schema
from readout.record.errors import RecordError
from readout.record.making.linking import Mention, block_keys
from readout.reports.dating import dates_items

_REMEMBERED = 6000  # mentions kept decoded while linking


@cache
def by_name() -> Mapping[str, ItemType]:
    """The item types by name."""
    return {item_type.name: item_type for item_type in items.types()}


def check(source: str, text: str, found: Iterable[Item]) -> None:
    """Refuse an item whose passages are not exactly in the text. Raises RecordError."""
    for item in found:
        if not item.passages:
            raise RecordError(source, f"an item without a passage was refused ({type(item).__name__.lower()})")
        for passage in item.passages:
            inside = 0 <= passage.start < passage.end <= len(text)
            if not inside or text[passage.start : passage.end] != passage.text:
                raise RecordError(source, f"a passage that is not there was refused ({passage.text[:40]!r})")
            if any(not 0 <= start < end <= len(text) for _, start, end in passage.spans):
                raise RecordError(source, f"a passage with a span outside the text was refused ({passage.text[:40]!r})")


def made(report: str, source: str, text: str, found: Mapping[str, Sequence[Item]]) -> Iterator[dict[str, Any]]:
    """Rows of `mention` for what extraction found in a report. Raises RecordError where a passage is not there."""
    for type_ in sorted(found):
        if type_ not in by_name():
            raise RecordError(source, f"holds items of an unknown type, {type_!r}")
        check(source, text, found[type_])
        seen: Counter[tuple[int, int]] = Counter()
        for item in found[type_]:
            span = (item.passages[0].start, item.passages[0].end)
            yield {
                "id": ids.mention_id(report, type_, *span, seen[span]),
                "report": report,
                "type": type_,
                "start": span[0],
                "end": span[1],
                "confidence": item.confidence,
                "body": codec.dumps(item),
            }
            seen[span] += 1


def keys(mention: Mention) -> frozenset[str]:
    """The blocks a mention stands in."""
    return block_keys(mention, by_name()[mention.type])


@dataclass(slots=True)
class Shelf:
    """Mentions read back, the last few thousand kept decoded."""

    kept: OrderedDict[str, Mention]

    @classmethod
    def empty(cls) -> Shelf:
        """A shelf with nothing on it yet."""
        return cls(OrderedDict())

    def forget(self) -> None:
        """Drop all that is kept, when rows may have changed."""
        self.kept.clear()

    def get(self, connection: sa.Connection, wanted: Iterable[str]) -> dict[str, Mention]:
        """These mentions by id; ids that are not there are left out."""
        wanted = list(wanted)
        found = {}
        for id_ in wanted:
            if id_ in self.kept:
                self.kept.move_to_end(id_)
                found[id_] = self.kept[id_]
        missing = [id_ for id_ in wanted if id_ not in found]
        for lot in dialect.chunks(missing):
            for row in connection.execute(_READ, {"ids": list(lot)}):
                found[row.id] = self.kept[row.id] = _mention(row)
        while len(self.kept) > _REMEMBERED:
            self.kept.popitem(last=False)
        return found


_m, _r = schema.mention.c, schema.report.c
_READ = (
    sa.select(_m.id, _m.report, _m.type, _m.body, _r.published, _r.copy_of)
    .join(schema.report, _r.id == _m.report)
    .where(_m.id.in_(sa.bindparam("ids", expanding=True)))
)


def _mention(row: Any) -> Mention:
    return Mention(
        id=row.id,
        report=row.report,
        witness=row.copy_of or row.report,
        type=row.type,
        item=codec.loads(by_name()[row.type].model, row.body),
        published=dates_items(codec.parse_date(row.published)) if row.published else None,
    )
