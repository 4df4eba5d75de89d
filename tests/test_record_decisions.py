"""What a person decides holds: over listings and exports, over re-reading, and until it is undone."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
import record_kit as kit

from readout.record.deciding import standing
from readout.record.errors import RecordError
from readout.record.record import Record

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
CALL = f"<contact call held|{PAIR}|2024-05-02>"
ONE = kit.report(f"First\n{CALL} Lund rang Rask on Thursday.", "a.txt", "2024-05-03")
TWO = kit.report(f"Second\n{CALL} The two leaders spoke by telephone.", "b.txt", "2024-05-04")
THREE = kit.report(
    f"Third\n<contact meeting held|{PAIR}|2024-05-03> They met in a mountain inn on Friday.", "c.txt", "2024-05-04"
)


@pytest.fixture(autouse=True)
def module(monkeypatch):
    yield kit.install(monkeypatch)
    kit.uninstall()


@pytest.fixture
def record(tmp_path):
    with Record(tmp_path / "r.db") as opened:
        opened.add_reports([ONE, TWO, THREE])
        yield opened


def exported(record: Record) -> str:
    file = io.StringIO()
    record.export("jsonl", file)
    return file.getvalue()


def the(record: Record, kind: str):
    (entry,) = record.contacts(kind=kind)
    return entry


def test_a_rejected_item_leaves_listings_and_exports_and_comes_back(record):
    before = exported(record)
    record.reject(the(record, "call").id)
    assert record.contacts(kind="call") == []
    assert '"call"' not in exported(record)
    assert [e.state for e in record.contacts(kind="call", rejected=True)] == ["rejected"]
    record.undo()
    assert exported(record) == before


def test_an_accepted_item_says_so(record):
    record.accept(the(record, "call").id[:7])
    assert the(record, "call").state == "accepted"
    assert '"decided": "accepted"' in exported(record)


def test_a_correction_is_shown_as_the_persons(record):
    id_ = the(record, "call").id
    record.correct(id_, when="2024-05-01", parties="Ada Lund; Norland", where="Norhaven")
    entry = the(record, "call")
    assert entry.item.when.text == "2024-05-01"
    assert [(a.name, a.kind) for a in entry.item.parties] == [("Ada Lund", "person"), ("Norland", "person")]
    assert set(entry.corrected) == {"when", "parties", "where"}
    assert [e.id for e in record.contacts(until="2024-05-01")] == [id_]
    record.correct(id_, where="")
    assert the(record, "call").item.where is None


def test_a_correction_of_a_renamed_field(tmp_path):
    with Record(tmp_path / "t.db") as record:
        record.add_reports([kit.report(f"T\n<transfer 40 trucks|{PAIR}|2024-05-20> Forty trucks went south.")])
        (entry,) = record.transfers()
        record.correct_fields(entry.id, {"from": "Cy Moe", "items": "50 trucks; fuel", "value": "106,000 USD"})
        item = record.transfers()[0].item
        assert item.sender.name == "Cy Moe"
        assert [(g.item, g.quantity) for g in item.items] == [("trucks", 50), ("fuel", None)]
        assert (item.value.amount, item.value.currency) == (106000, "USD")
        file = io.StringIO()
        record.export("jsonl", file)
        line = next(one for one in map(json.loads, file.getvalue().splitlines()) if one["type"] == "transfer")
        assert line["from"] == "Cy Moe"
        assert line["corrected"] == ["from", "items", "value"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "red", "no field"),
        ("when", "yesterday", "not a date"),
        ("kind", "pigeon", "not one of"),
        ("kind", "", "cannot be left empty"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(record, field, value, said):
    with pytest.raises(RecordError, match=said):
        record.correct_fields(the(record, "call").id, {field: value})
    assert record.decisions() == []


def test_same_joins_and_undo_parts(record):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    before = exported(record)
    record.same(call, meeting)
    assert len(record.contacts()) == 1
    assert record.contacts()[0].reports == 3
    record.undo()
    assert exported(record) == before


def test_notsame_parts_two_mentions_of_one_item(record):
    entry = the(record, "call")
    left, right = sorted({passage.mention for passage in entry.passages})
    record.notsame(left, right)
    assert len(record.contacts(kind="call")) == 2
    record.undo()
    assert len(record.contacts(kind="call")) == 1


def test_contradictions_are_refused_with_the_decision_named(record):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    record.notsame(call, meeting)
    with pytest.raises(RecordError, match="decision 1 says otherwise"):
        record.same(call, meeting)
    record.undo(1)
    record.same(call, meeting)
    with pytest.raises(RecordError, match="decision 3 says otherwise"):
        record.notsame(*sorted({p.mention for p in record.contacts()[0].passages})[:1], *the_ids(record))


def the_ids(record):
    call = {p.mention for p in record.contacts()[0].passages if p.source == "a.txt"}
    meeting = {p.mention for p in record.contacts()[0].passages if p.source == "c.txt"}
    first = min(p.mention for p in record.contacts()[0].passages)
    return [next(iter(one)) for one in (call, meeting) if first not in one][:1]


def test_different_types_are_never_the_same(tmp_path):
    text = f"A\n{CALL} Lund rang Rask.\n<figure killed 3|villagers|2024-05> Three villagers were killed."
    with Record(tmp_path / "t.db") as record:
        record.add_reports([kit.report(text)])
        with pytest.raises(RecordError, match="different types"):
            record.same(record.contacts()[0].id, record.figures()[0].id)


def test_decisions_outlive_reading_again_by_a_newer_version(record, module):
    record.reject(the(record, "meeting").id)
    record.correct(the(record, "call").id, where="Norhaven")
    module.VERSION = "2"

    def newer(report):
        """The newer version finds the same occasions, with shorter passages and other reasons."""
        found = kit.find(report, "2")
        cut = tuple(
            replace(
                c,
                why="found by a newer rule",
                confidence=0.8,
                passages=(replace(c.passages[0], end=c.passages[0].end - 1, text=c.passages[0].text[:-1]),),
            )
            for c in found.items["contact"]
        )
        return replace(found, items={**found.items, "contact": cut})

    module.extract = newer
    assert len(record.refresh().reread) == 3
    assert record.contacts(kind="meeting") == []
    assert the(record, "call").item.where == "Norhaven"
    assert record.verify().troubles == ()


def test_decisions_wait_for_their_words(record, module, tmp_path):
    record.reject(the(record, "meeting").id)
    module.VERSION = "2"
    module.extract = lambda report: replace(kit.find(report, "2"), items={})
    record.refresh()
    assert record.contacts(rejected=True) == []
    module.VERSION = "3"
    module.extract = lambda report: kit.find(report, "3")
    record.refresh()
    assert record.contacts(kind="meeting") == []
    assert len(record.contacts()) == 1


def test_a_decision_on_an_item_holds_when_another_report_joins_it(record):
    record.reject(the(record, "call").id)
    record.add_reports([kit.report(f"Late\n{CALL} A call was made between the two.", "d.txt", "2024-05-05")])
    assert record.contacts(kind="call") == []


def test_the_log_is_only_added_to(record):
    record.accept(the(record, "call").id)
    record.reject(the(record, "meeting").id)
    record.undo()
    record.undo()
    with pytest.raises(RecordError, match="no decision is in force"):
        record.undo()
    log = record.decisions()
    assert [d.what for d in log] == ["accept", "reject", "undo", "undo"]
    assert [d.undone_by for d in log] == [4, 3, None, None]
    assert all(d.who and d.time for d in log)


def test_an_old_id_still_leads_to_the_item(record):
    entry = the(record, "call")
    for passage in entry.passages:
        assert record.show(passage.mention).id == entry.id
    with pytest.raises(RecordError, match="no such id"):
        record.show("c-zzzzzz")


def test_an_unknown_or_unsuitable_id_changes_nothing(record):
    with pytest.raises(RecordError, match="no such id"):
        record.reject("c-nothere")
    with pytest.raises(RecordError, match="decisions are made on items"):
        record.reject(record.reports()[0].id)
    assert record.decisions() == []


def test_each_signs_their_own_and_takes_back_their_own(record):
    call, meeting = the(record, "call").id, the(record, "meeting").id
    record.accept(call, who="Ann")
    record.reject(meeting, who="Ben")
    record.undo(who="Ann")
    assert the(record, "call").state == ""
    assert record.contacts(kind="meeting") == []
    assert [(d.who, d.what) for d in record.decisions()] == [("Ann", "accept"), ("Ben", "reject"), ("Ann", "undo")]
    with pytest.raises(RecordError, match="no decision of Ann"):
        record.undo(who="Ann")


def test_corrections_made_in_one_go_are_taken_back_in_one_go(record):
    id_ = the(record, "call").id
    record.correct_fields(id_, {"when": "2024-05-01", "where": "Norhaven"}, who="Ann")
    assert len(record.undo_last("Ann")) == 2
    assert the(record, "call").corrected == ()


def test_a_later_decision_of_another_is_never_passed_over(record):
    id_ = the(record, "call").id
    (first,) = record.reject(id_, who="Ann", seen=0)
    with pytest.raises(RecordError, match="meanwhile Ann decided: reject"):
        record.accept(id_, who="Ben", seen=0)
    record.accept(id_, who="Ben", seen=first)
    assert the(record, "call").state == "accepted"
    with record.reading() as connection:
        mentions = {p.mention for p in the(record, "call").passages}
        assert [(d.who, d.what) for d in standing.on(connection, mentions)] == [("Ann", "reject"), ("Ben", "accept")]


def test_mentions_are_parted_from_the_rest_by_one_decision(record):
    record.same(the(record, "call").id, the(record, "meeting").id)
    (entry,) = record.contacts()
    ids = [p.mention for p in entry.passages]
    assert len(ids) == 3
    record.undo()
    entry = the(record, "call")
    record.split(entry.passages[0].mention, who="Ann")
    assert len(record.contacts(kind="call")) == 2
    assert [d.what for d in record.decisions() if d.who == "Ann"] == ["notsame"]
    with pytest.raises(RecordError, match="leave at least one"):
        record.split(the_one(record))


def the_one(record):
    return record.contacts(kind="call")[0].passages[0].mention


def test_what_is_written_in_a_form_is_read_back_as_the_same(record):
    from readout.record import codec
    from readout.record.deciding import corrections

    with record.reading() as connection:
        for entry in record.contacts():
            item_type = record.item_type(entry.type)
            for name, field in codec.by_public_name(item_type.model).items():
                value = getattr(entry.item, field.name)
                text = corrections.written(value)
                assert corrections.encoded(connection, item_type, name, text) == (field.name, codec.encode(value))


def test_what_was_decided_in_a_record_of_before_holds(record, tmp_path, monkeypatch, caplog):
    from readout.record import opening

    record.reject(the(record, "call").id)
    with record._writing() as connection:
        for old in ("DROP TABLE bears_on", "DROP INDEX ix_item_actor_checks", "DELETE FROM ledger"):
            connection.exec_driver_sql(old)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0004'")
    record.close()
    monkeypatch.setattr(opening, "LARGE", 1)
    with Record(tmp_path / "r.db") as again:
        assert "made by an older Readout" in caplog.text
        assert again.contacts(kind="call") == []
        again.undo()
        assert [entry.state for entry in again.contacts(kind="call")] == [""]
