"""Who acts: a person, an office, a government, a body, an armed group, or unnamed people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "office", "government", "body", "armed_group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor as a report gives it.

    `name` is what the codebook asks for: a person's full name as far as the report (or the registry of
    offices, by date) gives it, a government's common English name, a body's name, or a description.
    `side` is the common English name of the country or body the actor acts for (a government's own name for
    itself), None where it is not known. `role` is the office or description the report gives, lower case.
    `key` is the registry's id where the registry knows the actor.
    """

    name: str
    kind: ActorKind
    side: str | None = None
    role: str | None = None
    key: str | None = None
