"""What is costly to ask of a large record, kept until the record changes."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from fastapi import FastAPI

from readout.record.asking import overview
from readout.record.errors import RecordError
from readout.record.record import Record

T = TypeVar("T")
_SLOW = 0.15  # seconds; what takes longer is shown as it was while it is asked anew
_LARGE = 1000  # reports; of a smaller record nothing takes long but on a machine that is busy for a moment


def answer(app: FastAPI, name: str, record: Record, ask: Callable[[sa.Connection], T]) -> Answer[T]:
    """The answers that an application keeps under a name."""
    if not hasattr(app.state, "answers"):
        app.state.answers = {}
    found: Answer[T] = app.state.answers.setdefault(name, Answer(record, ask))
    return found


def ahead(name: str, ask: Callable[[sa.Connection], T]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What a router does as serving begins: ask, beside, so that the first visitor does not wait for the answer."""

    @asynccontextmanager
    async def begin(app: FastAPI) -> AsyncIterator[None]:
        found = answer(app, name, app.state.web.record, ask)
        threading.Thread(target=found.ask_ahead, daemon=True).start()
        yield

    return begin


class Answer(Generic[T]):
    """The answer to one question, asked again when the record has changed."""

    def __init__(self, record: Record, ask: Callable[[sa.Connection], T]) -> None:
        """`ask` is given a connection to read by."""
        self._record, self._ask = record, ask
        self._lock = threading.Lock()
        self._known: tuple[tuple[Any, ...], T, float] | None = None
        self._asking = False

    def get(self, connection: sa.Connection) -> T:
        """The answer: that of the record as it is, or a moment ago where finding it takes long."""
        now = overview.stamp(connection)
        known = self._known
        if known is not None and known[0] == now:
            return known[1]
        if known is None or known[2] < _SLOW or (now[0] or 0) < _LARGE:
            return self._renew(connection, now)
        self._renew_beside()
        return known[1]

    def ask_ahead(self) -> None:
        """Ask before anyone wants to know; what goes wrong is told to who asks next."""
        with suppress(sa.exc.SQLAlchemyError, RecordError), self._record.reading() as connection:
            self.get(connection)

    def _renew(self, connection: sa.Connection, stamp: tuple[Any, ...]) -> T:
        with self._lock:  # one asks, the others wait and take its answer
            if self._known is not None and self._known[0] == stamp:
                return self._known[1]
            began = time.perf_counter()
            found = self._ask(connection)
            self._known = (stamp, found, time.perf_counter() - began)
            return found

    def _renew_beside(self) -> None:
        if self._asking:
            return
        self._asking = True

        def renew() -> None:
            try:
                with self._record.reading() as connection:
                    self._renew(connection, overview.stamp(connection))
            finally:
                self._asking = False

        threading.Thread(target=renew, daemon=True).start()
