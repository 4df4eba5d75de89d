"""Reading on several processes gives what one gives, and a process that dies takes one report with it, no more."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest
from pydantic import BaseModel

from readout import extraction
from readout.record import working
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.reports.intake import from_text
from readout.reports.raw import Refusal

TEXTS = (
    "OSLO, May 2, 2024\n\nNorwegian Prime Minister Jonas Gahr Store met the Swedish leader Ulf Kristersson in Oslo.",
    "ROME, May 3, 2024\n\nAt least 40 people were killed when a dam gave way in the north, officials said on Friday.",
    "PARIS, May 4, 2024\n\nFrench President Emmanuel Macron spoke by phone with Chancellor Olaf Scholz on Saturday.",
)
REPORTS = [from_text(text, source=f"{i}.txt") for i, text in enumerate(TEXTS)]


class Deadly:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (9,)


def exported(path, jobs: int) -> str:
    file = io.StringIO()
    with Record(path) as record:
        assert len(record.add_reports(REPORTS, jobs=jobs).added) == len(REPORTS)
        record.export("jsonl", file)
    return file.getvalue()


def test_two_processes_give_what_one_gives(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "CHUNK_REPORTS", 1)
    assert exported(tmp_path / "two.db", 2) == exported(tmp_path / "one.db", 1)


def test_a_report_that_kills_its_process_is_left_out_alone(monkeypatch):
    monkeypatch.setattr(working, "CHUNK_REPORTS", 2)
    deadly = replace(REPORTS[0], source="deadly.txt", title=Deadly())
    found = list(working.read_all([REPORTS[1], deadly], 1 + 1))
    assert [one.source for one in found if isinstance(one, Refusal)] == ["deadly.txt"]
    assert len([one for one in found if isinstance(one, working.Read)]) == 1


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal\nfrom readout.record import working\n"
        "if __name__ == '__main__':\n"
        "    print(working._pool(1).submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # The worker holds the pipe open, so that this returns only when it has ended too.
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300)
    assert done.returncode == -signal.SIGKILL
    assert int(done.stdout) > 0


@pytest.fixture
def as_in_a_terminal():
    """Ctrl-C is ignored where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals are other here")
def test_ctrl_c_waits_while_a_worker_starts(as_in_a_terminal):
    reached = []

    def interrupted():
        with working._uninterrupted():
            # To this thread: one for the process may be taken by a thread of another test.
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            reached.append(True)
        time.sleep(1)

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert reached


def test_few_reports_start_no_process(monkeypatch):
    monkeypatch.setattr(working, "_pool", lambda jobs: pytest.fail("a process was started"))
    assert len(list(working.read_all(REPORTS[:1], 8))) == 1


def broken(message):
    def extract(report):
        raise RuntimeError(message(report))

    return extract


def test_what_fails_for_every_report_ends_the_run(monkeypatch):
    many = [replace(REPORTS[0], source=f"{n}.txt") for n in range(50)]
    monkeypatch.setattr(extraction, "extract", broken(lambda report: "no model"))
    with pytest.raises(RecordError, match="no model"):
        list(working.read_all(many, 1))
    monkeypatch.setattr(extraction, "extract", broken(lambda report: report.source))
    assert len(list(working.read_all(many, 1))) == 50


def test_a_broken_word_list_ends_the_run_at_once(monkeypatch):
    class Words(BaseModel):
        verbs: list[str]

    monkeypatch.setattr(extraction, "extract", lambda report: Words.model_validate({"verbs": 1}))
    with pytest.raises(RecordError, match="word lists"):
        list(working.read_all(REPORTS, 1))


def test_errors_come_back_whole_from_another_process():
    told = pickle.loads(pickle.dumps(RecordError("a.txt", "is empty")))
    assert (told.what, told.reason, str(told)) == ("a.txt", "is empty", "a.txt: is empty")
