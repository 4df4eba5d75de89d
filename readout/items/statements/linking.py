"""How two statements are told to be the same, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from readout.items import alike
from readout.items.model import Feature, Linking
from readout.items.statements.statement import Statement
from readout.language.edtf import Edtf


def keys(statement: Statement, published: Edtf | None) -> Iterator[str]:
    """Blocks: a speaker's statements of one month."""
    if statement.speaker is not None:
        for month in alike.months(published, slack=3):
            yield f"{alike.actor_key(statement.speaker)}:{month}"


LINKING = Linking(
    keys=keys,
    features=(
        Feature("speaker", 2.0, lambda a, b: alike.actor(a.speaker, b.speaker), veto=True),
        Feature("content", 4.0, lambda a, b: alike.text(a.content, b.content)),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-4.0,
)
