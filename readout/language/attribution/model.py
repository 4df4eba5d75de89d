"""What one attribution is: who says or thinks what, by spans of the text and heads in the tree."""

from __future__ import annotations

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something said or thought: spans are characters of the text, heads are token indexes.

    `source_head` heads the words for who says it (the noun that a relative pronoun stands for), None where no source
    is told. `quoted`: at least part of the content stands between quotation marks. `manner`: "saying" (words were
    spoken or written) or "stance" (thought, felt, wanted, approved of).
    """

    source: Spans
    cue: Spans
    content: Spans
    source_head: int | None
    cue_head: int
    content_head: int | None
    manner: str
    quoted: bool
    negated: bool
    inner: bool = False  # the cue itself is quoted: someone says that someone says
    within: bool = False  # the cue stands in what a surer attribution tells, or among the words for its source
    sure: float | None = None  # the chance that the trained heads give it; None where the rules alone say so
