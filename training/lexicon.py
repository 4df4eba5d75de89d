"""Lists of words that tell the kind of a name, from lexicon.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Each list by its name, in lower case."""
    given = yaml.safe_load(Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8"))
    lists = {name: text for name, text in given.items() if "|" in text}
    found = {name: frozenset(text.split()) for name, text in given.items() if name not in lists}
    return found | {name: frozenset(" ".join(x.split()) for x in text.split("|")) for name, text in lists.items()}
