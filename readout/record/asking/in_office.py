"""Which office a person held on a day, as far as the registry or else the report tells."""

from __future__ import annotations

from readout.actors.facts import Days, Holder, Term
from readout.actors.model import Actor


def terms(key: str | None) -> list[Term]:
    """The offices of a person by the registry's key, in order of time."""
    from readout.actors import registry

    person = registry.in_use().person(key) if key else None
    return sorted(person.terms, key=lambda t: (t.first or 0, t.last or 10**7, t.office)) if person else []


RANKS = ("head of state", "head of government", "foreign minister", "defence minister")  # a side's chief offices


def holders(side: str, days: Days) -> list[Holder]:
    """Who held the chief offices of a side within these days, as far as the registry knows, by office and time."""
    from readout.actors import registry

    facts = registry.in_use()
    found = [holder for rank in RANKS for holder in facts.holders(side, rank, days)]
    kept = {(holder.person.key, holder.term.office, holder.term.first): holder for holder in found}
    order = {rank: n for n, rank in enumerate(RANKS)}
    return sorted(kept.values(), key=lambda h: (order.get(h.term.rank, 9), h.term.office, h.term.first or 0))


def office(actor: Actor, days: Days | None) -> str | None:
    """The office of a person within these days; the report's word for it where the registry knows none."""
    held = [term for term in terms(actor.key) if days is not None and days.first is not None and term.within(days)]
    if len({term.office for term in held}) == 1:
        return held[0].office
    return actor.role
