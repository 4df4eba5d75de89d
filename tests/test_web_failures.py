"""Errors are said as an editor would say them, on pages and to programs alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from readout.record.record import Record
from readout.web.app import make_app
from readout.web.failures import unclear


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Record(tmp_path / "record.db") as record:
        yield TestClient(make_app(record), base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/api/contacts?page=0", "page must be 1 or more"),
        ("/api/contacts?page=soon", "page must be a whole number"),
        ("/api/contacts?size=501", "size must be 500 or less"),
        ("/api/contacts?format=xml", "format must be json or csv"),
        ("/api/nowhere", "no such address"),
    ],
)
def test_programs_are_told_in_english(client: TestClient, address: str, told: str) -> None:
    answer = client.get(address)
    assert 400 <= answer.status_code < 500
    assert told in answer.json()["error"]


def test_a_wrong_way_to_use_an_address(client: TestClient) -> None:
    answer = client.post("/reports")
    assert answer.status_code == 405
    assert "Nothing can be done at this address in this way" in answer.text
    assert "Method Not Allowed" not in answer.text


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            {"type": "too_long", "loc": ("query", "between"), "ctx": {"max_length": 2}},
            "between may be given at most twice",
        ),
        ({"type": "float_parsing", "loc": ("query", "number", 0)}, "number must be a number"),
        (
            {"type": "string_too_long", "loc": ("query", "q"), "ctx": {"max_length": 1200}},
            "q may have at most 1,200 characters",
        ),
        ({"type": "something new", "loc": ("query", "q")}, "q: what was given cannot be read"),
        ({"type": "missing", "loc": ("query", "first")}, "first is missing"),
        ({"type": "model_attributes_type", "loc": ("body",)}, "What was sent cannot be read"),
    ],
)
def test_each_kind_of_trouble(error: dict, told: str) -> None:
    assert told in unclear(error)
