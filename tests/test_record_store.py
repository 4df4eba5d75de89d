"""Adding reports: twice is once, order never matters, and nothing enters whose words are not there."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from dataclasses import replace

import pytest
import record_kit as kit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.items.model import Passage
from readout.record.asking.query import shortest
from readout.record.errors import RecordError
from readout.record.record import Record
from readout.reports.raw import Refusal

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
OTHERS = "Cy Moe@Norland;Di Voss@Estland"
WORLD = [
    kit.report(
        f"First\n<contact call held|{PAIR}|2024-05-02> Lund rang Rask on Thursday and they talked for an hour.\n"
        "<figure killed 12|villagers by Eli Kerr@Norland|2024-05> Twelve villagers were killed, a clerk said.",
        "one/a.txt",
        "2024-05-03",
    ),
    kit.report(
        f"Second\n<contact call held|{PAIR}|2024-05-02> The two leaders spoke by telephone.\n"
        "<figure killed 30|villagers by Fay Orr@Sudland|2024-05> Thirty villagers were killed, the mayor said.\n"
        f"<check count 1 2024|{PAIR}|2024-05-03> It was their only talk so far.",
        "two/a.txt",
        "2024-05-04",
    ),
    kit.report(
        f"Third\n<contact meeting planned|{OTHERS}|2024-06> Moe is to see Voss in June.\n"
        f"<ask demand troops-out|{PAIR}|2024-05-05> Lund wants the troops out.",
        "three.txt",
        "2024-05-06",
    ),
    kit.report(
        f"Fourth\n<contact meeting held|{OTHERS}|2024-06-09> Moe and Voss met over lunch.\n"
        f"<contact call held|{PAIR}|2024-05-02> A call between the capitals took place that Thursday.\n"
        f"<transfer 40 trucks|{PAIR}|2024-05-20> Forty trucks went south.",
        "four.txt",
        "2024-06-10",
    ),
    kit.report("Fifth\nNothing of note happened at all in the valley today.", "five.txt"),
]


@pytest.fixture(autouse=True)
def world(monkeypatch):
    kit.install(monkeypatch)
    yield
    kit.uninstall()


def exported(record: Record) -> str:
    file = io.StringIO()
    record.export("jsonl", file)
    return file.getvalue()


def lines(record: Record, type_: str) -> list[dict]:
    return [line for line in map(json.loads, exported(record).splitlines()) if line["type"] == type_]


def test_reports_become_items_with_their_words(tmp_path):
    with Record(tmp_path / "r.db") as record:
        outcome = record.add_reports(WORLD)
        assert len(outcome.added) == 5
        call = next(line for line in lines(record, "contact") if line["kind"] == "call")
        assert call["parties"] == ["Ada Lund", "Bo Rask"]
        assert len(call["passages"]) == 3
        texts = {source.source: record.report(source.id).text for source in record.reports()}
        for line in lines(record, "contact"):
            for passage in line["passages"]:
                assert texts[passage["source"]][passage["start"] : passage["end"]] == passage["text"]


def test_twice_is_once(tmp_path):
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        before = exported(record)
        outcome = record.add_reports(WORLD)
        assert (len(outcome.added), len(outcome.unchanged)) == (0, 5)
        assert exported(record) == before


def test_the_same_report_twice_in_one_go_is_once(tmp_path):
    with Record(tmp_path / "r.db") as record:
        outcome = record.add_reports([WORLD[0], WORLD[0], WORLD[0]])
        assert (len(outcome.added), len(outcome.unchanged)) == (1, 2)
        assert len(record.contacts()) == 1


def test_a_moved_folder_is_no_new_report(tmp_path):
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        outcome = record.add_reports([replace(WORLD[0], source="/elsewhere/a.txt")])
        assert outcome.added == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(WORLD))), cut=st.integers(0, len(WORLD)))
def test_order_and_lots_never_matter(tmp_path_factory, order, cut):
    folder = tmp_path_factory.mktemp("order")
    with Record(folder / "straight.db") as straight, Record(folder / "mixed.db") as mixed:
        straight.add_reports(WORLD)
        mixed.add_reports([WORLD[i] for i in order[:cut]])
        for i in order[cut:]:
            mixed.add_reports([WORLD[i]])
        assert exported(mixed) == exported(straight)


def test_an_item_whose_passage_is_not_there_is_refused(tmp_path, monkeypatch):
    module = kit.install(monkeypatch)

    def shifted(report):
        found = kit.find(report)
        wrong = [
            replace(item, passages=(Passage(p.start + 1, p.end + 1, p.text),))
            for item in found.items["contact"]
            for p in item.passages[:1]
        ]
        return replace(found, items={**found.items, "contact": tuple(wrong)})

    module.extract = lambda report: shifted(report) if report.source == "four.txt" else kit.find(report)
    with Record(tmp_path / "r.db") as record:
        outcome = record.add_reports(WORLD)
        assert len(outcome.added) == 4
        assert [refusal.source for refusal in outcome.left_out] == ["four.txt"]
        assert "not there" in outcome.left_out[0].reason
        assert record.verify().troubles == ()


def test_one_report_that_breaks_the_extractor_does_not_stop_the_rest(tmp_path, monkeypatch):
    module = kit.install(monkeypatch)

    def brittle(report):
        if report.source == "three.txt":
            raise ValueError("an odd sentence")
        return kit.find(report)

    module.extract = brittle
    with Record(tmp_path / "r.db") as record:
        outcome = record.add_reports([*WORLD, Refusal("gone.txt", "vanished")])
        assert len(outcome.added) == 4
        assert {refusal.source for refusal in outcome.left_out} == {"three.txt", "gone.txt"}


@pytest.mark.parametrize("text", ["a\x00b is here", "half \ud800 a character"])
def test_text_that_no_database_takes_is_left_out(tmp_path, text):
    broken = replace(WORLD[4], text=text, sha256="0" * 64, title=None)
    with Record(tmp_path / "r.db") as record:
        outcome = record.add_reports([WORLD[0], broken, WORLD[1]])
        assert (len(outcome.added), len(outcome.left_out)) == (2, 1)


def test_a_dispute_and_a_verdict_follow_from_what_is_there(tmp_path):
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        (dispute,) = lines(record, "dispute")
        assert dispute["field"] == "value"
        assert len(dispute["items"]) == 2
        (check,) = lines(record, "check")
        assert check["verdict"] == "agrees"
        assert len(check["rests_on"]) == 1


def test_a_verdict_changes_with_the_next_report(tmp_path):
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        more = kit.report(f"Sixth\n<contact call held|{PAIR}|2024-04-11> They had rung each other in April.", "six.txt")
        record.add_reports([more])
        assert record.checks()[0].verdict.verdict == "disagrees"


def test_a_statement_points_to_what_it_speaks_of(tmp_path):
    head = f"Talk\n<contact call held|{PAIR}|2024-05-02> "
    said = "They spoke for an hour on Thursday."
    text = f"{head}{said}\n<statement contact:{len(head)}:{len(head) + len(said)}|Ada Lund@Norland|good> It was good."
    with Record(tmp_path / "r.db") as record:
        record.add_reports([kit.report(text, "talk.txt")])
        (statement,), (contact,) = lines(record, "statement"), lines(record, "contact")
        assert statement["about"] == contact["id"]
        record.reject(contact["id"])
        assert lines(record, "statement")[0]["about"] is None


def test_a_newer_extractor_reads_again_and_an_unchanged_outcome_keeps_the_bytes(tmp_path, monkeypatch):
    module = kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        before = exported(record)
        module.VERSION = "2"
        outcome = record.add_reports(WORLD[:2])
        assert len(outcome.reread) == 2
        assert len(record.refresh().reread) == 3
        assert record.refresh().reread == []
        assert exported(record) == before


def test_what_a_newer_extractor_no_longer_finds_goes(tmp_path, monkeypatch):
    module = kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        module.VERSION = "2"
        module.extract = lambda report: replace(kit.find(report, "2"), items={"contact": (), "check": ()})
        record.refresh()
        assert [line["type"] for line in map(json.loads, exported(record).splitlines())] == ["report"] * 5
        assert record.verify().troubles == ()


def test_refresh_derives_verdicts_and_disputes_anew(tmp_path, monkeypatch):
    kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as record:
        record.add_reports(WORLD)
        before = exported(record)
    with sqlite3.connect(tmp_path / "r.db") as file:  # as another version's rules may have left them
        assert file.execute("UPDATE dispute SET why = 'as it was told before'").rowcount
        assert file.execute("UPDATE verdict SET verdict = 'open'").rowcount
    with Record(tmp_path / "r.db") as record:
        assert exported(record) != before
        record.refresh(every=True)
        assert exported(record) == before


def test_source_names_are_the_shortest_that_differ():
    named = shortest({"1": "/x/one/a.txt", "2": "/x/two/a.txt", "3": "/x/b.txt", "4": "https://example.org/a.txt"})
    assert named == {"1": "one/a.txt", "2": "two/a.txt", "3": "b.txt", "4": "https://example.org/a.txt"}
    again = shortest({"r-1": "/x/live.txt", "r-2": "/x/live.txt"})
    assert len(set(again.values())) == 2
    assert all(name.endswith("/live.txt") for name in again.values())


@given(st.dictionaries(st.text("abcdef0123456789", min_size=4, max_size=8), st.text("ab/.", min_size=1, max_size=9)))
def test_source_names_are_unique_and_keep_the_base_name(sources):
    named = shortest(sources)
    assert set(named) == set(sources)
    assert len(set(named.values())) == len(named)


def test_no_record_is_made_by_asking(tmp_path):
    with pytest.raises(RecordError, match="no record"):
        Record(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_not_taken_for_records(tmp_path):
    plain = tmp_path / "plain.db"
    plain.write_text("this is no database, and long enough to be told from one" * 40)
    with pytest.raises(RecordError, match="not a record"):
        Record(plain)
    with pytest.raises(RecordError, match="folder"):
        Record(tmp_path)
    with pytest.raises(RecordError, match="no folder"):
        Record(tmp_path / "missing" / "r.db")


def test_migrations_and_tables_agree(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from readout.record.schema import metadata

    with Record(tmp_path / "r.db") as record, record.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [change for change in found if not re.search(r"(report|told)_words", str(change))] == []
