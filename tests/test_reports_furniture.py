"""What on a page is the report, and what is not; spans are exact whatever the text."""

# ruff: noqa: E501 - a made-up sentence stands on one line

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.reports.furniture import mark
from readout.reports.shapes import lexicon

SHARED = Path(__file__).parents[2] / "shared"

HEADLINE = "Premier of Samoa flies to Lisbon for talks on tuna"
LEAD = "The premier of Samoa flew to Lisbon on Monday, where she is to meet her colleague and talk about the price of tuna."
BODY = "“We have much to say to one another,” she told those who had come to see her off at the airport of Apia."
MORE = "Portugal buys most of the tuna that Samoa sells, and both sides want a treaty before the year comes to its end."


def roles(text: str) -> dict[str, str]:
    """The role of each block by its words."""
    return {text[b.start : b.end]: b.role for b in mark(text)}


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def role_of(line: str, *, after: bool = True) -> str:
    lines = [HEADLINE, LEAD, BODY, MORE]
    return roles(page(*lines, line) if after else page(line, *lines))[line]


def test_a_whole_page() -> None:
    text = page(
        "Skip to main content", "Menu", "World", HEADLINE, "By Ada Example and Ben Sample, Sample Wire",
        "Published 4 March 2022 10:30 GMT", "Share this article",
        "The premier of Samoa at the airport on Monday. Photograph: Carla Muster/Sample Wire",
        "APIA (Sample Wire) — " + LEAD, BODY, "Sign up for our newsletter to get the news first.", "A treaty in sight",
        MORE, "Ben Sample is a reporter in Apia who covers fishing for the Sample Wire.",
        "© 2022 Sample Wire. All rights reserved.", "Most read", "Ten things to cook this weekend", "Why cats purr",
        "Comments",
    )  # fmt: skip
    found = roles(text)
    assert [words for words, role in found.items() if role == "headline"] == [HEADLINE]
    assert [words for words, role in found.items() if role == "byline"] == [
        "By Ada Example and Ben Sample, Sample Wire"
    ]
    assert [words for words, role in found.items() if role == "dateline"] == [
        "Published 4 March 2022 10:30 GMT",
        "APIA (Sample Wire) —",
    ]
    assert [words for words, role in found.items() if role == "subheading"] == ["A treaty in sight"]
    assert [words for words, role in found.items() if role == "paragraph"] == [
        "The premier of Samoa at the airport on Monday.",
        LEAD,
        BODY,
        MORE,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content", "Advertisement", "Share on Facebook", "Previous Post Next Post", "Read more: Tuna in ten charts",
        "This story has been updated with the premier's words.", "Sign up for The Morning Sample and be the first to know.",
        "© 2022 The Sample Post. All rights reserved.", "Jump to comments ↓", "ATTENTION - ADDS quotes ///", "=(PICTURE)=",
        "We use cookies to make our pages better for you.", "Please keep your comments polite and to the point.",
        "Additional reporting was contributed by Dora Muster in Lisbon.", "Dora Muster contributed to this report.",
        "Dora Muster and Emil Example reported from Lisbon and Emil Example from Apia.", "5 min read", "Home > World > Asia",
        "Emil Example covers the islands. He has been a writer at the Post for ten years.", "More about Emil Example",
        "Carla Muster is the diplomatic correspondent of The Sample Post.", "https://example.org/tuna",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert role_of(line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "He said the two would share what they know of the fish.", "The talks will be watched by all who sell tuna.",
        "Copies of the treaty were read out in both towns at once.", "More than ten boats were lost, the ministry said.",
        "The Samoa Observer reported in March that the two had met before.", "Ms. Tuala contributed two boats to the fleet.",
        "Follow-up talks are to be held in Apia in June, both sides said.", "“Next, we will go to Madrid,” she said.",
        "By Tuesday evening, the two sides had agreed on nothing at all.", "Home Minister Rui Muster met her at the airport.",
        "Video of the meeting showed the two smiling at one another.", "Emil Example, a writer, was among those arrested.",
    ],
)  # fmt: skip
def test_the_report_itself(line: str) -> None:
    assert role_of(line) == "paragraph"
    assert roles(page(HEADLINE, LEAD, line, BODY, MORE))[line] == "paragraph"


