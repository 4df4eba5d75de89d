"""What each side says of a contact: its accounts beside each other, and what one has that another leaves out.

An account is what the reports of the record quote or paraphrase; what is not in it may be the reports' choice as well
as the side's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa

from readout.actors.model import Actor
from readout.record import naming, schema
from readout.record.asking import account_words, pointing, telling
from readout.record.asking.query import Entry
from readout.record.asking.telling import Told

Kind = Literal["side", "unnamed", "other"]
_SEARCHED = 12  # reports that are searched for what else the sides say
_LOOKED_AT = 300  # statements of theirs
_SHOWN = 12  # of them, for each side


@dataclass(frozen=True, slots=True)
class Account:
    """What one side, the unnamed, or all others say of it: statements in the order of their reports.

    `topics` are the matters it speaks of, `only` telling words that no other account has.
    """

    kind: Kind
    name: str  # the side's
    said: tuple[Entry, ...]
    topics: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    elsewhere: tuple[Entry, ...] = ()  # what else these say in the same reports, tied to no contact or to another


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask made at the contact, and whose accounts tell of it; empty where only the reports do."""

    entry: Entry
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """A word that describes the contact, and who says it (None: the report)."""

    word: str
    tone: str
    speaker: Actor | None
    report: str
    source: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of one contact: the sides' first.

    `topics` is every matter, with whether each account that speaks at all has it.
    """

    accounts: tuple[Account, ...]
    topics: tuple[tuple[str, tuple[bool, ...]], ...]
    tied: Mapping[str, str]  # statements that belong here only by these words of theirs
    asked: tuple[Asked, ...]
    tones: tuple[Tone, ...]


def of(connection: sa.Connection, contact: Entry, told: Told) -> Accounts:
    """The accounts of a contact."""
    pointing_here = pointing.sources(connection, [contact.id])
    asks = [one.entry for one in pointing_here if one.entry.type == "ask"]
    about_asks = pointing.sources(connection, [ask.id for ask in asks]) if asks else []
    statements = [one.entry.id for one in (*pointing_here, *about_asks) if one.entry.type == "statement"]
    said = telling.entries(connection, list(dict.fromkeys(statements)))
    asked = telling.entries(connection, [ask.id for ask in asks])
    others = telling.entries(connection, _more(connection, told, statements))
    tied = _tied(contact, others, _leading(connection, told))
    said += [one for one in others if one.id in tied]
    others = [one for one in others if one.id not in tied]
    return replace(compare(contact, _unfolded(said), asked, told, _unfolded(others)), tied=tied)


def _leading(connection: sa.Connection, told: Told) -> set[str]:
    """The reports of which this is the first contact: what they are about, and "the call" means."""
    m = schema.mention.c
    mine = {one.report.id: one.mention for one in reversed(told.tellings)}
    reports = sorted(mine)[:_SEARCHED]
    first = sa.select(m.report, sa.func.min(m.start).label("start")).where(m.type == "contact", m.report.in_(reports))
    begins = first.group_by(m.report).subquery()
    same = sa.and_(m.report == begins.c.report, m.start == begins.c.start, m.type == "contact")
    wanted = sa.select(m.report, m.id).join(begins, same)
    return {report for report, mention in connection.execute(wanted) if mine[report] == mention}


def _tied(contact: Entry, statements: Sequence[Entry], leading: Collection[str]) -> dict[str, str]:
    """Statements that speak of the contact by words such as "the leaders discussed", with those words."""
    sides, found = sides_of(contact.item), {}
    for one in statements:
        side = one.item.speaker.side if one.item.speaker is not None else None
        ours = voice(one, sides, contact.item.parties)[0] == "side" or (one.item.basis == "unnamed" and side in sides)
        passage = next((p for p in one.passages if p.report in leading), None)
        words = account_words.refers(one.item.content, contact.item.kind) if ours and passage else None
        if words:
            found[one.id] = words
    return found


def _more(connection: sa.Connection, told: Told, known: Sequence[str]) -> list[str]:
    """Other statements in the reports that tell of the contact."""
    m, im, c = schema.mention.c, schema.item_mention.c, schema.item.c
    reports = sorted({one.report.id for one in told.tellings})[:_SEARCHED]
    wanted = (
        sa.select(im.item)
        .join(schema.mention, m.id == im.mention)
        .join(schema.item, c.id == im.item)
        .where(m.report.in_(reports), m.type == "statement", c.state != "rejected")
        .order_by(m.report, m.start, m.id)
        .limit(_LOOKED_AT)
    )
    return [id_ for id_ in dict.fromkeys(connection.scalars(wanted)) if id_ not in set(known)]


def compare(
    contact: Entry, said: Sequence[Entry], asks: Sequence[Entry], told: Told, others: Sequence[Entry] = ()
) -> Accounts:
    """Statements put into accounts, and the accounts beside each other. `others`: what the same reports quote else."""
    sides = sides_of(contact.item)
    groups: dict[tuple[Kind, str], list[Entry]] = {("side", side): [] for side in sides}
    for one in said:
        groups.setdefault(voice(one, sides, contact.item.parties), []).append(one)
    order = {"side": 0, "unnamed": 1, "other": 2}
    names = [*sides, *(actor.name for actor in contact.item.parties)]
    bare = [
        Account(kind, name, tuple(found))
        for (kind, name), found in sorted(groups.items(), key=lambda g: order[g[0][0]])
    ]
    counted = [account_words.telling(_texts(one), names) for one in bare]
    speaking = [n for n, one in enumerate(bare) if one.said]
    accounts = []
    for n, account in enumerate(bare):
        rest = [counted[m] for m in speaking if m != n]
        more = [one for one in others if voice(one, sides, contact.item.parties) == (account.kind, account.name)]
        accounts.append(
            replace(
                account,
                topics=tuple(account_words.topics(_texts(account))),
                only=tuple(account_words.apart(counted[n], rest)) if rest else (),
                elsewhere=tuple(more[:_SHOWN]) if account.kind == "side" else (),
            )
        )
    return Accounts(
        accounts=tuple(accounts),
        topics=_matrix(accounts),
        tied={},
        asked=tuple(_asked(accounts, asks)),
        tones=tuple(_tones(said, told)),
    )


def sides_of(contact: Any) -> list[str]:
    """The sides of a contact in the order of its parties; a party whose side is not known stands for itself."""
    return list(dict.fromkeys(actor.side or actor.name for actor in contact.parties))


def voice(statement: Entry, sides: Sequence[str], parties: Sequence[Actor] = ()) -> tuple[Kind, str]:
    """Whose account a statement belongs to: an office named after a party ("Rask's office") speaks for its side."""
    item = statement.item
    if item.basis == "unnamed":
        return "unnamed", ""
    if item.speaker is None or item.basis == "media":
        return "other", ""
    speaker: Actor = item.speaker
    side = speaker.side or next((p.side for p in parties if p.side and _named_after(speaker, p)), None) or speaker.name
    return ("side", side) if side in sides else ("other", "")


def _named_after(speaker: Actor, party: Actor) -> bool:
    if party.kind != "person" or speaker.kind == "person":
        return False
    words = {naming.fold(word).removesuffix("'s").removesuffix("'") for word in speaker.name.split()}
    return naming.fold(party.name.split()[-1]) in words


def _unfolded(said: Sequence[Entry]) -> list[Entry]:
    """Statements without those that are only a part of another one's words: "he said that she hoped that ..."."""
    spans = {one.id: set(_contents(one)) for one in said}
    return [
        one for one in said if not any(other is not one and _inside(spans[one.id], spans[other.id]) for other in said)
    ]


