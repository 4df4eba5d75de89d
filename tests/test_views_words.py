"""Values as an editor writes them."""

from __future__ import annotations

import pytest

from readout.actors.model import Actor
from readout.items.model import Goods, Money
from readout.views import show, words


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2024-05-02", "2 May 2024"),
        ("2024-05", "May 2024"),
        ("2024-05-XX", "May 2024"),
        ("2024-05-1X", "10–19 May 2024"),
        ("2024", "2024"),
        ("2024-21", "Mar–May 2024"),
        ("2023-12-15~", "about 15 Dec 2023"),
        ("2023-12-22/2023-12-30", "22–30 Dec 2023"),
        ("2023-10-07/2023-12-31", "7 Oct – 31 Dec 2023"),
        ("2023-12-29/2024-01-06", "29 Dec 2023 – 6 Jan 2024"),
        ("2023/2025", "2023–2025"),
        ("../2024-05-02", "by 2 May 2024"),
        ("2024-05-02/..", "since 2 May 2024"),
        (None, ""),
    ],
)
def test_dates(edtf, told):
    assert words.day(edtf) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (14.0, "14"),
        (22000, "22,000"),
        (2.5, "2.5"),
        ((10.0, 20.0), "10–20"),
        ("at_least", "at least"),
        (True, "yes"),
        (None, ""),
        ((), ""),
        ((Actor("Ada Lund", "person"), Actor("Norland", "government")), "Ada Lund, Norland"),
        ((Goods("trucks", 40), Goods("fuel", None)), "40 trucks, fuel"),
        (Money(106_000_000, "USD", "at_least"), "at least 106,000,000 USD"),
    ],
)
def test_values(value, told):
    assert words.told(value) == told


def test_a_passage_in_its_sentence():
    text = "It rained. On Monday the two met, he said, and then left. They ate."
    start = text.index("the two met")
    assert show.around(text, start, start + 11) == ("On Monday ", ", he said, and then left.")
    start = text.index("They ate.")
    assert show.around(text, start, start + 9) == ("", "")
