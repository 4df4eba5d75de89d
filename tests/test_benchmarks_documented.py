"""The accuracy page shows the figures that were measured last."""

from __future__ import annotations

import json

import pytest

from benchmarks import documented


def test_the_page_holds_the_last_figures() -> None:
    results = json.loads((documented.HERE / "results.json").read_text(encoding="utf-8"))
    page = documented.PAGE.read_text(encoding="utf-8")
    assert documented.filled(page, results) == page


def test_a_page_without_a_place_for_a_table_is_refused() -> None:
    results = json.loads((documented.HERE / "results.json").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="no place for the table 'record'"):
        documented.filled("# Nothing here\n", results)
