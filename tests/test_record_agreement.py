"""Two readers: kappa as the books reckon it, the sample drawn alike for everybody, nothing shown to the second."""

from __future__ import annotations

import pytest
import record_kit as kit

from readout.record.deciding import coding
from readout.record.deciding.agreement import agreement
from readout.record.errors import RecordError
from readout.record.record import Record


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as opened:
        opened.add_reports(kit.many(12))
        yield opened
    kit.uninstall()


def test_kappa_of_a_known_table():
    # Two readers of 50 grant proposals, the common textbook table: both yes 20, both no 15, 5 and 10 apart.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement(pairs)
    assert (found.count, found.agreed) == (50, 35)
    assert found.kappa == pytest.approx(0.4)
    assert found.low == pytest.approx(0.15, abs=0.02)
    assert found.high == pytest.approx(0.65, abs=0.02)
    assert found.words == "fair"


def test_kappa_of_perfect_and_of_no_agreement():
    assert agreement([("a", "a"), ("b", "b")]).kappa == pytest.approx(1)
    assert agreement([("a", "b"), ("b", "a")]).kappa == pytest.approx(-1)
    assert agreement([("a", "a")] * 5).kappa is None
    assert agreement([]).share == 0


def decide(record: Record) -> list[str]:
    ids = [entry.id for entry in record.contacts()]
    for n, id_ in enumerate(ids):
        if n % 3 == 0:
            record.reject(id_, who="Ann")
        elif n % 3 == 1:
            record.correct_fields(id_, {"where": "Norhaven"}, who="Ann")
        else:
            record.accept(id_, who="Ann")
    return ids


def test_the_sample_is_the_same_for_everybody_and_grows_from_its_head(record):
    decide(record)
    with record.reading() as connection:
        few, many = coding.sample(connection, "Ann", 3), coding.sample(connection, "Ann", 100)
        assert few == many[:3]
        assert set(many) == {entry.id for entry in record.contacts(rejected=True)}
        assert coding.sample(connection, "Ben", 100) == []


def test_what_the_second_says_is_held_against_what_the_first_had_said_by_then(record):
    decide(record)
    before = [(e.id, e.state, e.corrected) for e in record.contacts(rejected=True)]
    with record.reading() as connection:
        drawn = coding.sample(connection, "Ann", 4)
    said = {}
    for n, id_ in enumerate(drawn):
        verdict = ("accept", "reject", "correct", "accept")[n]
        changes = {"where": "Norhaven"} if verdict == "correct" else {}
        record.second(id_, verdict, changes, first="Ann", who="Ben")
        said[id_] = verdict
    assert [(e.id, e.state, e.corrected) for e in record.contacts(rejected=True)] == before
    record.undo_last("Ann")
    with record.reading() as connection:
        both = coding.compared(connection, "Ann", "Ben")
        assert {one.item: one.second.verdict for one in both} == said
        assert coding.left(connection, "Ann", "Ben", 4) == []
        assert [(p.first, p.second, p.count) for p in coding.pairs(connection)] == [("Ann", "Ben", 4)]


def test_nobody_judges_their_own_decisions(record):
    ids = decide(record)
    with pytest.raises(RecordError, match="somebody else"):
        record.second(ids[0], "accept", {}, first="Ann", who="Ann")
    with pytest.raises(RecordError, match="decided nothing"):
        record.second(record.figures()[0].id, "accept", {}, first="Ann", who="Ben")


def test_the_second_sees_what_the_machine_read(record):
    decide(record)
    with record.reading() as connection:
        for entry in record.contacts(rejected=True):
            shown = coding.unseen(connection, entry)
            assert (shown.state, shown.corrected, shown.item.where) == ("", (), None)
