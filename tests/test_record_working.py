"""Reading on several processes gives what one gives, and a process that dies takes one report with it, no more."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import pytest

from readout.record import working
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


def test_few_reports_start_no_process(monkeypatch):
    monkeypatch.setattr(working, "_pool", lambda jobs: pytest.fail("a process was started"))
    assert len(list(working.read_all(REPORTS[:1], 8))) == 1
