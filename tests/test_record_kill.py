"""Killed at any moment and run again: nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import record_kit as kit

from readout.record.record import Record

HERE = Path(__file__).parent
ADD = """
import sys
sys.path.insert(0, {here!r})
import record_kit as kit
kit.install()
from readout.record import adding
from readout.record.making import settle
from readout.record.record import Record
adding.LOT_REPORTS, settle.LOT, adding.FEW = 7, 11, 5
with Record(sys.argv[1]) as record:
    print("open", flush=True)
    record.add_reports(kit.many({count}))
"""
COUNT = 60


@pytest.fixture(autouse=True)
def world(monkeypatch):
    kit.install(monkeypatch)
    yield
    kit.uninstall()


def exported(path: Path) -> bytes:
    with Record(path) as record:
        assert record.verify().troubles == ()
        out = path.with_suffix(".jsonl")
        record.export("jsonl", out)
    return out.read_bytes()


def started(path: Path) -> subprocess.Popen:
    script = ADD.format(here=str(HERE), count=COUNT)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()  # the record is open
    return process


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_killed_at_random_moments_and_run_again(tmp_path):
    with Record(tmp_path / "calm.db") as record:
        record.add_reports(kit.many(COUNT))
    calm = exported(tmp_path / "calm.db")
    path, chance, kills = tmp_path / "killed.db", random.Random(7), 0
    for _ in range(5):
        process = started(path)
        time.sleep(chance.uniform(0.0, 0.35))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            kills += 1
        process.communicate()
        with Record(path) as record:
            assert record.verify().troubles == ()
    process = started(path)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    assert kills
    assert exported(path) == calm


def test_stopped_between_storing_and_linking_is_finished_by_the_next_command(tmp_path, monkeypatch):
    from readout.record import adding

    with Record(tmp_path / "calm.db") as record:
        record.add_reports(kit.many(12))
    with monkeypatch.context() as patch:
        patch.setattr(adding, "finish", lambda *_: None)
        with Record(tmp_path / "stopped.db") as record:
            record.add_reports(kit.many(12))
    assert exported(tmp_path / "stopped.db") == exported(tmp_path / "calm.db")


def test_a_reader_sees_one_state_while_another_adds(tmp_path):
    path = tmp_path / "r.db"
    with Record(path) as writer, Record(path) as reader:
        writer.add_reports(kit.many(5))
        with reader.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM item").scalar()
            writer.add_reports(kit.many(25))
            assert connection.exec_driver_sql("SELECT count(*) FROM item").scalar() == before
        assert reader.counts()["report"] == 25


def test_a_reader_leaves_the_linking_to_the_process_that_adds(tmp_path, monkeypatch):
    from readout.record import adding, busy

    path = tmp_path / "r.db"
    with Record(path) as writer:
        with monkeypatch.context() as patch:
            patch.setattr(adding, "finish", lambda *_: None)
            writer.add_reports(kit.many(12))
        with busy.adding(str(path), writer._engine), Record(path) as reader:
            assert reader.contacts() == []
        with Record(path) as reader:
            assert reader.contacts()