def _contents(statement: Entry) -> Iterator[tuple[str, int, int]]:
    for passage in statement.passages:
        parts = [(start, end) for name, start, end in passage.spans if name == "content_span"]
        for start, end in parts or [(passage.start, passage.end)]:
            yield passage.report, start, end


def _inside(mine: set[tuple[str, int, int]], other: set[tuple[str, int, int]]) -> bool:
    return bool(mine) and all(
        any(r == report and s <= start and end <= e and (s, e) != (start, end) for r, s, e in other)
        for report, start, end in mine
    )


def _texts(account: Account) -> list[str]:
    return [one.item.content for one in account.said]


def _matrix(accounts: Sequence[Account]) -> tuple[tuple[str, tuple[bool, ...]], ...]:
    """Each topic with the speaking accounts that have it; those that set the accounts apart come first."""
    accounts = [one for one in accounts if one.said]
    counted = Counter(topic for one in accounts for topic in one.topics)
    order = list(account_words.words().topics)
    named = sorted(counted, key=lambda topic: (counted[topic] == len(accounts), -counted[topic], order.index(topic)))
    return tuple((topic, tuple(topic in one.topics for one in accounts)) for topic in named)


def _asked(accounts: Sequence[Account], asks: Sequence[Entry]) -> Iterator[Asked]:
    for ask in asks:
        places = [(p.report, p.start, p.end) for p in ask.passages]
        told = [
            one.name or one.kind
            for one in accounts
            if any(
                p.report == r and p.start < e and s < p.end
                for one_ in one.said
                for p in one_.passages
                for r, s, e in places
            )
        ]
        yield Asked(ask, tuple(told))


def _tones(said: Sequence[Entry], told: Told) -> Iterator[Tone]:
    """Words of tone in what is said of the contact, then in the reports' own words for it."""
    seen: set[tuple[str, str]] = set()
    for one in said:
        passage = one.passages[0]
        for found in account_words.described(passage.text):
            if (found.word, passage.report) not in seen:
                seen.add((found.word, passage.report))
                yield Tone(
                    found.word, found.tone, _sayer(one, passage.start + found.start), passage.report, passage.source
                )
    for telling_ in told.tellings:
        for words in telling_.words:
            for found in account_words.described(words.text):
                if (found.word, telling_.report.id) not in seen:
                    seen.add((found.word, telling_.report.id))
                    yield Tone(found.word, found.tone, None, telling_.report.id, telling_.report.label)


def _sayer(statement: Entry, at: int) -> Actor | None:
    """The speaker, where the word stands in what is said and not in the report's words around it."""
    inside = any(start <= at < end for _, start, end in _contents(statement))
    speaker: Actor | None = statement.item.speaker
    return speaker if inside else None
