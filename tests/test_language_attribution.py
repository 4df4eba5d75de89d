"""Who says what: sources, cues and contents, by trained heads and by rules alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language.attribution import attributions, finding, heads, learned, speaker_at, within
from readout.language.attribution.heads import Marks
from readout.language.attribution.model import Attribution, Spans
from readout.language.document import Document
from readout.language.read import read
from training.attribution_data import marked


@pytest.fixture(params=["heads", "rules"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Everything holds for the shipped heads and for a package without them."""
    monkeypatch.setattr(finding, "_known", [])
    if request.param == "rules":
        monkeypatch.setattr(learned, "heads", lambda: None)
    return str(request.param)


def words(document: Document, spans: Spans) -> str:
    return " … ".join(document.text[first:last] for first, last in spans)


def told(text: str) -> tuple[Document, list[Attribution]]:
    document = read(text)
    return document, list(attributions(document))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the bridge would open in June.", "The minister", "said", "bridge would open in June"),
        ("The bridge will open in June, the minister said on Monday.", "the minister", "said", "bridge will open in"),
        ("According to the harbour office, two ships left on Friday.", "harbour office", "According", "two ships left"),
        ('"We are ready to talk," the envoy told reporters in Vienna.', "the envoy", "told", "We are ready to talk"),
        ("Farmers, who fear that prices will fall, blocked the road.", "who", "fear", "prices will fall"),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: str) -> None:
    document, found = told(text)
    assert any(
        source in words(document, a.source) and cue in words(document, a.cue) and content in words(document, a.content)
        for a in found
    ), [(words(document, a.source), words(document, a.cue), words(document, a.content)) for a in found]


def test_the_head_of_a_source_is_the_noun_that_a_pronoun_stands_for() -> None:
    document, found = told("The union called off the strike of the dockers who had said that their pay was too low.")
    heads = [document.tokens[a.source_head].text for a in found if a.source_head is not None]
    assert "dockers" in heads
    assert "who" not in heads


def test_a_quotation_that_runs_on_stays_with_its_speaker() -> None:
    document, found = told(
        'The mayor said: "The square belongs to the people of this town. We shall not sell it to anyone."'
    )
    assert speaker_at(document, document.text.index("sell")) is not None
    said = next(a for a in found if "said" in words(document, a.cue))
    assert within(said, document.text.index("We shall"), document.text.index("anyone") + 6)
    assert said.quoted


def test_a_cue_within_a_quotation_is_told_apart() -> None:
    _, found = told('"My father always said that trade brings peace to the valley," the consul told the council.')
    assert any(not a.inner for a in found)
    assert all(a.inner for a in found if a.cue_head < 8)


def test_a_colon_belongs_to_the_cue_it_ends() -> None:
    document, found = told('The governor said: "The new school will be ready by May."')
    assert "said:" in [words(document, a.cue) for a in found]


@pytest.mark.parametrize(("chance", "expected"), [(0.4, True), (0.99, False)])
def test_a_cue_in_what_a_surer_one_tells_is_said_to_stand_there(
    chance: float, expected: bool, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "rules":
        pytest.skip("the rules weigh no cue")

    class Two:
        def mark(self, *_: object) -> list[Marks]:
            return [Marks(1, 0.7, (0,), (1,), (2, 3, 4, 5, 6)), Marks(4, chance, (3,), (4,), (5, 6))]

    monkeypatch.setattr(learned, "heads", Two)
    outer, inner = told("Farmers say that voters fear higher prices.")[1]
    assert not outer.within
    assert inner.within is expected


def test_a_denied_saying_is_marked() -> None:
    document, found = told("The company did not say that the plant would close.")
    assert [a.negated for a in found if document.tokens[a.cue_head].lemma == "say"] == [True]


def test_a_report_without_sayings_yields_none() -> None:
    assert told("The river rose by two metres. A road was closed.")[1] == []
    assert told("")[1] == []


def test_the_same_words_yield_the_same_beside_other_reports() -> None:
    text = "The minister said that the bridge would open in June. The mayor thinks it will be later."
    first = told(text)[1]
    told("Something else was announced by the port, officials said.")
    finding._known.clear()
    assert told(text)[1] == first


def test_a_long_report_is_read_in_stretches_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The clerk said that the road was wet.\nThe mayor, who fears a flood, told the council to act.\n" * 12
    whole = told(text)[1]
    finding._known.clear()
    monkeypatch.setattr(heads, "_STRETCH", 7)
    monkeypatch.setattr(heads, "_TOGETHER", 50)
    cut = told(text)[1]
    assert [replace(a, sure=None) for a in cut] == [replace(a, sure=None) for a in whole]
    assert len(whole) >= 24


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "said", "he", ",", ".", "that", "“", "”", "to", ":", "\n", "who", "told"]), max_size=40
    )
)
def test_any_words_yield_spans_within_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in attributions(read(text)):
        assert found.content
        for spans in (found.source, found.cue, found.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= first < last <= len(text) for first, last in spans)


def test_a_corpus_with_broken_lines_is_read(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "one.txt").write_text("He said so. Read more here.", encoding="utf-8")
    (tmp_path / "attributions" / "one.ann").write_text(
        "T1\tSource 0 2\tHe\nT2\tCue 3 7\tsaid\nT3\tContent 8\nT4\tContent 8 10\tso\nrubbish\nT5\tDiscard 12 27\tRead\n"
        "E1\tAttribution:T9 Content:T4 Cue:T2 Source:T1 Source2:T7\n",
        encoding="utf-8",
    )
    [(name, _, gold, aside)] = marked(tmp_path)
    assert name == "one"
    assert gold == [{"source": [(0, 2)], "cue": [(3, 7)], "content": [(8, 10)]}]
    assert aside == [(12, 27)]
