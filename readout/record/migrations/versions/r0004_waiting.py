"""What waits for review, and the list of reports without their texts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SHELF = ["published_first", "id", "published_last", "published_basis", "publisher", "copy_of", "title", "name"]


def upgrade() -> None:
    """Make the table, which `readout.record.making.queue_rows.fill` fills, and the index of the list."""
    op.create_table(
        "waiting",
        sa.Column("item", WORDS, sa.ForeignKey("item.id", ondelete="CASCADE", name="fk_waiting_item_item")),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_waiting"),
    )
    op.create_index("ix_waiting_confidence", "waiting", ["confidence", "item"])
    op.create_index("ix_waiting_type_confidence", "waiting", ["type", "confidence", "item"])
    op.create_index("ix_waiting_rank", "waiting", ["rank", "confidence", "item"])
    op.create_index("ix_waiting_type_rank", "waiting", ["type", "rank", "confidence", "item"])
    op.drop_index("ix_item_doubt", "item")
    if op.get_bind().dialect.name == "sqlite":  # PostgreSQL keeps long texts aside, and indexes no long title
        op.create_index("ix_report_shelf", "report", SHELF)
