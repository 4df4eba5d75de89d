"""The queue for review: every item once, in order, and none that was decided."""

from __future__ import annotations

import pytest
import record_kit as kit

from readout.record.asking import library, likely, queue, suggest
from readout.record.asking.queue import Asked
from readout.record.record import Record


@pytest.fixture
def record(monkeypatch, tmp_path):
    kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as opened:
        opened.add_reports(kit.many(15))
        yield opened
    kit.uninstall()


def walk(record: Record, asked: Asked) -> list[str]:
    found: list[str] = []
    with record.reading() as connection:
        place = queue.place(connection, asked)
        while place.item:
            found.append(place.item)
            after = place.after
            if after is None:
                break
            place = queue.place(connection, asked, after)
            assert place.before == found[-1]
    return found


@pytest.mark.parametrize("order", queue.ORDERS)
def test_every_item_comes_once(record, order):
    everything = {e.id for plural in ("contacts", "figures", "checks") for e in record.entries(plural)}
    found = walk(record, Asked(order=order))
    assert len(found) == len(set(found)) == len(everything)
    assert set(found) == everything


def test_doubt_puts_the_least_confident_first(record):
    found = walk(record, Asked())
    confidences = [record.show(id_).item.confidence for id_ in found]
    assert confidences == sorted(confidences)


def test_importance_puts_what_is_disputed_and_told_by_many_first(record):
    found = walk(record, Asked(order="importance"))
    disputed = {e.id for d in record.disputes() for e in d.items}
    assert {*found[: len(disputed)]} == disputed
    witnesses = [record.show(id_).witnesses for id_ in found if id_ not in disputed]
    assert witnesses == sorted(witnesses, reverse=True)


def test_what_is_decided_leaves_and_comes_back_when_taken_back(record):
    first, second, *_ = walk(record, Asked())
    record.accept(first)
    assert walk(record, Asked())[0] == second
    with record.reading() as connection:  # it can still be looked at
        assert queue.place(connection, Asked(), first).after == second
    record.undo()
    assert walk(record, Asked())[0] == first
    record.correct_fields(record.contacts()[0].id, {"where": "Norhaven"})
    with record.reading() as connection:
        tally = next(t for t in queue.progress(connection) if t.type == "contact")
    assert (tally.decided, tally.corrected, tally.total) == (1, 1, len(record.contacts()))


def test_filters_by_type_sides_and_report(record):
    report = record.reports()[0].id
    assert {record.show(i).type for i in walk(record, Asked(type="figure"))} == {"figure"}
    for id_ in walk(record, Asked(actor="Norland", other="Sudland")):
        assert {"Norland", "Sudland"} <= {party.side for party in record.show(id_).item.parties}
    with record.reading() as connection:
        there = {one.entry.id for one in library.told(connection, report)}
    assert set(walk(record, Asked(report=report))) == there


def test_who_decided_how_much(record):
    ids = [e.id for e in record.contacts()[:3]]
    record.accept(*ids[:2], who="Ann")
    record.reject(ids[2], who="Ben")
    record.undo(who="Ann")
    with record.reading() as connection:
        found = [(one.name, one.counts) for one in queue.reviewers(connection)]
    assert found == [("Ann", {"accept": 1}), ("Ben", {"reject": 1})]


def test_likely_the_same_are_weighed_with_reasons(record):
    call = "<contact call held|Ada Lund@Norland;Bo Rask@Sudland|{}>"
    record.add_reports(
        [
            kit.report(f"X\n{call.format('2025-03-02')} Lund rang Rask about herring.", "x.txt", "2025-03-03"),
            kit.report(f"Y\n{call.format('2025-03-05')} They talked by telephone of fish.", "y.txt", "2025-03-06"),
        ]
    )
    one, other = record.contacts(since="2025-03-01")
    with record.reading() as connection:
        found = likely.candidates(connection, one)
        assert [f.entry.id for f in found] == [other.id]
        assert found[0].score < 0.5
        assert found[0].why
        assert suggest.names(connection, "ada")[0] == "Ada Lund"
        assert "Bo Rask" in suggest.in_reports(connection, one.id)


def test_a_record_of_before_gets_its_queue_and_loses_nothing(record):
    import sqlalchemy as sa

    from readout.record import schema
    from readout.record.making import queue_rows

    before = walk(record, Asked(order="importance"))
    with record._writing() as connection:
        connection.execute(sa.delete(schema.waiting))
        queue_rows.fill(connection)
    assert walk(record, Asked(order="importance")) == before
