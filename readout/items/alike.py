"""What two items have in common, one small pure function a field: evidence from -1 to 1, and a sentence.

-1 speaks against the two being the same, 0 says nothing (as when a value is unknown), 1 speaks for it. Item types
list those they weigh (`Linking.features`), so that a link can always say why it was made.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from readout.actors.identity import name_words, same_actor
from readout.actors.model import Actor
from readout.items.model import Money, Passage
from readout.language.edtf import Edtf

Evidence = tuple[float, str]
NOTHING: Evidence = (0.0, "")
_CAPITALISED = re.compile(r"(?<=[\w,'’)-] )[A-Z][^\W\d_]{2,}")
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name, *calendar.month_abbr))
_STEM = 4  # letters
_SURE = 0.9  # so like, two actors count as one in full
_NO_OFFICE = frozenset(("counterpart", "leader", "official", "envoy", "representative"))  # roles that tell no office
_SLIPS = 1  # letters by which a misspelt name may differ


def actors(left: Sequence[Actor], right: Sequence[Actor], acting: float = 0.8) -> Evidence:
    """How far two groups of actors are the same people, one to one.

    A person against the government the person acts for counts `acting`; one in two that differ is evidence against.
    """
    if not left or not right:
        return NOTHING
    small, large = sorted((left, right), key=len)
    free, total, names = list(large), 0.0, []
    for actor in small:
        score, match = max(((_same_side(actor, other, acting), other) for other in free), key=lambda pair: pair[0])
        total += 1.0 if score >= _SURE else score if score >= 0.5 else 0.0
        if score >= 0.5:
            free.remove(match)
            names.append(actor.name)
        if not free:
            break
    share = total / len(small) - 0.05 * (len(large) - len(small))
    why = f"both name {' and '.join(names)}" if names else "they name different actors"
    return max(-1.0, 4 * share - 3), why


def actor(left: Actor | None, right: Actor | None) -> Evidence:
    """Whether two single actors are the same."""
    if left is None or right is None:
        return NOTHING
    return actors((left,), (right,))


def _same_side(left: Actor, right: Actor, acting: float) -> float:
    score, _ = same_actor(left, right)
    if score < 0.5 and misspelt(left, right):
        return 0.85
    if score < 0.5 and "government" in (left.kind, right.kind) and left.side and left.side == right.side:
        return acting
    return score


def misspelt(left: Actor, right: Actor) -> bool:
    """Whether two persons of one side and office bear names that a slip of the pen sets apart: Lindt and Lind."""
    if not left.kind == right.kind == "person" or not left.side or left.side != right.side:
        return False
    if left.key and right.key:
        return False
    roles = {a.role for a in (left, right) if a.role and a.role not in _NO_OFFICE}
    if len(roles) > 1:
        return False
    one, other = (" ".join(name_words(a.name)) for a in (left, right))
    return " " in one and " " in other and Levenshtein.distance(one, other) <= _SLIPS


def dates(left: Edtf | None, right: Edtf | None, lasting: int = 0) -> Evidence:
    """How far two dates allow the same day: the narrower they are, the more an overlap says.

    What may last some days (`lasting`) is dated by its beginning here, by a later day there.
    """
    if left is None or right is None:
        return NOTHING
    if not left.overlaps(right):
        apart = _days_apart(left, right)
        if apart <= lasting:
            return 0.4, f"{left} and {right} are {apart} day{'s' * (apart > 1)} apart, within one stay"
        if apart <= (3 if left.approximate or right.approximate else 1):
            return -0.9, f"{left} and {right} are {apart} day{'s' * (apart > 1)} apart"
        return -1.0, f"{left} and {right} cannot be the same day"
    wider = max(left.days or 3650, right.days or 3650)
    if wider <= 2:
        return 1.0, f"both on {left if (left.days or 3650) <= (right.days or 3650) else right}"
    return (0.7 if wider <= 10 else 0.4 if wider <= 31 else 0.1), f"{left} and {right} overlap"


def _days_apart(left: Edtf, right: Edtf) -> int:
    first, second = sorted((left, right), key=lambda d: d.first if d.first is not None else -1)
    return (second.first or 0) - (first.last or 0)


def choice(left: str | None, right: str | None, compatible: Iterable[frozenset[str]] = ()) -> Evidence:
    """Whether two values from a closed list are equal, or else compatible by one of the groups given."""
    if left is None or right is None:
        return NOTHING
    if left == right:
        return 1.0, f"both {left.replace('_', ' ')}"
    if any(left in group and right in group for group in compatible):
        return 0.3, f"{left} and {right} can be one thing".replace("_", " ")
    return -1.0, f"one is {left}, the other {right}".replace("_", " ")


def text(left: str | None, right: str | None) -> Evidence:
    """How far two short texts (a place, a population, the thing asked) share their words."""
    if not left or not right:
        return NOTHING
    ratio = fuzz.token_set_ratio(left.casefold(), right.casefold()) / 100
    if ratio >= 0.85:
        return ratio, f"{left!r} and {right!r} say the same"
    return 2 * ratio - 1, f"{left!r} and {right!r} differ"


def passages(left: Sequence[Passage], right: Sequence[Passage]) -> Evidence:
    """Whether some passage of one is (nearly) a passage of the other. Different words say nothing."""
    best = max((fuzz.token_sort_ratio(a.text, b.text) for a in left for b in right), default=0.0) / 100
    return (1.0, "nearly the same words") if best >= 0.85 else NOTHING


def settings(left: Sequence[Passage], right: Sequence[Passage]) -> Evidence:
    """Whether the sentences share a name, of a place, a body or a person; two that name quite others speak against."""
    names, others = _names(left), _names(right)
    shared = names & others
    if shared:
        return 1.0, f"both name {', '.join(sorted(shared)[:3])}"
    return (-1.0, "the sentences name others") if names and others else NOTHING


def _names(told: Sequence[Passage]) -> set[str]:
    """Capitalised words within the sentences, cut to their beginnings: Iraqi and Iraq are one."""
    words = (w for p in told for w in _CAPITALISED.findall(p.text))
    return {w[:_STEM].casefold() for w in words if w not in _CALENDAR}


def numbers(left: float | None, right: float | None) -> Evidence:
    """Whether two numbers agree within one part in a hundred."""
    if left is None or right is None:
        return NOTHING
    if abs(left - right) <= 0.01 * max(abs(left), abs(right), 1):
        return 1.0, f"both say {left:g}"
    near = min(abs(left), abs(right)) / max(abs(left), abs(right), 1)
    return (-0.3 if near >= 0.8 else -1.0), f"{left:g} and {right:g} differ"


def money(left: Money | None, right: Money | None) -> Evidence:
    """Whether two amounts of one currency agree."""
    if left is None or right is None or left.currency != right.currency:
        return NOTHING
    return numbers(left.amount, right.amount)


def months(when: Edtf | None, slack: int = 1, most: int = 4) -> tuple[str, ...]:
    """The months a date allows, as `2023-10`, with `slack` days on either side; none where it allows too many."""
    if when is None or when.first is None or when.last is None:
        return ()
    first, last = date.fromordinal(when.first - slack), date.fromordinal(when.last + slack)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > most:
        return ()
    numbers_ = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in numbers_)


def weeks(when: Edtf | None, slack: int = 1, most: int = 20) -> tuple[str, ...]:
    """The weeks a date allows, counted from the first one, as `months` does: for what is told of every day."""
    if when is None or when.first is None or when.last is None:
        return ()
    first, last = (when.first - slack) // 7, (when.last + slack) // 7
    return tuple(str(number) for number in range(first, last + 1)) if last - first < most else ()


def actor_key(actor_: Actor) -> str:
    """A coarse name under which spellings of one actor meet: the last part of a person's name, simplified.

    Where the registry knows the person, its spelling.
    """
    name = actor_.key.rpartition("/")[2] if actor_.kind == "person" and actor_.key else actor_.name
    word = name.replace("-", " ").split()[-1] if actor_.kind == "person" and name.strip("- ") else name
    folded = "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if c.isalnum() and c.isascii())
    for old, new in (("y", "i"), ("ei", "i"), ("ou", "u"), ("mm", "m"), ("ii", "i"), ("ss", "s"), ("w", "v")):
        folded = folded.replace(old, new)
    return folded or word.casefold()


def pair_keys(actors_: Sequence[Actor]) -> frozenset[str]:
    """Each pair of actors by their coarse names, and each pair of sides they act for."""
    names = combinations(sorted({actor_key(a) for a in actors_}), 2)
    sides = combinations(sorted({a.side for a in actors_ if a.side}), 2)
    return frozenset(f"{left}+{right}" for left, right in (*names, *sides))
