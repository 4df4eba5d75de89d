"""One pass over a report: sentences, trees, names, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.decode import best_tree, name_spans, trees
from readout.language.read import parse, read, split_blocks
from readout.language.tidy import Words, tidy_names

REPORT = (
    "Berundia president to visit Geneva\n\n"
    "President Salvo Aranti of Berundia flew to Geneva on Tuesday for talks with U.S. officials. “We will listen,” he "
    "told reporters.\n\n"
    "Three people were killed in an attack near the border, the Foreign Ministry said."
)


def test_sentences_never_cross_blocks_and_cover_their_words() -> None:
    blocks = split_blocks(REPORT)
    tokens, sentences, *_ = parse(REPORT, blocks)
    assert [s.block for s in sentences] == [0, 1, 1, 2]
    assert [REPORT[s.start : s.end].split()[0] for s in sentences] == ["Berundia", "President", "“We", "Three"]
    assert [i for s in sentences for i in range(s.first, s.last)] == [t.index for t in tokens]
    assert all(t.text == REPORT[t.start : t.end] for t in tokens)


def test_every_sentence_is_one_tree() -> None:
    tokens, sentences, *_ = parse(REPORT, split_blocks(REPORT))
    for s in sentences:
        inside = tokens[s.first : s.last]
        assert sum(t.head == t.index for t in inside) == 1
        for t in inside:
            assert (t.deprel == "root") == (t.head == t.index)
            steps = 0
            while t.head != t.index:
                assert s.first <= t.head < s.last
                assert t.index in tokens[t.head].children
                t, steps = tokens[t.head], steps + 1
                assert steps <= len(inside)


def test_the_tree_tells_who_did_what() -> None:
    tokens, _, names, _ = parse(REPORT, split_blocks(REPORT))
    flew = next(t for t in tokens if t.text == "flew")
    assert flew.lemma == "fly"
    subject = next(tokens[i] for i in flew.children if tokens[i].deprel == "nsubj")
    assert subject.text in ("Aranti", "Salvo", "President")
    found = {(" ".join(t.text for t in tokens[n.first : n.last]), n.label) for n in names}
    assert ("Salvo Aranti", "person") in found
    assert ("Geneva", "place") in found


def test_only_the_given_blocks_are_read() -> None:
    text = "SHARE THIS\nThe envoy left Oslo.\nCopyright"
    tokens, sentences, *_ = parse(text, [(11, 31)])
    assert text[tokens[0].start : tokens[-1].end] == "The envoy left Oslo."
    assert len(sentences) == 1


def test_the_same_text_reads_the_same_whatever_came_before() -> None:
    *first, _ = parse(REPORT, split_blocks(REPORT))
    parse("Something else entirely happened in Oslo. " * 30, [(0, 1260)])
    assert list(parse(REPORT, split_blocks(REPORT))[:3]) == first


def test_what_stands_before_does_not_change_a_reading_of_its_own() -> None:
    document = read(REPORT)
    assert document == read(REPORT)
    assert [REPORT[q.start : q.end] for q in document.quotations] == ["We will listen,"]


@pytest.mark.parametrize(
    "text",
    ["", " \n\t\n", "\0", "😀😀 😀", "\x00\x01 a\x00b \u202e c", "é" * 500, "?!" * 50, "\u200d\ufe0f", "谿山 琴况"],
)
def test_odd_text_is_read_without_fuss(text: str) -> None:
    document = read(text)
    assert all(text[t.start : t.end] == t.text for t in document.tokens)


def test_a_very_long_line_is_read_in_pieces() -> None:
    text = "x" * 300_000
    tokens, sentences, *_ = parse(text, [(0, len(text))])
    assert sum(t.end - t.start for t in tokens) == len(text)
    assert sentences[-1].last == len(tokens)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_yields_trees_with_exact_offsets(text: str) -> None:
    tokens, sentences, names, _ = parse(text, split_blocks(text))
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert sum(t.head == t.index for t in tokens) == len(sentences)
    assert all(0 <= n.first < n.last <= len(tokens) for n in names)


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_the_best_tree_is_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = best_tree(scores)
    roots = [i for i in range(size) if heads[i] == i]
    assert len(roots) == 1
    for word in range(size):
        at = word
        for _ in range(size):
            at = int(heads[at])
        assert at == roots[0]


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 10_000))
def test_heads_stay_within_their_sentence(starts: list[bool], seed: int) -> None:
    starts[0] = True
    size = len(starts)
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = trees(scores, np.array(starts))
    sentence = np.cumsum(starts)
    assert (sentence[heads] == sentence).all()
    assert (heads == np.arange(size)).sum() == sentence[-1]


def test_a_name_split_in_two_is_joined_by_the_tree() -> None:
    words = ["the", "Bank", "of", "Berundia", "said"]
    spans = [(1, 3, "organization"), (3, 4, "place")]
    proper = [False, True, False, True, False]
    joined = tidy_names(spans, Words(words, proper, [1, 4, 3, 1, 4], ["det", "nsubj", "case", "nmod", "root"]))
    assert joined == [(1, 4, "organization")]


def test_a_name_takes_the_label_its_words_favour_together() -> None:
    labels = ["O", "B-person", "I-person", "B-place", "I-place"]
    scores = np.array([[0, 2, 0, 1.5, 0], [0, 0, 1, 0, 4]], dtype=np.float32)
    assert name_spans(scores, labels, np.array([True, False]), ["New", "Berundia"]) == [(0, 2, "place")]


def test_a_doubtful_organization_is_no_name_nor_is_a_doubtful_word_in_small_letters() -> None:
    labels = ["O", "B-person", "I-person", "B-organization", "I-organization"]
    one = np.array([True])
    clear = np.array([[0, -9, -9, 5, -9]], dtype=np.float32)
    assert name_spans(clear, labels, one, ["Gavir"]) == [(0, 1, "organization")]
    doubtful = np.array([[1, -9, -9, 1.5, -9]], dtype=np.float32)
    assert name_spans(doubtful, labels, one, ["Gavir"]) == []
    person = np.array([[1, 1.5, -9, -9, -9]], dtype=np.float32)
    assert name_spans(person, labels, one, ["Gavir"]) == [(0, 1, "person")]
    assert name_spans(person, labels, one, ["gavir"]) == []


def test_a_storm_is_no_person() -> None:
    words = ["Hurricane", "Orla", "grew", ";", "Orla", "turned", "and", "Ivo", "left"]
    spans = [(0, 2, "person"), (4, 5, "person"), (7, 8, "person")]
    proper = [word[0].isupper() for word in words]
    tree = [1, 2, 2, 2, 5, 2, 8, 8, 2]
    relations = ["compound", "nsubj", "root", "punct", "nsubj", "conj", "cc", "nsubj", "conj"]
    assert tidy_names(spans, Words(words, proper, tree, relations)) == [(7, 8, "person")]


@pytest.mark.parametrize(
    "text",
    [
        "Norlander President Anna Lind Wednesday held talks with the visiting minister.",
        "Norlander Foreign Minister Ola Berg will visit the country, his office said.",
        "The accord that they signed in 2015 Iran has since called a mistake.",
    ],
)
def test_no_sentence_opens_after_a_word_or_number_of_the_same_line(text: str) -> None:
    assert len(read(text).sentences) == 1


def test_what_brackets_hold_after_a_body_is_its_short_name() -> None:
    words = ["the", "Berundian", "Health", "Board", "(", "BHB", ")", "met"]
    spans = [(1, 4, "organization")]
    proper = [word[0].isupper() for word in words]
    relations = ["det", "amod", "compound", "nsubj", "punct", "appos", "punct", "root"]
    found = tidy_names(spans, Words(words, proper, [3, 3, 3, 7, 5, 3, 5, 7], relations))
    assert found == [(1, 4, "organization"), (5, 6, "organization")]


def test_a_minister_s_name_begins_after_what_he_is_minister_of() -> None:
    words = ["Minister", "of", "Defense", "Ann", "Lind", "left"]
    proper = [True, False, True, True, True, False]
    tree = [5, 2, 0, 0, 3, 5]
    relations = ["nsubj", "case", "nmod", "flat", "flat", "root"]
    assert tidy_names([(2, 5, "person")], Words(words, proper, tree, relations)) == [(3, 5, "person")]


def test_a_ministry_of_two_things_is_one_name() -> None:
    words = ["the", "Ministry", "of", "Trade", "and", "Rural", "Development", "met"]
    spans = [(1, 4, "organization"), (5, 6, "place")]
    proper = [False, True, False, True, False, True, True, False]
    tree = [1, 7, 3, 1, 6, 6, 3, 7]
    relations = ["det", "nsubj", "case", "nmod", "cc", "amod", "conj", "root"]
    assert tidy_names(spans, Words(words, proper, tree, relations)) == [(1, 7, "organization")]
