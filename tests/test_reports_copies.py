"""Copies, cuts and rewrites of a report are found; two reports of one event are two witnesses."""

# ruff: noqa: E501 - a made-up sentence stands on one line

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.reports.copies import compare, signature

SHARED = Path(__file__).parents[2] / "shared"

HEADLINE = "Norway and Chile agree on fishing treaty"
PARAGRAPHS = [
    "OSLO, May 4, 2021 (Sample Wire)",
    "Norway and Chile agreed on Tuesday to limit the catch of salmon off Tromso to 40,000 tons a year until 2030.",
    "Foreign Minister Ingrid Dahl signed the treaty with her Chilean colleague Pablo Rojas in Oslo after two days of talks.",
    '"This took us nine years," Dahl told reporters at the Akershus fortress, "and three governments."',
    "Rojas said that Chile would send 12 inspectors to Tromso and Bergen in June, and that Peru had been told.",
    "The European Union, which was not at the table, said in Brussels that it would study the 60-page text.",
    "Greenpeace called the limit too high and pointed to a study by the University of Bergen from 2019.",
    "The parliament in Santiago is to vote on the treaty by September, and the Storting in Oslo before Christmas.",
]
WIRE = "\n\n".join([HEADLINE, *PARAGRAPHS])
REWRITE = "\n\n".join(
    [
        "Salmon limit settled after nine years",
        "Chile and Norway have decided on Tuesday that no more than 40,000 tons of salmon may be taken near Tromso each "
        "year up to 2030.",
        "The treaty was signed in Oslo by Ingrid Dahl, the foreign minister, and Pablo Rojas from Chile when two days of "
        "talks had ended.",
        "Dahl spoke of nine years and three governments when she met reporters at the Akershus fortress.",
        "Chile will have 12 inspectors in Tromso and Bergen from June, according to Rojas, who added that Peru knew of it.",
        "In Brussels the European Union, absent from the table, promised to study the text of 60 pages.",
        "Too high, said Greenpeace of the limit, with a study of the University of Bergen of 2019 in hand.",
        "A vote in Santiago is due in parliament by September; in Oslo the Storting votes before Christmas.",
    ]
)
OTHER = "\n\n".join(
    [
        "Santiago hails salmon deal",
        "SANTIAGO, May 4, 2021 (Other Agency)",
        "President Elena Vidal welcomed an accord on fishing with Norway that was concluded in Oslo on Tuesday.",
        "Vidal told the newspaper El Ejemplo that fishermen in Puerto Montt would gain 3,000 jobs within five years.",
        "The accord caps the salmon catch at 40,000 tons, a third below what the Chilean industry group SalmonChile wanted.",
        "Opposition senator Marco Leiva of the Liberal Party said he would vote against it in the Congress in Valparaiso.",
        "Norway's ambassador Lars Berg was at the presidential palace of La Moneda when the news came, an aide said.",
        "Talks had begun in 2012 in Lima and broken down in 2016 over the waters south of Punta Arenas.",
    ]
)


def near(a: str, b: str) -> bool:
    return bool(set(signature(a).bands) & set(signature(b).bands))


def kind(a: str, b: str) -> str | None:
    found, back = compare(a, b), compare(b, a)
    assert (found and found.kind) == (back and back.kind)
    if found:
        assert 0 < found.score <= 1
        assert found.why.endswith(".")
        assert near(a, b)
    return found.kind if found else None


def test_the_same_words_are_an_exact_copy() -> None:
    assert kind(WIRE, WIRE) == "exact"
    assert kind(WIRE, WIRE.replace("\n\n", "\n")) == "exact"


def test_another_page_with_other_furniture_is_a_copy() -> None:
    page = "\n\n".join(
        ["Skip to content", "Menu", HEADLINE, "By Ada Example", *PARAGRAPHS, "© 2021 The Sample Post", "Most read"]
    )
    assert kind(WIRE, page) == "exact"
    assert kind(WIRE, page.replace(HEADLINE, "Salmon treaty signed in Oslo")) == "reprint"


def test_cut_copy() -> None:
    assert kind(WIRE, "\n\n".join([HEADLINE, *PARAGRAPHS[:4]])) == "cut"
    assert kind(WIRE, "\n\n".join(["In brief: salmon", *PARAGRAPHS[1:3]])) == "cut"


def test_another_order() -> None:
    rest = PARAGRAPHS[2:]
    random.Random(1).shuffle(rest)
    assert kind(WIRE, "\n\n".join([HEADLINE, *PARAGRAPHS[:2], *rest])) == "reprint"


def test_a_rewrite() -> None:
    assert kind(WIRE, REWRITE) == "rewrite"
    assert kind(WIRE, "\n\n".join(REWRITE.split("\n\n")[:6])) == "rewrite"


def test_two_reports_of_one_event_are_two_witnesses() -> None:
    assert kind(WIRE, OTHER) is None
    assert kind(REWRITE, OTHER) is None


def test_a_quotation_in_common_does_not_make_a_copy() -> None:
    assert kind(WIRE, f"{OTHER}\n\n{PARAGRAPHS[3]}") is None


def test_the_same_form_with_other_figures_is_no_copy() -> None:
    prices = "Cod closed at {} crowns a kilo in Bergen on Friday, up {} percent, while herring fell to {} from {} and shrimp to {}."
    a = "Fish prices\n\n" + prices.format(41, 2.5, 9.1, 9.8, 120) + "\n\n" + prices.format(43, 3.5, 8.1, 8.8, 121)
    b = "Fish prices\n\n" + prices.format(38, 1.7, 7.7, 8.6, 131) + "\n\n" + prices.format(39, 1.9, 7.2, 8.2, 129)
    assert kind(a, b) is None


def test_short_texts() -> None:
    assert kind("Talks ended.", "Talks ended.") == "exact"
    assert kind("Talks ended.", "Talks began.") is None
    assert compare("", "") is None
    assert kind("Menu", "Menu") == "exact"


def test_a_few_keys_a_report_and_the_same_in_every_process() -> None:
    keys = signature(WIRE * 50).bands
    assert len(keys) < 60
    assert all(0 <= key < 2**63 for key in keys)
    code = "import sys; from readout.reports.copies import signature; print(signature(sys.stdin.read()).bands)"
    told = subprocess.run([sys.executable, "-c", code], input=WIRE, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(signature(WIRE).bands)


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_any_text_is_a_copy_of_itself(text: str) -> None:
    found = compare(text, text)
    assert (found is None) == (not text.strip())
    assert found is None or found.kind == "exact"
    assert signature(text) == signature(text)


def test_copies_made_by_rule() -> None:
    if not (SHARED / "data" / "wires").is_dir():
        pytest.skip("the wires are not here")
    from benchmarks import copies

    found = copies.scores(SHARED, sample=15)
    assert found["precision"] >= 0.97
    assert found["recall"] >= 0.9
