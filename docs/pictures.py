"""Takes the pictures of docs/page.md: the examples' record, shown in a real browser.

    python docs/pictures.py [CHROMIUM]

Run it after the page has changed, and look at what it made.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from readout.record.record import Record
from readout.web.app import make_app

HERE = Path(__file__).parent
OUT = HERE / "pictures"
HEIGHT = 760


def main() -> int:
    """Take every picture."""
    browser = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("no Chromium was found; give its path", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.db") as record:
        record.add([HERE.parent / "examples" / "reports"])
        address = _serve(record)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            for name, (path, width, scheme) in _shots(record).items():
                window = chromium.new_context(
                    viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
                )
                page = window.new_page()
                page.goto(address + path)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=OUT / f"{name}.png")
                window.close()
            chromium.close()
    return 0


def _shots(record: Record) -> dict[str, tuple[str, int, Any]]:
    """Each picture's name, with its page, width and colour scheme."""
    calls = [e for e in record.contacts(kind="call") if e.item.when is not None]
    told_most = max(calls, key=lambda entry: (entry.reports, entry.id))
    report = next(source for source in record.reports() if source.source.startswith("2024-04-04"))
    return {
        "between": ("/between/united-states/israel", 1240, "light"),
        "leaders": ("/between/joe-biden/benjamin-netanyahu", 1240, "light"),
        "contact": (f"/items/{told_most.id}", 1240, "light"),
        "asks": ("/asks", 1240, "light"),
        "disputes": ("/disputes", 1240, "light"),
        "figures": ("/figures", 1240, "light"),
        "report": (f"/reports/{report.id}", 1240, "light"),
        "review": ("/review", 1240, "light"),
        "network": ("/network", 1240, "dark"),
        "phone": (f"/items/{told_most.id}", 390, "dark"),
    }


def _serve(record: Record) -> str:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(record), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


if __name__ == "__main__":
    sys.exit(main())
