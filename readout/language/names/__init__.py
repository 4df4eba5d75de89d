"""Who is meant, within a report: names, titles, roles, pronouns, and places that stand for governments.

    resolve(document) -> tuple[Reference, ...]

Each pass adds to the cast of the report (`names.cast`): persons by name, role phrases, places and bodies, then
pronouns and pairs. All references to one actor carry an equal Actor. A country's name is always a reference to its
government (form "name"); a capital or residence only where it acts, deals or is addressed (form "place"), so "in
Washington" is none.
"""

from __future__ import annotations

from readout.language.names.resolving import resolve

__all__ = ["resolve"]
