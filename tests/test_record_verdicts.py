"""Checks held against the record, and items that cannot all be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readout.actors.model import Actor
from readout.items import contacts, figures
from readout.items.checks import Check
from readout.items.contacts import Contact
from readout.items.figures import Figure
from readout.items.model import ItemType, Passage
from readout.language import edtf
from readout.record.making import verdicts
from readout.record.making.disputes import Known, find
from readout.record.making.merging import Version

ANNA = Actor("Anna Lind", "person", "Norland")
OMAR = Actor("Omar Haddad", "person", "Sudland")
NORLAND = Actor("Norland", "government", "Norland")
SUDLAND = Actor("Sudland", "government", "Sudland")
WORDS = (Passage(0, 5, "words"),)


def call(day: str, status="held", parties=(ANNA, OMAR), kind="call") -> Contact:
    return Contact(
        passages=WORDS, confidence=0.8, why="", kind=kind, status=status, parties=parties, when=edtf.parse(day)
    )


def series(*days: str) -> list[tuple[str, Contact]]:
    return [(f"c{i}", call(day)) for i, day in enumerate(days)]


def check(kind: str, value=None, since=None, at="2024-03-18", bound="exact", parties=(ANNA, OMAR), of="call") -> Check:
    return Check(
        passages=WORDS,
        confidence=0.8,
        why="",
        kind=kind,
        parties=parties,
        value=value,
        since=edtf.parse(since) if since else None,
        at=edtf.parse(at) if at else None,
        bound=bound,
        of=of,
    )


def judge(claim: Check, contacts, published=None):
    """The verdict, the contacts of others left out."""
    mine = [(id_, contact) for id_, contact in contacts if verdicts.between(claim.parties, contact)]
    return verdicts.judge(claim, mine, published)


CALLS = series("2024-01-19", "2024-02-15", "2024-03-18")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (check("first_since", "P1M", bound="at_least"), "agrees"),
        (check("first_since", "P3M"), "disagrees"),
        (check("first_since", since="2023-12"), "disagrees"),
        (check("first_since", since="2024-02-15"), "agrees"),
        (check("first_since"), "disagrees"),
        (check("last_contact", "2024-02-15"), "agrees"),
        (check("last_contact", "2024-01-19"), "disagrees"),
        (check("last_contact", "2024-02-20"), "open"),
        (check("count", 3, since="2024-01-01"), "agrees"),
        (check("count", 2, since="2024-01-01"), "disagrees"),
        (check("count", 14, since="2024-01-01"), "open"),
        (check("count", 2, since="2024-01-01", bound="at_least"), "agrees"),
        (check("ordinal", 3, since="2024-01-01"), "agrees"),
        (check("ordinal", 2, since="2024-01-01"), "disagrees"),
        (check("longest_gap", "P1M", since="2024-01-01"), "agrees"),
        (check("longest_gap", "P6M", since="2024-01-01"), "disagrees"),
        (check("first_since", "P1M", parties=(ANNA, Actor("Ida Berg", "person", "Westland"))), "open"),
        (check("count", 3, since="2024-01-01", parties=(NORLAND, SUDLAND)), "agrees"),
    ],
)
def test_a_check_is_held_against_the_calls(claim, verdict):
    found = judge(claim, CALLS)
    assert found.verdict == verdict, found.why
    assert found.why


def test_a_call_that_was_called_off_does_not_count():
    held = [("c0", call("2024-01-19")), ("c1", call("2024-02-15", status="cancelled")), ("c2", call("2024-03-18"))]
    assert judge(check("first_since", "P2M"), held).verdict == "agrees"


def test_a_series_that_words_narrow_is_not_contradicted():
    narrow = replace(check("first_since"), among="in Oslo")
    assert judge(narrow, CALLS).verdict == "open"
    assert "in Oslo" in judge(narrow, CALLS).why


def test_a_beginning_that_is_not_dated_leaves_it_open():
    assert judge(check("first_since", since="../2024-03-18"), CALLS).verdict == "open"
    assert judge(check("ordinal", 2, since="../2024-03-18"), CALLS).verdict == "open"


def test_an_approximate_last_day_has_some_slack():
    assert judge(check("last_contact", "2024-02-14~"), CALLS).verdict == "agrees"


def test_conversations_are_calls_and_meetings_but_no_visits():
    held = [*CALLS, ("c3", call("2024-03-01", kind="visit")), ("c4", call("2024-03-02", kind="meeting"))]
    assert judge(check("count", 4, since="2024-01-01", of="talks"), held).verdict == "agrees"


def test_a_verdict_names_the_contacts_it_rests_on():
    found = judge(check("first_since", since="2023-12"), CALLS)
    assert "c1" in found.rests_on
    assert "15 Feb 2024" in found.why


def test_a_reason_is_a_sentence_an_editor_could_write():
    assert judge(check("ordinal", 4, since="2024-01-01", of="visit"), CALLS).why == "the record holds none of them"
    assert "two months" in judge(check("first_since", "P2M"), CALLS).why
    assert "no visits" in judge(check("count", 3, of="visit"), CALLS).why


def test_without_a_date_a_check_stays_open():
    assert judge(check("count", 3, at=None), CALLS).verdict == "open"


FIGURE = ItemType(
    "figure", "figures", Figure, lambda document: [], linking=figures.LINKING, clash=figures.clash, disputed=("value",)
)
CONTACT = ItemType(
    "contact",
    "contacts",
    Contact,
    lambda document: [],
    linking=contacts.LINKING,
    clash=contacts.clash,
    disputed=("when",),
)


def figure(value, bound="exact", who="people at the hospital", day="2024-03-17", speaker=None) -> Figure:
    return Figure(
        passages=WORDS,
        confidence=0.8,
        why="",
        measure="killed",
        value=value,
        bound=bound,
        who=who,
        according_to=speaker,
        as_of=edtf.parse(day),
    )


def test_two_tolls_with_no_number_in_common_are_a_dispute():
    ministry, agency = Actor("Health Ministry", "body"), Actor("spy agencies", "unnamed")
    known = [Known("f1", figure(471, speaker=ministry)), Known("f2", figure((100, 300), speaker=agency))]
    (dispute,) = find(known, FIGURE)
    assert dispute.items == ("f1", "f2")
    assert dispute.field == "value"
    assert "Health Ministry" in dispute.why


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (figure(471), figure(400, bound="at_least")),
        (figure(471), figure(480, bound="about")),
        (figure(471), figure(12, day="2024-01-02")),
        (figure(471), figure(12, who="soldiers on the northern border")),
    ],
)
def test_figures_that_can_both_be_right_are_none(left, right):
    assert find([Known("f1", left), Known("f2", right)], FIGURE) == []


def test_held_and_cancelled_on_one_day_clash():
    known = [Known("c1", call("2024-03-18")), Known("c2", call("2024-03-18", status="cancelled"))]
    assert [d.field for d in find(known, CONTACT)] == ["status"]


def test_versions_of_one_item_are_a_dispute_of_that_item():
    versions = (Version("when", edtf.parse("2024-03-17"), "r1"), Version("when", edtf.parse("2024-03-18"), "r2"))
    (dispute,) = find([Known("c1", call("2024-03-18"), versions)], CONTACT)
    assert dispute.items == ("c1",)
    assert "2024-03-17 and 2024-03-18" in dispute.why
