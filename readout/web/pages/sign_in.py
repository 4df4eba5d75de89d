"""Signing in and out, and one's own password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from readout.record.errors import RecordError
from readout.web import addresses
from readout.web.accounts.store import LASTS, Accounts, TooManyTries
from readout.web.context import TheVisitor, web_of
from readout.web.entrance import COOKIE
from readout.web.render import page

router = APIRouter(include_in_schema=False)
Word = Annotated[str, Form(max_length=300)]


@router.get("/sign-in")
def ask(request: Request, then: str = "/") -> Response:
    """The form to sign in by."""
    _accounts(request)
    return page(request, "sign-in.html", then=addresses.inside(then), told=None)


@router.post("/sign-in")
def sign_in(
    request: Request, name: Word, password: Word, then: Annotated[str, Form(max_length=2000)] = "/"
) -> Response:
    """Open a session for the right name and password."""
    accounts = _accounts(request)
    address = request.client.host if request.client else ""
    try:
        secret = accounts.sign_in(name.strip(), password, address)
    except TooManyTries as error:
        minutes = -(-error.wait // 60)
        told = f"Too many tries. Try again in {minutes} minute{'s' if minutes > 1 else ''}."
        answer = page(request, "sign-in.html", status_code=429, then=addresses.inside(then), told=told)
        answer.headers["Retry-After"] = str(error.wait)
        return answer
    if secret is None:
        told = "There is no account with this name and password."
        return page(request, "sign-in.html", status_code=401, then=addresses.inside(then), told=told)
    entered = RedirectResponse(addresses.inside(then), status_code=303)
    _hand(request, entered, secret)
    return entered


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """End the session."""
    _accounts(request).sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/account")
def own(request: Request, visitor: TheVisitor) -> Response:
    """One's own account; for an admin, everybody's."""
    return _shown(request, None)


@router.post("/account/password")
def change_password(request: Request, visitor: TheVisitor, old: Word, new: Word) -> Response:
    """Change one's own password: every session of the account ends, but for a new one here."""
    accounts = _accounts(request)
    try:
        address = request.client.host if request.client else ""
        if accounts.sign_in(visitor.name, old, address) is None:
            return _shown(request, "The old password is another one.", 400)
        accounts.change(visitor.name, password=new)
    except TooManyTries:
        return _shown(request, "Too many tries. Wait a quarter of an hour.", 429)
    except RecordError as error:
        return _shown(request, str(error), 400)
    answer = RedirectResponse("/account", status_code=303)
    _hand(request, answer, accounts.open_session(visitor.name))
    return answer


@router.post("/account/add")
def add(request: Request, visitor: TheVisitor, name: Word, role: Word, password: Word) -> Response:
    """Add an account, as an admin."""
    return _administer(request, visitor.may("admin"), lambda known: known.add(name, role, password))


@router.post("/account/role")
def change_role(request: Request, visitor: TheVisitor, name: Word, role: Word) -> Response:
    """Give an account another role, as an admin."""
    return _administer(request, visitor.may("admin"), lambda known: known.change(name, role=role))


@router.post("/account/remove")
def remove(request: Request, visitor: TheVisitor, name: Word) -> Response:
    """Remove an account, as an admin."""
    return _administer(request, visitor.may("admin"), lambda known: known.remove(name))


def _administer(request: Request, may: bool, change: Callable[[Accounts], None]) -> Response:
    accounts = _accounts(request)
    if not may:
        raise HTTPException(403, "Only an admin may do this.")
    try:
        change(accounts)
    except RecordError as error:
        return _shown(request, str(error), 400)
    return RedirectResponse("/account", status_code=303)


def _shown(request: Request, told: str | None, status: int = 200) -> Response:
    known = _accounts(request).all() if request.state.visitor.may("admin") else []
    return page(request, "account.html", status_code=status, known=known, told=told)


def _accounts(request: Request) -> Accounts:
    accounts = web_of(request).accounts
    if accounts is None:
        raise HTTPException(404, "No accounts are asked for here: the page is served to this machine alone.")
    return accounts


def _hand(request: Request, answer: Response, secret: str) -> None:
    answer.set_cookie(
        COOKIE, secret, max_age=LASTS, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
