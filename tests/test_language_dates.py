"""Time expressions: what is found, what it means, and what it does not claim to know."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.dates import tag
from readout.language.document import TimeExpression, Token
from readout.language.edtf import parse

REPORT = "2023-12-13"  # a Wednesday


def only(text: str, published: str | None = REPORT) -> TimeExpression:
    found = tag(text, parse(published) if published else None)
    assert len(found) == 1, [text[t.start : t.end] for t in found]
    return found[0]


def read(text: str, published: str | None = REPORT) -> list[tuple[str, str | None]]:
    found = tag(text, parse(published) if published else None)
    return [(text[t.start : t.end], str(t.when) if t.when else None) for t in found]


@pytest.mark.parametrize(
    ("text", "value", "when"),
    [
        ("Talks opened on March 4, 2019.", "2019-03-04", "2019-03-04"),
        ("Talks opened on 4 March 2019 in Oslo.", "2019-03-04", "2019-03-04"),
        ("Talks opened on 2019-03-04 in Oslo.", "2019-03-04", "2019-03-04"),
        ("Talks opened on Nov. 30 in Oslo.", "2023-11-30", "2023-11-30"),
        ("Talks opened on the 30th of November.", "2023-11-30", "2023-11-30"),
        ("The fair runs from Nov. 18-19.", "2023-11-18", "2023-11-18/2023-11-19"),
        ("He resigned on 15 July last year.", "2022-07-15", "2022-07-15"),
        ("He resigned in July 2019.", "2019-07", "2019-07"),
        ("He had resigned in July.", "2023-07", "2023-07"),
        ("He will resign in July.", "2024-07", "2024-07"),
        ("She was elected in mid-December 2020.", "2020-12", "2020-12-11/2020-12-20"),
        ("She was elected in late September.", "2023-09", "2023-09-21/2023-09-30"),
        ("She was elected in 2011.", "2011", "2011"),
        ("The wall stood until the 1980s.", "198", "1980/1989"),
        ("It rose in the third quarter of 2022.", "2022-Q3", "2022-07/2022-09"),
        ("It rose in the first half of 2022.", "2022-H1", "2022-01/2022-06"),
        ("They spoke last summer.", "2023-SU", "2023-06/2023-08"),
        ("They spoke on Monday.", "2023-12-11", "2023-12-11"),
        ("They spoke on Wednesday.", "2023-12-13", "2023-12-13"),
        ("They spoke last Wednesday.", "2023-12-06", "2023-12-06"),
        ("They will speak on Friday.", "2023-12-15", "2023-12-15"),
        ("They will speak next Friday.", "2023-12-15", "2023-12-15"),
        ("They will speak on Friday next week.", "2023-12-22", "2023-12-22"),
        ("They spoke last week.", "2023-W49", "2023-12-04/2023-12-10"),
        ("They spoke earlier this week.", "2023-W50", "2023-12-11/2023-12-13"),
        ("They will speak later this week.", "2023-W50", "2023-12-13/2023-12-17"),
        ("They spoke earlier this month.", "2023-12", "2023-12"),
        ("They spoke last month.", "2023-11", "2023-11"),
        ("They will speak early next month.", "2024-01", "2024-01-01/2024-01-10"),
        ("They will speak early next year.", "2024", "2024-01/2024-03"),
        ("They spoke over the weekend.", "2023-W49-WE", "2023-12-09/2023-12-10"),
        ("They spoke yesterday.", "2023-12-12", "2023-12-12"),
        ("They spoke last night.", "2023-12-12TNI", "2023-12-12"),
        ("They speak at noon tomorrow.", "2023-12-14T12:00", "2023-12-14"),
        ("They will speak at 5 p.m. GMT on Friday.", "2023-12-15T17:00", "2023-12-15"),
        ("They spoke three days ago.", "2023-12-10", "2023-12-10"),
        ("They spoke two weeks ago.", "2023-W48", "2023-11-29~"),
        ("They spoke a month ago.", "2023-11", "2023-11"),
        ("They spoke five years ago.", "2018", "2018"),
        ("They had not spoken in the past six months.", "P6M", "2023-06-13/2023-12-13"),
        ("They spoke on the day after Christmas 2022.", "2022-12-26", "2022-12-26"),
        ("They spoke on Thanksgiving Day.", "2023-11-23", "2023-11-23"),
        ("They spoke on Easter 2024.", "2024-03-31", "2024-03-31"),
        ("They will speak by the end of the month.", "2023-12", "2023-12-21/2023-12-31"),
    ],
)
def test_a_time_is_read(text: str, value: str, when: str) -> None:
    found = only(text)
    assert (found.value, str(found.when)) == (value, when)
    assert found.why


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It took two and a half years.", "DURATION", "P2Y6M"),
        ("A three-hour meeting took place.", "DURATION", "PT3H"),
        ("It went on for several weeks.", "DURATION", "PXW"),
        ("It lasted a decade.", "DURATION", "P10Y"),
        ("They talk every Friday.", "SET", "XXXX-WXX-5"),
        ("They talk every two weeks.", "SET", "P2W"),
        ("They have daily contact.", "SET", "P1D"),
        ("It is quiet now.", "DATE", "PRESENT_REF"),
    ],
)
def test_lengths_sets_and_references_name_no_day(text: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.type, found.value, found.when) == (kind, value, None)


@pytest.mark.parametrize(
    "text",
    [
        "The marshal may march in the fall of the dice.",
        "He bought 2000 shares for $1999.",
        "Sat. images showed 31 tanks.",
        "Jan Novak spoke for the party.",
        "The second secretary met Mr. May.",
        "He is 44 years old.",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert tag(text, parse(REPORT)) == ()


def test_the_day_named_before_is_counted_from() -> None:
    text = "He came on Nov. 3, 2020, and two days later he left. The following day she resigned."
    assert [when for _, when in read(text)] == ["2020-11-03", "2020-11-05", "2020-11-06"]


def test_nothing_is_counted_from_where_no_day_was_named() -> None:
    assert read("Two days later he left.") == [("Two days later", None)]
    assert read("The following day he left.") == [("The following day", None)]


def test_a_weekday_fixes_the_year_of_its_date() -> None:
    assert only("It began on Saturday, Dec. 23.", "2020-03-01").when == parse("2017-12-23")


def test_a_report_without_a_date_knows_only_what_is_written_out() -> None:
    text = "On Monday, on Oct. 7, last week, and on May 4, 2001."
    assert [when for _, when in read(text, None)] == [None, None, None, "2001-05-04"]


def test_a_blurred_report_date_blurs_what_is_read_from_it() -> None:
    blurred = "2023-12-11/2023-12-15"  # Monday to Friday
    assert only("They spoke on Saturday.", blurred).when == parse("2023-12-09")
    assert only("They spoke on Wednesday.", blurred).when == parse("2023-12-06/2023-12-13")
    assert only("They spoke on May 4, 2001.", blurred).when == parse("2001-05-04")
    assert only("They spoke yesterday.", "2023-01/2023-12").when is None


def test_only_the_given_stretches_are_tagged() -> None:
    text = "On Monday he came. On Friday he left."
    assert [text[t.start : t.end] for t in tag(text, parse(REPORT), spans=[(19, 37)])] == ["Friday"]


def token(index: int, start: int, text: str, xpos: str, deprel: str, head: int, children: tuple[int, ...]) -> Token:
    upos = {"VB": "VERB", "MD": "AUX", "NN": "NOUN", "IN": "ADP"}[xpos[:2]]
    return Token(index, start, start + len(text), text, text.lower(), upos, xpos, deprel, head, children, 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The harbour office extended the limit until Friday.", "2024-03-22"),
        ("The ferry stayed in port until Friday.", "2024-03-15"),
        ("Until Friday they had said nothing.", "2024-03-15"),
        ("The crew could leave as early as Friday, its owner said.", "2024-03-22"),
        ("The strike would go on, the union predicted Friday.", "2024-03-15"),
        ("The route is to be announced Friday.", "2024-03-22"),
        ("Sailors planned a march along the quay on Friday.", "2024-03-22"),
        ("They would look for ways around Friday's sudden ruling.", "2024-03-15"),
        ("They would look forward to Friday's regatta.", "2024-03-22"),
        ("Should the ferry sink? The ministry on Friday issued new rules.", "2024-03-15"),
    ],
)
def test_the_word_beside_a_weekday_tells_which_is_meant(text: str, value: str) -> None:
    assert [t.value for t in tag(text, parse("2024-03-18"))][:1] == [value]  # a Monday


def test_the_governing_verb_decides_where_the_words_around_mislead() -> None:
    text = "will names met Friday"
    tokens = [
        token(0, 0, "will", "NN", "compound", 1, ()),
        token(1, 5, "names", "NNS", "nsubj", 2, (0,)),
        token(2, 11, "met", "VBD", "root", 2, (1, 3)),
        token(3, 15, "Friday", "NNP", "obl", 2, ()),
    ]
    assert tag(text, parse(REPORT), tokens)[0].when == parse("2023-12-08")
    ahead = "leaders met to meet Friday"
    tokens = [
        token(0, 0, "leaders", "NNS", "nsubj", 1, ()),
        token(1, 8, "met", "VBP", "root", 1, (0, 3)),
        token(2, 12, "will", "MD", "aux", 3, ()),
        token(3, 15, "meet", "VB", "xcomp", 1, (2, 4)),
        token(4, 20, "Friday", "NNP", "obl", 3, ()),
    ]
    assert tag(ahead, parse(REPORT), tokens)[0].when == parse("2023-12-15")


SOME = """the a last next two 3 31 1999 2024 Monday May March Dec. , - to of and ago earlier year weeks month
quarter first second half this past few early late end mid 5 p.m. EST Christmas Day New Year 's Eve
Friday night every daily now century 1980s fall 10:30"""
WORDS = st.sampled_from([*SOME.split(), "\n\n"])


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=14), st.dates(date(1700, 1, 1), date(2300, 1, 1)) | st.none())
def test_any_words_give_expressions_in_order_within_the_text(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    found = tag(text, parse(published.isoformat()) if published else None)
    previous = 0
    for time in found:
        assert previous <= time.start < time.end <= len(text)
        previous = time.end
        if time.when is not None:
            assert parse(time.when.text) == time.when


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["0001-01-01", "9999-12-31", "2023-12-13", "1900/2100", "../2020"]))
def test_any_text_and_any_report_date_are_borne(text: str, published: str) -> None:
    tag(f"last year {text} next week Dec. 31 a century ago in five years", parse(published))


def test_ends_of_the_calendar() -> None:
    for published in ("0001-01-01", "9999-12-31"):
        text = "last week, next month, two centuries ago, last winter, in March, on Saturday, Dec. 23, Easter"
        tag(text, parse(published))


def test_a_day_takes_the_year_it_is_given_elsewhere_in_the_text() -> None:
    text = "Since the Dec. 9 flood little was rebuilt. The flood of Dec. 9, 2021, took a bridge. On Dec. 8 it rained."
    assert [str(t.when) for t in tag(text, parse(REPORT))] == ["2021-12-09", "2021-12-09", "2023-12-08"]
    assert [t.value for t in tag("A year later, on Feb. 29, and Feb. 29, 2020.", parse(REPORT))][-1] == "2020-02-29"
