"""What other programs read: the export's form, its order, its bytes."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest
import record_kit as kit

from readout.formats import flat
from readout.record.errors import RecordError
from readout.record.record import Record

PAIR = "Ada Lund@Norland;Bo Rask@Sudland"
TEXT = f"""Of calls and trucks
<contact call held|{PAIR}|2024-05-02> Lund rang Rask on Thursday, "at last", he said; all was well.
<transfer 40 trucks|{PAIR}|2024-05-20> Forty trucks went south.
<figure killed 12|=SUM(A1) by Ada Lund@Norland|2024-05> Twelve were killed.
<statement x|Ada Lund@Norland|it was a good talk> It was a good talk, she said.
<check count 1|{PAIR}|2024-05-03> It was their only talk so far.
<ask demand troops-out|{PAIR}|2024-05-05> Lund wants the troops out.
"""
COMMON = {"type", "id", "passages", "versions"}
FIELDS = {
    "report": {"source", "title", "publisher", "byline", "published", "published_basis", "copy_of", "sha256"},
    "actor": {"name", "kind", "aliases", "roles"},
    "contact": {"kind", "status", "parties", "also", "when", "where"},
    "check": {"kind", "parties", "value", "bound", "since", "verdict", "why"},
    "ask": {"asker", "addressee", "manner", "content", "answer", "when"},
    "transfer": {"from", "to", "items", "value", "status", "route", "when"},
    "figure": {"measure", "value", "bound", "who", "according_to", "as_of"},
    "statement": {"speaker", "basis", "mode", "content", "about"},
    "dispute": {"items", "field", "why"},
}


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        kit.install(patch)
        with Record(tmp_path_factory.mktemp("f") / "r.db") as opened:
            figure = "<figure killed 40|=SUM(A1) by Bo Rask@Sudland|2024-05> Forty were killed."
            other = f"Other\n{figure}\n<contact call held|{PAIR}|2024-05-02> A call."
            opened.add_reports([kit.report(TEXT, "a.txt", "2024-05-21"), kit.report(other, "b.txt", "2024-05-22")])
            yield opened
    kit.uninstall()


def exported(record) -> list[dict]:
    file = io.StringIO()
    record.export("jsonl", file)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def table(folder, name) -> list[dict]:
    with duckdb.connect() as database:
        found = database.read_parquet(str(folder / "tables" / f"{name}.parquet"))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_every_line_has_the_fields_of_its_type(record):
    lines = exported(record)
    assert {line["type"] for line in lines} == set(FIELDS)
    for line in lines:
        assert FIELDS[line["type"]] <= line.keys()
        if line["type"] not in ("report", "actor", "dispute"):
            assert line.keys() >= COMMON


def test_actors_stand_by_name_and_numbers_as_numbers(record):
    lines = {line["type"]: line for line in exported(record)}
    assert lines["transfer"]["from"] == "Ada Lund"
    assert lines["transfer"]["items"] == [{"item": "trucks", "quantity": 40}]
    assert lines["check"]["value"] == 1
    assert lines["contact"]["when"] == "2024-05-02"


def test_ids_are_unique_and_references_lead_somewhere(record):
    lines = exported(record)
    ids = [line["id"] for line in lines]
    assert len(set(ids)) == len(ids)
    dispute = next(line for line in lines if line["type"] == "dispute")
    assert set(dispute["items"]) <= set(ids)
    sources = {line["source"] for line in lines if line["type"] == "report"}
    assert {p["source"] for line in lines for p in line.get("passages", [])} <= sources


def test_a_file_is_written_whole_or_not_at_all(record, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    record.export("jsonl", out)
    before = out.read_bytes()
    from readout.formats.objects import Writer

    def broken(self):
        yield {"type": "report"}
        raise RuntimeError("out of luck")

    monkeypatch.setattr(Writer, "lines", broken)
    with pytest.raises(RuntimeError):
        record.export("jsonl", out)
    assert out.read_bytes() == before


def test_csv_has_a_row_an_item_and_runs_no_formula(record, tmp_path):
    record.export("csv", tmp_path / "tables")
    with (tmp_path / "tables" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["value"] for row in rows} == {"12", "40"}
    assert {row["who"] for row in rows} == {"'=SUM(A1)"}
    with (tmp_path / "tables" / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["parties"] == "Ada Lund; Bo Rask"
    assert row["passages"] == "2"


def test_parquet_keeps_lists_and_days(record, tmp_path):
    record.export("parquet", tmp_path / "tables")
    (contact,) = table(tmp_path, "contacts")
    assert contact["parties"] == ["Ada Lund", "Bo Rask"]
    assert contact["when_first"].isoformat() == "2024-05-02"
    assert len(contact["passages"]) == 2
    assert contact["passages"][0]["source"] == "a.txt"
    assert len(table(tmp_path, "asks")) == 1
    assert table(tmp_path, "figures")[0]["value"] in ([12.0], [90.0])
    assert table(tmp_path, "transfers")[0]["items"] == [{"item": "trucks", "quantity": 40.0}]
    assert table(tmp_path, "transfers")[0]["from"] == "Ada Lund"
    assert {report["source"] for report in table(tmp_path, "reports")} == {"a.txt", "b.txt"}


def test_parquet_of_an_empty_record_has_the_columns(tmp_path, monkeypatch, record):
    with Record(tmp_path / "empty.db") as empty:
        empty.export("parquet", tmp_path / "tables")
    file = str(tmp_path / "tables" / "contacts.parquet")
    with duckdb.connect() as database:
        assert "parties" in database.read_parquet(file).columns


def test_formats_that_are_not_and_outputs_that_do_not_suit_are_refused(record, tmp_path):
    with pytest.raises(RecordError, match="no format"):
        record.export("xml")
    with pytest.raises(RecordError, match="name a folder"):
        record.export("csv")
    with pytest.raises(RecordError):
        record.export("jsonl", tmp_path / "no" / "such" / "folder.jsonl")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("plain", "plain"),
        (["=a", "b"], "'=a; b"),
        (None, None),
        ([{"item": "trucks", "quantity": 40}, {"item": "fuel", "quantity": None}], "40 trucks; fuel"),
    ],
)
def test_cells(value, told):
    assert flat.cell(value) == told
