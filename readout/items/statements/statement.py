"""What a statement is: its fields, and what they may hold."""

from __future__ import annotations

from dataclasses import dataclass

from readout.actors.model import Actor
from readout.items.model import Item, Pointer

BASES = ("named", "office", "unnamed", "document", "media")
MODES = ("quote", "paraphrase", "stance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Item):
    """What a speaker says. Its passage names `speaker_span`, `cue_span` and `content_span`."""

    speaker: Actor | None
    basis: str
    mode: str
    content: str
    about: Pointer | None = None
    anonymity: bool = False  # spoken on the condition of anonymity
