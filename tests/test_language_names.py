"""Who is meant, within a report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.actors.model import Actor
from readout.language import people
from readout.language.document import Document
from readout.language.edtf import parse
from readout.language.names import resolve
from readout.language.read import read


def said(text: str, day: str = "2023-12-29") -> dict[str, list[str]]:
    """What each phrase that refers to an actor means: the phrase to the names."""
    document = read(text, parse(day))
    found: dict[str, list[str]] = {}
    for r in document.references:
        phrase = text[document.tokens[r.first].start : document.tokens[r.last - 1].end]
        found.setdefault(phrase, [])
        if r.actor.name not in found[phrase]:
            found[phrase].append(r.actor.name)
    return found


def actor(document: Document, name: str) -> Actor:
    return next(r.actor for r in document.references if r.actor.name == name)


def test_full_name_then_surname_and_title() -> None:
    text = "Prime Minister Ehud Olmert spoke on Monday. Mr. Olmert said the prime minister of Turkey had called."
    names = said(text, "2007-03-05")
    assert names["Ehud Olmert"] == names["Olmert"] == ["Ehud Olmert"]
    assert names["the prime minister of Turkey"] == ["Recep Tayyip Erdogan"]


def test_a_state_whose_name_holds_a_possessive() -> None:
    names = said("The Democratic People's Republic of Korea wrote to the People’s Republic of China on Monday.")
    assert names["Democratic People's Republic of Korea"] == ["North Korea"]
    assert names["People’s Republic of China"] == ["China"]


def test_a_currency_is_no_state() -> None:
    names = said("Norway paid 20 million U.S. dollars and 3 million Swiss francs to Kenya.")
    assert set(names) == {"Norway", "Kenya"}


def test_a_dash_between_spaces_joins_no_compound() -> None:
    names = said("The council will be pressed by Russia – and by its neighbour, Turkey – to give way.")
    assert names["Russia"] == ["Russia"]
    assert names["Turkey"] == ["Turkey"]
    assert "Saudi" not in said("The Saudi-led force left.")


def test_a_surname_in_the_headline_finds_its_full_name_below() -> None:
    names = said(
        "Bezhuashvili flies to Kyiv\nGeorgian Foreign Minister Gela Bezhuashvili left on Tuesday.", "2006-05-09"
    )
    assert names["Bezhuashvili"] == ["Gela Bezhuashvili"]


def test_a_title_with_a_surname_alone_finds_the_holder_of_the_day() -> None:
    for day, name in (("1999-05-02", "Bill Clinton"), ("2022-05-02", "Joe Biden")):
        assert said(f"President {name.split()[1]} telephoned the king.", day)[name.split()[1]] == [name]


def test_role_in_apposition() -> None:
    text = "The premier sent his right-hand adviser, Rona Sample, to Oslo. Ola Nordmann, the trade minister, met her."
    document = read(text, parse("2021-03-04"))
    assert actor(document, "Rona Sample").role == "adviser"
    assert actor(document, "Ola Nordmann").role == "trade minister"
    assert said(text)["the trade minister"] == ["Ola Nordmann"]


def test_a_role_alone_by_country_and_day() -> None:
    names = said("The visiting Chinese premier met the US president and the Israeli leader.", "2006-11-20")
    assert names["The visiting Chinese premier"] == ["Wen Jiabao"]
    assert names["the US president"] == ["George W. Bush"]
    assert names["the Israeli leader"] == ["Ehud Olmert"]


def test_a_role_the_registry_cannot_settle_stays_an_office() -> None:
    document = read("The Ruritanian envoy met the Israeli deputy tourism minister.", parse("2006"))
    assert all(r.actor.kind != "person" for r in document.references)


def test_counterparts() -> None:
    names = said("Russian Foreign Minister Sergei Lavrov called his Turkish counterpart, Hakan Fidan, on Monday.")
    assert names["his Turkish counterpart"] == ["Hakan Fidan"]
    names = said("President Bush said he would ask his Russian counterpart for help.", "2006-11-20")
    assert names["his Russian counterpart"] == ["Vladimir Putin"]


def test_the_two_leaders_and_both_sides() -> None:
    text = "President Biden called Prime Minister Benjamin Netanyahu. The two leaders agreed, and both sides said so."
    names = said(text)
    assert sorted(names["The two leaders"]) == ["Benjamin Netanyahu", "Joe Biden"]
    assert sorted(names["both sides"]) == ["Israel", "United States"]


def test_one_reference_for_each_of_two() -> None:
    document = read("Iran and Iraq signed a treaty. The two countries had fought.", parse("1995"))
    both = [r for r in document.references if r.form == "group"]
    assert sorted(r.actor.name for r in both) == ["Iran", "Iraq"]
    assert len({(r.first, r.last) for r in both}) == 1


def test_pronouns_take_up_the_subject() -> None:
    names = said("Angela Merkel flew to Ankara. She told reporters that she would return.", "2016-04-23")
    assert names["She"] == names["she"] == ["Angela Merkel"]
    names = said("Israel said it would answer.")
    assert names["it"] == ["Israel"]


def test_he_is_not_a_woman() -> None:
    assert "he" not in said("Condoleezza Rice left Amman on Friday, and he stayed.", "2006-10-06")


def test_capitals_act_or_are_places() -> None:
    names = said("Washington said talks in Paris would resume. The Kremlin denied it. They met in Washington.")
    assert names["Washington"] == ["United States"]
    assert names["The Kremlin" if "The Kremlin" in names else "Kremlin"] == ["Russia"]
    assert "Paris" not in names


def test_peoples_and_officials() -> None:
    names = said(
        "The Americans pressed the Israelis. U.S. and Israeli officials said so. A senior French diplomat agreed."
    )
    assert names["Americans"] == ["United States"]
    assert names["Israelis"] == ["Israel"]
    assert names["U.S. and Israeli officials"] == ["U.S. officials", "Israeli officials"]
    document = read("A senior French diplomat agreed.", None)
    assert actor(document, "senior French diplomat") == Actor(
        "senior French diplomat", "unnamed", "France", actor(document, "senior French diplomat").role
    )


def test_bodies_and_groups_have_their_side() -> None:
    document = read("The State Department and Israel's war cabinet spoke of Hamas and the UN Security Council.", None)
    assert actor(document, "State Department").side == "United States"
    assert actor(document, "Israeli war cabinet").side == "Israel"
    assert actor(document, "Hamas").kind == "armed_group"
    assert actor(document, "UN Security Council").kind == "body"


def test_a_report_may_abbreviate() -> None:
    names = said("The Harbour Workers' Council (HWC) met Iran's envoy. Later the HWC said no.")
    assert any("Council" in name for name in names.get("HWC", []))


def test_all_mentions_of_one_actor_carry_an_equal_value() -> None:
    text = "Mr. Netanyahu spoke. Benjamin Netanyahu, the Israeli prime minister, said he was ready. Bibi left."
    document = read(text, parse("2023-12-29"))
    assert {r.actor for r in document.references if r.actor.kind == "person"} == {actor(document, "Benjamin Netanyahu")}


def test_actors_of_a_phrase() -> None:
    document = read("Hu Jintao met George W. Bush, Tony Blair and Vladimir Putin in Paris.", parse("2006-07-15"))
    met = next(t for t in document.tokens if t.lemma == "meet")
    subject, objects = (
        next(t for t in document.tokens if t.head == met.index and t.deprel == d) for d in ("nsubj", "obj")
    )
    assert [a.name for a in people.actors_of(document, subject)] == ["Hu Jintao"]
    assert [a.name for a in people.actors_of(document, objects)] == ["George W. Bush", "Tony Blair", "Vladimir Putin"]
    paris = next(t for t in document.tokens if t.text == "Paris")
    assert people.country_at(document, paris.index) == "France"
    assert people.at(document, paris.index) == []


def test_ministers_of_two_countries() -> None:
    names = said("The foreign ministers of Iran and Iraq met.", "2006-11-20")
    assert names["The foreign ministers of Iran and Iraq"] == ["Manouchehr Mottaki", "Hoshyar Zebari"]


def test_side_of() -> None:
    assert people.side_of(Actor("Iran", "government")) == "Iran"
    assert people.side_of(Actor("A", "person", "Iran")) == "Iran"
    assert people.side_of(Actor("A", "person")) is None


@pytest.mark.parametrize(
    "text", ["", " \n ", "President", "his her they both the two leaders", "Mr. Mr. Mr.", "(UN) (UN", "of of 's"]
)
def test_hostile_text(text: str) -> None:
    document = read(text, parse("2006"))
    assert resolve(document) == document.references


WORDS = (
    "President Bush his Russian counterpart the two leaders both sides Mr. Washington said , ( ) and of 's Iran - Kim"
)
pieces_ = st.sampled_from([*WORDS.split(), "\n", "«", "”", "U.S.", "officials", "minister", "she", "it", "they", "met"])


@settings(max_examples=60, deadline=None)
@given(st.lists(pieces_, max_size=30))
def test_references_lie_within_the_document_and_are_stable(parts: list[str]) -> None:
    document = read(" ".join(parts), parse("2006"))
    for r in document.references:
        assert 0 <= r.first <= r.head < r.last <= len(document.tokens)
        assert r.actor.name.strip()
    assert list(document.references) == sorted(document.references, key=lambda r: (r.first, r.last))
    assert resolve(document) == document.references


def test_an_office_without_a_country_is_of_the_side_whose_holder_was_named() -> None:
    text = (
        "Israeli Prime Minister Benjamin Netanyahu called President Joe Biden. The prime minister's office said they "
        "agreed. A spokesman for the prime minister said more talks would follow."
    )
    document = read(text, parse("2023-12-29"))
    assert actor(document, "prime minister's office").side == "Israel"
    assert actor(document, "spokesman for the prime minister").side == "Israel"


def test_an_office_of_nobody_named_stays_without_a_side() -> None:
    document = read("The prime minister's office said nothing on Monday.", parse("2023-12-29"))
    assert all(r.actor.side is None for r in document.references)


def test_a_ministry_of_a_place_is_not_of_the_country_that_the_report_is_about() -> None:
    text = "Israel struck again, Israel said. Israel denied more. The Gaza Health Ministry gave a toll of 40."
    document = read(text, parse("2023-12-29"))
    assert [r.actor.side for r in document.references if "Ministry" in r.actor.name] in ([], [None])
