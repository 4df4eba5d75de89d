"""Contacts: what is found in a report's words, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.items import contacts
from readout.items.contacts import Contact
from readout.language import edtf
from readout.language.document import Document
from readout.language.read import read, split_blocks

DAY = "2006-11-22"  # a Wednesday


def document(text: str, published: str | None = DAY) -> Document:
    return read(text, edtf.parse(published) if published else None, split_blocks(text))


def found(text: str, published: str | None = DAY) -> list[Contact]:
    return contacts.find(document(text, published))


def names(contact: Contact) -> set[str]:
    return {party.name for party in contact.parties}


def only(text: str) -> Contact:
    (contact,) = found(text)
    return contact


@pytest.mark.parametrize(
    ("text", "kind", "status", "parties"),
    [
        (
            "French President Jacques Chirac met German Chancellor Angela Merkel on Monday.",
            "meeting",
            "held",
            {"Jacques Chirac", "Angela Merkel"},
        ),
        (
            "French President Jacques Chirac spoke by telephone with German Chancellor Angela Merkel on Monday.",
            "call",
            "held",
            {"Jacques Chirac", "Angela Merkel"},
        ),
        (
            "French President Jacques Chirac will visit Japan next week, his office said.",
            "visit",
            "planned",
            {"Jacques Chirac", "Japan"},
        ),
        (
            "French President Jacques Chirac cancelled a trip to Japan, his office said.",
            "visit",
            "cancelled",
            {"Jacques Chirac", "Japan"},
        ),
        (
            "French President Jacques Chirac refused to meet German Chancellor Angela Merkel.",
            "meeting",
            "declined",
            {"Jacques Chirac", "Angela Merkel"},
        ),
        (
            "Talks between India and Pakistan were held in Geneva on Monday.",
            "talks",
            "held",
            {"India", "Pakistan"},
        ),
        (
            "German Chancellor Angela Merkel sent a letter to French President Jacques Chirac on Monday.",
            "message",
            "held",
            {"Jacques Chirac", "Angela Merkel"},
        ),
    ],
)
def test_a_contact_is_found_with_its_kind_status_and_parties(text, kind, status, parties):
    contact = only(text)
    assert (contact.kind, contact.status, names(contact)) == (kind, status, parties)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rain.",
        "The company met its targets for the year, and shares rose in early trade.",
        "French President Jacques Chirac often speaks with German Chancellor Angela Merkel.",
        "French President Jacques Chirac spoke to reporters in Paris on Monday.",
        "German Chancellor Angela Merkel called on Japan to lower its tariffs.",
        "The two teams will meet again on Saturday in the second round.",
    ],
)
def test_nothing_is_found_where_no_two_sides_deal_with_each_other(text):
    assert found(text) == []


def test_an_occasion_told_twice_is_one_contact():
    text = (
        "Chirac meets Merkel in Berlin\n\n"
        "French President Jacques Chirac met German Chancellor Angela Merkel in Berlin on Monday.\n\n"
        "The prime minister of Japan was not there. The meeting lasted two hours."
    )
    contact = only(text)
    assert contact.when == edtf.parse("2006-11-20")
    assert len(contact.passages) >= 2


def test_each_stop_of_a_tour_is_a_visit():
    text = "Chinese President Hu Jintao will visit Vietnam, Laos and India from Nov. 24 to 30."
    assert [names(c) - {"Hu Jintao"} for c in found(text)] == [{"Vietnam"}, {"Laos"}, {"India"}]


def test_here_is_the_place_of_the_dateline():
    text = "OSLO, Nov. 22, 2006 (News)\n\nChinese President Hu Jintao arrived here Tuesday for a three-day visit."
    contact = contacts.find(read(text, edtf.parse(DAY), split_blocks(text)[1:]))[0]
    assert (contact.kind, names(contact)) == ("visit", {"Hu Jintao", "Norway"})


def test_what_is_told_as_news_has_the_day_of_the_news():
    text = "Chinese President Hu Jintao said so after talks with French President Jacques Chirac."
    assert only(text).when == edtf.parse(DAY)


def test_a_date_before_which_or_since_which_is_not_the_day():
    text = "French President Jacques Chirac has met German Chancellor Angela Merkel twice since January 2005."
    assert all(c.when is None or c.when.text != "2005-01" for c in found(text))


_SENTENCES = (
    "French President Jacques Chirac met German Chancellor Angela Merkel on Monday.",
    "The two leaders will meet again next week.",
    "Chinese President Hu Jintao is to visit Japan in December.",
    "The talks between India and Pakistan broke down.",
    "Shares fell sharply in early trade.",
    "He telephoned British Prime Minister Tony Blair.",
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(_SENTENCES), max_size=6), st.sampled_from((" ", "\n\n", "  \n")))
def test_passages_are_exact_and_parties_two_or_more(sentences, between):
    text = between.join(sentences)
    for contact in found(text):
        assert len(contact.parties) >= 2
        assert contact.kind in contacts.KINDS
        assert contact.status in contacts.STATUSES
        assert contact.why
        assert 0 < contact.confidence <= 1
        for passage in contact.passages:
            assert text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("text", ["met " * 5000, "visit to " * 300, "talks with talks with talks with.", "« … » —"])
def test_hostile_input_is_borne(text):
    assert isinstance(found(text), list)


def test_a_demand_made_in_a_call_is_a_call_with_whoever_is_to_act():
    contact = only("President Joe Biden demanded in a phone call that Prime Minister Benjamin Netanyahu take steps.")
    assert contact.kind == "call"
    assert names(contact) == {"Joe Biden", "Benjamin Netanyahu"}


def test_a_call_is_not_placed_where_a_team_is_sent():
    text = "Norway will send a team to Sudan after President Joe Biden spoke by phone with Benjamin Netanyahu."
    assert [c.where for c in found(text) if c.kind == "call"] == [None]


def test_a_visit_called_off_is_not_dated_by_the_calling_off():
    contact = only("Benjamin Netanyahu on Monday cancelled a visit to Norway.")
    assert (contact.status, contact.when) == ("cancelled", None)


def test_a_trip_is_dated_by_what_was_planned():
    contact = only(
        "A trip to Norway by Defense Minister Yoav Gallant that had been planned for Wednesday was postponed."
    )
    assert contact.status == "postponed"
    assert contact.when is not None


def test_a_delegation_is_the_visitor_not_who_calls_its_visit_off():
    contact = only(
        "Prime Minister Benjamin Netanyahu on Monday cancelled a visit to Washington by an Israeli delegation."
    )
    assert names(contact) == {"Israeli delegation", "United States"}


def test_conferring_with_ones_own_staff_is_no_contact():
    assert found("Joe Biden met with his national security team on Monday.") == []


def test_stops_and_meetings_of_a_tour_take_its_date():
    text = (
        "French Foreign Minister Philippe Douste-Blazy starts a European tour on Thursday.\n"
        "He will visit Austria, Hungary and Poland."
    )
    stops = {c.parties[-1].name: c.when.text for c in found(text) if c.kind == "visit" and c.when is not None}
    assert {stops.get("Austria"), stops.get("Hungary"), stops.get("Poland")} == {"2006-11-23"}


def test_a_visit_has_the_day_of_the_meeting_it_is_for():
    contact = next(
        c
        for c in found(
            "Chancellor Angela Merkel sent her adviser Christoph Heusgen to Tokyo for a "
            "four-hour meeting on Monday with Foreign Minister Taro Aso."
        )
        if c.kind == "visit"
    )
    assert contact.when is not None
    assert contact.when.text == "2006-11-20"


def test_a_weekday_of_an_undated_report_is_that_of_its_interval():
    text = "French President Jacques Chirac spoke by telephone with Chancellor Angela Merkel on Monday."
    (contact,) = found(text, "2006-11-20/2006-11-28")
    assert contact.when is not None
    assert contact.when.text == "2006-11-20~"


def test_what_is_said_ahead_of_a_meeting_does_not_date_it():
    contact = only("A German official said on Monday, ahead of Angela Merkel's meeting with Jacques Chirac, that ...")
    assert contact.when is None


def test_those_whom_one_was_to_see_at_a_meeting_are_its_parties():
    contact = only(
        "Austria cancelled a meeting in Vienna at which Chancellor Angela Merkel was to see Polish President Lech "
        "Kaczynski and Hungarian President Laszlo Solyom."
    )
    assert (contact.kind, contact.status) == ("meeting", "cancelled")
    assert names(contact) == {"Angela Merkel", "Lech Kaczynski", "Laszlo Solyom"}


def test_a_team_is_sent_for_its_government():
    contact = only("Chancellor Angela Merkel will send a team to Tokyo next week.")
    assert (contact.kind, contact.status) == ("visit", "planned")
    assert names(contact) == {"Germany", "Japan"}


def test_who_was_due_to_arrive_is_expected():
    contact = only("Chancellor Angela Merkel was due to arrive in Japan on Friday.")
    assert (contact.kind, contact.status, contact.when.text) == ("visit", "planned", "2006-11-24")


def test_a_number_of_calls_is_no_call():
    assert (
        found("French President Jacques Chirac and German Chancellor Angela Merkel have had 13 telephone calls.") == []
    )


def test_other_officials_met_stand_beside_the_parties():
    contact = only("Chancellor Angela Merkel met Japanese Foreign Minister Taro Aso and other officials on Monday.")
    assert names(contact) == {"Angela Merkel", "Taro Aso"}


def test_a_state_visit_on_which_somebody_is_has_begun():
    contact = only("French President Jacques Chirac is in Tokyo for a state visit, where he will also open a fair.")
    assert (contact.kind, contact.status) == ("visit", "held")


def test_getting_on_the_phone_is_a_call():
    contact = only("French President Jacques Chirac got on the phone with Chancellor Angela Merkel on Monday.")
    assert (contact.kind, contact.when.text) == ("call", "2006-11-20")


@pytest.mark.parametrize(
    "text",
    [
        "Oslo United will host Bergen Rovers on Saturday.",
        "The Danish government plans to meet a NATO request for more troops.",
        "Japanese skater Hana Mori is heading to Russia to defend her title.",
        "Ankara hosts three million Syrian refugees.",
        "French President Jacques Chirac and German Chancellor Angela Merkel met twice in 2005.",
    ],
)
def test_firms_clubs_sportsmen_refugees_and_totals_are_no_contact(text):
    assert found(text) == []


def test_who_is_about_to_leave_for_a_land_is_expected_there():
    contact = only("British Prime Minister Tony Blair is about to leave for Turkey.")
    assert (contact.kind, contact.status) == ("visit", "planned")


def test_a_stop_is_placed_in_its_own_land():
    text = "Chinese President Hu Jintao will pay visits to Vietnam, Laos and India from Nov. 24 to 30."
    assert {c.where for c in found(text)} <= {None, "Vietnam", "Laos", "India"}
    assert all(c.where in (None, c.parties[-1].name) for c in found(text))


def test_a_plural_that_is_spelled_out_is_each_of_those():
    text = "French President Jacques Chirac had phone calls with other leaders including Angela Merkel and Tony Blair."
    assert {frozenset(names(c)) for c in found(text)} == {
        frozenset(("Jacques Chirac", "Angela Merkel")),
        frozenset(("Jacques Chirac", "Tony Blair")),
    }


def test_what_is_offered_is_proposed():
    assert only("President Jacques Chirac repeated his offer to go to Poland.").status == "proposed"


def test_the_day_of_arriving_to_meet_somebody_is_past():
    contact = next(
        c
        for c in found("Polish President Lech Kaczynski arrived in Berlin on Tuesday to meet Angela Merkel.")
        if c.kind == "meeting"
    )
    assert contact.when is not None
    assert contact.when.text == "2006-11-21"


def test_whoever_is_told_something_in_a_meeting_was_at_it():
    contact = only(
        "Hu Jintao, the Chinese president, told French President Jacques Chirac in a meeting that all was well."
    )
    assert names(contact) == {"Hu Jintao", "Jacques Chirac"}


def test_those_who_met_others_did_not_meet_each_other():
    text = "British Prime Minister Tony Blair and French President Jacques Chirac met reporters in Berlin on Monday."
    assert found(text) == []


def test_an_occasion_told_beside_a_dated_clause_has_its_day():
    contact = only(
        "Trade will be the topic on Friday when German Chancellor Angela Merkel hosts President Jacques Chirac."
    )
    assert contact.status == "planned"
    assert contact.when is not None
    assert contact.when.text == "2006-11-24"


def test_the_day_of_a_call_is_not_that_of_the_visit_after_it():
    text = "Chancellor Angela Merkel will send a team to Tokyo after a phone conversation on Monday with Taro Aso."
    visit = next(c for c in found(text) if c.kind == "visit")
    assert visit.when is None


def test_a_visit_that_one_only_hinted_at_cancelling_is_not_cancelled():
    text = "French President Jacques Chirac hinted at cancelling his planned visit to Japan in protest."
    assert [c.status for c in found(text)] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "French President Jacques Chirac was told over the past year to have left meetings with Angela Merkel upset.",
        "Officials familiar with their conversations said that the strikes hit Hamas and Hezbollah.",
        "Staff members sent a letter to French President Jacques Chirac on Monday.",
    ],
)
def test_habits_and_letters_of_ones_own_staff_are_no_contact(text):
    assert found(text) == []


def test_a_lawmaker_of_no_other_land_is_not_the_other_side_of_a_call():
    contact = only("French President Jacques Chirac made calls to Chancellor Angela Merkel and Senator Paul Lund.")
    assert names(contact) == {"Jacques Chirac", "Angela Merkel"}


def test_who_tells_of_a_talk_was_not_in_it():
    text = "Speaking with Chancellor Angela Merkel, President Jacques Chirac set out his worries, Paul Lund said."
    assert names(only(text)) == {"Jacques Chirac", "Angela Merkel"}


def test_how_a_contact_was_found_names_the_word():
    contact = only("French President Jacques Chirac met German Chancellor Angela Merkel on Monday.")
    assert contact.why == "told by the word “met” (meeting)"


def test_who_was_on_the_way_back_from_a_trip_is_whose_meeting_it_was():
    text = (
        "French President Jacques Chirac set out to free the men. His meeting in Oslo on Monday on the way back from a "
        "trip to Japan was the product of weeks of calls with Anna Lind, the director of Germany's spy agency."
    )
    (visit,) = [c for c in found(text) if c.kind == "visit"]
    assert names(visit) == {"Jacques Chirac", "Japan"}


def test_a_plan_is_not_the_meeting_of_months_ago_nor_are_many_calls_one() -> None:
    text = (
        "During a meeting in March, Angela Merkel told Hosni Mubarak that the border had to open. It rained. "
        "It rained again. Nobody came to the port. The harbour was shut. Angela Merkel is expected to have tough talks "
        "with Hosni Mubarak. The recent meetings between Angela Merkel and Hosni Mubarak have been tense."
    )
    held = next(c for c in found(text, "2009-06-15") if c.status == "held")
    assert [p.text for p in held.passages] == [text.partition(". ")[0] + "."]


def test_who_last_spoke_before_is_not_who_speaks_now() -> None:
    text = (
        "Angela Merkel spoke by phone with Hosni Mubarak on Monday. It rained. Their last phone call before Monday "
        "was on April 2. Speaking with Hosni Mubarak, Angela Merkel explained her plan."
    )
    before = next(c for c in found(text, "2009-06-15") if c.when and c.when.text == "2009-04-02")
    assert all("Speaking" not in p.text for p in before.passages)
