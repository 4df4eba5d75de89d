"""Telling whether another process is adding to a record, so that a reader does not do its linking for it.

The sign is a lock that the system takes back when its holder dies: on a file in the temporary folder for SQLite, an
advisory lock for PostgreSQL.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from readout.record import dialect

try:
    import fcntl
except ImportError:  # not on Windows: there every process links what it finds pending
    fcntl = None  # type: ignore[assignment]

_KEY = 7290456


@contextmanager
def adding(place: str, engine: sa.Engine) -> Iterator[None]:
    """Show, while it lasts, that this process adds; others may add too."""
    if dialect.is_address(place):
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_lock_shared({_KEY})")
            connection.commit()
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock_shared({_KEY})")
                connection.commit()
    elif fcntl is None:
        yield
    else:
        with _file(place).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            yield


def elsewhere(place: str, engine: sa.Engine) -> bool:
    """Whether another process is adding now."""
    if dialect.is_address(place):
        with engine.connect() as connection, connection.begin():
            return not connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_KEY})").scalar()
    if fcntl is None or not _file(place).exists():
        return False
    try:
        with _file(place).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


def _file(place: str) -> Path:
    name = hashlib.sha256(os.path.realpath(place).encode()).hexdigest()[:16]
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Path(tempfile.gettempdir()) / f"readout-{user}-{name}.lock"
