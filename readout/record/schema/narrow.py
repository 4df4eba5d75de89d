"""What the pages of entries are found, counted, sorted and searched by: narrow rows beside the items."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, UniqueConstraint

from readout.record.schema.base import Words, metadata

# What the pages of entries are found, counted and sorted by: narrow rows beside the items, derived with them (see
# `readout.record.making.ledger_rows`). `ledger_class` holds the few combinations of what entries are told apart by, so
# that counting them is one walk along an index.

ledger_class = Table(
    "ledger_class",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("type", Words, nullable=False),
    Column("kind", Words, nullable=False),  # "" where there is none
    Column("status", Words, nullable=False),
    Column("decided", Words, nullable=False),  # "", "accepted", "rejected", "corrected"
    Column("band", Integer, nullable=False),  # tenths of confidence, 0 to 9
    UniqueConstraint("type", "kind", "status", "decided", "band"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("type", Words, nullable=False),
    Column("class", Integer, ForeignKey("ledger_class.number"), nullable=False),
    Column("day", Integer, nullable=False),  # by which it is ordered, far ahead where there is none
    Column("begins", Integer),  # the days that `since` and `until` look at
    Column("ends", Integer),
    Column("confidence", Float, nullable=False),
    Column("seen", Integer, nullable=False),  # these three settle the order within a day
    Column("home", Words, nullable=False),
    Column("start", Integer, nullable=False),
    Index("ix_ledger_type_day", "type", "day", "seen", "home", "start", "item", "class", "confidence"),
    Index("ix_ledger_type_begins", "type", "begins", "ends", "class", "confidence"),
    Index("ix_ledger_class", "class", "begins", "ends", "confidence"),
    sqlite_autoincrement=True,  # a number is never given twice, so that the last one tells whether anything changed
)

tag = Table(  # who or what entries of a type go under: actors by name and side, publishers
    "tag",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("type", Words, nullable=False),
    Column("facet", Words, nullable=False),  # "actor", "publisher"
    Column("key", Words, nullable=False),  # the name folded
    Column("name", Words, nullable=False),
    UniqueConstraint("type", "facet", "key"),
    Index("ix_tag_facet_key", "facet", "key"),
)

tagged = Table(
    "tagged",
    metadata,
    Column("tag", Integer, ForeignKey("tag.number"), primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("ledger.number", ondelete="CASCADE"), primary_key=True),
    Column("class", Integer, nullable=False),
    Column("begins", Integer),
    Column("ends", Integer),
    Column("confidence", Float, nullable=False),
    Column("places", Integer, nullable=False),  # a bit for each place in the item's fields where the actor stands
    Index("ix_tagged_number", "number", "places"),
    sqlite_with_rowid=False,
)

cell = Table(  # what entries are sorted by, a row for each column of a ledger
    "cell",
    metadata,
    Column("type", Words, primary_key=True),
    Column("field", Words, primary_key=True),
    Column("value", Words, primary_key=True),  # so written that it sorts
    Column("day", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("ledger.number", ondelete="CASCADE"), primary_key=True),
    Index("ix_cell_number", "number"),
    sqlite_with_rowid=False,
)

told = Table(  # what entries are searched by: the words of their fields and passages
    "told",
    metadata,
    Column("number", Integer, ForeignKey("ledger.number", ondelete="CASCADE"), primary_key=True),
    Column("fields", Words, nullable=False),
    Column("passages", Words, nullable=False),
)

waiting = Table(  # items that nobody has decided on, by what makes them doubtful or important
    "waiting",
    metadata,
    Column("item", Words, ForeignKey("item.id", ondelete="CASCADE"), primary_key=True),
    Column("type", Words, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rank", Integer, nullable=False),
    Index("ix_waiting_confidence", "confidence", "item"),
    Index("ix_waiting_type_confidence", "type", "confidence", "item"),
    Index("ix_waiting_rank", "rank", "confidence", "item"),
    Index("ix_waiting_type_rank", "type", "rank", "confidence", "item"),
)
