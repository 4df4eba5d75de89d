"""What second reviewers say, blind; and the order of doubt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table of codings, and the index that the queue for review is read by."""
    op.create_table(
        "coding",
        sa.Column("number", sa.Integer, autoincrement=True),
        sa.Column("time", WORDS, nullable=False),
        sa.Column("who", WORDS, nullable=False),
        sa.Column("first", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("verdict", WORDS, nullable=False),
        sa.Column("corrections", WORDS, nullable=False),
        sa.Column("first_verdict", WORDS, nullable=False),
        sa.Column("first_corrections", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_coding"),
    )
    op.create_index("ix_coding_first", "coding", ["first", "who"])
    op.create_index("ix_item_doubt", "item", ["state", "confidence", "id"])
