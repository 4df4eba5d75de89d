"""A report's date: stated, inferred as an interval with its reason, or unknown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from readout.extraction import extract
from readout.language.edtf import parse
from readout.reports.dating import date_report, dates_items, inferred
from readout.reports.dating.landmarks import mentions
from readout.reports.dating.likely import lags
from readout.reports.dating.words import Landmark, world
from readout.reports.intake import from_text
from readout.reports.model import Block

_SENTENCES = (
    "President Bill Clinton met the envoy on Friday.",
    "The treaty of March 2003 is in force.",
    "Former President Jacques Chirac spoke.",
    "The talks begin on June 3.",
    "It was founded in 1921 and will close by 2030.",
    "The European Union sent ships after Hurricane Katrina.",
    "They left on Oct. 24.",
    "©",
)
SHARED = Path(__file__).parents[2] / "shared"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ferry resumes\n\nLISBON, May 4, 2011 (Agency)\n\nThe ferry ran again on Wednesday.", "2011-05-04"),
        ("Ferry resumes\n\nNEW LISBON, Huambo, 14 May 2011 (Agency)\n\nThe ferry ran again.", "2011-05-14"),
        ("2017-03-02\n\nThe ferry ran again.", "2017-03-02"),
        ("Ferry resumes\nBy Ana Petrov\nMarch 18, 2024\n\nThe ferry ran again.", "2024-03-18"),
        ("Ferry resumes\nUpdated 5:03 PM EST, March 18, 2024\n\nThe ferry ran again.", "2024-03-18"),
        ("Ferry resumes\nPublished March 1, 2024 | Updated March 18, 2024\n\nThe ferry ran again.", "2024-03-01"),
        ("Ferry resumes\n\nThe ferry ran again.\n\nFirst published on 2 June 2020", "2020-06-02"),
    ],
)
def test_a_stated_date(text: str, day: str) -> None:
    found = date_report(text)
    assert (found.published, found.basis) == (parse(day), "stated")
    assert found.why.endswith(".")


def test_the_dateline_block_goes_before_all() -> None:
    text = "The treaty of May 1, 1999\nOSLO, May 4, 2011 (Agency)\nIt was renewed."
    start = text.index("OSLO")
    blocks = [Block(start, text.index("\nIt"), "dateline")]
    assert date_report(text, blocks).published == parse("2011-05-04")


def test_a_date_in_a_sentence_is_not_the_reports() -> None:
    found = date_report("The ferry sank on May 4, 2011, off the coast. It was never raised.")
    assert found.basis != "stated"


def test_a_report_with_nothing_to_go_by_is_undated() -> None:
    for text in (
        "",
        "The ferry ran again.",
        "The ferry ran again on Monday.",
        "It ran in 1987 and will run again in 2090.",
    ):
        found = date_report(text)
        assert (found.published, found.basis) == (None, "unknown")
        assert found.why


def test_weekday_and_date_fix_the_year_with_who_is_in_office() -> None:
    text = (
        "President Bill Clinton met the visitors on Tuesday. The delegation had arrived on Saturday, Oct. 24, and was "
        "due to leave next week. On Monday the hosts had said that the talks of Oct. 20 failed. On Sunday they had not."
    )
    found = inferred(text)
    assert found.basis == "inferred"
    assert found.published is not None
    assert found.published.overlaps(parse("1998-10-27/1998-10-28"))
    assert (found.published.days or 99) <= 31
    assert "Oct. 24" in found.why


def test_two_years_that_fit_give_a_span_that_dates_nothing_told() -> None:
    text = "President Barack Obama met the visitors on Tuesday. They had arrived on Saturday, Oct. 24."
    found = date_report(text)  # 2009 or 2015
    assert found.published is not None
    assert found.published.overlaps(parse("2009-10"))
    assert found.published.overlaps(parse("2015-10"))
    assert found.why.startswith("Likely")
    assert "Barack Obama" in found.why
    assert dates_items(found.published) is None
    assert dates_items(parse("2015-10")) == parse("2015-10")
    report = from_text(text, source="visit.txt")
    assert report.published == found.published
    contacts: Any = extract(report).items["contact"]
    assert all(contact.when is None for contact in contacts)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ministers met in the hall. Since the Indian Ocean tsunami the ferries had stood idle.", "2004-12-26"),
        ("The envoy spoke of the assassination last month of the movement's leader, Hassan Nasrallah.", "2024-09-27"),
        ("The late Yasser Arafat had blocked it, he said.", "2004-11-11"),
        ("He was close to the ousted Hosni Mubarak.", "2011-02-11"),
    ],
)
def test_landmarks_are_known_by_their_words_or_by_whose_end_they_are(text: str, day: str) -> None:
    found = mentions(text, [(0, len(text))])
    assert [m.of.date.isoformat() for m in found if isinstance(m.of, Landmark)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Hassan Nasrallah condemned the killing of the farmers.",
        "The farmer was killed by the men of Zarqawi.",
        "Late on Monday Arafat said no.",
        "The union of African farmers met.",
        "The farmers feared a tsunami of imports.\nIndian ocean fish was dear.",
    ],
)
def test_what_only_sounds_like_a_landmark_is_none(text: str) -> None:
    assert not mentions(text, [(0, len(text))])


def test_landmarks_stand_in_order_and_once() -> None:
    days = [mark.date for mark in world().landmarks]
    assert days == sorted(days)
    names = [m.name for m in world().landmarks] + [e.name for e in world().eras]
    assert len(names) == len(set(names))
    assert all(era.until is None or era.begin < era.until for era in world().eras)


def test_a_landmark_needs_words_by_which_it_is_known() -> None:
    with pytest.raises(ValidationError, match="recognised"):
        Landmark.model_validate({"name": "the flood", "date": "2011-05-04"})


def test_every_kind_of_signal_was_counted() -> None:
    for name, kind in lags().kinds.items():
        assert name == "sure" or abs(sum(kind.share) - 1) < 0.01, name
        assert all(weight == weight for weight in lags().weights(name))


@given(st.lists(st.sampled_from(_SENTENCES), max_size=6))
def test_a_span_is_told_with_its_reasons_and_keeps_to_what_is_allowed(sentences: list[str]) -> None:
    text = " ".join(sentences)
    bounds = parse("1999-03/2007-10")
    found = inferred(text, within=bounds)
    assert found.why.endswith(".")
    if found.published is not None:
        assert found.basis == "inferred"
        assert found.published.overlaps(bounds)


def test_a_famous_day_bounds_from_below_and_a_copyright_line_dates_the_year() -> None:
    text = "Flights were cut after the Sept. 11 attacks, the minister said on Monday.\n\n© 2003 Harbour News"
    found = inferred(text)
    assert found.published is not None
    assert found.published.overlaps(parse("2003"))
    assert found.published.first == parse("2003-01-06").first  # the first Monday
    assert "copyright" in found.why


def test_a_gap_since_a_dated_event() -> None:
    text = (
        "The two spoke on Monday, their first call in more than a month. Their last talk was on February 15.\n\n"
        "© 2019 Harbour News"
    )
    found = inferred(text)
    assert found.published is not None
    assert found.published.overlaps(parse("2019-03-18/2019-03-26"))
    assert (found.published.days or 99) <= 16


def test_a_dateline_without_its_year() -> None:
    text = "Ferry resumes\n\nLISBON, May 4 (Agency) - The ferry ran again.\n\nCopyright 2011 Harbour News"
    assert date_report(text).published is not None
    assert date_report(text).published.overlaps(parse("2011-05-04"))  # type: ignore[union-attr]


def test_bounds_from_outside_the_text_are_kept() -> None:
    text = "The ferry sank on May 4, off the coast, the minister said on Thursday."
    found = inferred(text, within=parse("2011-05-01/2011-06-30"))
    assert found.published is not None
    assert found.published.first is not None
    assert found.published.first >= parse("2011-05-04").first  # type: ignore[operator]
    assert found.published.overlaps(parse("2011-05-05"))


def test_hostile_text_is_borne() -> None:
    for text in (
        "\x00" * 50,
        "© " * 500,
        "A" * 50_000,
        "LONDON, " * 900,
        "Oct. 7 " * 400,
        "\n" * 3000,
        "first in " * 900,
    ):
        date_report(text)


@pytest.mark.skipif(not (SHARED / "gold" / "dev").is_dir(), reason="needs ../shared")
def test_reports_that_state_no_date_come_out_right() -> None:
    checked = 0
    for path in sorted((SHARED / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = SHARED / "seeds" / gold["source"]
        if text.is_file():
            checked += 1
            found, wanted = date_report(text.read_text(encoding="utf-8")), parse(gold["published"])
            assert found.basis == "inferred", gold["source"]
            assert found.published is not None
            assert wanted.first is not None
            assert wanted.last is not None
            about = parse(gold["published"].rstrip("~"))
            slack = 2 if wanted.approximate else 0
            first, last = found.published.first or 0, found.published.last or 0
            assert first <= (about.last or 0) + slack, gold["source"]
            assert last >= (about.first or 0) - slack, gold["source"]
            assert last - first + 1 <= 2 * ((about.days or 1) + 2 * slack), gold["source"]
    assert checked == 5
