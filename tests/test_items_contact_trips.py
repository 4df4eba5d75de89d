"""Trips told by the traveller's office, and dates told as after some day."""

from __future__ import annotations

import readout


def visits(text: str, published: str = "2019-06-30"):
    found = readout.extract(text, published=published).items["contact"]
    return [
        (c.status, [p.name for p in c.parties], str(c.when) if c.when else None) for c in found if c.kind == "visit"
    ]


def test_a_presidential_trip_is_the_presidents():
    text = "President Emmanuel Macron spoke about grain. The next presidential trip to Egypt is planned for July."
    assert visits(text) == [("planned", ["Emmanuel Macron", "Egypt"], "2019-07")]


def test_a_visit_during_which_people_met_is_to_where_they_met():
    text = "Donald Trump praised Shinzo Abe. The two met in Japan in May during a US presidential visit."
    assert ["Donald Trump", "Japan"] in [parties for _, parties, _ in visits(text)]


def test_a_flight_of_a_minister_is_a_visit_and_one_of_an_airline_none():
    assert visits("Foreign minister Heiko Maas took a long flight to Jordan on June 8.") == [
        ("held", ["Heiko Maas", "Jordan"], "2019-06-08")
    ]
    assert visits("The airline cancelled a flight to Cyprus on June 8 because of fog.") == []


def test_after_some_day_is_from_then_to_the_report():
    text = "President Emmanuel Macron travelled to Egypt after the May 3 attack."
    assert visits(text) == [("held", ["Emmanuel Macron", "Egypt"], "2019-05-03/2019-06-30")]


def test_asking_to_call_a_visit_off_is_not_calling_it_off():
    text = "President Emmanuel Macron will visit Egypt on July 4. Some urged Macron to scrap the visit."
    assert visits(text) == [("planned", ["Emmanuel Macron", "Egypt"], "2019-07-04")]


def test_talks_that_go_by_a_name_are_of_those_who_sit_at_them():
    text = "Fighting in Syria went on. UN-sponsored talks in Geneva are due to restart on June 28."
    (talks,) = readout.extract(text, published="2017-06-20").items["contact"]
    assert [p.name for p in talks.parties] == ["United Nations", "Syria", "Syrian opposition"]
    assert str(talks.when) == "2017-06-28"
