"""How two asks are told to be the same, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from readout.items import alike
from readout.items.asks.ask import Ask
from readout.items.model import Feature, Linking
from readout.language.edtf import Edtf


def keys(ask: Ask, published: Edtf | None) -> Iterator[str]:
    """Blocks: asker and addressee by month; an undated ask by the month of its report."""
    pair = "+".join(alike.actor_key(actor) for actor in (ask.asker, ask.addressee))
    for month in alike.months(ask.when) or alike.months(published, slack=15):
        yield f"{pair}:{month}"


LINKING = Linking(
    keys=keys,
    features=(
        Feature("asker", 2.0, lambda a, b: alike.actor(a.asker, b.asker), veto=True),
        Feature("addressee", 2.0, lambda a, b: alike.actor(a.addressee, b.addressee), veto=True),
        Feature("when", 2.0, lambda a, b: alike.dates(a.when, b.when), veto=True),
        Feature("content", 3.0, lambda a, b: alike.text(a.content, b.content)),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-5.0,
)
