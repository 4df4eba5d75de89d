"""What every page is given: the record, who is looking, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from readout.record.record import Record
from readout.web.accounts.store import Accounts
from readout.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Web:
    """The record that is shown, and how. `accounts`: who may sign in; None where no one has to."""

    record: Record
    read_only: bool = False
    local: bool = True  # served to this machine alone
    accounts: Accounts | None = None
    files: bool = False  # the pages become files: no form can be answered


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
