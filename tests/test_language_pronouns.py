"""Pronouns, plurals and genders within a report: whom they mean, and when nobody."""

from __future__ import annotations

import pytest

from readout.language.edtf import parse
from readout.language.read import read
from tests.test_language_names import actor, said


def test_they_are_the_nearest_plural_subject() -> None:
    names = said("Sweden and Norway agreed on Monday that they would reopen the border.")
    assert names["they"] == ["Sweden", "Norway"]


def test_they_are_nobody_where_the_plural_is_not_known() -> None:
    names = said("Turkey and Greece closed the port. The girls in the choir said that they had lost their robes.")
    assert "they" not in names
    assert "their" not in names


def test_a_plural_thing_does_not_hide_who_deals() -> None:
    names = said("The presidents of Chile and Peru met in Lima. The talks were hard. Chile and Peru kept their word.")
    assert names["their"] == ["Chile", "Peru"]


def test_the_two_without_a_noun() -> None:
    text = (
        "Swedish Foreign Minister Karin Hallberg received Norwegian Foreign Minister Ola Brekke. The two met in Oslo."
    )
    assert said(text)["The two"] == ["Karin Hallberg", "Ola Brekke"]


def test_two_others_who_were_counted_before_are_no_pair() -> None:
    names = said("Peru and Japan praised the troops. Two rebels were shot, and one of the two had given up.")
    assert "the two" not in names


def test_she_tells_that_the_speaker_is_a_woman() -> None:
    names = said("Xandri Okafeld told the council that she would resign. On Friday she left the city.")
    assert names["she"] == ["Xandri Okafeld"]


def test_a_wife_is_a_woman() -> None:
    names = said("He travelled with his wife Tove Brandell. Brandell wept as she spoke.")
    assert names["she"] == ["Tove Brandell"]


def test_a_day_is_no_part_of_a_name() -> None:
    names = said("Chief negotiator Jonas Lindholm Tuesday rejected the call. On Tuesday, Lindholm flew home.")
    assert "Jonas Lindholm" in names
    assert "Tuesday" not in names


def test_a_surname_that_is_a_capital_too() -> None:
    names = said("Lena Lagos, a judge, spoke on Monday. Lagos said that the court would sit. Mr. Berg met Judge Lagos.")
    assert names["Lagos"] == ["Lena Lagos"]


def test_an_abbreviation_of_a_group_far_away_is_something_else() -> None:
    names = said("The Rovers won the AFC crown in Seattle on Sunday.", "2024-12-10")
    assert names["AFC"] == ["AFC"]
    text = "Rebels of the AFC took a town in eastern Democratic Republic of the Congo."
    assert said(text, "2024-12-10")["AFC"] == ["Congo River Alliance"]


def test_abbreviations_said_as_words() -> None:
    names = said("Fighters of Isis left the town, Nato said on Monday.")
    assert names["Isis"] == ["Islamic State"]
    assert names["Nato"] == ["NATO"]


def test_a_shorter_name_takes_up_the_body_named_before() -> None:
    names = said("The UN Commission on Human Rights met. Envoys told the human rights commission about the dispute.")
    assert names["the human rights commission"] == ["UN Commission on Human Rights"]


def test_it_is_the_second_time() -> None:
    assert "It" not in said("Kuwait is hosting the conference. It is only the second time this year.")


def test_two_offices_beside_one_name() -> None:
    names = said("Halvard Dahlin, Norway's energy minister and chairman of the club, said he would resign.")
    assert names["he"] == ["Halvard Dahlin"]


def test_a_government_spokesman_speaks_for_the_country_written_from() -> None:
    text = "ATHENS, Nov. 15, 2005 (AFP)\n\nGreece will stay, government spokesman Nikos Varelas said. Greece had asked."
    document = read(text, parse("2005-11-15"))
    assert actor(document, "Nikos Varelas").side == "Greece"


def test_two_names_of_one_person_are_one_actor() -> None:
    names = said("President Mahmoud Abbas met envoys. Later Abu Mazen left Ramallah.", "2007-03-05")
    assert names["Abu Mazen"] == names["Mahmoud Abbas"] == ["Mahmoud Abbas"]


def test_allies_are_those_of_whom_they_stand_beside() -> None:
    names = said("Norway warned Russia and its allies against an attack.")
    assert names["its"] == ["Russia"]


def test_the_country_is_the_one_named_last() -> None:
    text = "French envoys flew to Somalia on Monday. They met the country's prime minister, Ali Mohamed Gedi."
    assert actor(read(text, parse("2006-12-28")), "Ali Mohamed Gedi").side == "Somalia"


def test_a_relation_who_is_not_known_may_be_whom_she_means() -> None:
    names = said("Judge Anna Holm spoke on Monday. The suspect's mother said she would appeal.")
    assert "she" not in names


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("The US ambassador to Iraq", "United States"),
        ("Norway's envoy to Sudan", "Norway"),
        ("A spokesman for President Hosni Mubarak", "Egypt"),
        ("A critic of President Hosni Mubarak", None),
    ],
)
def test_who_is_sent_acts_for_the_sender(phrase: str, side: str | None) -> None:
    document = read(f"{phrase} said no.", parse("2005-11-15"))
    assert document.references[0].actor.side == side


def test_an_ambassador_is_whose_name_follows() -> None:
    names = said(
        "The guest met Foreign Minister Lin Chao, Chinese Ambassador to the United States Deng Waluo and others."
    )
    assert names["Chinese Ambassador to the United States"] == ["Deng Waluo"]


def test_a_place_is_nobody() -> None:
    names = said("Turnout was strong in Fallujah, a Sunni city in the west, official Haidar Mansour told reporters.")
    assert names.get("a Sunni city") != ["Haidar Mansour"]


def test_the_end_of_a_longer_name_is_no_office_holder() -> None:
    document = read("Qassim Mohammed Ibrahim, a shop owner in Baghdad, left.", parse("2014-12-14"))
    assert all(r.actor.side != "Egypt" for r in document.references)


def test_a_chairman_is_of_the_country_whose_committee_he_leads() -> None:
    text = "She met Tarin Okaf, chairman of the foreign affairs committee of the Norwegian parliament."
    assert actor(read(text, parse("2005-11-15")), "Tarin Okaf").side == "Norway"


def test_whom_one_praises_is_somebody_else() -> None:
    names = said("President George W. Bush paid tribute to Anders Holt, praising him for courage.", "2005-11-15")
    assert names["him"] == ["Anders Holt"]


def test_a_surname_alone_is_the_one_in_office() -> None:
    text = "President George W. Bush spoke on Monday. Laura Bush sent condolences. Bush then left for Texas."
    assert said(text, "2005-11-15")["Bush"] == ["George W. Bush"]


def test_a_vague_name_of_a_movement_far_away_is_another() -> None:
    names = said("India's United Front chose a leader on Sunday. The Front met in New Delhi.", "1997-04-20")
    assert "Northern Alliance" not in str(names)


def test_a_girl_who_is_not_named_may_be_meant() -> None:
    names = said("Minister Anna Holm spoke. The cases involved a girl who died on Monday and her brother.")
    assert "her" not in names


def test_a_name_torn_at_a_hyphen_is_whole() -> None:
    names = said("Foreign Minister Ban Ki- moon left Seoul on Monday.", "2005-11-14")
    assert [name for found in names.values() for name in found if "Ban" in name] == ["Ban Ki-moon"]
