"""Accounts of one contact beside each other: whose they are, what sets them apart, in which tone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.actors.model import Actor
from readout.items.asks import Ask
from readout.items.contacts import Contact
from readout.items.model import Passage
from readout.items.statements import Statement
from readout.language import edtf
from readout.record.asking import account_words, accounts
from readout.record.asking.in_office import office, terms
from readout.record.asking.query import Entry, SourcedPassage
from readout.record.asking.telling import Told, cut

LUND = Actor("Ada Lund", "person", "Norland", "president")
RASK = Actor("Bo Rask", "person", "Sudland", "prime minister")


def passage(text: str, start: int = 0, report: str = "r-1") -> SourcedPassage:
    return SourcedPassage("m", report, "The Courier", None, start, start + len(text), text, ())


def entry(id_: str, type_: str, item: object, *passages: SourcedPassage) -> Entry:
    return Entry(id_, type_, item, "", (), "", (), 1, 1, None, passages)


def said(id_: str, speaker: Actor | None, content: str, *, basis: str = "named", start: int = 0) -> Entry:
    common = {"passages": (Passage(start, start + len(content), content),), "confidence": 0.9, "why": ""}
    item = Statement(speaker=speaker, basis=basis, mode="quote", content=content, **common)
    return entry(id_, "statement", item, passage(content, start))


CALL = entry(
    "c-1",
    "contact",
    Contact(
        kind="call",
        status="held",
        parties=(LUND, RASK),
        when=edtf.parse("2024-05-02"),
        passages=(Passage(0, 4, "rang"),),
        confidence=0.9,
        why="",
    ),
)


def test_each_side_has_an_account_and_the_unnamed_and_others_one_of_their_own():
    statements = [
        said("s-1", RASK, "We spoke of grain exports through the port"),
        said("s-2", LUND, "I pressed him to free the hostages"),
        said("s-3", Actor("officials", "unnamed", "Norland"), "the line went dead twice", basis="unnamed"),
        said("s-4", None, "the two rang each other", basis="media"),
    ]
    found = accounts.compare(CALL, statements, [], Told(()))
    told = [(one.kind, one.name, [s.id for s in one.said]) for one in found.accounts]
    assert told == [
        ("side", "Norland", ["s-2"]),
        ("side", "Sudland", ["s-1"]),
        ("unnamed", "", ["s-3"]),
        ("other", "", ["s-4"]),
    ]


def test_an_office_named_after_a_party_speaks_for_its_side():
    for name in ("Rask’s office", "a spokesman for Bo Rask", "Rask's advisers"):
        one = said("s-1", Actor(name, "body"), "the prime minister spoke of grain", basis="office")
        assert accounts.voice(one, ["Norland", "Sudland"], CALL.item.parties) == ("side", "Sudland")
    one = said("s-2", Actor("Rasking Institute", "body"), "the call was late", basis="office")
    assert accounts.voice(one, ["Norland", "Sudland"], CALL.item.parties) == ("other", "")


def test_what_one_account_has_and_the_other_leaves_out():
    statements = [
        said("s-1", LUND, "I pressed him for a truce and for the release of every hostage"),
        said("s-2", RASK, "A ceasefire is possible; we also discussed tariffs on timber"),
    ]
    found = accounts.compare(CALL, statements, [], Told(()))
    topics = dict(found.topics)
    assert topics["a cease-fire"] == (True, True)
    assert topics["hostages and prisoners"] == (True, False)
    assert topics["trade"] == (False, True)
    assert [name for name, has in found.topics][-1] == "a cease-fire"  # what both have comes last
    assert "timber" in found.accounts[1].only
    assert not {word.casefold() for word in found.accounts[0].only} & {"lund", "norland"}


def test_a_side_that_no_one_quotes_is_silent_and_compared_with_nothing():
    found = accounts.compare(CALL, [said("s-1", LUND, "I asked for a truce at once")], [], Told(()))
    assert [one.name for one in found.accounts if not one.said] == ["Sudland"]
    assert all(len(has) == 1 for _, has in found.topics)
    assert found.accounts[0].only == ()


def test_an_ask_is_told_by_the_account_whose_words_hold_it():
    words = "I demanded that he reopen the bridge"
    common = {"passages": (Passage(0, len(words), words),), "confidence": 0.9, "why": ""}
    ask = Ask(asker=LUND, addressee=RASK, manner="demand", content="reopen the bridge", **common)
    asked = entry("a-1", "ask", ask, passage(words))
    elsewhere = entry("a-2", "ask", ask, passage(words, 900))
    found = accounts.compare(CALL, [said("s-1", LUND, words)], [asked, elsewhere], Told(()))
    assert [(one.entry.id, one.told_by) for one in found.asked] == [("a-1", ("Norland",)), ("a-2", ())]


def test_a_party_without_a_known_side_stands_for_itself():
    unknown = replace(CALL.item, parties=(LUND, Actor("the envoy", "unnamed")))
    assert accounts.sides_of(unknown) == ["Norland", "the envoy"]


def test_a_word_of_tone_is_the_speakers_where_it_stands_in_what_is_said():
    found = accounts.compare(CALL, [said("s-1", RASK, "It was a frank and productive conversation")], [], Told(()))
    assert [(one.word, one.tone, one.speaker) for one in found.tones] == [
        ("frank", "frank", RASK),
        ("productive", "good", RASK),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They held a tense phone call on Friday.", ["tense"]),
        ("The talks were described by both sides as constructive.", ["constructive"]),
        ("The meeting was at times heated.", ["heated"]),
        ("An aide called their talk businesslike.", ["businesslike"]),
        ("He left the talks angry.", []),
        ("A tense border runs along the river; the leaders had a call.", []),
        ("It is tough to say when the two will meet.", []),
        ("He set a tough condition in the meeting.", []),
    ],
)
def test_words_of_tone_describe_the_contact_alone(text, words):
    assert [one.word for one in account_words.described(text)] == words


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("They agreed on a cease-fire.", "a cease-fire"),
        ("CEASEFIRE talks", "a cease-fire"),
        ("Six captives came home", "hostages and prisoners"),
        ("New duties and TARIFFS", "trade"),
    ],
)
def test_topics_are_found_whatever_the_spelling(text, topic):
    assert topic in account_words.topics([text])


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("that the two leaders discussed the harvest", "call", "the two leaders discussed"),
        ("In their conversation she spoke of grain", "call", "their conversation"),
        ("She was late for the meeting", "call", None),
        ("He pressed her in the meeting", "meeting", "the meeting"),
        ("Leaders discussed nothing", "call", None),
        ("the call for a truce went unheard", "call", None),
    ],
)
def test_words_that_speak_of_the_occasion_at_hand(text, kind, words):
    assert account_words.refers(text, kind) == words


def test_topics_are_whole_words():
    assert account_words.topics(["The portrait of a farmer, supported by armsmen"]) == []


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_can_be_compared(texts):
    counted = account_words.telling(texts)
    assert account_words.apart(counted, [counted]) == []
    for text in texts:
        for one in account_words.described(text):
            assert text[one.start : one.end].casefold() == one.word


@given(st.text(min_size=1, max_size=40), st.data())
def test_a_passage_cut_by_its_spans_is_the_passage(text, data):
    place = st.integers(0, len(text))
    spans = data.draw(
        st.lists(st.tuples(place, place, st.just("speaker_span")).filter(lambda s: s[0] < s[1]), max_size=4)
    )
    assert "".join(piece for _, piece in cut(text, 0, len(text), spans)) == text


def test_an_office_is_the_registrys_by_date_else_the_reports():
    person = next(t for t in ("united-states/lloyd-austin", "united-states/jake-sullivan") if terms(t))
    held = terms(person)[0]
    within = edtf.day(date.fromordinal(held.first + 5))
    known = Actor("Someone", "person", "United States", "the report's word", person)
    assert office(known, within) == held.office
    assert office(replace(known, key=None), within) == "the report's word"
    assert terms(None) == []


def test_millions_are_money_only_with_a_currency():
    assert account_words.topics(["Two million people had fled."]) == []
    assert account_words.topics(["It was worth $3.5 billion."]) == ["money and loans"]


def test_a_few_chance_words_tell_no_account_apart():
    assert account_words.apart(Counter(["trucks", "enter", "quickly"]), [Counter()]) == []
    told = account_words.apart(Counter(["trucks", "enter", "interceptors", "Velmark"]), [Counter()])
    assert told == ["trucks", "interceptors", "Velmark"]
