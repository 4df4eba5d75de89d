"""What was read: reports, their copies, the mentions in them."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, UniqueConstraint

from readout.record.schema.base import Words, metadata

report = Table(
    "report",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the full-text index's row; never shown
    Column("id", Words, nullable=False, unique=True),
    Column("source", Words, nullable=False),  # full path or address
    Column("name", Words, nullable=False),  # its last part
    Column("sha256", Words, nullable=False),  # of the raw input
    Column("text", Words, nullable=False),
    Column("text_sha256", Words, nullable=False),
    Column("blocks", Words, nullable=False),
    Column("title", Words),
    Column("publisher", Words),
    Column("byline", Words, nullable=False),
    Column("dateline", Words),
    Column("published", Words),
    Column("published_first", Integer),
    Column("published_last", Integer),
    Column("published_basis", Words, nullable=False),
    Column("published_why", Words, nullable=False),
    Column("url", Words),
    Column("copy_of", Words, ForeignKey("report.id")),
    Column("copy_why", Words),
    Column("extractor", Words),  # the version that read it
    Column("added", Words, nullable=False),  # when, UTC; in no export
    UniqueConstraint("sha256", "name"),
    Index(None, "published_first"),
    Index(None, "copy_of"),
    Index(  # in SQLite alone: the list of reports is read from this, as texts make rows of the table heavy
        "ix_report_shelf",
        "published_first",
        "id",
        "published_last",
        "published_basis",
        "publisher",
        "copy_of",
        "title",
        "name",
    ),
    Index(None, "name"),
)

copy_band = Table(
    "copy_band",
    metadata,
    Column("band", Words, primary_key=True),
    Column("report", Words, ForeignKey("report.id"), primary_key=True),
    Index(None, "report"),
)

copy_pair = Table(
    "copy_pair",
    metadata,
    Column("left", Words, ForeignKey("report.id"), primary_key=True),
    Column("right", Words, ForeignKey("report.id"), primary_key=True),
    Column("kind", Words, nullable=False),
    Column("why", Words, nullable=False),
    Index(None, "right"),
)

mention = Table(
    "mention",
    metadata,
    Column("id", Words, primary_key=True),
    Column("report", Words, ForeignKey("report.id"), nullable=False),
    Column("type", Words, nullable=False),
    Column("start", Integer, nullable=False),  # of its first passage
    Column("end", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("body", Words, nullable=False),
    Index(None, "report", "type", "start"),
)

mention_key = Table(
    "mention_key",
    metadata,
    Column("key", Words, primary_key=True),
    Column("mention", Words, ForeignKey("mention.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "mention"),
)
