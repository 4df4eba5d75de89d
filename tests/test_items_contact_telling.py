"""Ways of telling a contact: how long before or after something, by whom sent, going on, gathered, called on."""

from __future__ import annotations

import pytest

import readout

PUBLISHED = "2006-11-10"  # a Friday


def contacts(text: str, published: str = PUBLISHED):
    return readout.extract(text, published=published).items["contact"]


def told(text: str):
    return [(c.kind, c.status, [p.name for p in c.parties], str(c.when) if c.when else None) for c in contacts(text)]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("hours after", "2006-11-09/2006-11-10"),
        ("a day after", "2006-11-09"),
        ("two days after", "2006-11-08"),
        ("just hours after", "2006-11-09/2006-11-10"),
        ("days after", "2006-11-03/2006-11-08"),
    ],
)
def test_so_long_after_a_meeting_is_counted_back_from_the_day_told(words, when):
    text = f"Shells fell on the town on Friday, {words} Jacques Chirac met Angela Merkel in Paris."
    assert told(text) == [("meeting", "held", ["Jacques Chirac", "Angela Merkel"], when)]


def test_so_long_before_a_visit_is_counted_on_from_the_day_told():
    text = "The test came two days before Hu Jintao is due to arrive in Sweden."
    assert told(text) == [("visit", "planned", ["Hu Jintao", "Sweden"], "2006-11-12")]


def test_a_day_that_a_clause_names_is_counted_from():
    text = "Jacques Chirac said on Wednesday that all was well, a day after talks with Tony Blair."
    assert told(text) == [("talks", "held", ["Jacques Chirac", "Tony Blair"], "2006-11-07")]


def test_who_is_sent_is_who_meets():
    text = "President Jacques Chirac sent Michel Barnier to Qatar for talks with Hosni Mubarak."
    assert ["Michel Barnier", "Hosni Mubarak"] in [names for kind, _, names, _ in told(text) if kind == "talks"]


def test_who_said_so_during_talks_was_at_them():
    text = "Chirac said, during talks with Angela Merkel, that Spain, which sent troops, wanted a new minister."
    ((_, _, names, _),) = told(f"French President Jacques Chirac spoke. {text}")
    assert names == ["Jacques Chirac", "Angela Merkel"]


def test_talks_aimed_at_something_have_been_held():
    text = "Jacques Chirac and Angela Merkel opened talks in Paris on Friday, aimed at a new treaty."
    assert told(text) == [("talks", "held", ["Jacques Chirac", "Angela Merkel"], "2006-11-10")]


def test_what_somebody_wishes_to_hold_is_not_held():
    text = "It is our aim to hold talks between Norway and Sweden."
    assert [status for _, status, _, _ in told(text)] == ["proposed"]


def test_talks_entered_into_in_the_conditional_are_not_held():
    text = "Under the plan, Norway and Sweden would enter into talks on fish."
    assert [status for _, status, _, _ in told(text)] == ["planned"]


def test_a_courtesy_call_is_a_meeting_and_a_call_to_act_is_none():
    assert told("Hu Jintao paid a courtesy call on King Sihanouk on Friday.")[0][0] == "meeting"
    assert told("Hu Jintao called on President Jacques Chirac on Friday.")[0][0] == "meeting"
    assert told("Hu Jintao called on President Jacques Chirac to lower the tax.") == []


def test_a_message_to_a_person_is_one_and_one_to_the_world_is_none():
    text = "President Hu Jintao sent a message to President Jacques Chirac on Friday."
    assert told(text) == [("message", "held", ["Hu Jintao", "Jacques Chirac"], "2006-11-10")]
    assert told("President Hu Jintao sent a message to the world on Friday.") == []


def test_those_who_gather_from_many_lands_are_one_party():
    ((kind, status, names, _),) = told("Trade ministers from over 50 African countries will meet in Oslo next week.")
    assert (kind, status, names) == ("meeting", "planned", ["Trade ministers from over 50 African countries"])


