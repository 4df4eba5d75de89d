"""EDTF values: what they allow, how they are written, moved and compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.edtf import Edtf, between, common, day, parse, shift, to_timex

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))


def ends(text: str) -> tuple[str | None, str | None]:
    value = parse(text)
    return tuple(None if e is None else date.fromordinal(e).isoformat() for e in (value.first, value.last))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-05-09", "2021-05-09", "2021-05-09"),
        ("2021-05-09~", "2021-05-09", "2021-05-09"),
        ("2021-05-09T10:30:00Z", "2021-05-09", "2021-05-09"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2024-02-XX", "2024-02-01", "2024-02-29"),
        ("2021-12-1X", "2021-12-10", "2021-12-19"),
        ("2021-12-0X", "2021-12-01", "2021-12-09"),
        ("2021-12-3X", "2021-12-30", "2021-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-22", "2021-06-01", "2021-08-31"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("2021-33", "2021-01-01", "2021-03-31"),
        ("2021-41", "2021-07-01", "2021-12-31"),
        ("2021-05/2021-07", "2021-05-01", "2021-07-31"),
        ("../2021", None, "2021-12-31"),
        ("2021-06-05/..", "2021-06-05", None),
        ("../..", None, None),
    ],
)
def test_the_days_a_value_allows(text: str, first: str | None, last: str | None) -> None:
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "///", "soon", "2021-13", "2021-00", "2021-02-30", "2021-04-31", "0000", "21-05-09", "2021-5-9"),
        *("2021-05-09~~", "2022/2021", "2021-05T10:00", "199X-05", "2021-XX-05", "2021-02-3X", "2021/2022/2023"),
        *("२०२१", "2021-05-09 ", "20210509"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        value = parse(text)
    except ValueError:
        return
    assert value.text == text
    assert value.first is None or value.last is None or value.first <= value.last


@given(DAYS, DAYS)
def test_between_says_exactly_those_days(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    value = between(first, last)
    assert (value.first, value.last) == (first.toordinal(), last.toordinal())
    assert parse(value.text) == value


def test_between_is_written_as_short_as_can_be() -> None:
    assert str(between(date(2020, 3, 4), date(2020, 3, 4))) == "2020-03-04"
    assert str(between(date(2020, 2, 1), date(2020, 2, 29))) == "2020-02"
    assert str(between(date(2020, 1, 1), date(2020, 12, 31))) == "2020"
    assert str(between(date(2020, 1, 1), date(2022, 12, 31))) == "2020/2022"
    assert str(between(date(2020, 1, 1), date(2020, 3, 31))) == "2020-01/2020-03"
    assert str(between(date(2020, 3, 4), date(2020, 3, 9))) == "2020-03-04/2020-03-09"
    with pytest.raises(ValueError, match="after"):
        between(date(2020, 3, 9), date(2020, 3, 4))


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlap_is_what_they_have_in_common(a: date, b: date, c: date, d: date) -> None:
    one, other = between(min(a, b), max(a, b)), between(min(c, d), max(c, d))
    shared = common(one, other)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    if shared is not None:
        assert shared.first == max(one.first or 0, other.first or 0)
        assert shared.last == min(one.last or 0, other.last or 0)


def test_open_ends_have_much_in_common() -> None:
    assert common(parse("2020/.."), parse("../2021-05-04")) == parse("2020-01-01/2021-05-04")
    assert common(parse("../.."), parse("2020-02")) == parse("2020-02")
    assert common(parse("../2020"), parse("2021/..")) is None
    assert parse("../2020").overlaps(parse("../1990"))


@given(DAYS, st.integers(0, 400), st.integers(-3000, 3000))
def test_a_shift_can_be_taken_back(start: date, length: int, days: int) -> None:
    value = between(start, date.fromordinal(start.toordinal() + length))
    moved = shift(value, days)
    assert moved.days == value.days
    assert shift(moved, -days) == value


def test_a_shift_keeps_the_mark_and_open_ends() -> None:
    assert shift(parse("2020-02-28~"), 2) == parse("2020-03-01~")
    assert shift(parse("2020-02-28/.."), 2) == parse("2020-03-01/..")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("2021-05-09~", "2021-05-09"),
        ("2021-05", "2021-05"),
        ("199X", "199"),
        ("2021-22", "2021-SU"),
        ("2021-34", "2021-Q2"),
    ],
)
def test_as_timex(text: str, timex: str) -> None:
    assert to_timex(parse(text)) == timex


def test_an_interval_has_no_timex() -> None:
    assert to_timex(parse("2021/2022")) is None


def test_approximate_and_days() -> None:
    assert parse("2021-05-09?").approximate
    assert not parse("2021-05-09").approximate
    assert not Edtf("", None, None).approximate
    assert parse("2021-05").days == 31
    assert parse("2021/..").days is None
    assert day(date(2021, 5, 9)) == parse("2021-05-09")
