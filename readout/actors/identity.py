"""Telling whether two actors, named in different reports, are the same.

`same_actor` goes down a short list of grounds, each a pure function that returns a score with a reason, or None where
it has nothing to say; the first that speaks decides. A score of 1 is certain, 0 is certainly not, and 0.5 says that
nothing speaks for or against.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from readout.actors import registry
from readout.actors.model import Actor
from readout.actors.words import pieces

Verdict = tuple[float, str]


class _Spellings(NamedTuple):
    particles: frozenset[str]
    sounds: tuple[tuple[str, str], ...]
    short_forms: dict[str, str]


def same_actor(a: Actor, b: Actor) -> Verdict:
    """How surely two actors are the same, 0 to 1, with the reason in a short sentence.

    Persons of different given names are never the same, nor persons the registry knows as two. Governments and bodies
    go by their canonical names, descriptions by their words and side.
    """
    if a.key and b.key and a.key == b.key:
        return 1.0, "the registry knows both as one"
    for ground in _PERSONS if {a.kind, b.kind} <= {"person", "office"} else _OTHERS:
        verdict = ground(a, b)
        if verdict is not None:
            return verdict
    return 0.0, "different names"


def _keys(a: Actor, b: Actor) -> Verdict | None:
    if a.key and b.key:
        return 0.0, "the registry knows them as two"
    return None


def _aliases(a: Actor, b: Actor) -> Verdict | None:
    """Two names that the registry gives to one person."""
    if a.kind != "person" or b.kind != "person" or " " not in a.name or " " not in b.name:
        return None
    known = registry.in_use()
    shared = {p.key for p in known.people(a.name)} & {p.key for p in known.people(b.name)}
    key = a.key or b.key
    if (key in shared) if key else (len(shared) == 1):
        return _sided(a, b, 0.92, "the registry gives both names to one person")
    return None


def _offices(a: Actor, b: Actor) -> Verdict | None:
    """Two offices by side and role; a person only by a role that the report gives."""
    if a.kind == "person" and b.kind == "person":
        return None
    if a.kind == b.kind and a.name == b.name and a.side == b.side:
        return 0.9, "the same words for the same side"
    if a.side and a.side == b.side and a.role and a.role == b.role:
        return 0.7, f"both are {a.role} of {a.side}"
    return 0.0, "an office, and no evidence of who holds it"


def _full_name(a: Actor, b: Actor) -> Verdict | None:
    left, right = name_words(a.name), name_words(b.name)
    if len(left) < 2 or len(right) < 2:
        return None
    if left == right or "".join(left) == "".join(right):
        return _sided(a, b, 0.95, "the same full name")
    if _alike_words(left, right):
        return _sided(a, b, 0.88, "the same full name in another spelling")
    return _given_and_surname(a, b, left, right)


def _given_and_surname(a: Actor, b: Actor, left: Sequence[str], right: Sequence[str]) -> Verdict:
    """Two full names of different length or spelling: the surname and the given name must both agree."""
    small, large = sorted((left, right), key=len)
    family_first = _family_first(a) or _family_first(b)
    if not alike(left[-1], right[-1]) and not (family_first and alike(left[0], right[0])):
        if len(small) >= 2 and len(large) > len(small) and all(any(alike(w, v) for v in large) for w in small):
            return _sided(a, b, 0.8, "one name is part of the other")
        return 0.0, "different surnames"
    if family_first:
        return 0.0, "different given names"
    if given_alike(left[0], right[0]):
        return _sided(a, b, 0.85, "the same surname and given name")
    if len(large) > len(small) and any(given_alike(small[0], word) for word in large[:-1]):
        return _sided(a, b, 0.75, "the same surname, and one of the given names")
    return 0.0, "different given names"


def _surname_only(a: Actor, b: Actor) -> Verdict | None:
    """A surname alone against a full name or a surname: the side or the role must agree too."""
    left, right = name_words(a.name), name_words(b.name)
    small, large = sorted((left, right), key=len)
    if not small or len(small) > 1:
        return None
    if not (alike(small[0], large[-1]) or (len(large) > 1 and alike(small[0], large[0]))):
        return 0.0, "different names"
    if a.side and b.side:
        if a.side != b.side:
            return 0.0, "the same surname on different sides"
        if a.role and a.role == b.role:
            return 0.85, f"the same surname, side and role ({a.role})"
        return 0.7, f"the same surname, both of {a.side}"
    if a.role and a.role == b.role:
        return 0.7, f"the same surname and role ({a.role})"
    return 0.5, "the same surname, and nothing more to go by"


def _canonical(a: Actor, b: Actor) -> Verdict | None:
    """Governments, bodies and groups by the name that the registry gives them."""
    if "unnamed" in (a.kind, b.kind) or "person" in (a.kind, b.kind):
        return None
    if canonical(a.name) == canonical(b.name):
        return 1.0, "the same name"
    ministry = _ministry(a.name)
    if ministry and ministry == _ministry(b.name):
        return 0.95, "the same ministry, in words of another order"
    return 0.0, "different names"


def _ministry(name: str) -> frozenset[str]:
    """The words of a ministry's name in whatever order: "Ministry of Trade in X", "X Trade Ministry". Else empty."""
    words = frozenset(pieces(name)) - {"of", "in", "the", "s", "for"}
    return words if "ministry" in words else frozenset()


