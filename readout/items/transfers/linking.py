"""How two transfers are told to be the same, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from readout.items import alike
from readout.items.model import Feature, Linking
from readout.items.transfers.transfer import Transfer, goods_text, quantity
from readout.language.edtf import Edtf


def keys(transfer: Transfer, published: Edtf | None) -> Iterator[str]:
    """Blocks: giver and receiver, and the sides they act for, by month; an undated one by the month of its report."""
    both = (transfer.sender, transfer.receiver)
    names = "+".join(alike.actor_key(end) if end else "?" for end in both)
    sides = "+".join((end.side or alike.actor_key(end)) if end else "?" for end in both)
    for month in alike.months(transfer.when, slack=15) or alike.months(published, slack=15):
        yield from {f"{names}:{month}", f"{sides}:{month}"}


LINKING = Linking(
    keys=keys,
    features=(
        Feature("from", 2.0, lambda a, b: alike.actor(a.sender, b.sender), veto=True),
        Feature("to", 2.0, lambda a, b: alike.actor(a.receiver, b.receiver), veto=True),
        Feature("goods", 2.0, lambda a, b: alike.text(goods_text(a), goods_text(b))),
        Feature("quantity", 2.0, lambda a, b: alike.numbers(quantity(a), quantity(b)), veto=True),
        Feature("value", 2.0, lambda a, b: alike.money(a.value, b.value), veto=True),
        Feature("when", 1.0, lambda a, b: alike.dates(a.when, b.when)),
        Feature("setting", 1.0, lambda a, b: alike.settings(a.passages, b.passages)),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-4.4,
)