@pytest.mark.parametrize(
    "dateline",
    [
        "LISBON —", "LISBON, Portugal (Sample Wire) —", "Lisbon (SW) –", "LISBON, March 4 (Sample Wire) --",
        "LISBON, March 4, 2022 (Sample Wire) --", "PORT MORESBY, Papua New Guinea -", "RIO DE JANEIRO, Brazil —",
    ],
)  # fmt: skip
def test_a_dateline_within_the_lead(dateline: str) -> None:
    found = roles(page(HEADLINE, f"{dateline} {LEAD}", BODY))
    assert found[dateline] == "dateline"
    assert found[LEAD] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "NATO — which Samoa does not belong to — sent a note of good wishes to the two of them.",
        "The Fishing Board (FB) - which sets the price - will meet in May, the two said on Monday.",
        "What they say: The premier said she would be back by the end of the week at the latest.",
    ],
)
def test_what_only_looks_like_a_dateline(line: str) -> None:
    assert roles(page(HEADLINE, line, BODY))[line] == "paragraph"


@pytest.mark.parametrize(
    "line",
    ["2022-03-04", "LISBON, March 4, 2022 (SW)", "LISBON, Dec 4, 2022", "Updated 10:30 AM EST, Fri March 4, 2022"],
)
def test_a_line_of_place_and_date(line: str) -> None:
    assert roles(page(HEADLINE, line, LEAD, BODY))[line] == "dateline"


def test_a_caption_is_read_once_and_its_credit_never() -> None:
    caption = "The premier of Samoa and the premier of Portugal in Lisbon on Monday."
    text = page(HEADLINE, caption, f"{caption} — Carla Muster/Sample Pictures", LEAD, BODY)
    found = [(text[b.start : b.end], b.role) for b in mark(text)]
    assert (caption, "paragraph") in found
    assert (f"{caption} — Carla Muster/Sample Pictures", "furniture") in found


@pytest.mark.parametrize(
    "credit",
    ["Credit...Carla Muster for The Sample Post", "(AP Photo/Carla Muster)", "Photograph: Carla Muster", "(Reuters)"],
)
def test_credits(credit: str) -> None:
    caption = "The premier of Samoa steps off the plane in Lisbon on Monday."
    found = roles(page(HEADLINE, f"{caption} {credit}", LEAD, BODY))
    assert found[caption] == "paragraph"
    assert found[credit] == "furniture"


def test_names_under_a_headline_are_its_authors() -> None:
    found = roles(page(HEADLINE, LEAD, "Ada Example and", "Reporting from Lisbon", BODY, MORE))
    assert found["Ada Example and"] == found["Reporting from Lisbon"] == "byline"


def test_without_a_headline_the_first_line_is_the_lead() -> None:
    assert [b.role for b in mark(f"{LEAD}\n{BODY}\n{MORE}")] == ["paragraph"] * 3


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    wrapped = (
        "The premier of Samoa flew to Lisbon on Monday, where she is to\nmeet her colleague and talk about the price of\n"
        "tuna, which has risen twice since the winter of last year.\n\nPortugal buys most of the tuna that Samoa sells, and\n"
        "both sides want a treaty before the year comes to its end,\nher office said in a short note to the papers.\n"
    )
    assert [b.role for b in mark(wrapped)] == ["paragraph", "paragraph"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_blocks_cover_all_but_space(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.sampled_from(
            [LEAD, BODY, MORE, HEADLINE, "Menu", "By Ada Example", "LISBON — ", "", " ", "\t", "Most read", "(Reuters)",
             "Credit...Carla Muster", "2022-03-04", "\xa0", "— Carla Muster/Wire", "Comments", "A small heading", "APIA (SW) – "]
        ),
        max_size=30,
    ),
    st.sampled_from(["\n", "\n\n", " ", "\n \n"]),
)  # fmt: skip
def test_blocks_cover_all_but_space_of_pages(lines: list[str], between: str) -> None:
    check(between.join(lines))


def check(text: str) -> None:
    blocks = mark(text)
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        words = text[block.start : block.end]
        assert words == words.strip()
        at = block.end
    assert not text[at:].strip()


def test_the_phrases_are_in_order() -> None:
    assert all(phrase == phrase.lower() for phrase in lexicon().whole | lexicon().endings)
    assert all(entry.text == entry.text.lower() for entry in lexicon().starts)


def test_no_annotated_passage_is_taken_for_furniture() -> None:
    if not (SHARED / "gold").is_dir():
        pytest.skip("the annotated reports are not here")
    places = [SHARED / "data" / "wires", SHARED / "data" / "features"]
    outside = total = 0
    for path in sorted((SHARED / "gold" / "train").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = next(
            (place / gold["source"]).read_text("utf-8") for place in places if (place / gold["source"]).exists()
        )
        furniture = [b for b in mark(text) if b.role in ("furniture", "byline")]
        for items in (value for value in gold.values() if isinstance(value, list)):
            for quote in (quote for item in items for quote in item.get("quotes", ())):
                start = text.find(quote)
                total += 1
                outside += any(b.start < start + len(quote) and start < b.end for b in furniture)
    assert total > 1000
    assert outside == 0
