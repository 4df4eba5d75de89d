"""Which reports a decision bears on, and who takes part in checks."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHECKS = sa.text("type = 'check'")


def upgrade() -> None:
    """Make the table, and fill it from the log."""
    bears_on = op.create_table(
        "bears_on",
        sa.Column("report", WORDS),
        sa.Column("decision", sa.Integer, sa.ForeignKey("decision.number", name="fk_bears_on_decision_decision")),
        sa.PrimaryKeyConstraint("report", "decision", name="pk_bears_on"),
    )
    log = op.get_bind().execute(sa.text("SELECT number, target FROM decision")).all()
    rows = {(anchor["report"], number) for number, target in log for side in json.loads(target) for anchor in side}
    if rows:
        op.bulk_insert(bears_on, [{"report": report, "decision": number} for report, number in sorted(rows)])
    op.create_index("ix_item_actor_checks", "item_actor", ["key", "item"], sqlite_where=CHECKS, postgresql_where=CHECKS)
