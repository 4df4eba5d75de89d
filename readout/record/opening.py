"""Opening a record: finding it, and bringing its tables up to date."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy as sa

from readout.record import dialect, schema
from readout.record.errors import RecordError

LARGE = 20_000  # items, from which on an upgrade says how far it is
_log = logging.getLogger("readout")  # without handlers of one's own, warnings go to the terminal


def open_engine(place: str, *, create: bool) -> sa.Engine:
    """The engine of the record at a path or PostgreSQL address, its tables up to date.

    Makes a new record where there is none and `create` is true. Raises RecordError where there is none to be had,
    the file is no record, or a newer Readout made it.
    """
    path = Path(place)
    if not dialect.is_address(place) and not path.exists() and not create:
        raise RecordError(place, "there is no record here; make one with: readout add PATH")
    engine = dialect.connect(place)
    try:
        _bring_up_to_date(engine, place, create=create)
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise RecordError(_shown(place), _reason(error)) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


def version(connection: sa.Connection) -> str | None:
    """The schema version of a record, None where it has no tables of ours yet."""
    if "alembic_version" not in dialect.tables(connection):
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _bring_up_to_date(engine: sa.Engine, place: str, *, create: bool) -> None:
    with engine.connect() as connection:
        found = version(connection)
        strange = found is None and bool(sa.inspect(connection).get_table_names()) and not dialect.is_address(place)
    if found == schema.HEAD:
        return
    if strange:
        raise RecordError(place, "is a database, but not a record of Readout")
    if found is None and not create:
        raise RecordError(_shown(place), "there is no record here; make one with: readout add PATH")
    if found is not None and found > schema.HEAD:
        raise RecordError(_shown(place), f"was made by a newer Readout (tables {found}, known up to {schema.HEAD})")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        dialect.lock(connection)
        if version(connection) != schema.HEAD:  # another process may have been quicker
            _migrate(connection, _shown(place))


def _migrate(connection: sa.Connection, place: str) -> None:
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    old = version(connection) is not None
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    from readout.record.making import ledger_rows, queue_rows

    # What a record of before has no rows for.
    ledger_rows.fill(connection, _Told(connection, place) if old else None)
    queue_rows.fill(connection)


class _Told:
    """Says how far the upgrade of a large record is, which takes minutes."""

    def __init__(self, connection: sa.Connection, place: str) -> None:
        self._place, self._items = place, connection.scalar(sa.select(sa.func.count(schema.item.c.id))) or 0
        self._next = 0.0

    def __call__(self, done: int) -> None:
        if self._items < LARGE or done < self._next * self._items:
            return
        if not self._next:
            _log.warning("%s was made by an older Readout and is brought up to date, which takes minutes", self._place)
        else:
            _log.warning("%.0f%% done", 100 * done / self._items)
        self._next += 0.1


def _shown(place: str) -> str:
    return sa.make_url(place).render_as_string(hide_password=True) if dialect.is_address(place) else place


def _reason(error: sa.exc.DatabaseError) -> str:
    told = str(error.orig).strip().splitlines()[0] if error.orig is not None else str(error)
    if "file is not a database" in told:
        return "is not a record (not an SQLite file)"
    return told
