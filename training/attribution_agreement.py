"""How far PolNeAR's annotators agree: `python -m training.attribution_agreement --data DIR`.

Some paragraphs stand word for word in two reports, marked by whoever had the report. One copy is scored against the
other as a finder would be: token F1 of each role, and the share of attributions that the other copy has too.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

from training.attribution_data import ROLES, Spans, marked

SHORTEST = 15  # tokens of a paragraph
Parts = dict[str, set[int]]


def paragraphs(folder: Path) -> dict[str, dict[str, list[Parts]]]:
    """For each paragraph the attributions that touch it, by report, as sets of its characters."""
    found: dict[str, dict[str, list[Parts]]] = defaultdict(dict)
    for part in ("train", "dev"):
        for name, text, gold, _ in marked(folder / part):
            for match in re.finditer(r"[^\n]+", text):
                if len(re.findall(r"\w+|[^\w\s]", match.group())) >= SHORTEST:
                    inside = [{role: within(item[role], *match.span()) for role in ROLES} for item in gold]
                    found[match.group()].setdefault(name, [item for item in inside if any(item.values())])
    return {text: copies for text, copies in found.items() if len(copies) > 1}


def within(spans: Spans, start: int, end: int) -> set[int]:
    return {at - start for first, last in spans for at in range(max(first, start), min(last, end))}


def same(one: Parts, other: Parts) -> bool:
    """As attributions are scored: half the content, no more than as much again, and half the source."""
    content, source = one["content"], one["source"]
    fits = len(content & other["content"]) * 2 >= len(content) and len(other["content"] - content) <= len(content)
    return fits and (not source or len(source & other["source"]) * 2 >= len(source))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.attribution_agreement", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and dev/ in it")
    repeated = paragraphs(parser.parse_args().data)
    hits, said = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
    whole = right = 0
    for text, copies in repeated.items():
        one, other = list(copies.values())[:2]
        tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
        for role in ROLES:
            left, here = (set().union(*(item[role] for item in group)) for group in (one, other))
            marks = [(any(at in left for at in range(*t)), any(at in here for at in range(*t))) for t in tokens]
            hits[role] += sum(a and b for a, b in marks)
            said[role] += sum(a + b for a, b in marks)
        for mine, others in ((one, other), (other, one)):
            complete = [item for item in mine if item["content"]]
            whole += len(complete)
            right += sum(any(same(item, o) for o in others) for item in complete)
    print(f"paragraphs {len(repeated)}")
    for role in ROLES:
        print(f"{role:8s} f1 {2 * hits[role] / max(1, said[role]):.3f}  tokens {said[role] // 2}")
    print(f"whole    attributions {whole}  right {right / max(1, whole):.3f}")


if __name__ == "__main__":
    main()
