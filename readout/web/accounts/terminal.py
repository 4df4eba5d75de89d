"""Accounts from the command line."""

from __future__ import annotations

import getpass
import sys

from readout.record.errors import RecordError
from readout.views import table
from readout.web.accounts.store import Accounts, place


def show(record: str, *, as_json: bool) -> None:
    """Print the accounts of a record."""
    found = Accounts(place(record)).all() if place(record).exists() else []
    if as_json:
        table.show_json([{"name": one.name, "role": one.role, "sessions": one.sessions} for one in found])
    elif not found:
        table.note(
            "No accounts. They are needed where others can reach the page: readout accounts add NAME --role admin"
        )
    else:
        table.show(["name", "role", "sessions"], [[one.name, one.role, str(one.sessions)] for one in found])


def add(record: str, name: str, role: str) -> None:
    """Add an account, with a password that is asked for."""
    accounts = Accounts(place(record))
    accounts.add(name, role, _password(f"Password for {name}: "))
    print(f"{name} may sign in as {role}")


def change(record: str, name: str, role: str | None, password: bool) -> None:
    """Give an account another role or password."""
    if role is None and not password:
        raise RecordError("change", "say what: --role ROLE or --password")
    accounts = Accounts(place(record))
    accounts.change(name, role=role, password=_password(f"New password for {name}: ") if password else None)
    print(f"changed {name}")


def remove(record: str, name: str) -> None:
    """Remove an account."""
    Accounts(place(record)).remove(name)
    print(f"removed {name}")


def token(record: str, name: str) -> None:
    """Print a new token of an account. It cannot be shown again."""
    print(Accounts(place(record)).open_session(name, "token"))


def _password(prompt: str) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(prompt)
    if password != getpass.getpass("The same once more: "):
        raise RecordError("password", "the two differ")
    return password
