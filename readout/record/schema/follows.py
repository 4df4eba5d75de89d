"""What follows from mentions and decisions: links, items and what hangs off them. All of it can be derived again."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table

from readout.record.schema.base import CHECKS, Words, metadata

link = Table(
    "link",
    metadata,
    Column("left", Words, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("right", Words, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("why", Words, nullable=False),
    Index(None, "right"),
)

pending = Table(  # mentions whose items must be derived again, and items (named as their mentions) that lost theirs
    "pending",
    metadata,
    Column("id", Words, primary_key=True),
)

item = Table(
    "item",
    metadata,
    Column("id", Words, primary_key=True),  # that of its first mention
    Column("type", Words, nullable=False),
    Column("body", Words, nullable=False),  # as the reports give it
    Column("corrections", Words, nullable=False),  # as a person puts it, by field
    Column("state", Words, nullable=False),  # "", "accepted", "rejected"
    Column("kind", Words),
    Column("status", Words),
    Column("first", Integer),
    Column("last", Integer),
    Column("confidence", Float, nullable=False),
    Column("why", Words, nullable=False),
    Column("versions", Words, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("witnesses", Integer, nullable=False),
    Column("seen", Integer),  # the day of the report that tells it first
    Column("home", Words, nullable=False),  # that report
    Column("start", Integer, nullable=False),  # and where in it
    Index(None, "type", "first"),
)

item_mention = Table(
    "item_mention",
    metadata,
    Column("mention", Words, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), nullable=False),
    Index(None, "item"),
)

item_actor = Table(
    "item_actor",
    metadata,
    Column("key", Words, primary_key=True),  # folded name or side, "~" and a coarse name, "=" and the registry's key
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("field", Words, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("type", Words, nullable=False),
    Index(None, "item"),
    Index("ix_item_actor_checks", "key", "item", sqlite_where=CHECKS, postgresql_where=CHECKS),
)

item_key = Table(
    "item_key",
    metadata,
    Column("key", Words, primary_key=True),
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "item"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("rests_on", Words, nullable=False),
)

dispute = Table(
    "dispute",
    metadata,
    Column("id", Words, primary_key=True),
    Column("type", Words, nullable=False),
    Column("field", Words, nullable=False),
    Column("why", Words, nullable=False),
)

dispute_item = Table(
    "dispute_item",
    metadata,
    Column("dispute", Words, ForeignKey("dispute.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "item"),
)