def _descriptions(a: Actor, b: Actor) -> Verdict | None:
    """Unnamed people by the words that describe them."""
    if not a.kind == b.kind == "unnamed":
        return 0.0, "a description is no name"
    if a.side and b.side and a.side != b.side:
        return 0.0, "on different sides"
    left, right = set(pieces(a.name)), set(pieces(b.name))
    if left == right:
        return (0.8 if a.side == b.side else 0.6), "described in the same words"
    share = len(left & right) / len(left | right) if left | right else 0.0
    return (0.6, "described in much the same words") if share >= 0.5 else (0.2, "described otherwise")


_PERSONS: tuple[Callable[[Actor, Actor], Verdict | None], ...] = (_keys, _offices, _aliases, _full_name, _surname_only)
_OTHERS: tuple[Callable[[Actor, Actor], Verdict | None], ...] = (_canonical, _descriptions)


def _sided(a: Actor, b: Actor, score: float, why: str) -> Verdict:
    """The same name on two sides may be two people; where both keys or roles are silent it stays open."""
    if a.side and b.side and a.side != b.side:
        return round(score * 0.6, 2), f"{why}, but of {' and of '.join(sorted((a.side, b.side)))}"
    return score, why


def name_words(name: str) -> tuple[str, ...]:
    """The words of a person's name that tell, folded: without particles and suffixes."""
    words = pieces(name)
    return tuple(w for w in words if w not in _spellings().particles) or words


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """A rough key under which transliterations of one name agree: Sergei and Sergey, Mahmud and Mahmoud."""
    for spelled, key in _spellings().sounds:
        word = word.replace(spelled, key)
    short = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
    return short[:1] + short[1:].rstrip("ai") if len(short) > 2 else short


def alike(a: str, b: str) -> bool:
    """Whether two words of names may be spellings of one."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4:
        return False
    if sounds(a) == sounds(b):
        return True
    return min(len(a), len(b)) >= 7 and a[0] == b[0] and Levenshtein.distance(a, b) <= 1


def given_alike(a: str, b: str) -> bool:
    """Whether two given names may be one: spellings, short forms, an initial."""
    short = _spellings().short_forms
    if alike(a, b) or short.get(a, a) == short.get(b, b):
        return True
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


def _alike_words(left: Sequence[str], right: Sequence[str]) -> bool:
    return len(left) == len(right) and all(alike(v, w) for v, w in zip(left, right, strict=True))


def _family_first(actor: Actor) -> bool:
    return actor.side in registry.FAMILY_FIRST


@cache
def _spellings() -> _Spellings:
    """The lists of `spellings.yaml`."""
    import yaml

    text = Path(__file__).with_name("spellings.yaml").read_bytes()
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    pairs = tuple((str(spelled), str(key)) for spelled, key in data["sounds"])
    return _Spellings(frozenset(data["particles"]), pairs, dict(data["short_forms"]))


def canonical(name: str) -> str:
    """The registry's name of a government, body or group, folded; the name's own words where it knows none."""
    return _named(registry.in_use(), name)


@lru_cache(maxsize=16384)
def _named(known: registry.Registry, name: str) -> str:
    for entry in known.entries(name):
        if entry.kind in ("country", "body", "region"):
            return " ".join(pieces(entry.of.name))
    return " ".join(w for w in pieces(name) if w != "the")
