"""Which office a person held on a day, as far as the registry or else the report tells."""

from __future__ import annotations

from readout.actors.facts import Days, Term
from readout.actors.model import Actor


def terms(key: str | None) -> list[Term]:
    """The offices of a person by the registry's key, in order of time."""
    from readout.actors import registry

    person = registry.in_use().person(key) if key else None
    return sorted(person.terms, key=lambda t: (t.first or 0, t.last or 10**7, t.office)) if person else []


def office(actor: Actor, days: Days | None) -> str | None:
    """The office of a person within these days; the report's word for it where the registry knows none."""
    held = [term for term in terms(actor.key) if days is not None and days.first is not None and term.within(days)]
    if len({term.office for term in held}) == 1:
        return held[0].office
    return actor.role
