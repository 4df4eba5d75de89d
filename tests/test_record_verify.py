"""A record that was tampered with, or damaged, is found out."""

from __future__ import annotations

import sqlite3

import pytest
import record_kit as kit

from readout.record.record import Record


@pytest.fixture
def path(tmp_path, monkeypatch):
    kit.install(monkeypatch)
    with Record(tmp_path / "r.db") as record:
        record.add_reports(kit.many(6))
    yield tmp_path / "r.db"
    kit.uninstall()


def troubles(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    with Record(path) as record:
        return record.verify().troubles


def test_a_sound_record_is_sound(path):
    with Record(path) as record:
        found = record.verify()
    assert found.troubles == ()
    assert (found.reports, found.passages) == (6, 18)


def test_a_changed_text_is_found(path):
    found = troubles(path, "UPDATE report SET text = replace(text, 'Paper 3', 'Papers 3')")
    assert any("stored text" in trouble for trouble in found)
    assert any("passage is not at" in trouble for trouble in found)


def test_a_changed_passage_is_found(path):
    assert troubles(path, """UPDATE mention SET body = replace(body, '"start":', '"start":1')""")


def test_a_lost_row_is_found(path):
    found = troubles(path, "DELETE FROM item_mention WHERE mention = (SELECT min(mention) FROM item_mention)")
    assert any("belongs to no item" in trouble for trouble in found)


def test_a_dangling_reference_is_found(path):
    found = troubles(path, "DELETE FROM report WHERE number = 1")
    assert any("refers to a row of report" in trouble for trouble in found)
