"""Checks: what a report claims about a series of contacts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.extraction import extract
from readout.items.checks import Check
from readout.reports.intake import from_text

HEAD = "OSLO, March 19, 2024 (Test Wire)\n\n"
LEADERS = "U.S. President Joe Biden and Israeli Prime Minister Benjamin Netanyahu"


def checks(*sentences: str) -> list[Check]:
    found = extract(from_text(HEAD + " ".join(sentences), source="report.txt")).items["check"]
    return [check for check in found if isinstance(check, Check)]


def told(sentence: str) -> tuple[str, object, str | None]:
    """Kind, value and start of the one check in a sentence."""
    (check,) = checks(sentence)
    return check.kind, check.value, check.since.text if check.since else None


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (f"{LEADERS} spoke by phone on Monday for the first time in two months.", ("first_since", "P2M", None)),
        (f"{LEADERS} spoke on Monday, their first conversation since Feb. 15.", ("first_since", None, "2024-02-15")),
        (f"{LEADERS} held their first call in seven weeks on Monday.", ("first_since", "P7W", None)),
        ("It was the first visit by a Norwegian leader to Sudan since 1998.", ("first_since", None, "1998")),
        (f"{LEADERS} have spoken 14 times since Oct. 7.", ("count", 14, "2023-10-07")),
        (f"{LEADERS} have spoken more than 80 times.", ("count", 80, None)),
        (f"{LEADERS} met twice this year.", ("count", 2, "2024")),
        ("Norway and Sudan have held five rounds of talks.", ("count", 5, None)),
        (f"{LEADERS} met on Monday for the fourth time since October.", ("ordinal", 4, "2023-10")),
        ("The seventh round of peace talks between Norway and Sudan opened here.", ("ordinal", 7, None)),
        (f"{LEADERS} last spoke on Feb. 15.", ("last_contact", "2024-02-15", None)),
        (f"{LEADERS} have not met since October 2022.", ("last_contact", "2022-10", None)),
        ("Norway and Sudan have had no official contact since 1999.", ("last_contact", "1999", None)),
        ("Norway and Sudan have not held talks since 1993.", ("last_contact", "1993", None)),
        ("No Norwegian president has visited Sudan since 1928.", ("last_contact", "1928", None)),
        ("It was the longest gap in calls between Norway and Sudan since October.", ("longest_gap", None, "2023-10")),
        ("Norway and Sudan resumed talks on Monday after an eight-month break.", ("first_since", "P8M", None)),
    ],
)
def test_a_claim_about_a_series_is_a_check(sentence: str, claim: tuple[str, object, str | None]) -> None:
    assert told(sentence) == claim


@pytest.mark.parametrize(
    "sentence",
    [
        "The first round of the election in Norway will be held on Sunday.",
        "First lady Jill Biden met the queen of Norway on Monday.",
        "Norway scored twice in the first half and Sudan three times in the second.",
        f"{LEADERS} met on Monday.",
        "The minister issued his first call for a truce on Monday.",
        "Analysts expect four-party talks between Norway and Sudan.",
        "Leaders of Norway and Sudan attended the 14th Ocean Summit.",
        "President Joe Biden held four calls and two meetings with his cabinet, and spoke with Benjamin Netanyahu.",
        f"{LEADERS} sometimes met three times a week.",
        f"{LEADERS} spoke on Monday of what might become a two-week pause in the fighting.",
        f"{LEADERS} met on Monday to negotiate what became a two-week pause in fighting in exchange for captives.",
        "",
    ],
)
def test_first_and_numbers_of_other_things_are_none(sentence: str) -> None:
    assert checks(sentence) == []


def test_a_check_has_the_parties_and_the_day_of_its_contact() -> None:
    (check,) = checks(f"{LEADERS} spoke by phone on Monday for the first time in nearly a month.")
    assert {party.name for party in check.parties} == {"Joe Biden", "Benjamin Netanyahu"}
    assert (check.of, check.bound) == ("call", "at_most")
    assert check.at is not None
    assert check.at.text == "2024-03-18"


def test_the_span_of_a_count_is_not_the_day_of_the_contact() -> None:
    (check,) = checks("Norwegian Foreign Minister Anna Lind arrived in Sudan on Monday, her second visit this year.")
    assert check.at is not None
    assert check.since is not None
    assert (check.at.text, check.since.text) == ("2024-03-18", "2024")


def test_parties_come_from_the_contact_told_before() -> None:
    found = checks(f"{LEADERS} spoke by phone on Monday.", "It was the first call between the two men in three weeks.")
    assert [(c.value, {p.name for p in c.parties}) for c in found] == [("P3W", {"Joe Biden", "Benjamin Netanyahu"})]


def test_a_beginning_without_a_date_is_open_to_the_left() -> None:
    (check,) = checks(f"{LEADERS} met on Monday for the first time since the president was hurt.")
    assert check.since is not None
    assert check.since.first is None


def test_words_that_narrow_the_series_are_kept() -> None:
    (check,) = checks("It was the second informal meeting between Norway and Sudan this year.")
    assert check.among == "informal"


def test_a_claim_told_twice_is_one_check() -> None:
    found = checks(
        f"{LEADERS} spoke by phone on Monday for the first time in two months.",
        f"{LEADERS} had their first conversation in two months, officials said.",
    )
    assert [len(check.passages) for check in found] == [2]


SENTENCES = (
    f"{LEADERS} spoke on Monday for the first time in two months.",
    "It was the third visit by a Norwegian leader to Sudan since 1998.",
    "The first half ended without a goal.",
    "their first",
    "Since.",
    "The last meeting was in 13-month talks twice",
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_passages_are_the_words_of_the_report(parts: list[str]) -> None:
    report = from_text(HEAD + " ".join(parts), source="report.txt")
    for check in extract(report).items["check"]:
        for passage in check.passages:
            assert report.text[passage.start : passage.end] == passage.text


def test_a_very_long_sentence_is_read() -> None:
    assert isinstance(checks("the first talks since " * 1200), list)


def test_the_day_before_which_a_contact_was_the_last_is_not_its_day() -> None:
    (check,) = checks(f"{LEADERS} spoke on Monday. Their last phone call before Monday was on February 15.")
    assert (check.kind, check.value) == ("last_contact", "2024-02-15")


def test_a_count_of_other_people_is_not_put_on_the_leaders() -> None:
    between = "While the two defense ministers get along, aides said they had spoken more than 80 times since October."
    assert checks(f"{LEADERS} met on Monday.", between) == []


def test_a_count_is_put_on_those_whose_office_it_tells() -> None:
    pair = "Defense Secretary Lloyd Austin met Defense Minister Yoav Gallant at the Pentagon."
    between = "While the two defense ministers get along, aides said they had spoken more than 80 times since October."
    (check,) = checks(pair, f"{LEADERS} met on Monday.", between)
    assert {a.name.split()[-1] for a in check.parties} == {"Austin", "Gallant"}


def test_how_a_series_began_is_no_claim_about_its_last() -> None:
    told = "Norway and Sudan opened a third round of talks in Oslo on Monday. The first round was held in August 2003."
    assert [(c.kind, c.value) for c in checks(told)] == [("ordinal", 3)]


def test_nobody_who_went_is_no_visit() -> None:
    found = extract(from_text(f"{HEAD}No Norwegian president has visited Sudan since 1928.", source="report.txt"))
    assert not found.items["contact"]
