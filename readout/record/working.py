"""Reading the words of many reports on all cores, a bounded number at a time, in whatever order they come out."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any

from readout.record.errors import RecordError
from readout.reports.model import Report
from readout.reports.raw import Refusal

if TYPE_CHECKING:  # importing it loads the model's run time
    from readout.extraction import Extraction

CHUNK_CHARACTERS = 60_000  # of text sent to a worker at once
CHUNK_REPORTS = 16
ALIKE = 8  # first reports that fail alike, which shows that the fault is not in them
_DATA = ("pydantic", "pydantic_core", "yaml")  # whose errors tell of word lists, never of a report
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM")


@dataclass(frozen=True, slots=True)
class Read:
    """A report's words, read: the items in it, and its signature for finding copies."""

    extraction: Extraction
    signature: Any


def read_words(report: Report) -> Read | Refusal:
    """What extraction finds in a report; a Refusal where it fails, so that the other reports go on.

    Raises RecordError where the fault is in the word lists that every report is read by.
    """
    from readout.extraction import extract
    from readout.reports import copies

    try:
        return Read(extract(report), copies.signature(report.text, report.blocks))
    except Exception as error:  # one odd report must not stop a thousand
        if os.environ.get("READOUT_DEBUG"):
            raise
        if type(error).__module__.partition(".")[0] in _DATA:
            told = " ".join(str(error).split())[:300]
            raise RecordError("readout", f"its own word lists cannot be used: {told}") from error
        return Refusal(report.source, f"could not be read through ({type(error).__name__}: {error})")


def read_all(reports: Iterable[Report], jobs: int) -> Iterator[Read | Refusal]:
    """Each report's words, in no given order, on `jobs` processes (in this one where that is 1).

    Raises RecordError where the first reports all fail alike, in place of failing on thousands.
    """
    reads = _read_all(reports, jobs)
    failed, reason = 0, ""
    for read in reads:
        yield read
        if not isinstance(read, Refusal) or read.reason != (reason or read.reason):
            break
        failed, reason = failed + 1, read.reason
        if failed == ALIKE:
            raise RecordError("readout", f"gave up, since each of the first {ALIKE} reports {reason}")
    yield from reads


def _read_all(reports: Iterable[Report], jobs: int) -> Iterator[Read | Refusal]:
    waiting = iter(reports)
    if jobs <= 1:
        yield from map(read_words, waiting)
        return
    few = _take(waiting, 2)
    if len(few) < 2:  # starting processes costs more than one report
        yield from map(read_words, few)
        return
    yield from _on_workers(chain(few, waiting), jobs)


def _on_workers(reports: Iterator[Report], jobs: int) -> Iterator[Read | Refusal]:
    chunks = _chunks(reports)
    pool = _pool(jobs)
    running: dict[Future[list[Read | Refusal]], list[Report]] = {}
    more = True
    try:
        while more or running:
            while more and len(running) < jobs + 2:
                chunk = next(chunks, None)
                if chunk is None:
                    more = False
                    break
                with _uninterrupted():
                    running[pool.submit(_read_chunk, chunk)] = chunk
            done, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), set())
            broken: list[Report] = []
            for future in done:
                chunk = running.pop(future)
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    broken += chunk
            if broken:
                broken += chain.from_iterable(running.values())
                running.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(broken)
                pool = _pool(jobs)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(reports: Iterable[Report]) -> Iterator[Read | Refusal]:
    """After a worker died (out of memory, killed): each report alone, to find the one at fault."""
    pool = _pool(1)
    for report in reports:
        try:
            yield from pool.submit(_read_chunk, [report]).result()
        except BrokenProcessPool:
            yield Refusal(report.source, "the process that read it died (out of memory, or killed)")
            pool = _pool(1)
    pool.shutdown()


def _pool(jobs: int) -> ProcessPoolExecutor:
    for name in _THREADS:
        os.environ.setdefault(name, "false" if name == "TOKENIZERS_PARALLELISM" else "1")
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C is for the parent, which stores what it has: workers start with it blocked, and it reaches us after."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare() -> None:
    from readout.record import offices

    threading.Thread(target=_end_with_parent, daemon=True).start()
    if os.environ.get("READOUT_ACTORS"):
        offices.use_told()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers, and they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_chunk(reports: Sequence[Report]) -> list[Read | Refusal]:
    return [read_words(report) for report in reports]


def _chunks(reports: Iterator[Report]) -> Iterator[list[Report]]:
    chunk: list[Report] = []
    size = 0
    for report in reports:
        chunk.append(report)
        size += len(report.text)
        if size >= CHUNK_CHARACTERS or len(chunk) >= CHUNK_REPORTS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _take(values: Iterator[Report], count: int) -> list[Report]:
    return [value for _, value in zip(range(count), values, strict=False)]
