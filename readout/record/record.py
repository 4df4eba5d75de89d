"""The record: a file (or PostgreSQL database) of reports, what they tell, and what people decided about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import sqlalchemy as sa

from readout.items.model import ItemType
from readout.language.edtf import Edtf
from readout.record import adding, busy, dialect, mentions, offices, opening, schema, store
from readout.record import verify as verifying
from readout.record.adding import Added, Progress
from readout.record.asking import query
from readout.record.asking.given import filters
from readout.record.asking.query import Entry, Source
from readout.record.deciding import coding, corrections, decisions, taking
from readout.record.deciding.decisions import Decision
from readout.record.errors import RecordError
from readout.reports.model import Report
from readout.reports.raw import Limits, Refusal


class Record:
    """A record, open. Use it in a `with` statement, or call `close`.

        with Record("record.db") as record:
            record.add(["reports/"])
            for call in record.contacts(between=("United States", "Israel"), kind="call"):
                print(call.item.when, call.passages[0].text)

    Each item type is a method by its plural (`contacts`, `asks`, `checks`, `transfers`, `figures`, `statements`),
    which takes the filters of `entries`. All methods raise RecordError for what a person can put right.
    """

    def __init__(self, place: str | Path, *, create: bool = True) -> None:
        """Open the record at a path or `postgresql://` address; make one where there is none, if `create`."""
        self.place = str(place)
        self._engine = opening.open_engine(self.place, create=create)
        if offices.files(self.place):
            offices.use(self.place)
        self._settled = False

    def __enter__(self) -> Record:
        """The record itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file or connection."""
        self._engine.dispose()

    def __getattr__(self, name: str) -> Callable[..., list[Entry]]:
        """`contacts`, `asks` and so on: `entries` of that type."""
        if not name.startswith("_") and any(item_type.plural == name for item_type in mentions.by_name().values()):
            return partial(self.entries, name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    # ---------------------------------------------------------------- adding

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        published: str | None = None,
        sidecar: str | Path | None = None,
        jobs: int = 1,
        again: bool = False,
        limits: Limits | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Add files, folders, globs, or `-` for standard input; what is there already stays as it is.

        `published` (EDTF) dates reports that do not date themselves; `sidecar` is a CSV of what is known of each.
        `jobs` processes read the words; give more than one only under `if __name__ == "__main__":`. `again` reads
        known reports once more. What could not be read is in the outcome's `left_out`.
        """
        from readout.reports import intake

        try:
            reports = intake.load(paths, limits=limits, published=published, sidecar=sidecar)
        except ValueError as error:
            raise RecordError("add", str(error)) from None
        return self.add_reports(map(_located, reports), jobs=jobs, again=again, progress=progress)

    def add_reports(
        self,
        reports: Iterable[Report | Refusal],
        *,
        jobs: int = 1,
        again: bool = False,
        progress: Progress | None = None,
    ) -> Added:
        """Add reports that are read already."""
        version = self._version()
        with busy.adding(self.place, self._engine):
            return adding.add(self._writing, reports, version=version, jobs=jobs, again=again, progress=progress)

    def refresh(self, *, jobs: int = 1, every: bool = False, progress: Progress | None = None) -> Added:
        """Read again, from their stored text, the reports that another version read (or `every` report)."""
        with busy.adding(self.place, self._engine):
            return adding.refresh(self._writing, version=self._version(), jobs=jobs, every=every, progress=progress)

    def _version(self) -> str:
        """What reads the words: the extractor's version, with the digest of the record's own registry files."""
        from readout.extraction import VERSION

        own = offices.use(self.place)
        return f"{VERSION}+{own}" if own else VERSION

    # ---------------------------------------------------------------- asking

    def entries(
        self,
        type_: str,
        *,
        between: tuple[str, str] | None = None,
        actor: str | None = None,
        since: str | Edtf | None = None,
        until: str | Edtf | None = None,
        kind: str | None = None,
        status: str | None = None,
        publisher: str | None = None,
        min_confidence: float = 0.0,
        words: str | None = None,
        limit: int | None = None,
        offset: int = 0,
        sort: str | None = None,
        rejected: bool = False,
        passages: bool = True,
    ) -> list[Entry]:
        """Entries of a type (by its name or plural), dated ones first and in order of time unless sorted otherwise.

        `publisher` is that of a report that tells it; `words` are all among those of its fields and passages; `sort`
        is a field's name in the export, with `-` before it for the other way round.
        """
        item_type = self.item_type(type_)
        wanted_ = filters(
            item_type,
            between=between,
            actor=actor,
            since=since,
            until=until,
            kind=kind,
            status=status,
            publisher=publisher,
            min_confidence=min_confidence,
            words=words,
            limit=limit,
            offset=offset,
            sort=sort,
            rejected=rejected,
        )
        with self.reading() as connection:
            wanted = query.entry_ids(connection, item_type, wanted_)
            return list(query.entries(connection, wanted, passages=passages))

    def show(self, id_: str) -> Entry:
        """The entry with an id, the beginning of one, or the id of one of its mentions."""
        with self.reading() as connection:
            kind, found = query.find(connection, id_)
            item = found if kind == "item" else query.item_of(connection, found) if kind == "mention" else None
            if item is None:
                raise RecordError(id_, f"is the id of a {kind}, not of an item")
            return next(query.entries(connection, [item]))

    def reports(self) -> list[Source]:
        """What is known of each report."""
        with self.reading() as connection:
            return query.sources(connection)

    def report(self, id_: str) -> Report:
        """A report with its stored text."""
        with self.reading() as connection:
            kind, found = query.find(connection, id_)
            if kind != "report":
                raise RecordError(id_, f"is the id of a {kind}, not of a report")
            return store.read_report(connection, found)

    def disputes(self, **given: Any) -> list[query.Disputed]:
        """Items that cannot all be right; `between` and `actor` as for `entries`."""
        with self.reading() as connection:
            return query.disputes(connection, filters(None, **given))

    def search(self, words: str, *, limit: int | None = 20) -> list[tuple[Source, str]]:
        """Reports that hold all these words, best first, each with the words around them."""
        with self.reading() as connection:
            hits = dialect.search(connection, words, limit)
            known = {source.id: source for source in query.sources(connection, [id_ for id_, _ in hits])}
            return [(known[id_], around) for id_, around in hits]

    def counts(self) -> dict[str, int]:
        """How many entries the record holds, by type, and reports."""
        with self.reading() as connection:
            return query.counts(connection)

    def verify(self) -> verifying.Checked:
        """Check every passage against the stored text, every text against its checksum, every reference."""
        with self.reading() as connection:
            return verifying.verify(connection)

    def export(
        self, format_: str = "jsonl", output: str | Path | IO[str] | None = None, *, min_confidence: float = 0.0
    ) -> None:
        """Write the whole record as `jsonl`, `csv` or `parquet` to a path, an open text file or standard output.

        `csv` and `parquet` write one file a type into a folder. Items less sure than `min_confidence` are left out.
        """
        from readout import formats

        with self.reading() as connection:
            formats.write(connection, format_, output, min_confidence=min_confidence)

    def item_type(self, name: str) -> ItemType:
        """The item type of that name or plural."""
        for item_type in mentions.by_name().values():
            if name in (item_type.name, item_type.plural):
                return item_type
        raise RecordError(name, f"no such type; there are {', '.join(t.plural for t in mentions.by_name().values())}")

    # ---------------------------------------------------------------- deciding

    def accept(self, *wanted: str, who: str | None = None, seen: int | None = None) -> list[int]:
        """Say that items are right. Gives the numbers of the decisions.

        `who` signs a decision (by default this machine's user). With `seen`, the number of the last decision that
        they were shown, Overtaken is raised where someone else decided on the item since.
        """
        return [self._decide("accept", [id_], {}, who, seen) for id_ in wanted]

    def reject(self, *wanted: str, who: str | None = None, seen: int | None = None) -> list[int]:
        """Say that items are wrong: they leave listings and exports, and can be brought back by `undo`."""
        return [self._decide("reject", [id_], {}, who, seen) for id_ in wanted]

    def correct(self, id_: str, **values: str | None) -> list[int]:
        """Put fields of an item right, each as a person would write it (`when="2024-05-02"`, `parties="A; B"`)."""
        return self.correct_fields(id_, values)

    def correct_fields(
        self,
        id_: str,
        values: Mapping[str, str | None],
        *,
        who: str | None = None,
        seen: int | None = None,
        accept: bool = False,
    ) -> list[int]:
        """As `correct`, signed, and for names such as `from` that Python keeps for itself.

        With `accept` the item is said to be right then.
        """
        entry = self.show(id_)
        item_type = self.item_type(entry.type)
        with self.reading() as connection:
            encoded = [corrections.encoded(connection, item_type, name, value) for name, value in values.items()]
        given: list[tuple[str, dict[str, Any]]] = [
            ("correct", {"field": name, "value": value}) for name, value in encoded
        ]
        given += [("accept", {})] if accept else []
        with self._writing() as connection:
            sides = corrections.sides(connection, "correct", [id_])
            return taking.decide(connection, sides, given, who, seen)

    def same(self, *wanted: str, who: str | None = None) -> list[int]:
        """Say that items are one and the same."""
        return [self._decide("same", [wanted[0], other], {}, who) for other in wanted[1:]]

    def notsame(self, *wanted: str, who: str | None = None) -> list[int]:
        """Say that items, or mentions within one item, are not the same: each against every other."""
        pairs = [(a, b) for i, a in enumerate(wanted) for b in wanted[i + 1 :]]
        return [self._decide("notsame", [a, b], {}, who) for a, b in pairs]

    def split(self, *wanted: str, who: str | None = None) -> int:
        """Say that these mentions of an item are not the same as its other mentions. One decision."""
        with self._writing() as connection:
            return taking.decide(connection, corrections.parted(connection, wanted), [("notsame", {})], who)[0]

    def undo(self, number: int | None = None, *, who: str | None = None) -> Decision:
        """Take back a decision, by default the last one in force (of `who`, where given). The log keeps both."""
        with self._writing() as connection:
            return taking.undo(connection, number, who)

    def undo_last(self, who: str) -> list[Decision]:
        """Take back what a person decided last: one decision, or all corrections that were made in one go."""
        with self._writing() as connection:
            return taking.undo_last(connection, who)

    def decisions(self) -> list[Decision]:
        """The log of decisions, oldest first."""
        with self.reading() as connection:
            return decisions.read_log(connection)

    def second(self, id_: str, verdict: str, changes: Mapping[str, str], *, first: str, who: str) -> int:
        """Keep what `who` says, unseen, of an item that `first` decided: see `readout.record.deciding.coding`."""
        with self._writing() as connection:
            return coding.put(connection, first=first, second=who, item=id_, verdict=verdict, changes=changes)

    def _decide(
        self, what: str, wanted: Sequence[str], payload: Mapping[str, Any], who: str | None, seen: int | None = None
    ) -> int:
        with self._writing() as connection:
            sides = corrections.sides(connection, what, wanted)
            return taking.decide(connection, sides, [(what, payload)], who, seen)[0]

    # ---------------------------------------------------------------- connections

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to read by, on one state of the record."""
        if not self._settled:
            self._settled = True
            self._settle()
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            dialect.lock(connection)
            yield connection

    def _settle(self) -> None:
        """Finish what a killed process left pending."""
        with self._engine.connect() as connection, connection.begin():
            waiting = connection.scalar(sa.select(sa.exists().select_from(schema.pending)))
        if waiting and not busy.elsewhere(self.place, self._engine):
            adding.finish(self._writing)


def _located(report: Report | Refusal) -> Report | Refusal:
    """A report of a file under the file's whole path, so that it is known again from another folder."""
    if isinstance(report, Refusal) or not os.path.isfile(report.source):
        return report
    return replace(report, source=os.path.abspath(report.source))
