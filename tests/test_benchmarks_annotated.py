"""The further annotated reports: whole, without their texts, and true to these where they are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import annotated

SHARED = Path(__file__).parents[2] / "shared"
LONGEST = 11  # words of a report that may stand together


def entries(name: str) -> list[dict[str, Any]]:
    lines = (annotated.HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for field, part in value.items():
            if field != "key":
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_no_report_is_in_two_sets() -> None:
    sources = [entry["source"] for name in annotated.SETS for entry in entries(name)]
    assert len(sources) == len(set(sources)) > 80


@pytest.mark.parametrize("name", annotated.SETS)
def test_annotations_hold_places_and_no_sentences(name: str) -> None:
    for entry in entries(name):
        items = [item for kind in annotated.KINDS for item in entry[kind]]
        for item in items:
            spans = [*item["quotes"], *item.get("content", ())]
            assert item["quotes"]
            assert all(0 <= start < end for start, end in spans)
        assert all(len(text.split()) <= LONGEST for item in items for text in strings(item))


@pytest.mark.skipif(not (SHARED / "data" / "wires").is_dir(), reason="the annotated texts are not here")
@pytest.mark.parametrize("name", annotated.SETS)
def test_the_words_are_put_back_from_the_texts(name: str) -> None:
    for marked in annotated.gold(SHARED, name):
        text = annotated.report(SHARED, marked["source"]).read_text(encoding="utf-8")
        assert all(quote in text for kind in annotated.KINDS for item in marked[kind] for quote in item["quotes"])


def test_another_set_is_refused() -> None:
    with pytest.raises(ValueError, match="none of development, held"):
        annotated.gold(SHARED, "other")
