"""The same record on PostgreSQL: the same bytes out, the same questions answered.

Runs where READOUT_TEST_POSTGRESQL holds the address of a server that may be written to; see tests/postgresql.sh.
"""

from __future__ import annotations

import io
import os
import uuid

import pytest
import record_kit as kit

from readout.record.errors import RecordError
from readout.record.record import Record

SERVER = os.environ.get("READOUT_TEST_POSTGRESQL", "")
pytestmark = pytest.mark.skipif(not SERVER, reason="READOUT_TEST_POSTGRESQL is not set")


@pytest.fixture
def place(monkeypatch):
    import psycopg

    kit.install(monkeypatch)
    name = f"readout_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        # A language of its own, to see that the server's way of sorting words changes nothing.
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'")
    yield f"{SERVER.rpartition('/')[0]}/{name}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    kit.uninstall()


def exported(record: Record) -> str:
    file = io.StringIO()
    record.export("jsonl", file)
    return file.getvalue()


def test_the_bytes_are_those_of_sqlite(place, tmp_path):
    with Record(place) as server, Record(tmp_path / "r.db") as file:
        server.add_reports(kit.many(40))
        for report in reversed(kit.many(40)):
            file.add_reports([report])
        assert exported(server) == exported(file)
        assert server.verify().troubles == ()


def test_twice_is_once_and_reading_again_changes_nothing(place, monkeypatch):
    module = kit.install(monkeypatch)
    with Record(place) as record:
        record.add_reports(kit.many(12))
        before = exported(record)
        assert record.add_reports(kit.many(12)).added == []
        module.VERSION = "2"
        assert len(record.refresh().reread) == 12
        assert exported(record) == before


def test_decisions(place):
    with Record(place) as record:
        record.add_reports(kit.many(12))
        before = exported(record)
        first, second, third = [entry.id for entry in record.contacts()[:3]]
        record.reject(first)
        record.correct(second, where="Norhaven")
        record.same(second, third)
        assert first not in {entry.id for entry in record.contacts()}
        assert "Norhaven" in exported(record)
        for _ in range(3):
            record.undo()
        assert exported(record) == before
        assert len(record.decisions()) == 6


def test_questions(place):
    with Record(place) as record:
        record.add_reports(kit.many(12))
        assert record.contacts(between=("Norland", "Sudland"), since="2024-04", kind="call", limit=2)
        assert record.figures(until="2024-12")
        found = record.search("reports rang", limit=3)
        assert len(found) == 3
        assert "\x02" in found[0][1]
        assert record.search('it\'s; DROP TABLE "item" & ! (') == []
        assert record.disputes() == record.disputes()


def test_ledgers_are_counted_sorted_and_searched_alike(place, tmp_path):
    from readout.record.asking import facets, finding, ledger
    from readout.record.asking.given import filters

    asked = [
        {},
        {"actor": "Norland"},
        {"between": ("Ada Lund", "Sudland"), "kind": "call"},
        {"words": 'rang "they rang" cas'},
        {"words": 'it\'s; DROP TABLE "item" & ! ('},
        {"min_confidence": 0.65, "since": "2024-05"},
    ]
    with Record(place) as server, Record(tmp_path / "r.db") as file:
        for record in (server, file):
            record.add_reports(kit.many(40))
        for given in asked:
            found = []
            for record in (server, file):
                item_type = record.item_type("contacts")
                with record.reading() as connection:
                    wanted = ledger.Asked.of(connection, item_type, filters(item_type, **given))
                    counted = facets.counted(connection, wanted)
                names = {f.name: {(v.label, v.count) for v in f.values} for f in counted.facets if f.more <= 0}
                ids = [[e.id for e in record.contacts(**given, sort=s, passages=False)] for s in (None, "-parties")]
                found.append((counted.total, names, ids))
            assert found[0] == found[1]
        with server.reading() as connection:
            hits = finding.find(connection, "rang")
            assert hits.counts["contact"]
            assert "\x02rang\x03" in hits.items[0][1]
            assert finding.find(connection, "' & | !").items == ()
        assert server.disputes(publisher="none") == []


def test_one_report_that_is_refused_leaves_the_rest(place):
    broken = kit.report("a\x00b was here", "odd.txt")
    with Record(place) as record:
        outcome = record.add_reports([*kit.many(3), broken])
        assert (len(outcome.added), len(outcome.left_out)) == (3, 1)


def test_a_second_opening_finds_it_and_an_empty_database_is_no_record(place):
    with pytest.raises(RecordError, match="no record here"):
        Record(place, create=False)
    with Record(place) as record:
        record.add_reports(kit.many(2))
    with Record(place, create=False) as record:
        assert record.counts()["report"] == 2


def test_a_server_that_is_not_there_is_told_in_one_line():
    with pytest.raises(RecordError) as told:
        Record("postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


def test_charts_ask_the_same_of_both(place, tmp_path):
    from readout.record.asking import network, pair, reported, sides

    told = []
    for where in (place, str(tmp_path / "record.db")):
        with Record(where) as record:
            record.add_reports(kit.many(60))
            with record.reading() as connection:
                between = pair.Pair(sides.find(connection, "norland"), sides.find(connection, "sudland"))
                rows = pair.rows(connection, between)
                figures = reported.told(connection, "killed", who="Villagers", since=738_000)
                told.append(
                    (
                        pair.tallies(rows),
                        [one.days for one in pair.silences(rows, 9)],
                        pair.disputes(connection, rows),
                        pair.newest_report(connection),
                        reported.measures(connection),
                        reported.populations(connection, "killed"),
                        [(one.item, one.report, one.figure.value, one.disputes) for one in figures],
                        [network.network(connection, level) for level in network.LEVELS],
                        network.newest(connection, 2),
                    )
                )
    assert told[0] == told[1]
    assert told[0][0]
    assert told[0][6]
    assert told[0][7][0].links
