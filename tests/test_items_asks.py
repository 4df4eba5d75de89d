"""Asks: who wants what of whom, and what came of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from items_helpers import document

from readout.extraction import extract
from readout.items.asks import ITEM_TYPE, Ask, find
from readout.reports.intake import from_text


def asks(text: str, published: str | None = "2006-11-15") -> list[Ask]:
    return find(document(text, published))


@pytest.mark.parametrize(
    ("text", "asker", "addressee", "manner", "word"),
    [
        ("Norway urged Sudan on Monday to open its border.", "Norway", "Sudan", "request", "border"),
        ("Egypt called on Israel to release the prisoners.", "Egypt", "Israel", "request", "prisoners"),
        ("Turkey demanded that Greece withdraw its ships.", "Turkey", "Greece", "demand", "ships"),
        ("France warned Iran not to block the strait.", "France", "Iran", "warn", "strait"),
        ("Syria insisted that Israel should leave the heights.", "Syria", "Israel", "demand", "heights"),
        ("Iran must stop enriching uranium, Germany said.", "Germany", "Iran", "demand", "uranium"),
        ("Kenya demanded the withdrawal of Ethiopian troops.", "Kenya", "Ethiopia", "demand", "withdrawal"),
    ],
)
def test_who_asks_whom(text: str, asker: str, addressee: str, manner: str, word: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name, found.manner) == (asker, addressee, manner)
    assert word in found.content


def test_the_owner_of_a_request_asks_and_who_rejects_it_was_asked() -> None:
    (found,) = asks("Sudan rejected Norway's request to send observers.")
    assert (found.asker.name, found.addressee.name, found.answer) == ("Norway", "Sudan", "refused")


def test_an_answer_is_found_in_the_next_sentence() -> None:
    (found,) = asks("Norway asked Sudan to free the pilots. Sudan agreed to free them within a week.")
    assert found.answer == "agreed"
    assert len(found.passages) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Norway asked Sudan to free the pilots. Sudan agreed to buy Swedish grain.",
        "Norway asked Sudan to free the pilots. Ethiopia agreed to free them.",
        "Norway asked Sudan to free the pilots in Chad. Sudan agreed to lend Chad money.",
        "Norway asked Sudan to free the pilots. Kenya urged Sudan to accept a mission of observers.",
        "After Sudan agreed to the pilots' trial, Norway asked Sudan to free the pilots.",
    ],
)
def test_who_agrees_to_something_else_has_not_answered(text: str) -> None:
    assert [a.answer for a in asks(text) if a.asker.name == "Norway"] == ["none"]


@pytest.mark.parametrize(
    "answer",
    [
        "Sudan agreed.",
        "Sudan agreed to it on Monday.",
        "Sudan agreed to release the pilots.",
        "Sudan agreed to relent.",
    ],
)
def test_who_agrees_to_what_was_asked_has_answered(answer: str) -> None:
    (found,) = asks(f"Norway asked Sudan to free the pilots. {answer}")
    assert found.answer == "agreed"


def asked_at(*sentences: str) -> list[str | None]:
    """The words of the contact that each ask points to."""
    report = from_text("OSLO, March 19, 2024 (Test Wire)\n\n" + " ".join(sentences), source="report.txt")
    found = extract(report).items["ask"]
    return [report.text[a.contact.start : a.contact.end] if a.contact else None for a in found if isinstance(a, Ask)]


def test_an_ask_points_to_the_contact_that_its_sentence_tells() -> None:
    sentence = "President Biden called Prime Minister Netanyahu on Monday and urged him to open the crossing."
    assert asked_at(sentence) == [sentence]


def test_an_ask_of_one_occasion_does_not_hang_on_another() -> None:
    told = "President Joe Biden met Prime Minister Benjamin Netanyahu on Feb. 12."
    asked = "Mr. Biden urged Mr. Netanyahu on Monday to open the crossing."
    assert asked_at(told, asked) == [None]
    assert asked_at(told, "The weather was fine.", "Mr. Biden has urged Mr. Netanyahu to open the crossing.") == [None]


def test_no_answer_where_none_is_told() -> None:
    (found,) = asks("Norway asked Sudan to free the pilots.")
    assert found.answer == "none"


def test_an_ask_told_twice_is_one_with_both_passages() -> None:
    (found,) = asks(
        "Norway urges Sudan to open its border\nNorway on Tuesday urged Sudan to open its border to refugees."
    )
    assert len(found.passages) == 2


def test_asked_on_the_day_told() -> None:
    (found,) = asks("Norway urged Sudan on Monday to open its border.")
    assert found.when is not None
    assert found.when.text == "2006-11-13"


def test_no_date_is_guessed_without_one_for_the_report() -> None:
    (found,) = asks("Norway urged Sudan to open its border.", published=None)
    assert found.when is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway did not ask Sudan to open its border.",
        "Reporters asked the minister whether prices would rise.",
        "Shares rose sharply in Oslo as investors called the market bottom.",
        "Norway wants to open its border.",
        "",
        "Urged",
        "?!",
    ],
)
def test_no_ask(text: str) -> None:
    assert asks(text) == []


_SENTENCES = (
    "Norway urged Sudan to open its border.",
    "“We ask Chad to wait,” the minister said.",
    "Sudan rejected the demand.",
    "Egypt’s call for talks was welcomed by Israel.",
    "It rained.",
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(_SENTENCES), max_size=5), st.sampled_from((" ", "\n", "\n\n")))
def test_passages_are_exactly_there(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    for ask in asks(text):
        assert 0 <= ask.confidence <= 1
        assert ask.manner in ITEM_TYPE.choices["manner"]
        assert ask.answer in ITEM_TYPE.choices["answer"]
        for passage in ask.passages:
            assert text[passage.start : passage.end] == passage.text


def test_an_endless_sentence_is_read() -> None:
    asks("Norway urged Sudan to wait and " * 800)


def test_what_one_says_of_oneself_asks_nothing() -> None:
    assert asks("Norway told Sudan that Norway was determined to win the case.") == []


def test_a_warning_disregarded_is_an_ask_defied() -> None:
    (ask,) = asks("Sudan sent troops to the border on Tuesday despite Norway's warning.")
    assert (ask.asker.name, ask.addressee.name, ask.manner, ask.answer) == ("Norway", "Sudan", "warn", "defied")


def test_a_headline_and_its_report_tell_one_ask() -> None:
    text = "Norway warns Sudan against border march\nNorway warned Sudan on Tuesday not to send troops over the border."
    (ask,) = asks(text)
    assert len(ask.passages) == 2
    assert "troops" in ask.content
    assert str(ask.when) == "2006-11-14"


def who(text: str) -> list[tuple[str, str, str]]:
    return [(a.asker.name, a.addressee.name, a.manner) for a in asks(text)]


def test_who_is_described_in_the_lead_and_named_after_it_has_asked() -> None:
    text = (
        "A senior Norwegian diplomat urged Sudan on Monday to open the road.\n"
        '"We cannot wait any longer," Anders Lind told reporters in Oslo.'
    )
    assert who(text) == [("Anders Lind", "Sudan", "request")]


def test_a_reply_names_the_one_who_was_asked() -> None:
    assert who("Kenya gave no answer to a Norwegian proposal to hold talks in Oslo.") == [("Norway", "Kenya", "offer")]


def test_pressure_mounts_on_somebody() -> None:
    assert who("International pressure mounted on Sudan to open the road.") == [
        ("international community", "Sudan", "request")
    ]


def test_an_asker_goes_on_asking_the_same_addressee() -> None:
    text = "Norway urged Sudan on Monday to open the road. It also called for a ceasefire in the valley."
    assert who(text) == [("Norway", "Sudan", "request"), ("Norway", "Sudan", "request")]


def test_who_was_persuaded_agreed_and_who_was_not_refused() -> None:
    assert [a.answer for a in asks("Norway persuaded Sudan to sign the treaty.")] == ["agreed"]
    assert [a.answer for a in asks("Norway failed to persuade Sudan to sign the treaty.")] == ["refused"]
    assert [a.answer for a in asks("Norway tried to persuade Sudan to sign the treaty.")] == ["none"]


@pytest.mark.parametrize(
    "text",
    [
        "The official, who asked not to be named, said Norway was ready.",
        "Norway is unwilling to urge Sudan to wait.",
        "Norway offered assistance to Sudan after the flood.",
        "Lind refused to say whether Sudan should leave.",
        "Police pushed the protesters back to clear the road.",
        "Sudan is under increasing threat from Norway.",
        "The president summoned his advisers to answer the question.",
        "Norway will stay if Sudan does not persuade Kenya to leave.",
    ],
)
def test_what_is_no_asking(text: str) -> None:
    assert asks(text) == []


@pytest.mark.parametrize(
    ("text", "asker", "addressee"),
    [
        ("Kenya called for the border states to share their water.", "Kenya", "border states"),
        ("Turkey wants Russia's backing for its plan to guard the strait.", "Turkey", "Russia"),
        ("Israel is demanding that the Iranian convoy is turned back.", "Israel", "Iran"),
    ],
)
def test_the_one_asked_where_it_stands_apart_from_the_verb(text: str, asker: str, addressee: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name) == (asker, addressee)


def test_a_headline_in_other_words_is_the_same_ask() -> None:
    text = "Norway presses Sudan on road\n\nOSLO, Nov. 15 (AFP) - Norway urged Sudan on Wednesday to reopen the border."
    (found,) = find(document(text))
    assert (found.asker.name, found.addressee.name) == ("Norway", "Sudan")


def test_an_asking_without_its_content_joins_the_one_that_has_it() -> None:
    text = "Sudan will send observers at the request of Norway. Norway asked Sudan to send observers to Chad."
    (found,) = asks(text)
    assert (found.answer, len(found.passages)) == ("agreed", 2)


@pytest.mark.parametrize(
    ("text", "asker", "addressee", "answer"),
    [
        ("The United Nations called for a truce, but Sudan rejected it.", "United Nations", "Sudan", "refused"),
        ("Turkey demanded a meeting. Greece refused the demand at once.", "Turkey", "Greece", "refused"),
        ("Egypt hopes to widen trade with Kenya.", "Egypt", "Kenya", "none"),
        ("Sudan bowed to Western demands that it free the pilots.", "Western countries", "Sudan", "agreed"),
        ('Anders Lind told the strikers, "Go back to work."', "Anders Lind", "strikers", "none"),
    ],
)
def test_the_one_asked_where_the_asking_leaves_it_open(text: str, asker: str, addressee: str, answer: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name, found.answer) == (asker, addressee, answer)


@pytest.mark.parametrize(
    "text",
    [
        "Norway called for a truce. Sudan agreed to buy grain.",
        'Anders Lind told reporters, "Look at the map."',
        "Norway called for talks to end the strike.",
    ],
)
def test_nobody_is_guessed_for_an_asking_that_leaves_it_open(text: str) -> None:
    assert asks(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sudan will encourage more tourists to visit its coast, Norway said.",
        "The president arrived in Sudan on Monday at the invitation of Norway.",
        "Kenya is looking for firms that could meet Sudanese demand.",
        'Sudan said its criticism of Norway "should not be seen as an insult".',
        'Norway warned Sudan. "My wife asked me to leave the valley," said a farmer.',
        "Norway discussed the possibility of Sudan being invited to the talks.",
    ],
)
def test_formulas_of_protocol_markets_and_views_ask_nothing(text: str) -> None:
    assert asks(text) == []


def test_whom_a_clause_describes_is_asked_under_its_words() -> None:
    found = asks("Norway asks those who lead the march to consider the danger.")
    assert [a.addressee.name for a in found] == ["those who lead the march"]


def test_a_headline_names_the_body_for_its_council() -> None:
    lead = "NEW YORK, Nov. 15 (AFP) - The UN Security Council called on Sudan to open it."
    text = f"UN calls on Sudan to open road\n\n{lead}"
    assert len(find(document(text))) == 1


@pytest.mark.parametrize(
    ("text", "addressee", "content"),
    [
        ("Norway urged the world to mend the road.", "world", "mend the road"),
        ("Norway renewed calls for farmers along the river to share their wells.", "farmers along the river", "share"),
        ("The rebels demanded a greater say in the cabinet of Sudan.", "Sudan", "say"),
        ("Norway urged Sudan to work towards opening the road.", "Sudan", "work towards opening the road"),
        ("Norway wants Sudan's support in order to win the vote.", "Sudan", "support"),
    ],
)
def test_whom_and_what_in_unusual_places(text: str, addressee: str, content: str) -> None:
    (found,) = asks(text)
    assert addressee in found.addressee.name
    assert content in found.content


@pytest.mark.parametrize(
    "text",
    [
        "Norway faces a double threat of drought and flood from Sudan.",
        "Norway has pushed for tougher sanctions against Sudan.",
        "Kenya said it had no word of a request from any state to hand over the pair to Sudan.",
        "It is the next step that Sudan must take, Norway said.",
    ],
)
def test_a_target_a_danger_and_a_mere_thought_are_no_addressees(text: str) -> None:
    assert asks(text) == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Norway left the talks in March 2005, demanding that Sudan open the road.", "2005-03"),
        ("The UN Security Council adopted a resolution in May calling on Sudan to open the road.", "2006-05"),
        ("The ministers of Norway gathered on Nov. 3. They urged Sudan to open the road.", "2006-11-03"),
    ],
)
def test_an_ask_has_the_day_of_its_occasion(text: str, when: str) -> None:
    (found,) = asks(text)
    assert (found.when and found.when.text) == when


def test_an_ask_at_the_meeting_belongs_to_the_meeting_told_before() -> None:
    text = (
        "Jens Stoltenberg met Omar al-Bashir in Khartoum on Nov. 3. The two spoke of grain and of the railway. "
        "During the meeting Stoltenberg urged Bashir to open the road."
    )
    (found,) = extract(from_text(text, source="2006-11-15.txt")).items["ask"]
    assert found.contact is not None


@pytest.mark.parametrize(
    "text",
    [
        'Protesters filled the square in Oslo. "We want a new cabinet," they said.',
        "Norway said farmers are being pressured to leave the valley.",
        "Everybody wants the rebels to go, Norway said.",
        "Norway called for the release of Colonel Anders Lind.",
    ],
)
def test_nobody_asks_and_what_is_wanted_is_not_asked(text: str) -> None:
    assert asks(text) == []


def test_what_a_rally_is_aimed_at_its_holders_ask() -> None:
    (found,) = asks("The miners staged a show of force aimed at pressing the government of Kenya to resign.")
    assert (found.asker.name, found.addressee.name) == ("miners", "Kenya")


@pytest.mark.parametrize(
    "text",
    [
        "Norway said Sudan has yet to open the road.",
        "Norway said Sudan should have opened the road in May.",
        "People should plant more trees, Norway said.",
        "Every state has to mend its roads, Norway said.",
        "Norway said the report should calm the markets.",
        "Norway said each state is free to choose what union it should join.",
    ],
)
def test_a_modal_that_lays_no_duty_on_anyone_asks_nothing(text: str) -> None:
    assert asks(text) == []


@pytest.mark.parametrize(
    ("text", "asker", "addressee"),
    [
        ("Kenya sent less than the amount of rice that Sudan had requested.", "Sudan", "Kenya"),
        ("The withdrawal of Kenya's troops is a key demand of Sudan.", "Sudan", "Kenya"),
        ("Norway said Sudan should insist that its consuls help the crew.", "Norway", "Sudan"),
    ],
)
def test_what_is_told_as_asked_for_behind_the_thing(text: str, asker: str, addressee: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name) == (asker, addressee)


@pytest.mark.parametrize(
    "text",
    [
        "Anders Lind of Norway pleaded guilty to smuggling rice from Sudan.",
        "A lawyer said the case would go on if Sudan upheld the verdict.",
        "Norway predicted the talks would fail if Sudan built a new dam.",
        "Even if Sudan agrees, it will be too late, Norway said.",
        "Norway urged the verdict to be carried out.",
    ],
)
def test_pleas_in_court_and_forecasts_ask_nothing(text: str) -> None:
    assert asks(text) == []


def test_a_refusal_until_another_acts_is_a_demand() -> None:
    (found,) = asks("Sudan refused to negotiate until Kenya withdrew its ships.")
    assert (found.asker.name, found.addressee.name, found.manner) == ("Sudan", "Kenya", "demand")


def test_a_refusal_of_demands_tells_the_demands() -> None:
    (found,) = asks("Sudan's refusal of Western demands angered Norway.")
    assert (found.asker.name, found.addressee.name, found.answer) == ("Western countries", "Sudan", "refused")


def test_the_call_that_opens_the_sentence_tells_the_day() -> None:
    text = "In a phone call on Sunday, Angela Merkel told Hosni Mubarak that she wanted Egypt to open its border."
    assert [a.when.text for a in asks(text) if a.when] == ["2006-11-12"]


def test_what_goes_on_as_before_and_what_might_be_are_no_answers() -> None:
    text = "Sudan warned Chad that it could shut the border if Chad did not convince the rebels to leave. "
    told = [a.answer for a in asks(text + "But Chad continued to approve loans for Sudan.") if a.manner == "warn"]
    assert told == ["none"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Norway urged Sudan to work to mend the road.", "work to mend the road"),
        (
            "France warned Iran that it could “swap a small gain for a great loss”.",
            "“swap a small gain for a great loss”",
        ),
    ],
)
def test_content_is_not_torn(text: str, content: str) -> None:
    (found,) = asks(text)
    assert found.content.endswith(content)


@pytest.mark.parametrize(
    ("text", "asker", "addressee"),
    [
        ("Egypt and Jordan called on the two sides to show restraint.", "Egypt", "sides"),
        ("Norway called on the conference to address the debt of poor states.", "Norway", "conference"),
    ],
)
def test_whoever_is_called_on_is_asked_and_never_one_who_asks_along(text: str, asker: str, addressee: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name) == (asker, addressee)


@pytest.mark.parametrize(
    ("text", "asker", "addressee", "manner"),
    [
        ("Norway gave Sudan 48 hours to release the detainees.", "Norway", "Sudan", "demand"),
        ("South Korea proposed talks with North Korea.", "South Korea", "North Korea", "offer"),
        ("The rebels threatened to resume attacks unless the army pulls out.", "rebels", "army", "warn"),
    ],
)
def test_terms_are_set_to_whoever_must_meet_them(text: str, asker: str, addressee: str, manner: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name, found.manner) == (asker, addressee, manner)


def test_time_to_rest_is_no_ultimatum() -> None:
    assert asks("The doctors gave the prisoner a week to rest.") == []


def test_who_condemns_a_report_asks_nothing_of_what_it_urges() -> None:
    text = "Sudan condemned a report urging the government of Chad to free the prisoners."
    assert [a.asker.name for a in asks(text)] == []
    (found,) = asks(text + " The report by the Oslo Institute says they were beaten.")
    assert (found.asker.name, found.addressee.name) == ("Oslo Institute", "Chad")


@pytest.mark.parametrize(
    ("text", "asker", "content"),
    [
        ("Under pressure from Norway, Sudan closed the border.", "Norway", "closed the border"),
        ("Sudan sent planes to Chad in response to a request from Norway.", "Norway", "sent planes to Chad"),
    ],
)
def test_what_is_done_under_pressure_is_what_was_asked(text: str, asker: str, content: str) -> None:
    (found,) = asks(text)
    assert (found.asker.name, found.addressee.name) == (asker, "Sudan")
    assert (found.content, found.answer) == (content, "agreed")


def test_what_is_done_in_response_to_a_warning_was_not_asked() -> None:
    assert all(a.answer != "agreed" for a in asks("In response to a warning from Norway, Sudan sent troops."))


def test_whoever_stands_first_for_stress_is_still_the_one_told() -> None:
    (found,) = asks("It was Russia Trump warned to stay away from the port.")
    assert (found.asker.name, found.addressee.name) == ("Trump", "Russia")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Norway encouraged producers to make more oil available.", ["producers"]),
        ("Norway advocates for governments to register all migrants.", ["governments"]),
        ("The law will encourage more tourists to come.", []),
        ("Norway encourages more tourists to come.", []),
        ("The refugees sought protection from Norway.", []),
    ],
)
def test_encouraging_asks_where_somebody_is_spoken_to(text: str, found: list[str]) -> None:
    assert [a.addressee.name for a in asks(text)] == found


def test_a_hope_that_something_was_so_asks_nothing() -> None:
    assert asks("Norway hoped the summit marked a fresh start.") == []
    assert [a.addressee.name for a in asks("Norway hoped that Sudan would open its border.")] == ["Sudan"]
