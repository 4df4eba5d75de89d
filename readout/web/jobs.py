"""Adding reports while pages go on answering: each job in a process of its own, watched by a thread."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from readout.record.errors import RecordError
from readout.reports.model import Report
from readout.reports.raw import Limits, Refusal

State = Literal["waiting", "reading", "linking", "done", "failed"]
KEPT = 20  # jobs that are done and still shown
DIED = "The process that read them ended before its time (out of memory, or killed). What it had stored is kept."


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to add: where it was put, and what the person calls it."""

    path: str
    name: str
    title: str | None = None
    publisher: str | None = None


@dataclass(slots=True)
class Job:
    """What is being added, and how far it is. `left_out` holds names and reasons."""

    id: str
    who: str
    pieces: tuple[Piece, ...]
    published: str | None
    folder: str
    state: State = "waiting"
    read: int = 0  # reports
    words: int = 0
    linked: tuple[int, int] = (0, 0)
    trouble: str = ""
    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    ended: float | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen: all is told, and what was sent has been taken away."""
        return self.ended is not None

    @property
    def seconds(self) -> float:
        """How long it took, or takes by now."""
        return (self.ended or time.monotonic()) - self.begun


Tell = Callable[[str, Any], None]
Work = Callable[[str, Job, Limits, Tell], None]


class Jobs:
    """The jobs of one server. They run one after another, in the order in which they came."""

    def __init__(self, place: str, limits: Limits, *, work: Work | None = None) -> None:
        """`work` does a job in this process, in place of a process of its own."""
        self._place, self._limits, self._work = place, limits, work
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    def start(
        self,
        who: str,
        pieces: Sequence[Piece],
        published: str | None,
        folder: Path,
        left_out: Sequence[tuple[str, str]] = (),
    ) -> Job:
        """Begin to add these files, which lie in a folder that is taken away in the end.

        `left_out`: what was sent and cannot be read, with the reasons.
        """
        job = Job(secrets.token_urlsafe(9), who, tuple(pieces), published, str(folder), left_out=list(left_out))
        self._jobs[job.id] = job
        for old in [one.id for one in self._jobs.values() if one.over][:-KEPT]:
            del self._jobs[old]
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def get(self, id_: str) -> Job | None:
        """The job of an id."""
        return self._jobs.get(id_)

    def all(self) -> list[Job]:
        """Every job, the latest first."""
        return list(reversed(self._jobs.values()))

    def _run(self, job: Job) -> None:
        with self._turn:
            try:
                self._watch(job)
            except Exception as error:
                job.state, job.trouble = "failed", str(error) or type(error).__name__
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)
                job.ended = time.monotonic()

    def _watch(self, job: Job) -> None:
        job.state = "reading"
        if self._work is not None:
            self._work(self._place, job, self._limits, lambda what, value: note(job, what, value))
            return
        context = get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_in_process, args=(self._place, job, self._limits, theirs), daemon=True)
        process.start()
        theirs.close()
        with contextlib.suppress(EOFError):
            while True:
                note(job, *ours.recv())
        process.join()
        if job.state not in ("done", "failed"):
            job.state, job.trouble = "failed", DIED


def note(job: Job, what: str, value: Any) -> None:
    """Take in what the work tells of itself."""
    if what == "report":
        job.read, job.words = job.read + 1, job.words + value
    elif what == "linking":
        job.state, job.linked = "linking", value
    elif what == "failed":
        job.state, job.trouble = "failed", value
    elif what == "done":
        for name, found in value.items():
            getattr(job, name).extend(found)
        job.state = "done"


def _in_process(place: str, job: Job, limits: Limits, pipe: Connection) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)  # pages come first
    with contextlib.suppress(BrokenPipeError):
        try:
            work(place, job, limits, lambda what, value: pipe.send((what, value)))
        except RecordError as error:
            pipe.send(("failed", str(error)))
        except Exception as error:
            pipe.send(("failed", f"{type(error).__name__}: {error}"))
    pipe.close()


def work(place: str, job: Job, limits: Limits, tell: Tell) -> None:
    """Add a job's files to the record, telling how far it is."""
    from readout.record.record import Record

    with Record(place) as record:
        outcome = record.add_reports(reports(job, limits), progress=_Progress(tell))
    told = {name: list(getattr(outcome, name)) for name in ("added", "unchanged", "reread", "copies")}
    tell("done", {**told, "left_out": [(one.source, one.reason) for one in outcome.left_out]})


def reports(job: Job, limits: Limits) -> Iterator[Report | Refusal]:
    """The reports in a job's files, each under the name that the person gave."""
    from readout.reports import intake

    for piece in job.pieces:
        for one in intake.load([piece.path], limits=limits, published=job.published):
            source = one.source.replace(piece.path, piece.name, 1)
            if isinstance(one, Refusal):
                yield Refusal(source, one.reason.replace(piece.path, piece.name))
            else:
                told = {"title": piece.title or one.title, "publisher": piece.publisher or one.publisher}
                yield replace(one, source=source, **told)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Progress:
    tell: Tell

    def report(self, source: str, words: int) -> None:
        """One more report is done."""
        self.tell("report", words)

    def linking(self, done: int, total: int) -> None:
        """Links and items are being made."""
        self.tell("linking", (done, total))
