"""Telling whether two actors of different reports are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.actors.identity import same_actor
from readout.actors.model import Actor


def person(name: str, side: str | None = None, role: str | None = None, key: str | None = None) -> Actor:
    return Actor(name, "person", side, role, key)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"), ("Mahmud Abbas", "Mahmoud Abbas"), ("Ban Ki-moon", "Ban Ki Moon"),
        ("George Bush", "George W. Bush"), ("Omar al-Bashir", "Omer el-Bashir"),
        ("Recep Erdogan", "Recep Tayyip Erdoğan"),
        ("Antony Blinken", "Antony J. Blinken"), ("Bill Burns", "William Burns"), ("Abdallah Gul", "Abdullah Gul"),
    ],
)  # fmt: skip
def test_spellings_of_one_person(a: str, b: str) -> None:
    score, why = same_actor(person(a), person(b))
    assert score >= 0.8
    assert why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Laura Bush", "George Bush"), ("Joseph Kabila", "Laurent Kabila"), ("Hassan Ali", "Hussein Ali"),
        ("Kim Jong-Il", "Kim Jong Un"), ("Mohamed Morsi", "Mahmoud Morsi"), ("Ehud Barak", "Ehud Olmert"),
    ],
)  # fmt: skip
def test_different_given_names_never_merge(a: str, b: str) -> None:
    assert same_actor(person(a, "X"), person(b, "X"))[0] < 0.3
    assert same_actor(person("Kim Jong-Il", "North Korea"), person("Kim Jong Un", "North Korea"))[0] < 0.3


def test_a_surname_alone_needs_the_side() -> None:
    full = person("Christopher Hill", "United States")
    assert same_actor(person("Hill", "United States"), full)[0] > 0.6
    assert same_actor(person("Hill"), full)[0] == 0.5
    assert same_actor(person("Hill", "Jamaica"), full)[0] == 0.0


def test_the_registry_decides_where_it_knows_both() -> None:
    assert same_actor(person("A", key="x/a"), person("B", key="x/a"))[0] == 1.0
    assert same_actor(person("John Doe", key="x/a"), person("John Doe", key="y/b"))[0] == 0.0


def test_governments_and_bodies_go_by_canonical_name() -> None:
    assert same_actor(Actor("Burma", "government"), Actor("Myanmar", "government"))[0] == 1.0
    assert same_actor(Actor("UN", "body"), Actor("United Nations", "body"))[0] == 1.0
    assert same_actor(Actor("Iran", "government"), Actor("Iraq", "government"))[0] == 0.0
    assert same_actor(Actor("Iran", "government"), person("Iran"))[0] == 0.0


def test_descriptions_need_words_and_side() -> None:
    ours = Actor("Israeli officials", "unnamed", "Israel")
    assert same_actor(ours, Actor("Israeli officials", "unnamed", "Israel"))[0] == 0.8
    assert same_actor(ours, Actor("U.S. officials", "unnamed", "United States"))[0] == 0.0


names = st.lists(
    st.sampled_from(["Ali", "Hassan", "Kim", "de", "al-Assad", "J.", "Mary", "Özal", "-", "O'Neil"]), max_size=4
)


@given(names, names, st.sampled_from([None, "Iran", "China"]), st.sampled_from([None, "Iran"]))
def test_the_order_of_two_never_matters(a: list[str], b: list[str], left: str | None, right: str | None) -> None:
    one, other = person(" ".join(a), left), person(" ".join(b), right)
    assert same_actor(one, other) == same_actor(other, one)
    assert 0.0 <= same_actor(one, other)[0] <= 1.0


def test_a_ministry_is_one_in_whatever_order_its_words_stand():
    score, _ = same_actor(Actor("Norland Trade Ministry", "body"), Actor("Ministry of Trade in Norland", "body"))
    assert score > 0.9
    assert same_actor(Actor("Norland Trade Ministry", "body"), Actor("Norland Ministry of Health", "body"))[0] == 0