def test_north_and_south_are_two():
    ((_, _, names, _),) = told("North and South Korea opened talks on Friday.")
    assert names == ["North Korea", "South Korea"]


def test_a_quoted_time_dates_what_is_quoted():
    text = (
        '"We have made progress in the past year," President Hu Jintao told Chancellor Angela Merkel at the start of '
        "their meeting."
    )
    assert all(when != "2005" for _, _, _, when in told(text))


def test_a_month_ahead_is_not_the_one_gone_by():
    text = "He is looking forward to President Jacques Chirac's planned visit to China in May."
    assert told(text) == [("visit", "planned", ["Jacques Chirac", "China"], "2007-05")]


def test_two_days_told_of_one_stay_are_one_visit():
    text = (
        "Prime Minister Shinzo Abe received visiting French President Jacques Chirac in Tokyo on Friday. "
        "Chirac arrived in Japan on Thursday."
    )
    visits = [c for c in contacts(f"TOKYO, Nov. 10, 2006 (AFP)\n\n{text}") if c.kind == "visit"]
    assert [str(c.when) for c in visits] == ["2006-11-09/2006-11-10"]


def test_one_more_meeting_is_not_the_one_before():
    text = (
        "Jacques Chirac met Angela Merkel in Paris on Thursday. "
        "The two also held talks in Berlin. Jacques Chirac and Angela Merkel also had a dinner in Bonn."
    )
    assert len(contacts(text)) > 1


def test_a_pause_before_is_not_what_becomes_of_the_talks_to_come():
    text = (
        "Norway's Foreign Minister Jonas Gahr Stoere left for Sweden on Friday to resume talks with Sweden. "
        "Sweden had suspended talks with Norway in May. The talks will begin on Saturday."
    )
    ahead = [c for c in contacts(text) if c.kind == "talks" and c.when is not None and str(c.when) == "2006-11-11"]
    assert [c.status for c in ahead] == ["planned"]


def test_who_arrived_for_talks_talked_no_week_later():
    text = "President Jacques Chirac arrived in Oslo on Monday for talks with Prime Minister Jens Stoltenberg."
    assert all(when == "2006-11-06" for _, _, _, when in told(text))


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("Angela Merkel was in Norway in May for talks on fish.", "visit", ["Angela Merkel", "Norway"]),
        ("President Jacques Chirac stopped in Japan on Friday.", "visit", ["Jacques Chirac", "Japan"]),
        ("Jacques Chirac shook hands with Angela Merkel on Friday.", "meeting", ["Jacques Chirac", "Angela Merkel"]),
        (
            "Jacques Chirac summoned the Israeli ambassador on Friday.",
            "meeting",
            ["Jacques Chirac", "Israeli ambassador"],
        ),
    ],
)
def test_other_words_for_a_contact(text, kind, names):
    assert [(k, n) for k, _, n, _ in told(text)] == [(kind, names)]


def test_shaking_something_else_is_no_meeting():
    assert told("Jacques Chirac shook his head at Angela Merkel on Friday.") == []


def test_between_two_years_is_all_of_them():
    text = "Norwegian and Swedish officials met secretly in Japan between 2003 and 2005."
    assert [when for _, _, _, when in told(text)] == ["2003/2005"]


def test_what_all_agreed_had_happened_is_not_planned():
    text = "Jacques Chirac's speech turned Angela Merkel's visit to France into a success, many agreed."
    assert [status for _, status, _, _ in told(text)] == ["held"]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("the day after Mr. Lind took office on Oct. 12", "2006-10-13"),
        ("the day before the vote on Oct. 30", "2006-10-29"),
        ("the day after the vote", None),
    ],
)
def test_the_day_after_something_is_by_its_day_and_never_that_of_the_news(words, when):
    text = f"French President Jacques Chirac and German Chancellor Angela Merkel spoke by telephone {words}."
    assert told(text) == [("call", "held", ["Jacques Chirac", "Angela Merkel"], when)]
