"""Numbers in text: value, bound, sort, currency, ranges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.numbers import Quantity, find


def only(text: str, sort: str = "count") -> Quantity:
    found = [q for q in find(text) if q.sort == sort]
    assert len(found) == 1, find(text)
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It has 1,250 seats.", 1250),
        ("It has 3.5 million seats.", 3_500_000),
        ("It has 2.4 mln seats.", 2_400_000),
        ("It has twenty-two seats.", 22),
        ("It has two hundred and five seats.", 205),
        ("It has two dozen seats.", 24),
        ("It has a dozen seats.", 12),
        ("It has half a million seats.", 500_000),
        ("It has a quarter of a million seats.", 250_000),
        ("It has two and a half million seats.", 2_500_000),
        ("It has a hundred and fifty thousand seats.", 150_000),
        ("It has 35 to 40 seats.", (35, 40)),
        ("It has between 10 and 15 seats.", (10, 15)),
        ("It has two or three seats.", (2, 3)),
        ("It has 2 to 3 million seats.", (2_000_000, 3_000_000)),
        ("It drew 2000 visitors.", 2000),
    ],
)
def test_a_count_is_read(text: str, value: object) -> None:
    assert only(text).value == value


def test_a_change_is_two_numbers() -> None:
    assert [q.value for q in find("It rose from 10 to 15 seats.")] == [10, 15]


def test_a_misprint_is_read_as_printed_but_not_certain() -> None:
    found = only("It has 31,0000 seats.")
    assert (found.value, found.certain) == (310_000, False)


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        ("exactly 300", "exact"),
        ("about 300", "about"),
        ("some 300", "about"),
        ("roughly 300", "about"),
        ("an estimated 300", "about"),
        ("more than 300", "at_least"),
        ("at least 300", "at_least"),
        ("over 300", "at_least"),
        ("no fewer than 300", "at_least"),
        ("300 or more", "at_least"),
        ("fewer than 300", "at_most"),
        ("nearly 300", "at_most"),
        ("as many as 300", "at_most"),
        ("up to 300", "at_most"),
        ("no more than 300", "at_most"),
        ("More than another 300", "at_least"),
        ("300-odd", "about"),
    ],
)
def test_how_firmly_a_number_is_meant(phrase: str, bound: str) -> None:
    assert only(f"They counted {phrase} boats.").bound == bound


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("They sent $3.8 billion.", 3_800_000_000, "USD"),
        ("They sent US$250m in aid.", 250_000_000, "USD"),
        ("They sent 250 million dollars.", 250_000_000, "USD"),
        ("They sent 20 million euros.", 20_000_000, "EUR"),
        ("They sent €1.2bn.", 1_200_000_000, "EUR"),
        ("They sent £40 to him.", 40, "GBP"),
        ("They sent 40 million pounds.", 40_000_000, "GBP"),
        ("They sent 3,000 yuan.", 3_000, "CNY"),
        ("They sent 5 million rubles.", 5_000_000, "RUB"),
        ("They sent Rs 500 crore.", 5_000_000_000, "INR"),
        ("They sent 2,000 Pakistani rupees.", 2_000, "PKR"),
        ("They sent 10 million U.S. dollars.", 10_000_000, "USD"),
        ("They sent $20-30 million.", (20_000_000, 30_000_000), "USD"),
    ],
)
def test_money(text: str, value: object, currency: str) -> None:
    found = only(text, "money")
    assert (found.value, found.currency) == (value, currency)


def test_bound_of_money() -> None:
    assert only("It was worth more than $106 million.", "money").bound == "at_least"


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("He came on June 7.", "date"),
        ("He came on 7 June.", "date"),
        ("He came in 1987.", "date"),
        ("He came on 2021-06-07.", "date"),
        ("It was the 1990s.", "date"),
        ("He came at 10:35 a.m.", "time"),
        ("He came at 1500 GMT.", "time"),
        ("It was the 3rd visit.", "ordinal"),
        ("It fell by 12 percent.", "percent"),
        ("It fell by 12.5%.", "percent"),
        ("Ana Petrov, 24, agreed.", "age"),
        ("A 13-year-old girl agreed.", "age"),
        ("It weighs 500 kilograms.", "measure"),
        ("It is 30km away.", "measure"),
        ("The talks took three days.", "duration"),
        ("One-third of it burned.", "fraction"),
        ("The vote was 14-1.", "score"),
        ("Resolution 242 was read.", "identifier"),
        ("A B-52 flew by.", "identifier"),
        ("Call 555-1234 now.", "identifier"),
    ],
)
def test_what_is_no_count_is_told_apart(text: str, sort: str) -> None:
    assert [q.sort for q in find(text)] == [sort]


@pytest.mark.parametrize("text", ["Tens of thousands fled.", "Hundreds died.", "No one came.", "One of them came.", ""])
def test_a_magnitude_or_pronoun_is_no_number(text: str) -> None:
    assert find(text) == []


def test_offsets_cover_number_scale_and_currency() -> None:
    text = "Of this, about 20 million euros came from 14 towns."
    assert [text[q.start : q.end] for q in find(text)] == ["20 million euros", "14"]


def test_a_stretch_of_the_text() -> None:
    text = "First 10 boats, then nearly 20 boats."
    assert [(q.value, q.bound) for q in find(text, 15)] == [(20, "at_most")]
    assert [q.value for q in find(text, 0, 15)] == [10]


@given(st.integers(0, 10**12))
def test_digits_are_read_back_with_and_without_commas(number: int) -> None:
    for written in (f"{number:,}", f"{number:,} boats sailed"):
        found = find(f"There were {written}")
        assert all(q.value == number for q in found if q.sort == "count")
        assert len(found) == 1


SOME = "3 10,000 2.5 1/2 0/0 $ € million dozen a half and of two or - – to between more than , . % 's years km old Nov."
PIECES = st.sampled_from(SOME.split())


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=10), st.text(max_size=8))
def test_any_text_gives_numbers_in_order_within_it(pieces: list[str], noise: str) -> None:
    for text in (" ".join(pieces) + noise, "".join(pieces) + noise):
        last = 0
        for quantity in find(text):
            assert last <= quantity.start < quantity.end <= len(text)
            assert quantity.low <= quantity.high
            last = quantity.end
