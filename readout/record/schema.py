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
    text,
)

# Compared byte by byte everywhere, so that a server's language changes neither order nor the beginnings of ids.
Words = Text().with_variant(Text(collation="C"), "postgresql")
HEAD = "0005"  # the newest migration
_CHECKS = text("type = 'check'")

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
    Index("ix_item_actor_checks", "key", "item", sqlite_where=_CHECKS, postgresql_where=_CHECKS),
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


# ---------------------------------------------------------------- ledgers
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
