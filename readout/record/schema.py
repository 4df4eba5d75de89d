"""The tables of the record.

What was read (`report`, `mention`), what follows from it (`link`, `item` and what hangs off it, all of which can be
derived again), and what people decided (`decision`, only ever added to). Days are proleptic ordinals, as in `Edtf`.
JSON is kept as text, written by `readout.record.codec`, so that the same content has the same bytes.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0001"  # the newest migration

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the full-text index's row; never shown
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),  # full path or address
    Column("name", Text, nullable=False),  # its last part
    Column("sha256", Text, nullable=False),  # of the raw input
    Column("text", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("blocks", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("byline", Text, nullable=False),
    Column("dateline", Text),
    Column("published", Text),
    Column("published_first", Integer),
    Column("published_last", Integer),
    Column("published_basis", Text, nullable=False),
    Column("published_why", Text, nullable=False),
    Column("url", Text),
    Column("copy_of", Text, ForeignKey("report.id")),
    Column("copy_why", Text),
    Column("extractor", Text),  # the version that read it
    Column("added", Text, nullable=False),  # when, UTC; in no export
    UniqueConstraint("sha256", "name"),
    Index(None, "published_first"),
    Index(None, "copy_of"),
)

copy_band = Table(
    "copy_band",
    metadata,
    Column("band", Text, primary_key=True),
    Column("report", Text, ForeignKey("report.id"), primary_key=True),
    Index(None, "report"),
)

copy_pair = Table(
    "copy_pair",
    metadata,
    Column("left", Text, ForeignKey("report.id"), primary_key=True),
    Column("right", Text, ForeignKey("report.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("why", Text, nullable=False),
    Index(None, "right"),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False),
    Column("type", Text, nullable=False),
    Column("start", Integer, nullable=False),  # of its first passage
    Column("end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "report", "type", "start"),
)

mention_key = Table(
    "mention_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("mention", Text, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "mention"),
)

link = Table(
    "link",
    metadata,
    Column("left", Text, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("right", Text, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index(None, "right"),
)

pending = Table(  # mentions whose items must be derived again, and items (named as their mentions) that lost theirs
    "pending",
    metadata,
    Column("id", Text, primary_key=True),
)

item = Table(
    "item",
    metadata,
    Column("id", Text, primary_key=True),  # that of its first mention
    Column("type", Text, nullable=False),
    Column("body", Text, nullable=False),  # as the reports give it
    Column("corrections", Text, nullable=False),  # as a person puts it, by field
    Column("state", Text, nullable=False),  # "", "accepted", "rejected"
    Column("kind", Text),
    Column("status", Text),
    Column("first", Integer),
    Column("last", Integer),
    Column("confidence", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("versions", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("witnesses", Integer, nullable=False),
    Column("seen", Integer),  # the day of the report that tells it first
    Column("home", Text, nullable=False),  # that report
    Column("start", Integer, nullable=False),  # and where in it
    Index(None, "type", "first"),
)

item_mention = Table(
    "item_mention",
    metadata,
    Column("mention", Text, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, ForeignKey("item.id", ondelete="CASCADE"), nullable=False),
    Index(None, "item"),
)

item_actor = Table(
    "item_actor",
    metadata,
    Column("key", Text, primary_key=True),  # folded name or side, "~" and a coarse name, "=" and the registry's key
    Column("item", Text, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Index(None, "item"),
)

item_key = Table(
    "item_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("item", Text, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "item"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("item", Text, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("rests_on", Text, nullable=False),
)

dispute = Table(
    "dispute",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("why", Text, nullable=False),
)

dispute_item = Table(
    "dispute_item",
    metadata,
    Column("dispute", Text, ForeignKey("dispute.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "item"),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("time", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("target", Text, nullable=False),  # anchors: the words it was made on
    Column("payload", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("decision.number")),
)
