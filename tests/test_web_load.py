"""Many readers and a reviewer at once, while another process adds reports: nothing locks up, nothing is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from readout.record.record import Record

READERS = 4
LONGEST = 90.0  # seconds after which something is taken to have locked up
CAPITALS = ("Oslo", "Vienna", "Cairo", "Ankara", "Lisbon", "Hanoi")
TEXT = """French President Emmanuel Macron met German Chancellor Olaf Scholz in {place} on {day} March 2024, and urged
Germany to send missiles to Ukraine. The two had spoken by telephone a day earlier, an official said.
"""


def _texts(folder: Path, first: int, count: int) -> Path:
    folder.mkdir()
    for number in range(first, first + count):
        text = TEXT.format(place=CAPITALS[number % len(CAPITALS)], day=1 + number % 28)
        (folder / f"report-{number}.txt").write_text(f"Report {number}, 2024-03-29\n\n{text}", encoding="utf-8")
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with Record(path) as record:
        record.add([_texts(tmp_path / "first", 0, 6)])
    return path


@pytest.fixture
def address(place: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "readout", "serve", "--port", "0", "--record", str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "READOUT_WHO": "desk"}) as run:
        assert run.stdout is not None
        told = run.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told
        httpx2.get(found[0], timeout=LONGEST)  # listened on already; answered once all is there
        yield found[0]
        run.terminate()


class Reader(threading.Thread):
    """Opens page after page until told to stop."""

    def __init__(self, address: str, pages: list[str], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.address, self.pages, self.stop = address, pages, stop
        self.seen: list[tuple[str, int]] = []

    def run(self) -> None:
        with httpx2.Client(base_url=self.address, timeout=LONGEST, follow_redirects=True) as client:
            while not self.stop.is_set():
                for page in self.pages:
                    if self.stop.is_set() and self.seen:
                        break
                    self.seen.append((page, client.get(page).status_code))


def test_reading_deciding_and_adding_at_once(place: Path, address: str, tmp_path: Path) -> None:
    with Record(place) as record:
        wanted = [entry.id for plural in ("contacts", "asks") for entry in record.entries(plural)]
    assert len(wanted) >= 3
    pages = ["/", "/contacts", "/reports", f"/items/{wanted[0]}", "/search?q=missiles", "/between/france/germany"]
    stop = threading.Event()
    readers = [Reader(address, pages[n % len(pages) :] + pages[: n % len(pages)], stop) for n in range(READERS)]
    more = _texts(tmp_path / "more", 6, 30)
    adding = subprocess.Popen(
        [sys.executable, "-m", "readout", "add", str(more), "--record", str(place), "--jobs", "1"]
    )
    try:
        for reader in readers:
            reader.start()
        said = [_accept(address, wanted[n % len(wanted)]) for n in range(12)]
        assert adding.wait(3 * LONGEST) == 0
    finally:
        adding.kill()
        stop.set()
    for reader in readers:
        reader.join(LONGEST)
        assert not reader.is_alive()
        assert reader.seen
        assert {status for _, status in reader.seen} == {200}
    assert set(said) == {200}
    with Record(place) as record:
        assert record.counts()["report"] == 36
        assert len([decision for decision in record.decisions() if decision.what == "accept"]) == len(said)
        assert not record.verify().troubles


def _accept(address: str, item: str) -> int:
    given = {"what": "accept"}
    answer = httpx2.post(f"{address}/items/{item}/decide", data=given, timeout=LONGEST, follow_redirects=True)
    return answer.status_code
