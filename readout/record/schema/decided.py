"""What people decided. Only ever added to."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from readout.record.schema.base import Words, metadata

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("time", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("target", Words, nullable=False),  # anchors: the words it was made on
    Column("payload", Words, nullable=False),
    Column("undoes", Integer, ForeignKey("decision.number")),
)

bears_on = Table(  # the reports on whose words a decision was made
    "bears_on",
    metadata,
    Column("report", Words, primary_key=True),
    Column("decision", Integer, ForeignKey("decision.number"), primary_key=True),
)

coding = Table(  # what a second reviewer says of an item, blind; only ever added to, and it changes nothing
    "coding",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("time", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("first", Words, nullable=False),  # whose decision it is held against
    Column("target", Words, nullable=False),  # anchors: the words that were judged
    Column("verdict", Words, nullable=False),
    Column("corrections", Words, nullable=False),
    Column("first_verdict", Words, nullable=False),  # as it was then
    Column("first_corrections", Words, nullable=False),
    Index("ix_coding_first", "first", "who"),
)
