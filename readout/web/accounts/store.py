"""The file of accounts: who may sign in, as what, and who is signed in now."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from readout.record import dialect
from readout.record.errors import RecordError
from readout.web.accounts import passwords
from readout.web.visitor import ROLES, Role, Visitor

IDLE = 12 * 3600  # seconds without a request after which a session ends
LASTS = 7 * 24 * 3600  # seconds after which any session ends
TOKEN_LASTS = 365 * 24 * 3600
WINDOW = 15 * 60  # seconds within which failed sign-ins count
TRIES = 5  # failed sign-ins allowed to one name within the window
TRIES_FROM = 20  # and from one address, which several people may share
_STALE = 300  # seconds after which a session's last use is written anew

metadata = sa.MetaData()
account = sa.Table(
    "account",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("made", sa.Float, nullable=False),
)
session = sa.Table(
    "session",
    metadata,
    sa.Column("secret", sa.Text, primary_key=True),  # SHA-256 of what the browser holds
    sa.Column("account", sa.Text, sa.ForeignKey("account.name", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),  # "browser", "token"
    sa.Column("made", sa.Float, nullable=False),
    sa.Column("used", sa.Float, nullable=False),
)
failure = sa.Table(
    "failure",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, index=True),
    sa.Column("address", sa.Text, nullable=False, index=True),
    sa.Column("time", sa.Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Account:
    """Someone who may sign in. `sessions`: how many browsers and programs they are signed in with."""

    name: str
    role: Role
    sessions: int


class TooManyTries(Exception):
    """Too many failed sign-ins; `wait` seconds until the next may be made."""

    def __init__(self, wait: int) -> None:
        """Say how long to wait."""
        super().__init__(wait)
        self.wait = wait


class Accounts:
    """The accounts in a file. Safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open the file; make one, for its owner's eyes only, where there is none."""
        if not path.exists():
            try:
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            except OSError as error:
                raise RecordError(str(path), f"the accounts cannot be kept here: {error.strerror}") from None
        self._engine = dialect.connect(str(path))
        try:
            metadata.create_all(self._engine)
        except sa.exc.DatabaseError as error:
            raise RecordError(str(path), f"is no file of accounts: {error.orig}") from None

    def add(self, name: str, role: str, password: str) -> None:
        """Add an account. Raises RecordError for a name that is taken or empty, a role or password that will not do."""
        name, known = name.strip(), _role(role)
        if not name or len(name) > 80 or not name.isprintable():
            raise RecordError("name", "must have 1 to 80 printable characters")
        row = {"name": name, "role": known, "password": passwords.hashed(password, name), "made": time.time()}
        with self._writing() as connection:
            if connection.scalar(sa.select(account.c.name).where(sa.func.lower(account.c.name) == name.lower())):
                raise RecordError(name, "there is such an account already")
            connection.execute(sa.insert(account).values(row))

    def change(self, name: str, *, role: str | None = None, password: str | None = None) -> None:
        """Give an account another role or password; a new password signs it out everywhere."""
        with self._writing() as connection:
            self._there(connection, name)
            if role is not None:
                self._keep_an_admin(connection, name, _role(role))
                connection.execute(sa.update(account).where(account.c.name == name).values(role=_role(role)))
            if password is not None:
                kept = passwords.hashed(password, name)
                connection.execute(sa.update(account).where(account.c.name == name).values(password=kept))
                connection.execute(sa.delete(session).where(session.c.account == name))

    def remove(self, name: str) -> None:
        """Remove an account; what it decided stays in the record, under its name."""
        with self._writing() as connection:
            self._there(connection, name)
            self._keep_an_admin(connection, name, None)
            connection.execute(sa.delete(account).where(account.c.name == name))

    def all(self) -> list[Account]:
        """Every account, by name."""
        counted = sa.func.count(session.c.secret)
        wanted = (
            sa.select(account.c.name, account.c.role, counted)
            .outerjoin(session, session.c.account == account.c.name)
            .group_by(account.c.name, account.c.role)
            .order_by(account.c.name)
        )
        with self._engine.connect() as connection, connection.begin():
            return [Account(*row) for row in connection.execute(wanted)]

    def sign_in(self, name: str, password: str, address: str) -> str | None:
        """The secret of a new session, None for a wrong name or password. Raises TooManyTries."""
        now = time.time()
        with self._writing() as connection:
            self._slow_down(connection, name, address, now)
            row = connection.execute(sa.select(account).where(account.c.name == name)).first()
            # Counted as failed until it has succeeded: many tries at once pass this no faster than one by one.
            tried = connection.execute(sa.insert(failure).values(name=name, address=address, time=now))
        if not passwords.fits(row.password if row else None, password):
            return None
        with self._writing() as connection:
            connection.execute(sa.delete(failure).where(failure.c.number == tried.lastrowid))
            connection.execute(sa.delete(failure).where(failure.c.time < now - WINDOW))
            connection.execute(sa.delete(session).where(session.c.made < now - TOKEN_LASTS))
        return self.open_session(name)

    def open_session(self, name: str, kind: str = "browser") -> str:
        """The secret of a new session of an account: what a browser, or with `token` a program, has to show."""
        secret, now = secrets.token_urlsafe(32), time.time()
        with self._writing() as connection:
            self._there(connection, name)
            row = {"secret": _digest(secret), "account": name, "kind": kind, "made": now, "used": now}
            connection.execute(sa.insert(session).values(row))
        return secret

    def visitor(self, secret: str) -> Visitor | None:
        """Whose session it is; None where there is none or it has ended."""
        wanted = (
            sa.select(account.c.name, account.c.role, session.c.kind, session.c.made, session.c.used)
            .join(session, session.c.account == account.c.name)
            .where(session.c.secret == _digest(secret))
        )
        with self._engine.connect() as connection, connection.begin():
            row = connection.execute(wanted).first()
        now = time.time()
        if row is None or _ended(row.kind, row.made, row.used, now):
            return None
        if now - row.used > _STALE:
            with self._writing() as connection:
                connection.execute(sa.update(session).where(session.c.secret == _digest(secret)).values(used=now))
        return Visitor(row.name, row.role)

    def sign_out(self, secret: str) -> None:
        """End a session."""
        with self._writing() as connection:
            connection.execute(sa.delete(session).where(session.c.secret == _digest(secret)))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _slow_down(self, connection: sa.Connection, name: str, address: str, now: float) -> None:
        recent = failure.c.time > now - WINDOW
        for column, value, most in ((failure.c.name, name, TRIES), (failure.c.address, address, TRIES_FROM)):
            times = sorted(connection.scalars(sa.select(failure.c.time).where(recent, column == value)))
            if len(times) >= most:
                raise TooManyTries(max(1, round(times[-most] + WINDOW - now)))

    def _there(self, connection: sa.Connection, name: str) -> None:
        if connection.scalar(sa.select(account.c.name).where(account.c.name == name)) is None:
            raise RecordError(name, "there is no such account")

    def _keep_an_admin(self, connection: sa.Connection, name: str, role: Role | None) -> None:
        """Raise RecordError where no admin would be left to let others in."""
        others = sa.select(sa.func.count()).where(account.c.role == "admin", account.c.name != name)
        was = connection.scalar(sa.select(account.c.role).where(account.c.name == name))
        if was == "admin" and role != "admin" and not connection.scalar(others):
            raise RecordError(name, "is the last admin")

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def place(record: str, told: str | None = None) -> Path:
    """Where the accounts of a record lie: where told, else beside the record, else in the user's own folder."""
    if told:
        return Path(told)
    if not dialect.is_address(record):
        return Path(f"{record}.accounts")
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "readout"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(record.encode()).hexdigest()[:16]}.accounts"


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise RecordError(role, f"is no role; there are {', '.join(ROLES)}")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _ended(kind: str, made: float, used: float, now: float) -> bool:
    if kind == "token":
        return now - made > TOKEN_LASTS
    return now - used > IDLE or now - made > LASTS
