"""A record served to a real browser. Pictures of every page walked are left in build/pictures."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from readout.record.record import Record
from readout.web.app import make_app

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "pictures"
CHROMIUM = os.environ.get("READOUT_TEST_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


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


def serve(record: Record, **given: Any) -> tuple[uvicorn.Server, str]:
    """Serve a record on a free port, in a thread."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(record, **given), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started
    return server, f"http://127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture(scope="session")
def shown(example_record: Path) -> Iterator[Served]:
    """The examples' record, served for tests that change nothing."""
    with Record(example_record) as record:
        server, address = serve(record)
        yield Served(record, address)
        server.should_exit = True


@pytest.fixture
def own(example_record: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the examples' record, served for one test that changes it."""
    with Record(example_record) as before:
        before.counts()
    place = tmp_path / "record.db"
    for path in example_record.parent.glob("record.db*"):
        shutil.copy(path, tmp_path / path.name)
    with Record(place) as record:
        server, address = serve(record)
        yield Served(record, address)
        server.should_exit = True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here (tests/chromium.sh tells how to get one)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
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
