"""Trees where a reporting clause closes the sentence, and sentences that run on after a word in lower case."""

from __future__ import annotations

from readout.language.document import Document, Token
from readout.language.read import read


def _subject(document: Document, verb: str) -> str | None:
    head = next(t for t in document.tokens if t.text == verb)
    return next((t.text for t in document.tokens if t.head == head.index and t.deprel == "nsubj"), None)


def _head(document: Document, word: str) -> Token:
    token = next(t for t in document.tokens if t.text == word)
    return document.tokens[token.head]


def test_a_closing_reporting_clause_takes_its_own_subject_and_time() -> None:
    document = read(
        "Norland asked Sudland to speed up deliveries of grain and fuel, a Norland official said on Monday."
    )
    assert _subject(document, "asked") == "Norland"
    assert _subject(document, "said") == "official"
    assert _head(document, "Monday").text == "said"


def test_a_role_before_a_name_is_not_a_second_object() -> None:
    document = read("Defence Minister Anna Lind, who was already in Oslo, met security adviser Erik Holm on Monday.")
    objects = [t.text for t in document.tokens if t.deprel == "obj"]
    assert objects == ["Erik"]


def test_no_sentence_opens_after_a_word_in_lower_case() -> None:
    document = read("President Anna Lind telephoned Sudland Prime Minister Erik Holm on Wednesday, her office said.")
    assert len(document.sentences) == 1
