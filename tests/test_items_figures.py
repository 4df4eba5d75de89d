"""Figures: what is counted, how many, how firmly, as of when, who says so, and which cannot both be right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.actors.model import Actor
from readout.items.figures import ITEM_TYPE, Figure, clash, find
from readout.items.model import Passage
from readout.language.edtf import parse
from tests.figures_kit import document

SENTENCES = (
    "The shelling killed two policemen and wounded three others on Monday.",
    "A Palestinian boy was shot dead on Friday.",
    "The flood claimed the lives of five fishermen.",
    "The death toll rose to 15 on Sunday.",
    "About 40,000 people have been displaced since March.",
    "At least 12 miners died in the blast.",
    "Some 5,000 American troops are stationed in the country.",
    "Police detained nine suspects in the capital.",
    "The gunmen released 20 hostages on Saturday.",
    "Between 35 and 40 villagers were injured.",
)


def told(text: str, published: str | None = "2019-05-15") -> list[tuple[str, object, str]]:
    return [(f.measure, f.value, f.bound) for f in find(document(text, published))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SENTENCES[0], {("killed", 2, "exact"), ("wounded", 3, "exact")}),
        (SENTENCES[1], {("killed", 1, "exact")}),
        (SENTENCES[2], {("killed", 5, "exact")}),
        (SENTENCES[3], {("killed", 15, "exact")}),
        (SENTENCES[4], {("displaced", 40000, "about")}),
        (SENTENCES[5], {("killed", 12, "at_least")}),
        (SENTENCES[6], {("troops", 5000, "about")}),
        (SENTENCES[7], {("detained", 9, "exact")}),
        (SENTENCES[8], {("hostages_released", 20, "exact")}),
        ("A woman and two soldiers were killed.", {("killed", 3, "exact")}),
        ("The country's 90,000-strong army was put on alert.", {("troops", 90000, "exact")}),
        ("Six rebels and a soldier were killed.", {("killed", 6, "exact"), ("killed", 1, "exact")}),
        ("The attack left eight people dead and 20 wounded.", {("killed", 8, "exact"), ("wounded", 20, "exact")}),
    ],
)
def test_what_is_counted(text: str, wanted: set[tuple[str, object, str]]) -> None:
    assert set(told(text)) == wanted


def test_a_range_keeps_both_ends() -> None:
    (figure,) = find(document(SENTENCES[9]))
    assert (figure.measure, figure.value) == ("wounded", (35, 40))


@pytest.mark.parametrize(
    "text",
    [
        "The company paid 4 million dollars for the field.",
        "Exports grew by 12 percent in the first three months.",
        "The two leaders signed six agreements on Tuesday.",
        "She is 34 and has lived abroad for 10 years.",
        "Nobody was killed in the explosion.",
        "The committee killed the bill.",
        "The gang threatened to kill 40 hostages if no ransom came.",
        "India has executed three projects in the valley.",
    ],
)
def test_no_figure_is_found_where_none_is(text: str) -> None:
    assert told(text) == [] or all(measure == "hostages_held" for measure, _, _ in told(text))


def test_the_event_dates_its_figure_and_the_state_is_of_the_reports_day() -> None:
    killed, wounded = find(document(SENTENCES[0], "2019-05-15"))
    assert str(killed.as_of) == str(wounded.as_of) == "2019-05-13"
    (troops,) = find(document(SENTENCES[6], "2019-05-15"))
    assert str(troops.as_of) == "2019-05-15"


def test_a_sum_since_then_is_of_the_reports_day() -> None:
    (figure,) = find(document("More than 3,000 people have been killed since January.", "2019-05-15"))
    assert str(figure.as_of) == "2019-05-15"


def test_an_undated_mention_takes_the_day_of_the_event_told_before_it() -> None:
    text = "A bomb exploded at the market on Monday.\nSeven shoppers were killed and a guard was wounded."
    assert {str(f.as_of) for f in find(document(text, "2019-05-15"))} == {"2019-05-13"}


def test_what_is_told_twice_is_one_figure_with_both_passages() -> None:
    text = "Bomb kills 14 soldiers\nA bomb killed 14 soldiers on Monday.\nThe 14 soldiers were killed at a checkpoint."
    figures = [f for f in find(document(text)) if f.measure == "killed"]
    assert len(figures) == 1
    assert len(figures[0].passages) == 3


def test_figures_of_two_days_stay_apart() -> None:
    text = "Two soldiers were killed on Monday.\nTwo soldiers were killed on Tuesday."
    assert len(find(document(text))) == 2


def test_the_speaker_is_named() -> None:
    (figure,) = find(document("The hospital said that eleven patients died on Monday."))
    assert figure.according_to is not None
    assert "hospital" in figure.according_to.name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("France supports the raids that according to the army have killed 40 people.", "army"),
        ("Kenya will talk about the release of the 30 hostages, who Chad says are still being held.", "Chad"),
    ],
)
def test_the_speaker_of_a_clause_in_the_clause_is_named(text: str, speaker: str) -> None:
    (figure,) = find(document(text))
    assert figure.according_to is not None
    assert speaker in figure.according_to.name


def test_what_since_goes_back_to_is_of_the_day_to_which_the_report_returns() -> None:
    text = (
        "The bombing on May 2 shook the capital. Aid grew after the bombing on May 2, officials said. It rained. It "
        "rained again. Nobody came. The road was shut. The dispute has grown since gunmen killed 70 people and "
        "seized 20 hostages."
    )
    figures = find(document(text, "2019-05-15"))
    assert {f.as_of.text for f in figures if f.as_of} == {"2019-05-02"}


def toll(
    value: float, speaker: str | None, day: str = "2019-05-13", bound: str = "exact", who: str = "people"
) -> Figure:
    said = Actor(speaker, "body", speaker) if speaker else None
    return Figure(
        measure="killed",
        value=value,
        bound=bound,
        who=who,
        according_to=said,
        as_of=parse(day),
        passages=(Passage(0, 1, "x"),),
        confidence=0.9,
        why="",
    )


def test_two_tolls_of_one_day_by_two_speakers_clash() -> None:
    found = clash(toll(15, "Army"), toll(22, "Red Cross"))
    assert found is not None
    field, why = found
    assert field == "value"
    assert "Army" in why
    assert "22" in why


def test_a_report_with_two_tolls_of_one_blast_and_a_later_one_disputes_the_two_alone() -> None:
    text = (
        "The army said 15 people were killed in Monday's explosion at the market.\n"
        "The Red Cross said that 22 people were killed in the explosion.\n"
        "By Tuesday the toll had risen to 31, the governor said."
    )
    army, red_cross, governor = find(document(text))
    assert clash(army, red_cross) is not None
    assert clash(army, governor) is None
    assert clash(red_cross, governor) is None


def test_growing_tolls_and_bounds_that_meet_do_not_clash() -> None:
    assert clash(toll(15, "Army"), toll(22, "Red Cross", day="2019-05-14")) is None
    assert clash(toll(15, "Army", bound="at_least"), toll(22, "Red Cross")) is None
    assert clash(toll(20, "Army", bound="about"), toll(21, "Red Cross")) is None


def test_one_speakers_two_events_and_an_event_beside_a_sum_do_not_clash() -> None:
    assert clash(toll(7, "Army"), toll(10, "Army")) is None
    assert clash(toll(7, None), toll(10, None)) is None
    assert clash(toll(3, "Army"), toll(4899, "Red Cross")) is None
    assert clash(toll(7, "Army", who="people in Basra"), toll(10, "Red Cross", who="people in Mosul")) is None


def test_clash_does_not_care_for_order() -> None:
    left, right = toll(15, "Army"), toll(22, "Red Cross")
    assert (clash(left, right) is None) == (clash(right, left) is None)
    assert clash(left, replace(left)) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from(["\n", " ", "\n\n"]))
def test_passages_are_exactly_there(sentences: list[str], joint: str) -> None:
    text = joint.join(sentences)
    for figure in find(document(text)):
        for passage in figure.passages:
            assert text[passage.start : passage.end] == passage.text
        assert figure.bound in ITEM_TYPE.choices["bound"]
        assert 0 <= figure.confidence <= 1


@pytest.mark.parametrize("text", ["", "Killed", "12", "0 killed", "1,2,3,4 dead dead dead", "killed " * 5000])
def test_odd_input_is_borne(text: str) -> None:
    find(document(text, None))


def test_what_is_set_free_after_a_kidnapping_was_held() -> None:
    (figure,) = find(document("Ten nurses were released on Monday, a week after gunmen kidnapped them.", "2019-05-15"))
    assert (figure.measure, figure.value) == ("hostages_released", 10)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A strike involving 3,000 workers began on Monday.", ("strikers", 3000)),
        ("Some 700,000 newly displaced people have reached the border.", ("displaced", 700000)),
        ("The number of refugees doubled to 212,000 people.", ("displaced", 212000)),
        ("Canada resettled 6,500 refugees last year.", ("resettled", 6500)),
        ("The ministry counted 1,200 new cases of cholera.", ("new cases", 1200)),
    ],
)
def test_measures_of_many_kinds(text: str, wanted: tuple[str, int]) -> None:
    assert [(m, v) for m, v, _ in told(text)] == [wanted]


def test_an_age_before_a_name_and_a_part_of_a_whole_are_no_counts_of_their_own() -> None:
    assert told("At 14 Lind joined the party.") == []
    assert [(m, v) for m, v, _ in told("Two of the 18 were rescued on Monday.")] == [("rescued", 2)]
    assert told("One of the big questions is who died.") == []


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("They spoke of the release of the 30 hostages, some of whom are still being held.", "hostages_held"),
        ("The rebels agreed to a pause in exchange for more than 30 captives.", "hostages_released"),
        ("Half a million people are facing acute food insecurity.", "food_insecure"),
        ("More than 300,000 civilians are sheltering in the port.", "displaced"),
    ],
)
def test_what_the_words_around_those_counted_tell(text: str, measure: str) -> None:
    assert [m for m, _, _ in told(text)] == [measure]


@pytest.mark.parametrize(
    "text",
    [
        "The proposal would free 30 hostages.",
        "Envoys put forward a plan for a truce in exchange for the release of 30 to 45 hostages.",
        "The rebels offered to release 12 hostages.",
    ],
)
def test_a_release_that_is_only_proposed_is_no_figure(text):
    assert not [f for f in find(document(text, "2019-05-15")) if f.measure == "hostages_released"]


def test_those_still_held_are_not_those_freed():
    found = find(document("Fifteen hostages were freed, and 70 are still held.", "2019-05-15"))
    assert [f.value for f in found if f.measure == "hostages_released"] == [15]
    (held,) = find(document("Envoys discussed the release of the 70 hostages still held.", "2019-05-15"))
    assert (held.measure, held.value) == ("hostages_held", 70)


def test_a_misprinted_number_is_read_as_printed_and_doubted():
    (found,) = find(document("Officials said 31,0000 people were killed on Monday.", "2019-05-15"))
    (plain,) = find(document("Officials said 31,000 people were killed on Monday.", "2019-05-15"))
    assert found.value == 310_000
    assert "misprinted" in found.why
    assert found.confidence < plain.confidence


@pytest.mark.parametrize(
    "text",
    [
        "The bombing on May 2 shook the town. The ministry said 1,055 people had been killed in air strikes.",
        "The bombing on May 2 shook the town. The mayor said that 8,000 people had fled the town since Monday.",
    ],
)
def test_what_goes_on_is_of_the_reports_day(text: str) -> None:
    figure = next(f for f in find(document(text, "2019-05-15")) if f.value in (1055, 8000))
    assert figure.as_of == parse("2019-05-15")


@pytest.mark.parametrize(
    "text",
    [
        "One out of five displaced women was hurt on the way.",
        "One in ten children has been wounded.",
        "Two out of every three men were detained.",
    ],
)
def test_a_ratio_counts_nobody(text: str) -> None:
    assert told(text) == []


def test_a_place_after_in_makes_no_ratio() -> None:
    assert ("killed", 3, "exact") in told("The army killed three in two raids.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Norway has 900 troops in Sudan, down from 1,600 in December.",
            [(900, "troops in Sudan", "2019-05-15"), (1600, "troops in Sudan", "2018-12")],
        ),
        (
            "The country took in 11 refugees this year, compared with 15,479 in 2016 and 3,024 in 2017.",
            [(11, "refugees", "2019"), (15479, "refugees", "2016"), (3024, "refugees", "2017")],
        ),
        (
            "Some 4.5 million refugees live in Chad, 2 million in Sudan and half a million in Kenya.",
            [
                (4500000, "refugees in Chad", "2019-05-15"),
                (2000000, "refugees in Sudan", "2019-05-15"),
                (500000, "refugees in Kenya", "2019-05-15"),
            ],
        ),
        ("The number of those displaced was 68.6 million.", [(68600000, "people", "2019-05-15")]),
    ],
)
def test_numbers_told_beside_a_figure(text: str, wanted: list[tuple[float, str, str]]) -> None:
    found = find(document(text, "2019-05-15"))
    assert [(f.value, f.who, f.as_of.text if f.as_of else None) for f in found] == wanted


def test_an_average_counts_nobody() -> None:
    assert told("An average of 100 people are killed on the roads each day.") == []
