"""Adding reports to a record: what is new is read and stored in lots; what is known is left as it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

import sqlalchemy as sa

from readout.record import dialect, store, working
from readout.record.deciding import standing
from readout.record.errors import RecordError
from readout.record.making import derived, settle, witnesses
from readout.reports.model import Report
from readout.reports.raw import Refusal

LOT_REPORTS = 200  # stored in one transaction
LOT_SECONDS = 10.0
FEW = 300  # mentions derived in the transaction that stores them

Transaction = Callable[[], AbstractContextManager[sa.Connection]]


class Progress(Protocol):
    """Told how far the work is."""

    def report(self, source: str, words: int) -> None:
        """One more report is done (read, known already or left out)."""

    def linking(self, done: int, total: int) -> None:
        """Links and items are being made."""


@dataclass(slots=True)
class Added:
    """What came of adding: ids of the reports by outcome, and what was left out."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    left_out: list[Refusal] = field(default_factory=list)


def add(
    transaction: Transaction,
    reports: Iterable[Report | Refusal],
    *,
    version: str,
    jobs: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> Added:
    """Add reports. Those that the record holds are left alone, unless `again`, or another version read them.

    A process killed at any moment leaves a sound record: adding the same reports again completes it.
    """
    outcome = Added()
    fresh = _fresh(transaction, reports, outcome, version=version, again=again, progress=progress)
    lot: list[working.Read] = []
    since = time.monotonic()
    try:
        for read in working.read_all(fresh, jobs):
            if isinstance(read, Refusal):
                outcome.left_out.append(read)
                if progress:
                    progress.report(read.source, 0)
                continue
            lot.append(read)
            if progress:
                progress.report(read.extraction.report.source, read.extraction.report.text.count(" ") + 1)
            if len(lot) >= LOT_REPORTS or time.monotonic() - since > LOT_SECONDS:
                _store(transaction, lot, outcome, version)
                lot, since = [], time.monotonic()
    finally:
        _store(transaction, lot, outcome, version)
    finish(transaction, progress)
    _note_copies(transaction, outcome)
    return outcome


def finish(transaction: Transaction, progress: Progress | None = None) -> None:
    """Derive what is still pending."""
    with transaction() as connection:
        waiting = settle.waiting(connection)
        if 0 < waiting <= FEW:
            settle.settle_within(connection)
    if waiting > FEW:
        settle.settle(transaction, progress.linking if progress else None)


def _fresh(
    transaction: Transaction,
    reports: Iterable[Report | Refusal],
    outcome: Added,
    *,
    version: str,
    again: bool,
    progress: Progress | None,
) -> Iterator[Report]:
    """The reports to be read, each once; all others are entered in the outcome."""
    seen: set[str] = set()
    for lot in _lots(reports):
        wanted = [report for report in lot if isinstance(report, Report)]
        with transaction() as connection:
            there = store.known(connection, (store.identity(report) for report in wanted))
        for report in lot:
            if isinstance(report, Refusal):
                outcome.left_out.append(report)
                if progress:
                    progress.report(report.source, 0)
                continue
            id_ = store.identity(report)
            known = there.get(id_)
            if id_ in seen or (known is not None and known.extractor == version and not again):
                outcome.unchanged.append(id_)
                if progress:
                    progress.report(report.source, 0)
                continue
            seen.add(id_)
            if known is not None:
                with transaction() as connection:
                    stored = store.read_report(connection, id_)
                report = store.given(report, stored) if again else stored
            yield report


def _lots(reports: Iterable[Report | Refusal]) -> Iterator[list[Report | Refusal]]:
    """Small lots first, so that one report is not kept waiting for others."""
    lot: list[Report | Refusal] = []
    size = 1
    for report in reports:
        lot.append(report)
        if len(lot) >= size:
            yield lot
            lot, size = [], min(size * 2, 64)
    if lot:
        yield lot


def _store(transaction: Transaction, lot: Sequence[working.Read], outcome: Added, version: str) -> None:
    """One lot in one transaction; where it is refused, each report alone, to leave out the one at fault."""
    if not lot:
        return
    try:
        with transaction() as connection:
            there = _put(connection, lot, version)
    except (RecordError, UnicodeEncodeError, ValueError) as error:
        if len(lot) > 1:
            for read in lot:
                _store(transaction, [read], outcome, version)
            return
        source = lot[0].extraction.report.source
        reason = error.reason if isinstance(error, RecordError) else str(error)
        outcome.left_out.append(Refusal(source, reason))
        return
    for read in lot:
        id_ = store.identity(read.extraction.report)
        (outcome.reread if id_ in there else outcome.added).append(id_)


def _put(connection: sa.Connection, lot: Sequence[working.Read], version: str) -> set[str]:
    there = set(store.known(connection, (store.identity(read.extraction.report) for read in lot)))
    store.put_reports(connection, [read.extraction for read in lot], version)
    signatures = {store.identity(read.extraction.report): read.signature for read in lot}
    witnesses.put(connection, {id_: found for id_, found in signatures.items() if id_ not in there})
    witnesses.regroup(connection, there)
    _mark_decided(connection, signatures)
    if settle.waiting(connection) <= FEW and len(lot) == 1:
        settle.settle_within(connection)
    return there


def _mark_decided(connection: sa.Connection, reports: Iterable[str]) -> None:
    """Mentions that decisions join with those of these reports are derived again too."""
    log = standing.Standing.read(connection, set(reports))
    store.mark(connection, {id_ for sides in log.resolved.values() for side in sides for id_ in side})


def _note_copies(transaction: Transaction, outcome: Added) -> None:
    from readout.record import schema

    c = schema.report.c
    with transaction() as connection:
        for lot in dialect.chunks(outcome.added):
            copied = sa.select(c.id).where(c.id.in_(lot), c.copy_of.is_not(None))
            outcome.copies += connection.scalars(copied.order_by(c.id))


def refresh(
    transaction: Transaction, *, version: str, jobs: int = 1, every: bool = False, progress: Progress | None = None
) -> Added:
    """Read stored reports again: those another version read, or all. No file is needed.

    Links, items, verdicts and disputes are all derived anew, since another version may weigh them otherwise too.
    """
    with transaction() as connection:
        wanted = store.stale(connection, "" if every else version)
        if wanted:
            derived.forget(connection)

    def stored() -> Iterator[Report]:
        for id_ in wanted:
            with transaction() as connection:
                report = store.read_report(connection, id_)
            yield report

    return add(transaction, stored(), version=version, jobs=jobs, again=True, progress=progress)
