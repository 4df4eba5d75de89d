"""Lemmas of forms that the table does not have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.lemmas import Table, find, lemma

NOTHING_KNOWN = Table({}, frozenset())


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("paused", "VBD", "pause"),
        ("pausing", "VBG", "pause"),
        ("freed", "VBN", "free"),
        ("freeing", "VBG", "free"),
        ("decreed", "VBD", "decree"),
        ("diseased", "VBN", "disease"),
        ("telephoned", "VBD", "telephone"),
        ("postponing", "VBG", "postpone"),
        ("paralyzed", "VBN", "paralyze"),
        ("emphasising", "VBG", "emphasise"),
        ("defusing", "VBG", "defuse"),
        ("rearrested", "VBN", "rearrest"),
        ("mistreated", "VBN", "mistreat"),
        ("boycotted", "VBD", "boycott"),
        ("patrolling", "VBG", "patrol"),
        ("stuffed", "VBD", "stuff"),
        ("gunned", "VBD", "gun"),
        ("canvassed", "VBD", "canvass"),
        ("focused", "VBD", "focus"),
        ("visited", "VBD", "visit"),
        ("opened", "VBD", "open"),
        ("rained", "VBD", "rain"),
        ("aged", "VBN", "age"),
        ("severed", "VBD", "sever"),
    ],
)
def test_what_the_ending_took_is_put_back(word: str, tag: str, expected: str) -> None:
    assert lemma(word, tag) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gloused", "glouse"),
        ("strelided", "strelide"),
        ("brencled", "brencle"),
        ("vorbinged", "vorbing"),
        ("trooped", "troop"),
        ("plibbed", "plib"),
        ("mooreded", "moorede"),
        ("clandered", "clander"),
        ("snelled", "snell"),
        ("gree", "gree"),
    ],
)
def test_spelling_decides_where_no_word_is_known(word: str, expected: str) -> None:
    assert find(word, "VBD", NOTHING_KNOWN) == expected


@given(st.text(max_size=40), st.sampled_from(["VBD", "VBN", "VBG", "VBZ", "JJR", "RBS", "NNS"]))
def test_any_word_has_a_lemma(word: str, tag: str) -> None:
    assert find(word, tag, NOTHING_KNOWN) or not word
