"""What entries are found, counted, sorted and searched by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; `readout.record.making.ledger_rows.fill` fills them from the items that are there."""
    _ledger_class()
    _ledger()
    _tag()
    _tagged()
    _cell()
    _told()
    _full_text()
    op.create_index("ix_report_name", "report", ["name"])  # whose sources have to be told apart


def _ledger_class() -> None:
    op.create_table(
        "ledger_class",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("decided", WORDS, nullable=False),
        sa.Column("band", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ledger_class"),
        sa.UniqueConstraint(
            "type", "kind", "status", "decided", "band", name="uq_ledger_class_type_kind_status_decided_band"
        ),
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column(
            "item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_ledger_item_item"), nullable=False
        ),
        sa.Column("type", WORDS, nullable=False),
        sa.Column(
            "class",
            sa.Integer,
            sa.ForeignKey("ledger_class.number", name="fk_ledger_class_ledger_class"),
            nullable=False,
        ),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("begins", sa.Integer),
        sa.Column("ends", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("home", WORDS, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ledger"),
        sa.UniqueConstraint("item", name="uq_ledger_item"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_ledger_type_day", "ledger", ["type", "day", "seen", "home", "start", "item", "class", "confidence"]
    )
    op.create_index("ix_ledger_type_begins", "ledger", ["type", "begins", "ends", "class", "confidence"])
    op.create_index("ix_ledger_class", "ledger", ["class", "begins", "ends", "confidence"])


def _tag() -> None:
    op.create_table(
        "tag",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("facet", WORDS, nullable=False),
        sa.Column("key", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_tag"),
        sa.UniqueConstraint("type", "facet", "key", name="uq_tag_type_facet_key"),
    )
    op.create_index("ix_tag_facet_key", "tag", ["facet", "key"])


def _tagged() -> None:
    op.create_table(
        "tagged",
        sa.Column("tag", sa.Integer, sa.ForeignKey("tag.number", name="fk_tagged_tag_tag")),
        sa.Column("day", sa.Integer),
        _of_ledger("tagged"),
        sa.Column("class", sa.Integer, nullable=False),
        sa.Column("begins", sa.Integer),
        sa.Column("ends", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("places", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("tag", "day", "number", name="pk_tagged"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tagged_number", "tagged", ["number", "places"])


def _cell() -> None:
    op.create_table(
        "cell",
        sa.Column("type", WORDS),
        sa.Column("field", WORDS),
        sa.Column("value", WORDS),
        sa.Column("day", sa.Integer),
        _of_ledger("cell"),
        sa.PrimaryKeyConstraint("type", "field", "value", "day", "number", name="pk_cell"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cell_number", "cell", ["number"])


def _told() -> None:
    op.create_table(
        "told",
        _of_ledger("told"),
        sa.Column("fields", WORDS, nullable=False),
        sa.Column("passages", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_told"),
    )


def _of_ledger(table: str) -> sa.Column[int]:
    owner = sa.ForeignKey("ledger.number", ondelete="CASCADE", name=f"fk_{table}_number_ledger")
    return sa.Column("number", sa.Integer, owner)


def _full_text() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE told ADD COLUMN words tsvector GENERATED ALWAYS AS "
            "(to_tsvector('english', left(fields || ' ' || passages, 600000))) STORED"
        )
        op.execute("CREATE INDEX ix_told_words ON told USING gin (words)")
        return
    op.execute(
        "CREATE VIRTUAL TABLE told_words USING fts5(fields, passages, content='told', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER told_in AFTER INSERT ON told BEGIN INSERT INTO told_words (rowid, fields, passages) "
        "VALUES (new.number, new.fields, new.passages); END"
    )
    op.execute(
        "CREATE TRIGGER told_out AFTER DELETE ON told BEGIN INSERT INTO told_words "
        "(told_words, rowid, fields, passages) VALUES ('delete', old.number, old.fields, old.passages); END"
    )
