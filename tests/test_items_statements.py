"""Statements and the attributions beneath them: who says what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from items_helpers import document

from readout.items.contacts import ITEM_TYPE as CONTACT
from readout.items.statements import Statement, find, relate
from readout.language.attribution import attributions, speaker_at, within


def statements(text: str) -> list[Statement]:
    return find(document(text))


def test_a_quotation_with_its_speaker_after_it() -> None:
    (found,) = statements("“The border will stay open for a week,” Egypt said on Monday.")
    assert found.speaker is not None
    assert found.speaker.name == "Egypt"
    assert (found.basis, found.mode) == ("office", "quote")
    assert "border will stay open" in found.content


def test_reported_speech_is_a_paraphrase_with_three_spans() -> None:
    text = "Germany said that the talks had failed again."
    (found,) = statements(text)
    spans = {role: text[start:end] for role, start, end in found.passages[0].spans}
    assert spans["speaker_span"] == "Germany"
    assert spans["cue_span"] == "said"
    assert "the talks had failed again" in spans["content_span"]
    assert found.mode == "paraphrase"


def test_unnamed_speakers_keep_their_words_and_their_anonymity() -> None:
    (found,) = statements("A senior official said on condition of anonymity that the convoy had turned back.")
    assert found.basis == "unnamed"
    assert found.anonymity


def test_according_to() -> None:
    (found,) = statements("According to France, the ship left the harbour before dawn.")
    assert found.speaker is not None
    assert found.speaker.name == "France"
    assert "the ship left the harbour" in found.content


def test_what_someone_believes_is_a_stance() -> None:
    (found,) = statements("Iran believes that the talks will fail.")
    assert found.mode == "stance"


@pytest.mark.parametrize(
    "text",
    [
        "French officials said nothing, or whether Mr. Diaz had indicated that he would heed the warnings.",
        "Kenya refused to say whether Ethiopia believed that the dam was safe.",
        "Asked whether Norway had said it would pay, the Swedish minister declined to comment.",
        "Did Germany say that the border would open?",
        "Journalists asked Germany if it would pay.",
    ],
)
def test_a_question_is_nobodys_statement(text: str) -> None:
    assert statements(text) == []


def test_who_is_asked_states_nothing_by_the_question() -> None:
    found = statements(
        "“Has France told you that the border will open?” a reporter asked. “It stays shut,” Germany said."
    )
    assert [s.speaker.name for s in found if s.speaker] == ["Germany"]


def test_a_quotation_that_runs_on_belongs_to_its_speaker() -> None:
    text = "“The road is closed to all traffic,” Chad said. “It will be closed for many weeks to come.”"
    (said,) = [a for a in attributions(document(text)) if a.quoted]
    assert within(said, text.index("many weeks"), text.index("many weeks") + 10)


def test_who_speaks_at_an_offset() -> None:
    text = "It rained. Chad said that nine men had fled the town."
    read = document(text)
    speaker = speaker_at(read, text.index("nine"))
    assert speaker is not None
    assert read.tokens[speaker].text == "Chad"
    assert speaker_at(read, 3) is None


def test_a_statement_points_to_the_contact_it_speaks_of() -> None:
    text = "Egypt said that Hosni Mubarak met George W. Bush in Cairo on Monday."
    read = document(text)
    contacts = CONTACT.find(read)
    related = relate(find(read), {"contact": contacts})
    assert contacts
    assert any(s.about is not None and s.about.type == "contact" for s in related)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Chad denied that its army had crossed the river.", "denied that its army had crossed the river"),
        ("Norway was skeptical that the talks would help.", "was skeptical that the talks would help"),
        ("France criticized Sudan for its raids on the town.", "criticized Sudan for its raids on the town"),
        ("Kenya said that the road was shut.", "the road was shut"),
        ("If the dam breaks, Egypt said, the town will drown.", "If the dam breaks, the town will drown"),
        ("Peru told Chile that the port would stay shut.", "the port would stay shut"),
        (
            "Egypt said the port (and the town) had fallen (on Monday).",
            "the port (and the town) had fallen (on Monday)",
        ),
    ],
)
def test_content_can_be_read_alone(text: str, content: str) -> None:
    (found,) = statements(text)
    assert found.content == content


def test_what_is_said_of_a_noun_keeps_the_noun() -> None:
    (found,) = statements("The nine men, who Chad says have fled, were never seen again.")
    assert found.content.startswith("The nine men … ")
    assert "have fled" in found.content


def test_each_quotation_goes_to_the_cue_beside_it() -> None:
    text = "“The road is closed to all traffic,” Chad said. “The bridge will be shut as well,” it added."
    said = [s.content for s in statements(text)]
    assert said == ["“The road is closed to all traffic,”", "“The bridge will be shut as well,”"]


def test_the_next_paragraphs_speaker_keeps_the_words() -> None:
    text = (
        "“The road is closed to all traffic,” Chad said.\n\n“There is no road to speak of. It was washed away in May,” "
        "Egypt said."
    )
    first, second = statements(text)
    assert "washed away" not in first.content
    assert second.speaker is not None
    assert (second.speaker.name, "washed away" in second.content) == ("Egypt", True)


def test_said_twice_is_one_statement_with_both_places() -> None:
    text = "Norway believes that the talks have failed. It rained. Norway believes that the talks have failed."
    (found,) = statements(text)
    assert len(found.passages) == 2


@pytest.mark.parametrize(
    "text",
    [
        "France stressed the latter points.",
        "Kenya and Egypt discussed a truce of “several weeks” for the town.",
        "Peru has resisted the suggestions by Chile that a “renewed” council should run the port.",
    ],
)
def test_a_topic_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_nobody_speaks_of_himself_by_name() -> None:
    text = (
        "“The mayor will come around,” said Carl Lind, a former envoy. “It is not because of Jonas Berg that it "
        "rains,” he said, referring to the mayor."
    )
    assert {s.speaker.name for s in statements(text) if s.speaker} == {"Carl Lind"}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Chad said it would rain all week, and urged Sudan to open the dam.", "it would rain all week"),
        (
            "Egypt said that the town was taken without a shot by the rebels.",
            "the town was taken without a shot by the rebels",
        ),
    ],
)
def test_content_ends_where_its_words_do(text: str, content: str) -> None:
    assert content in [s.content for s in statements(text)]


def test_who_is_asked_does_not_say_the_quotation_before() -> None:
    text = "“You must leave, for our patience has worn thin.”\n\nThe mayor was asked by officials to find new homes."
    assert statements(text) == []


def test_a_study_in_a_land_is_not_by_it() -> None:
    (found,) = statements("A study in Kenya found that the rains come later each year.")
    assert found.speaker is not None
    assert (found.speaker.name, found.basis) == ("study", "document")


def test_media_without_a_name_keep_their_description() -> None:
    (found,) = statements("Egyptian media reported that the port was shut.")
    assert found.speaker is not None
    assert (found.speaker.name, found.basis) == ("Egyptian media", "media")


def test_a_statement_does_not_point_to_a_contact_that_its_sentence_only_mentions() -> None:
    text = "Shortly before Hosni Mubarak met George W. Bush in Cairo, Norway said that prices had risen."
    read = document(text)
    (related,) = relate(find(read), {"contact": CONTACT.find(read)})
    assert related.about is None


@pytest.mark.parametrize("text", ["", "Said", "“”", "It rained all day in the hills.", "He did not say."])
def test_nothing_is_said(text: str) -> None:
    assert statements(text) == []


_SENTENCES = (
    "“We will wait,” Lind said.",
    "Norway believes that Sudan lied.",
    "“It is late.",
    "According to Egypt, it rained; “and hard,” it added.",
    "Sudan said:",
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(_SENTENCES), max_size=5), st.sampled_from((" ", "\n", "\n\n")))
def test_spans_lie_in_the_text_and_in_their_passage(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    for statement in statements(text):
        for passage in statement.passages:
            assert text[passage.start : passage.end] == passage.text
            assert all(passage.start <= start < end <= passage.end for _, start, end in passage.spans)


def test_an_endless_sentence_is_read() -> None:
    statements("Norway said that Sudan said that " * 700)
