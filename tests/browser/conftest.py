"""A record served to a real browser. Pictures of every page walked are left in build/pictures."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from readout.record.record import Record
from readout.web.app import make_app

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds until a test takes it that nothing will come: a slow machine is no fault
PICTURES = ROOT / "build" / "pictures"
CHROMIUM = os.environ.get("READOUT_TEST_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]  # a container's /dev/shm is small


@dataclass(frozen=True, slots=True)
class Served:
    """A record and the address where it is shown."""

    record: Record
    address: str


@pytest.fixture(scope="session")
def example_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example reports."""
    place = tmp_path_factory.mktemp("examples") / "record.db"
    with Record(place) as record:
        record.add([ROOT / "examples" / "reports"])
    return place


@contextmanager
def serve(record: Record, **given: Any) -> Iterator[str]:
    """Serve a record on a free port, in a thread, which has ended before the record is closed."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(record, **given), log_level="error", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="session")
def shown(example_record: Path) -> Iterator[Served]:
    """The examples' record, served for tests that change nothing."""
    with Record(example_record) as record, serve(record) as address:
        yield Served(record, address)


@pytest.fixture
def own(example_record: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the examples' record, served for one test that changes it."""
    place = tmp_path / "record.db"
    with closing(sqlite3.connect(example_record)) as source, closing(sqlite3.connect(place)) as copy:
        source.backup(copy)
    with Record(place) as record, serve(record) as address:
        yield Served(record, address)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here (tests/chromium.sh tells how to get one)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, timeout=PATIENCE * 1000, args=ARGUMENTS)
        yield browser
        browser.close()


Open = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Opens pages in a window of some width and scheme; fails the test where a page reports an error.

    `refused` is part of the errors that the test expects.
    """
    windows, troubles = [], []
    heard = troubles.append

    def open_(
        address: str, *, width: int = 1440, scheme: str = "light", scripts: bool = True, refused: str = "\0"
    ) -> Any:
        window = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        windows.append(window)
        window.set_default_timeout(PATIENCE * 1000)
        page = window.new_page()
        page.on("console", lambda said: None if said.type != "error" or refused in said.text else heard(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for window in windows:
        window.close()
    assert not troubles, troubles


def picture(page: Any, name: str) -> None:
    """Keep a picture of the whole page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
