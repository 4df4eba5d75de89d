"""What two items have in common: evidence and a sentence."""

from __future__ import annotations

import pytest

from readout.actors.model import Actor
from readout.items import alike
from readout.items.model import Passage
from readout.language import edtf

ANNA = Actor("Anna Lind", "person", "Norland", "prime minister")
OMAR = Actor("Omar Haddad", "person", "Sudland", "president")
NORLAND = Actor("Norland", "government", "Norland")


def test_one_in_two_that_differs_is_evidence_against() -> None:
    other = Actor("Eva Roth", "person", "Westland")
    assert alike.actors((ANNA, OMAR), (ANNA, OMAR))[0] > 0.7
    assert alike.actors((ANNA, OMAR), (ANNA, other))[0] <= -1


def test_a_person_and_the_government_served_are_not_against_each_other() -> None:
    assert 0 < alike.actors((ANNA, OMAR), (NORLAND, OMAR))[0] < 1


@pytest.mark.parametrize(
    ("left", "right", "lasting", "sign"),
    [
        ("2024-03-18", "2024-03-18", 0, 1),
        ("2024-03-18", "2024-03-19", 0, -1),
        ("2024-03-18", "2024-03-20", 4, 1),
        ("2024-03-18", "2024-03-28", 4, -1),
        ("2024-03", "2024-03-18", 0, 1),
        ("2024-03-18", None, 0, 0),
    ],
)
def test_dates_speak_as_far_as_they_are_known(left: str, right: str | None, lasting: int, sign: int) -> None:
    evidence, why = alike.dates(edtf.parse(left), edtf.parse(right) if right else None, lasting)
    assert (evidence > 0) - (evidence < 0) == sign
    assert bool(why) == bool(sign)


def test_spellings_of_one_name_meet_in_one_block() -> None:
    hyphen, spaced = Actor("Ban Ki-moon", "person"), Actor("Ban Ki- moon", "person")
    sergei, sergey = Actor("Sergei Lavrov", "person"), Actor("Sergey Lavrov", "person")
    assert alike.actor_key(hyphen) == alike.actor_key(spaced)
    assert alike.actor_key(sergei) == alike.actor_key(sergey)
    assert alike.pair_keys((ANNA, OMAR)) & alike.pair_keys((NORLAND, OMAR))


def test_months_of_a_date_are_few_or_none() -> None:
    assert alike.months(edtf.parse("2024-03-31")) == ("2024-03", "2024-04")
    assert alike.months(edtf.parse("2024")) == ()
    assert alike.months(None) == ()


def test_sentences_that_name_one_place_are_of_one_setting() -> None:
    def told(text: str) -> list[Passage]:
        return [Passage(0, len(text), text)]

    assert alike.settings(told("Four died in Norland."), told("A blast hit Norlander soldiers."))[0] == 1
    assert alike.settings(told("Four died in Norland."), told("Four died in Sudland on Monday."))[0] == -1
    assert alike.settings(told("Four died on Monday."), told("Four died in Sudland."))[0] == 0
