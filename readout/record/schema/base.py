"""What all tables share."""

from __future__ import annotations

from sqlalchemy import MetaData, Text, text

# Compared byte by byte everywhere, so that a server's language changes neither order nor the beginnings of ids.
Words = Text().with_variant(Text(collation="C"), "postgresql")
HEAD = "0005"  # the newest migration
CHECKS = text("type = 'check'")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
