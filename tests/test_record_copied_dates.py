"""A dateless copy of dated reports takes their date, whichever came first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
import record_kit as kit

from readout.record.record import Record

BODY = (
    "<contact call held|Ada Lund@Norland;Bo Rask@Sudland|> Lund rang Rask and they talked for an hour about it.\n"
    "The two had not spoken since the ferry Aurora ran aground off the island of Hellnes with 41 people aboard.\n"
    "A spokesman for the harbour office in Vikstad said that the tide had carried the wreck towards the lighthouse.\n"
    "Fishermen from Sandvik and Torsby had searched the bay with eleven boats until the storm drove them back.\n"
)
OTHER = "Grain prices rose again in the markets of Westland while the mills of Oster stood still for want of coal.\n"


@pytest.fixture(autouse=True)
def _small_world(monkeypatch):
    kit.install(monkeypatch)
    yield
    kit.uninstall()


def dates(path: Path, reports) -> dict[str, tuple[str | None, str, str]]:
    with Record(path) as record:
        for report in reports:
            record.add_reports([report])
        return {r.source: (r.published, r.published_basis, r.published_why) for r in record.reports()}


DATED = kit.report(f"River talks\n{BODY}", "wire.txt", "2011-05-04")
LATER = kit.report(f"River talks resume\n{BODY}A hotel in Lund.\n", "late.txt", "2011-06-20")
DATELESS = kit.report(f"Talks about the river\n{BODY}", "page.txt")
APART = kit.report(f"Grain\n{OTHER}", "grain.txt")


@pytest.mark.parametrize("order", list(permutations((DATED, DATELESS, APART))))
def test_a_dateless_copy_is_dated_by_what_it_copies(tmp_path, order):
    found = dates(tmp_path / "r.db", order)
    assert found["page.txt"][:2] == ("2011-05-03/2011-05-05", "inferred")
    assert "wire.txt" in found["page.txt"][2]
    assert found["wire.txt"][:2] == ("2011-05-04", "given")
    assert found["grain.txt"][:2] == (None, "unknown")


@pytest.mark.parametrize("order", list(permutations((DATED, DATELESS, LATER))))
def test_copies_of_different_days_date_nothing(tmp_path, order):
    assert dates(tmp_path / "r.db", order)["page.txt"][:2] == (None, "unknown")
