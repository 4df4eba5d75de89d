"""What differs between SQLite and PostgreSQL, and nothing else: connecting, upserts, full-text search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from readout.record import schema
from readout.record.errors import RecordError

_URL = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
CHUNK = 500  # values in one IN list


def is_address(place: str) -> bool:
    """Whether a record's place is a PostgreSQL address (else it is a path)."""
    return bool(_URL.match(place))


def connect(place: str) -> sa.Engine:
    """An engine for the record at a path or address. Raises RecordError where there can be none."""
    return _postgresql(place) if is_address(place) else _sqlite(Path(place))


def _postgresql(place: str) -> sa.Engine:
    try:
        engine = sa.create_engine(_URL.sub("postgresql+psycopg://", place, count=1), pool_pre_ping=True)
    except ModuleNotFoundError:
        raise RecordError("postgresql", "the driver is not installed; run: pip install 'readout[postgresql]'") from None
    except sa.exc.ArgumentError as error:
        raise RecordError("postgresql", str(error)) from None

    @sa.event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")  # compiling takes longer than all that a page asks
        connection.commit()

    return engine


def _sqlite(path: Path) -> sa.Engine:
    if path.is_dir():
        raise RecordError(str(path), "is a folder, not a record")
    if not path.parent.is_dir():
        raise RecordError(str(path), f"there is no folder {path.parent}")
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(path)))

    @sa.event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, so that a writer waits at its start
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 60000")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def add_missing(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, leaving those whose key is already there as they are."""
    if not rows:
        return
    connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def put(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, replacing those with the same primary key."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    statement = statement.on_conflict_do_update(index_elements=keys, set_=changed)
    connection.execute(statement, list(rows))


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    """An insert that may say what becomes of rows that are there; each dialect is imported only where it is spoken."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Values in lots that fit one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def index_text(connection: sa.Connection, number: int, title: str | None, text: str) -> None:
    """Put a new report in the full-text index."""
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(
            "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", (number, title or "", text)
        )


def unindex_text(connection: sa.Connection, number: int, title: str | None, text: str) -> None:
    """Take a report out of the full-text index; title and text are those it was put in with."""
    if connection.dialect.name != "postgresql":
        connection.exec_driver_sql(
            "INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            (number, title or "", text),
        )


def search(connection: sa.Connection, words: str, limit: int | None, *, typing: bool = False) -> list[tuple[str, str]]:
    """Reports that hold all these words ("quoted" words in a row), best first, each with the words around.

    What was found stands between the characters U+0002 and U+0003. `typing`: the last word may be begun only.
    """
    words = "".join(c if c.isprintable() else " " for c in words)
    if connection.dialect.name == "postgresql":
        statement = sa.text(
            "SELECT id, ts_headline('english', text, q, E'StartSel=\x02, StopSel=\x03, MaxWords=24, MinWords=12') "
            f"FROM report, {'to_tsquery' if typing else 'websearch_to_tsquery'}('english', :q) q WHERE words @@ q "
            "ORDER BY ts_rank(words, q) DESC, id LIMIT :n"
        )
        query = _tsquery(words) if typing else words
    else:
        statement = sa.text(
            "SELECT report.id, snippet(report_words, 1, char(2), char(3), '…', 24) FROM report_words "
            "JOIN report ON report.number = report_words.rowid WHERE report_words MATCH :q "
            "ORDER BY bm25(report_words), report.id LIMIT :n"
        )
        query = begun(words) if typing else _fts5(words)
    if not query.strip():
        return []
    rows = connection.execute(statement, {"q": query, "n": 2**31 - 1 if limit is None else limit})
    return [(row[0], " ".join(row[1].split())) for row in rows]


def telling(connection: sa.Connection, words: str, type_: str) -> list[int]:
    """The numbers of ledger rows of a type whose item holds all these words, the last perhaps begun only."""
    if connection.dialect.name == "postgresql":
        found, asked = "SELECT number FROM told WHERE words @@ to_tsquery('english', :words)", _tsquery(words)
    else:
        found, asked = "SELECT rowid AS number FROM told_words WHERE told_words MATCH :words", begun(words)
    # CROSS JOIN: SQLite then looks the words up first, not once for each entry of the type.
    of_type = sa.text(
        f"SELECT f.number FROM ({found}) f CROSS JOIN ledger WHERE ledger.number = f.number AND type = :type"
    )
    return list(connection.scalars(of_type, {"words": asked, "type": type_}))


def found(connection: sa.Connection, words: str, limit: int, most: int) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """Items that hold all these words, the last perhaps begun only: ids with the words around, and counts by type.

    Best first where fewer than `most` hold them; else those that came last, and the counts are of so many alone.
    """
    postgresql = connection.dialect.name == "postgresql"
    given = {"words": _tsquery(words) if postgresql else begun(words), "most": most, "limit": limit}
    some = _SOME_POSTGRESQL if postgresql else _SOME_SQLITE
    counting = f"SELECT l.type, count(*) FROM ({some}) f {_STANDING} AND l.number = f.n GROUP BY l.type"
    counts = {row[0]: row[1] for row in connection.execute(sa.text(counting), given)}
    few = sum(counts.values()) < most
    if postgresql:
        order = f"{'ts_rank(t.words, q) DESC, ' if few else ''}f.n DESC"
        best = f"SELECT l.item, {_AROUND} FROM ({some}) f CROSS JOIN told t CROSS JOIN to_tsquery('english', :words) q "
        best += f"{_STANDING} AND l.number = f.n AND t.number = f.n ORDER BY {order}"
    else:
        order = "bm25(told_words, 2.0, 1.0), l.item" if few else "told_words.rowid DESC"
        best = f"SELECT l.item, snippet(told_words, 1, char(2), char(3), '…', 40) FROM told_words {_STANDING} "
        best += f"AND told_words MATCH :words AND l.number = told_words.rowid ORDER BY {order}"
    hits = connection.execute(sa.text(f"{best} LIMIT :limit"), given)
    return [(row[0], " ".join(row[1].split())) for row in hits], counts


_SOME_SQLITE = "SELECT rowid AS n FROM told_words WHERE told_words MATCH :words ORDER BY rowid DESC LIMIT :most"
_SOME_POSTGRESQL = (
    "SELECT number AS n FROM told WHERE words @@ to_tsquery('english', :words) ORDER BY number DESC LIMIT :most"
)
_STANDING = (  # CROSS JOIN: SQLite then looks the words up first
    "CROSS JOIN ledger l CROSS JOIN ledger_class k WHERE k.number = l.class AND k.decided != 'rejected'"
)
_AROUND = "ts_headline('english', t.passages, q, E'StartSel=\x02, StopSel=\x03, MaxWords=40, MinWords=20')"


def among(column: sa.ColumnElement[int], numbers: Sequence[int]) -> sa.ColumnElement[bool]:
    """That a number is one of many, in one parameter."""
    given = sa.bindparam(None, json.dumps(list(numbers)), type_=sa.Text, unique=True)
    return column.in_(sa.select(sa.cast(_each(given).column_valued("value"), sa.Integer)))


class _each(sa.sql.functions.GenericFunction[Any]):
    """The parts of a JSON array, as rows."""

    name = "readout_each"
    inherit_cache = True


@compiles(_each, "sqlite")
def _each_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **given)})"


@compiles(_each, "postgresql")
def _each_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **given)} AS json))"


def begun(words: str) -> str:
    """The query in FTS5's own form, the last word perhaps the beginning of one; one that finds nothing if empty."""
    literal = _fts5("".join(c if c.isprintable() else " " for c in words))
    if not literal:
        return '""'
    return literal if words[-1:] in (" ", '"') else f"{literal}*"


def _tsquery(words: str) -> str:
    """The same in PostgreSQL's form: words in a row joined by <->."""
    plain = "".join(c if c.isprintable() else " " for c in words)
    phrases = []
    for phrase, word in re.findall(r'"([^"]+)"|(\S+)', plain):
        parts = re.findall(r"\w+", phrase or word)
        if parts:
            phrases.append(" <-> ".join(parts))
    return " & ".join(phrases) + ("" if not phrases or words[-1:] in (" ", '"') else ":*")


def _fts5(words: str) -> str:
    """The query in FTS5's own form: every word, and every quoted run of words, as a literal string."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    literal = [(phrase or word).replace('"', "") for phrase, word in parts]
    return " ".join(f'"{part}"' for part in literal if any(c.isalnum() for c in part))


def has_full_text() -> bool:
    """Whether this Python's SQLite can search full text (FTS5)."""
    import sqlite3

    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


def lock(connection: sa.Connection) -> None:
    """Wait until no one else writes, and keep others from writing until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7290455)")


def tables(connection: sa.Connection) -> set[str]:
    """Names of the tables that are there."""
    return set(sa.inspect(connection).get_table_names()) & {*schema.metadata.tables, "alembic_version"}
