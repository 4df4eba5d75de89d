"""What every page is given: the record, who is looking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, HTTPException, Request

from readout.record.record import Record

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")  # each may do what those before it may


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is looking at the page. Their name signs what they decide."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what this role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Web:
    """The record that is shown, and how. `local`: served to this machine alone, where no accounts are asked for."""

    record: Record
    read_only: bool = False
    local: bool = True


def web_of(request: Request) -> Web:
    """What the application was made with."""
    found: Web = request.app.state.web
    return found


def visitor_of(request: Request) -> Visitor:
    """Who is looking; `readout.web.entrance` found it out before any page was asked."""
    found: Visitor = request.state.visitor
    return found


def reviewer_of(request: Request) -> Visitor:
    """Who is looking, where they may decide and add. Raises 403 otherwise."""
    if web_of(request).read_only:
        raise HTTPException(403, "This page only shows the record: nothing can be changed here.")
    visitor = visitor_of(request)
    if not visitor.may("reviewer"):
        raise HTTPException(403, "Your account may read, not change the record. An admin can make it a reviewer's.")
    return visitor


TheWeb = Annotated[Web, Depends(web_of)]
TheVisitor = Annotated[Visitor, Depends(visitor_of)]
TheReviewer = Annotated[Visitor, Depends(reviewer_of)]  # of every address that changes something
