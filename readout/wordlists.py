"""Reading the word lists that stand as YAML beside their modules."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, ten times as fast, where it is there


def parse(text: str | bytes) -> Any:
    """The plain data of a YAML text. Raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)
