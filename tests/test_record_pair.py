"""Days in spans of time, silences, and what stands between two sides."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
import record_kit as kit
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.record.asking import calendar, pair, reported, sides
from readout.record.asking.pair import Row
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.web.drawing.timeline import focus


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "record.db") as opened:
        yield opened
    kit.uninstall()


@settings(deadline=None, max_examples=40)
@given(st.dates(), st.sampled_from(calendar.UNITS))
def test_a_span_holds_its_day_and_borders_on_the_next(day, unit):
    first, last = calendar.span(unit, day.toordinal())
    assert first <= day.toordinal() <= last
    assert last - first < calendar.DAYS[unit]
    if last < date.max.toordinal():
        assert calendar.span(unit, last + 1)[0] == last + 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.dates(), min_size=1, max_size=20))
def test_the_database_counts_months_as_the_calendar_does(days):
    with sa.create_engine("sqlite://").connect() as connection:
        for day in days:
            asked = sa.select(calendar.months(sa.literal(day.toordinal())))
            assert connection.scalar(asked) == calendar.month(day.toordinal()) == day.year * 12 + day.month - 1


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 4000), max_size=30))
def test_silences_never_overlap_and_add_up(days):
    rows = [Row(n, "contact", "call", "held", False, day, day) for n, day in enumerate(sorted(days))]
    found = pair.silences(rows, 100)
    assert [one.days for one in found] == sorted((one.days for one in found), reverse=True)
    spans = sorted((one.first, one.last) for one in found)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_planned_call_breaks_no_silence():
    start = date(2024, 1, 1).toordinal()
    rows = [
        Row(1, "contact", "call", "held", False, start, start),
        Row(2, "contact", "call", "planned", False, start + 20, start + 20),
        Row(3, "contact", "call", "held", False, start + 50, start + 50),
    ]
    assert [one.days for one in pair.silences(rows, 5)] == [50]


def test_few_items_far_apart_leave_the_focus_on_the_rest():
    day = date(2024, 1, 1).toordinal()
    busy = [(day + n, 1) for n in range(100)]
    assert focus([(day - 9000, 1), *busy]) == (day, day + 99)
    assert focus(busy) is None


def test_a_side_is_found_by_its_slug_whatever_its_name(record):
    text = "Talks\n<contact call held|Ana O'Neil-Ruiz@Côte d'Or;Bo Rask@Sudland|2024-05-02> They rang.\n"
    record.add_reports([kit.report(text, "a.txt", "2024-05-03")])
    with record.reading() as connection:
        for name in ("Ana O'Neil-Ruiz", "Côte d'Or", "Sudland"):
            assert sides.find(connection, sides.slug(name)).name == name
            assert sides.find(connection, name).name == name
        with pytest.raises(RecordError, match="no such actor"):
            sides.find(connection, "atlantis")


def test_who_asks_whom_is_told_apart(record):
    text = (
        "Asks\n"
        "<ask request grain|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> She asked.\n"
        "<ask request timber|Bo Rask@Sudland;Ada Lund@Norland|2024-05-03> He asked.\n"
        "<ask request oil|Bo Rask@Sudland;Cy Moe@Estland|2024-05-03> He asked another.\n"
    )
    record.add_reports([kit.report(text, "a.txt", "2024-05-04")])
    with record.reading() as connection:
        left, right = sides.find(connection, "norland"), sides.find(connection, "sudland")
        rows = pair.rows(connection, pair.Pair(left, right))
    assert [row.ahead for row in rows] == [True, False]


def test_a_side_s_dealings_with_itself_are_none(record):
    text = "Own\n<contact call held|Ada Lund@Norland;Di Voss@Norland|2024-05-02> Two of one side rang.\n"
    record.add_reports([kit.report(text, "a.txt", "2024-05-03")])
    with record.reading() as connection:
        lund, norland = sides.find(connection, "ada-lund"), sides.find(connection, "norland")
        assert len(pair.rows(connection, pair.Pair(lund, norland))) == 1  # with the other of that side
        assert pair.rows(connection, pair.Pair(lund, lund)) == []


def test_copies_are_one_mark_with_the_figure_of_the_original(record):
    mill = " ".join(f"The mill by the river had stood there for {n} years, said its keeper." for n in range(60))
    text = f"Toll\n<figure killed 12|villagers|2024-04-02> Twelve villagers were dead. {mill}\n"
    record.add_reports([kit.report(text, "a.txt", "2024-04-03"), kit.report(text + "\nMore.", "b.txt", "2024-04-04")])
    with record.reading() as connection:
        (told,) = reported.told(connection, "killed")
    assert told.copies == 1
    assert told.source == "a.txt"
    assert told.when is not None
    assert told.when.last == told.when.first
