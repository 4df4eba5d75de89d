"""Asking the record: who with whom, when, how sure; names as people type them."""

from __future__ import annotations

import pytest
import record_kit as kit

from readout.record.errors import RecordError
from readout.record.record import Record

TEXT = """Calls and visits
<contact call held|Ada Lund@Norland;Bo Rask@Sudland|2024-05-02> Lund rang Rask on Thursday.
<contact call cancelled|Ada Lund@Norland;Bo Rask@Sudland|2024-06-02> A second call was called off in June.
<contact visit held|Cy Moe@Norland;Sudland@Sudland|2024-07-10> Moe flew south for a day in July.
<contact meeting held|Di Voss@Estland;Bo Rask@Sudland|2024-08> Voss and Rask sat down in August.
<contact talks held|Di Voss@Estland;Ada Lund@Norland|> At some time Voss and Lund talked.
<ask demand troops-out|Ada Lund@Norland;Bo Rask@Sudland|2024-05-05> Lund wants the troops out of the valley.
<figure killed 12|villagers|2024-05> Twelve villagers were killed in May.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        kit.install(patch)
        with Record(tmp_path_factory.mktemp("q") / "r.db") as opened:
            opened.add_reports([kit.report(TEXT, "calls.txt", "2024-09-01")])
            yield opened
    kit.uninstall()


def days(entries):
    return [entry.item.when.text if entry.item.when else None for entry in entries]


def test_all_in_order_of_time_with_the_undated_by_their_report(record):
    assert days(record.contacts()) == ["2024-05-02", "2024-06-02", "2024-07-10", "2024-08", None]


def test_between_two_people_and_between_two_sides(record):
    assert days(record.contacts(between=("Ada Lund", "Bo Rask"))) == ["2024-05-02", "2024-06-02"]
    assert days(record.contacts(between=("Norland", "Sudland"))) == ["2024-05-02", "2024-06-02", "2024-07-10"]
    assert len(record.asks(between=("Sudland", "Norland"))) == 1


def test_between_needs_two_who_took_part(record):
    assert record.contacts(between=("Norland", "Norland")) == []


@pytest.mark.parametrize("typed", ["Bo Rask", "bo rask", "Rask", "RASK", "  rask "])
def test_names_as_people_type_them(record, typed):
    assert len(record.contacts(actor=typed)) == 3


def test_an_unknown_name_is_told_with_the_nearest(record):
    with pytest.raises(RecordError, match="did you mean Ada Lund"):
        record.contacts(actor="Ada Lunt")
    with pytest.raises(RecordError, match="no such actor"):
        record.contacts(between=("Norland", "Atlantis"))


def test_since_and_until_take_days_months_and_years(record):
    assert days(record.contacts(since="2024-07")) == ["2024-07-10", "2024-08"]
    assert days(record.contacts(until="2024-06")) == ["2024-05-02", "2024-06-02"]
    assert days(record.contacts(since="2024-06-02", until="2024-06-02")) == ["2024-06-02"]
    assert days(record.contacts(since="2024-08-20")) == ["2024-08"]
    with pytest.raises(RecordError, match="not a date"):
        record.contacts(since="last week")


def test_kind_status_confidence_and_limit(record):
    assert days(record.contacts(kind="visit")) == ["2024-07-10"]
    assert days(record.contacts(status="cancelled")) == ["2024-06-02"]
    assert record.contacts(min_confidence=0.9) == []
    assert len(record.contacts(limit=2)) == 2
    with pytest.raises(RecordError, match="no kind of contacts; there are call"):
        record.contacts(kind="pigeon")


def test_search_finds_word_forms_and_phrases(record):
    assert [source.source for source, _ in record.search("troop valleys")] == ["calls.txt"]
    assert record.search('"valley troops"') == []
    ((_, around),) = record.search("villagers")
    assert "\x02villagers\x03" in around


@pytest.mark.parametrize("words", ['"', "***", "a AND (", "NEAR(", "", "x:y", "'; DROP TABLE item; --", "-", "é\x00"])
def test_search_takes_any_words(record, words):
    assert isinstance(record.search(words), list)


def test_a_type_by_name_or_plural_and_no_other(record):
    assert record.entries("contact") == record.entries("contacts")
    with pytest.raises(RecordError, match="no such type"):
        record.entries("rumours")
    with pytest.raises(AttributeError):
        _ = record.rumours


def test_show_takes_the_beginning_of_an_id(record):
    entry = record.contacts()[0]
    assert record.show(entry.id[:7]).id == entry.id
    assert record.show(entry.id.upper()).id == entry.id
    with pytest.raises(RecordError, match="several ids begin so"):
        record.show("c-")


def test_gaps_count_the_days_between(record):
    from readout.record.asking.query import Filters
    from readout.views.timeline import gaps, longest

    series, undated = gaps(record, Filters(between=("Norland", "Sudland"), status="held"))
    assert [gap.least for gap in series] == [None, 69]
    top = longest(series)
    assert top is not None
    assert (top.least, top.most) == (69, 69)
    assert undated == []
    series, undated = gaps(record, Filters(actor="Di Voss"))
    assert len(undated) == 1
