"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table of the first version, and the full-text index."""
    _decision()
    _dispute()
    _item()
    _pending()
    _report()
    _copy_band()
    _copy_pair()
    _dispute_item()
    _item_actor()
    _item_key()
    _mention()
    _verdict()
    _item_mention()
    _link()
    _mention_key()
    _full_text()


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("time", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("what", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("payload", WORDS, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decision.number", name="fk_decision_undoes_decision")),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
    )


def _dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", WORDS),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("field", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dispute"),
    )


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("id", WORDS),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.Column("corrections", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("kind", WORDS),
        sa.Column("status", WORDS),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("versions", WORDS, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("witnesses", sa.Integer, nullable=False),
        sa.Column("seen", sa.Integer),
        sa.Column("home", WORDS, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
    )
    op.create_index("ix_item_type_first", "item", ["type", "first"])


def _pending() -> None:
    op.create_table(
        "pending",
        sa.Column("id", WORDS),
        sa.PrimaryKeyConstraint("id", name="pk_pending"),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("id", WORDS, nullable=False),
        sa.Column("source", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("sha256", WORDS, nullable=False),
        sa.Column("text", WORDS, nullable=False),
        sa.Column("text_sha256", WORDS, nullable=False),
        sa.Column("blocks", WORDS, nullable=False),
        sa.Column("title", WORDS),
        sa.Column("publisher", WORDS),
        sa.Column("byline", WORDS, nullable=False),
        sa.Column("dateline", WORDS),
        sa.Column("published", WORDS),
        sa.Column("published_first", sa.Integer),
        sa.Column("published_last", sa.Integer),
        sa.Column("published_basis", WORDS, nullable=False),
        sa.Column("published_why", WORDS, nullable=False),
        sa.Column("url", WORDS),
        sa.Column("copy_of", WORDS, sa.ForeignKey("report.id", name="fk_report_copy_of_report")),
        sa.Column("copy_why", WORDS),
        sa.Column("extractor", WORDS),
        sa.Column("added", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_report"),
        sa.UniqueConstraint("id", name="uq_report_id"),
        sa.UniqueConstraint("sha256", "name", name="uq_report_sha256_name"),
    )
    op.create_index("ix_report_copy_of", "report", ["copy_of"])
    op.create_index("ix_report_published_first", "report", ["published_first"])


def _copy_band() -> None:
    op.create_table(
        "copy_band",
        sa.Column("band", WORDS),
        sa.Column("report", WORDS, sa.ForeignKey("report.id", name="fk_copy_band_report_report")),
        sa.PrimaryKeyConstraint("band", "report", name="pk_copy_band"),
    )
    op.create_index("ix_copy_band_report", "copy_band", ["report"])


def _copy_pair() -> None:
    op.create_table(
        "copy_pair",
        sa.Column("left", WORDS, sa.ForeignKey("report.id", name="fk_copy_pair_left_report")),
        sa.Column("right", WORDS, sa.ForeignKey("report.id", name="fk_copy_pair_right_report")),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_copy_pair"),
    )
    op.create_index("ix_copy_pair_right", "copy_pair", ["right"])


def _dispute_item() -> None:
    op.create_table(
        "dispute_item",
        sa.Column(
            "dispute", WORDS, sa.ForeignKey("dispute.id", ondelete="CASCADE", name="fk_dispute_item_dispute_dispute")
        ),
        sa.Column("item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_dispute_item_item_item")),
        sa.PrimaryKeyConstraint("dispute", "item", name="pk_dispute_item"),
    )
    op.create_index("ix_dispute_item_item", "dispute_item", ["item"])


def _item_actor() -> None:
    op.create_table(
        "item_actor",
        sa.Column("key", WORDS),
        sa.Column("item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_item_actor_item_item")),
        sa.Column("field", WORDS),
        sa.Column("position", sa.Integer),
        sa.Column("type", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", "item", "field", "position", name="pk_item_actor"),
    )
    op.create_index("ix_item_actor_item", "item_actor", ["item"])


def _item_key() -> None:
    op.create_table(
        "item_key",
        sa.Column("key", WORDS),
        sa.Column("item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_item_key_item_item")),
        sa.PrimaryKeyConstraint("key", "item", name="pk_item_key"),
    )
    op.create_index("ix_item_key_item", "item_key", ["item"])


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("id", WORDS),
        sa.Column("report", WORDS, sa.ForeignKey("report.id", name="fk_mention_report_report"), nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("body", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
    )
    op.create_index("ix_mention_report_type_start", "mention", ["report", "type", "start"])


def _verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_verdict_item_item")),
        sa.Column("verdict", WORDS, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.Column("rests_on", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_verdict"),
    )


def _item_mention() -> None:
    op.create_table(
        "item_mention",
        sa.Column(
            "mention", WORDS, sa.ForeignKey("mention.id", ondelete="CASCADE", name="fk_item_mention_mention_mention")
        ),
        sa.Column(
            "item",
            WORDS,
            sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_item_mention_item_item"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("mention", name="pk_item_mention"),
    )
    op.create_index("ix_item_mention_item", "item_mention", ["item"])


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("left", WORDS, sa.ForeignKey("mention.id", ondelete="CASCADE", name="fk_link_left_mention")),
        sa.Column("right", WORDS, sa.ForeignKey("mention.id", ondelete="CASCADE", name="fk_link_right_mention")),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("why", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name="pk_link"),
    )
    op.create_index("ix_link_right", "link", ["right"])


def _mention_key() -> None:
    op.create_table(
        "mention_key",
        sa.Column("key", WORDS),
        sa.Column(
            "mention", WORDS, sa.ForeignKey("mention.id", ondelete="CASCADE", name="fk_mention_key_mention_mention")
        ),
        sa.PrimaryKeyConstraint("key", "mention", name="pk_mention_key"),
    )
    op.create_index("ix_mention_key_mention", "mention_key", ["mention"])


def _full_text() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "ALTER TABLE report ADD COLUMN words tsvector GENERATED ALWAYS AS "
            "(to_tsvector('english', coalesce(title, '') || ' ' || left(text, 600000))) STORED"
        )
        op.execute("CREATE INDEX ix_report_words ON report USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='report', content_rowid='number', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
