"""Words: what a reader of English newspapers would call one, with exact offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.language.lemmas import lemma
from readout.language.quotations import quotations
from readout.language.tokens import LONGEST, tokenize


def words(text: str) -> list[str]:
    return [text[first:last] for first, last in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It doesn't matter.", "It does n't matter ."),
        ("They can't, won't and cannot go.", "They ca n't , wo n't and can not go ."),
        ("Berundia’s envoy isn’t here", "Berundia ’s envoy is n’t here"),
        ("the ministers' talks", "the ministers ' talks"),
        ("O'Neill said he'd call", "O'Neill said he 'd call"),
        ("the U.S. and the U.K.", "the U.S. and the U.K."),
        ("a U.S.-led force", "a U.S. - led force"),
        ("Gen. Aranti met Mr. Osei.", "Gen. Aranti met Mr. Osei ."),
        ("He paid $3.8 billion.", "He paid $ 3.8 billion ."),
        ("Some 1,200 people, 40% of all", "Some 1,200 people , 40 % of all"),
        ("at 10:30 a.m. on Nov. 3", "at 10:30 a.m. on Nov. 3"),
        ("a well-known anti-aircraft gun", "a well - known anti-aircraft gun"),
        ("the 1990s and the 21st century", "the 1990s and the 21st century"),
        ("“No,” he said — twice…", "“ No , ” he said — twice …"),
        ("40km away at 5pm", "40 km away at 5 pm"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("Is the answer no? No. He left.", "Is the answer no ? No . He left ."),
        ("Write to a.b@example.org", "Write to a.b@example.org"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(st.text(max_size=300))
def test_offsets_are_exact_and_nothing_is_lost(text: str) -> None:
    spans = tokenize(text)
    assert all(first < last for first, last in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {at for first, last in spans for at in range(first, last)}
    assert all(at in covered for at, c in enumerate(text) if c.isalnum())
    assert not any(text[at].isspace() for at in covered)


@given(st.text(alphabet="ab'’.-1,$\" \n", max_size=120), st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_of_text_is_cut_within_its_bounds(text: str, one: int, other: int) -> None:
    first, last = sorted((min(one, len(text)), min(other, len(text))))
    spans = tokenize(text, first, last)
    assert all(first <= a < b <= last for a, b in spans)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a'" * 50_000, "a-" * 50_000, "1," * 50_000, "\0\x01" * 9_999])
def test_hostile_runs_are_cut_into_bounded_words(text: str) -> None:
    assert all(last - first <= 4 * LONGEST for first, last in tokenize(text))


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("said", "VBD", "say"),
        ("fled", "VBD", "flee"),
        ("Making", "VBG", "make"),
        ("visited", "VBD", "visit"),
        ("stopped", "VBN", "stop"),
        ("agreed", "VBD", "agree"),
        ("denies", "VBZ", "deny"),
        ("reaches", "VBZ", "reach"),
        ("n't", "RB", "not"),
        ("n’t", "RB", "not"),
        ("countries", "NNS", "country"),
        ("spokesmen", "NNS", "spokesman"),
        ("crises", "NNS", "crisis"),
        ("better", "JJR", "good"),
        ("1,200", "CD", "1200"),
        ("Nations", "NNPS", "Nation"),
        ("Aranti", "NNP", "Aranti"),
        ("undertook", "VBD", "undertake"),
    ],
)
def test_lemmas(word: str, tag: str, expected: str) -> None:
    assert lemma(word, tag) == expected


def quoted(text: str) -> list[str]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    return [text[q.start : q.end] for q in quotations(text, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," he said. "Fully."', ["We agree,", "Fully."]),
        ("“We agree,” he said.", ["We agree,"]),
        ("He said “they call it ‘the deal’ now”.", ["they call it ‘the deal’ now", "the deal"]),
        ("“It began in May.\n“It ended in June,” she said.", ["It began in May.", "It ended in June,"]),
        ("The envoys’ talks and the minister’s visit", []),
        ('A stray 5" gun stood there.\nNothing more.', []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab ,.\"'“”‘’\n", max_size=200))
def test_quotations_lie_within_their_blocks(text: str) -> None:
    for words_ in quoted(text):
        assert words_
        assert "\n" not in words_
