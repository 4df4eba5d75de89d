"""A report's text with its marks: nothing is lost, spans nest, what hides is shown."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from readout.reports.furniture import mark
from readout.reports.model import Block
from readout.views import diffing, marking
from readout.views.marking import Span

WORDS = st.text(alphabet="ab .\n\u202e\u200bé", max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=8)


def spans(text: str, given_) -> list[Span]:
    found = [Span(start, min(start + length, len(text)), f"s{n}") for n, (start, length) in enumerate(given_)]
    return [span for span in found if span.start < span.end]


@given(WORDS, SPANS)
def test_the_pieces_are_the_text(text, told):
    made = marking.paragraphs(text, mark(text), spans(text, told))
    written = "".join(p.text for one in made for p in one.pieces if p.kind in ("text", "hidden"))
    assert re.sub(r"\s", "", written) == re.sub(r"\s", "", text)
    for one in made:
        assert "".join(p.text for p in one.pieces if p.kind in ("text", "hidden")) == text[one.start : one.end]


@given(WORDS, SPANS)
def test_spans_open_and_close_like_brackets_and_cover_their_words(text, told):
    given_ = spans(text, told)
    covered: dict[str, set[int]] = {}
    for one in marking.paragraphs(text, (), given_):
        at, stack = one.start, []
        for piece in one.pieces:
            if piece.kind == "open":
                stack.append(piece.key)
            elif piece.kind == "close":
                assert stack.pop() == piece.key
            else:
                for key in stack:
                    covered.setdefault(key, set()).update(range(at, at + len(piece.text)))
                at += len(piece.text)
        assert stack == []
    for span in given_:
        wanted = {i for i in range(span.start, span.end) if not text[i].isspace()}
        assert wanted <= covered.get(span.key, set())
        assert covered.get(span.key, set()) <= set(range(span.start, span.end))


def test_a_span_that_lies_in_another_is_inside_it_and_begins_once():
    made = marking.paragraphs("Ada rang Bo.", (), [Span(0, 12, "call"), Span(4, 8, "word")])
    kinds = [(p.kind, p.key or p.text, p.depth) for p in made[0].pieces]
    assert kinds == [
        ("open", "call", 0),
        ("text", "Ada ", 0),
        ("open", "word", 1),
        ("text", "rang", 0),
        ("close", "word", 0),
        ("text", " Bo.", 0),
        ("close", "call", 0),
    ]
    assert made[0].keys == ("call", "word")


def test_lines_that_one_block_holds_together_are_one_paragraph():
    text = "A first line\nand its second.\n\nAnother."
    made = marking.paragraphs(text, (Block(0, 28, "paragraph"), Block(30, 38, "furniture")), [])
    assert [(text[p.start : p.end], p.role) for p in made] == [(text[:28], "paragraph"), ("Another.", "furniture")]


def test_a_character_that_turns_the_line_is_named():
    made = marking.paragraphs("pay \u202e001 now", (), [])
    assert [p.key for p in made[0].pieces if p.kind == "hidden"] == ["right-to-left override (U+202E)"]


def test_a_line_without_end_is_cut_and_comes_in_parts():
    text = "word " * 40_000
    made = marking.paragraphs(text, mark(text), [Span(5, len(text) - 9, "all")])
    assert max(p.end - p.start for p in made) <= marking.LONGEST
    assert sum(len(p.keys) for p in made) == 1
    parts = marking.parts(made)
    assert len(parts) > 3
    assert all(sum(p.end - p.start for p in part) <= marking.PART for part in parts)


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts(left, right):
    runs = diffing.difference(left, right).runs
    one = "".join(run.text for run in runs if run.kind in ("same", "left"))
    other = "".join(run.text for run in runs if run.kind in ("same", "right"))
    assert one.split() == left.split()
    assert other.split() == right.split()


def test_a_difference_is_by_words_not_by_line_breaks():
    found = diffing.difference("Ada rang\nBo on Friday.", "Ada  rang Bo on Sunday.")
    assert [(run.kind, run.text.strip()) for run in found.runs] == [
        ("same", "Ada  rang Bo on"),
        ("left", "Friday."),
        ("right", "Sunday."),
    ]
    assert not found.cut


def test_long_texts_are_folded_where_they_agree_and_compared_up_to_a_limit():
    text = " ".join(f"w{n}" for n in range(diffing.MOST + 10))
    found = diffing.difference(text, text)
    assert found.cut
    assert [run.folded for run in found.runs] == [False, True, False]
