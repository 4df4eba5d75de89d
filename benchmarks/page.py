"""How long the pages of a record of 100,000 contacts take, and how large they are."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import big

FIRST = ("/", "/contacts", "/asks", "/transfers", "/statements", "/checks", "/disputes", "/figures", "/figures/table",
         "/reports", "/actors", "/network", "/review", "/between/norland/sudland")  # fmt: skip
FILTERS = (
    "/contacts?kind=call",
    "/contacts?status=planned&kind=visit",
    "/contacts?actor=Norland",
    "/contacts?between=Norland&between=Sudland",
    "/contacts?publisher=Capital+Post",
    "/contacts?since=2015&until=2016-06",
    "/contacts?min_confidence=0.8",
    "/contacts?decided=no",
    "/contacts?q=pipeline",
    "/contacts?actor=Sudland&kind=meeting&publisher=Northern+Wire&min_confidence=0.7",
    "/contacts?sort=-parties",
    "/contacts?sort=where&actor=Norland",
    "/contacts?page=1500",
    "/statements?actor=Norland",
    "/asks?status=agreed",
    "/transfers?sort=-value",
    "/checks?status=disagrees",
    "/figures/table?kind=killed",
    "/disputes?actor=Norland",
    "/search?q=pipeline",
    "/search?q=louis+had",
    "/api/contacts?actor=Norland",
)
TIMES = 5


def scores(contacts: int = 100_000, place: Path | None = None) -> dict[str, dict[str, float]]:
    """Milliseconds until a page is made, the counts not remembered, and its kilobytes: by address.

    The middle of five, of wall-clock and of processor time, which are apart where other work goes on. A record is
    made unless `place` holds one.
    """
    from fastapi.testclient import TestClient

    from readout.record.record import Record
    from readout.web import counting
    from readout.web.app import make_app
    from readout.web.serving import keep

    with tempfile.TemporaryDirectory() as scratch:
        if place is None:
            place = Path(scratch) / "big.db"
            big.make(place, contacts)
        with Record(place) as record:
            client = TestClient(make_app(record), base_url="http://127.0.0.1")
            client.get("/contacts")
            keep()
            found: dict[str, dict[str, float]] = {}
            for address in (*FIRST, *FILTERS):
                spans = []
                for _ in range(TIMES):
                    counting.forget()
                    wall, processor = time.perf_counter(), time.process_time()
                    answer = client.get(address)
                    spans.append(((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000))
                if answer.status_code != 200:
                    continue
                found[address] = {
                    "ms": round(statistics.median(wall for wall, _ in spans)),
                    "ms_processor": round(statistics.median(processor for _, processor in spans)),
                    "kb": round(len(answer.content) / 1000),
                }
    return found
