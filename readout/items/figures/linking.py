"""How two figures are told to be the same, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator

from readout.actors import registry
from readout.items import alike
from readout.items.figures.figure import Figure
from readout.items.model import Feature, Linking
from readout.language.edtf import Edtf

_FEW_DAYS = 3
_ONE_ORDER = 4  # tolls of one event seldom differ by more than this factor; an event and a sum of events mostly do


def low(figure: Figure) -> float:
    """The least the figure allows."""
    value = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    return {"at_most": 0.0, "about": value * 0.9}.get(figure.bound, value)


def high(figure: Figure) -> float:
    """The most the figure allows."""
    value = figure.value[1] if isinstance(figure.value, tuple) else figure.value
    return {"at_least": float("inf"), "about": value * 1.1}.get(figure.bound, value)


def keys(figure: Figure, published: Edtf | None) -> Iterator[str]:
    """Blocks: the measure by week; an undated figure by the weeks about its report."""
    for week in alike.weeks(figure.as_of, slack=3) or alike.weeks(published, slack=10):
        yield f"{figure.measure}:{week}"


def _middle(figure: Figure) -> float:
    return sum(figure.value) / 2 if isinstance(figure.value, tuple) else figure.value


def populations(left: Figure, right: Figure) -> alike.Evidence:
    """How far two figures speak of the same people: by their places, where both name one, and by their nouns.

    "People" may be anybody, so it speaks neither for nor against.
    """
    (noun, place), (other, elsewhere) = _parted(left), _parted(right)
    nation, other_nation = _nation(noun, place), _nation(other, elsewhere)
    if nation and other_nation and nation != other_nation:
        return -1.0, f"one is of {nation}, the other of {other_nation}"
    if place and elsewhere and alike.text(place, elsewhere)[0] < 0.7:
        return -1.0, f"one is of {place}, the other of {elsewhere}"
    if "people" in (noun, other):
        return (0.6, f"both of {place}") if place and elsewhere else alike.NOTHING
    return alike.text(noun, other)


def values(left: Figure, right: Figure) -> alike.Evidence:
    """Whether the numbers agree; a small one says little, since many events have it, and a multiple is another."""
    one, other = _middle(left), _middle(right)
    evidence, why = alike.numbers(one, other)
    if evidence > 0:
        return min(1.0, len(str(round(one))) / 3), why
    return (max(evidence, -0.99), why) if 2 * min(one, other) >= max(one, other) else (-1.0, why)


def _nation(noun: str, place: str) -> str | None:
    """The country whose people are counted, or in which they are: "Palestinians", "people in Israel"."""
    known = registry.in_use()
    for word in (*noun.split(), place.removeprefix("the ")):
        if word[:1].isupper() and (country := known.country(word)) is not None:
            return country.name
    return None


def _parted(figure: Figure) -> tuple[str, str]:
    """The population's noun phrase and its place, empty where none is told."""
    for preposition in (" in ", " at ", " near ", " from ", " across ", " outside ", " inside ", " around ", " on "):
        noun, found, place = (figure.who or "people").partition(preposition)
        if found:
            return noun, place
    return figure.who or "people", ""


def clash(left: Figure, right: Figure) -> tuple[str, str] | None:
    """One measure, one population, one time, two speakers, and ranges that leave no number in common.

    They are of one order: two tolls of one event, not an event and a sum of many. A report's own two numbers are of
    two things; that reports differ on one figure shows in its versions. Where the words for the population leave open
    whether they are the same, the two clash only if they are for the same day or so.
    """
    if left.measure != right.measure or left.as_of is None or right.as_of is None or not _two_speakers(left, right):
        return None
    days = max(left.as_of.days or 999, right.as_of.days or 999)
    if not left.as_of.overlaps(right.as_of) or days > 31:
        return None
    small, large = sorted((_middle(left), _middle(right)))
    if large > _ONE_ORDER * small or max(low(left), low(right)) <= min(high(left), high(right)):
        return None
    alike_, _ = populations(left, right)
    if alike_ < 0 or (alike_ < 0.85 and days > _FEW_DAYS):
        return None
    speakers = " and ".join(f.according_to.name for f in (left, right) if f.according_to)
    return "value", f"{_told(left)} and {_told(right)} {left.measure.replace('_', ' ')} ({speakers})"


def _two_speakers(left: Figure, right: Figure) -> bool:
    """Whether each is given by someone, and not by the same."""
    one, other = left.according_to, right.according_to
    return one is not None and other is not None and alike.actor(one, other)[0] <= 0


def _told(figure: Figure) -> str:
    words = {"about": "about ", "at_least": "at least ", "at_most": "at most "}.get(figure.bound, "")
    if isinstance(figure.value, tuple):
        return f"{words}{figure.value[0]:,.0f} to {figure.value[1]:,.0f}"
    return f"{words}{figure.value:,.0f}"


LINKING = Linking(
    keys=keys,
    features=(
        Feature("measure", 1.0, lambda a, b: alike.choice(a.measure, b.measure), veto=True),
        Feature("who", 3.0, populations),
        Feature("value", 2.0, values, veto=True),
        Feature("setting", 1.5, lambda a, b: alike.settings(a.passages, b.passages)),
        Feature("as_of", 2.0, lambda a, b: alike.dates(a.as_of, b.as_of), veto=True),
        Feature("words", 2.0, lambda a, b: alike.passages(a.passages, b.passages)),
    ),
    bias=-4.0,
)
