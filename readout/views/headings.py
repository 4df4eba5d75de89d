"""What to call an item, in a line, from the fields that it has: the same for every type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from readout.items.model import Item
from readout.record import mentions
from readout.record.asking.query import Entry
from readout.views import listing, words

LONGEST = 140  # characters of a heading
_MARKS = ' ,“”"'
_WITH_ARTICLE = (  # last words of names that take one
    *("states", "kingdom", "emirates", "nations", "union", "republic", "netherlands", "philippines", "maldives"),
    *("bahamas", "comoros", "gambia", "authority", "league", "council", "house", "pentagon", "kremlin", "vatican"),
    *("ministry", "department", "commission", "agency", "congress", "senate", "parliament", "knesset", "taliban"),
    *("houthis", "army"),
)
_OF = {  # how a contact's kind goes before those who took part
    "call": "Call of",
    "video": "Video call of",
    "meeting": "Meeting of",
    "visit": "Visit:",
    "message": "Message:",
    "talks": "Talks of",
}
_LEFT_OUT = ("when", "as_of", "status", "answer", "verdict", "why", "according_to", "route")


def heading(item: Item, item_type: Any) -> str:
    """Whom an item is about, else what: `Joe Brandt and Ana Silva`, `“withdraw from the pass”`, `40 tanks`."""
    parties = getattr(item, "parties", ())
    if parties:
        return listed([actor.name for actor in parties])
    content = getattr(item, "content", None)
    if content:
        return quoted(content)
    measure = getattr(item, "measure", None)
    if measure:
        return short(_counted(item, measure))
    goods = getattr(item, "items", ())
    if goods:
        ends = [(way, getattr(item, end, None)) for way, end in (("from", "sender"), ("to", "receiver"))]
        return ", ".join([words.told(goods), " ".join(f"{way} {the(one.name)}" for way, one in ends if one)]).strip(
            " ,"
        )
    columns = [c for c in listing.fields_shown(item_type) if c not in _LEFT_OUT]
    told = [words.told(getattr(item, column, None)) for column in columns]
    return short(" · ".join(filter(None, told))) or item_type.name.capitalize()


def _counted(item: Any, measure: str) -> str:
    """`at least 40 killed, villagers`."""
    bound = getattr(item, "bound", None)
    about = f"{words.told(bound)} " if bound and bound != "exact" else ""
    who = getattr(item, "who", None)
    return f"{about}{words.told(item.value)} {words.told(measure)}{f', {words.told(who)}' if who else ''}"


def of_entry(entry: Entry) -> str:
    """What to call an entry."""
    return heading(entry.item, mentions.by_name()[entry.type])


def title(item: Item, item_type: Any) -> str:
    """What stands over an item's own page; a contact with its kind and date: `Call of A and B, 9 Oct 2024`."""
    told = heading(item, item_type)
    parties, kind = getattr(item, "parties", ()), getattr(item, "kind", "")
    if kind not in _OF or not parties:
        return told
    when = words.day(getattr(item, "when", None))
    return f"{_OF[kind]} {told}{f', {when}' if when else ''}"


def title_of(entry: Entry) -> str:
    """What stands over an entry's own page."""
    return title(entry.item, mentions.by_name()[entry.type])


def of_dispute(entries: Sequence[Entry], values: Sequence[Any]) -> str:
    """The item that reports differ on; of several that clash, their values: `20 or 24 killed`."""
    if len(entries) < 2:
        return title_of(entries[0]) if entries else ""
    told = " or ".join(dict.fromkeys(filter(None, map(words.told, values))))
    measure = getattr(entries[0].item, "measure", None)
    return short(f"{told} {words.told(measure)}" if measure else f"{of_entry(entries[0])}: {told}")


def the(name: str) -> str:
    """A name as it stands in a sentence: `the United States`, `Israel`."""
    folded = name.casefold()
    takes = folded.startswith("united ") or (bool(folded.split()) and folded.split()[-1] in _WITH_ARTICLE)
    return f"the {name}" if takes and not folded.startswith("the ") else name


def whose(name: str) -> str:
    """Whose something is: `Israel’s`, `the United States’`."""
    return the(name) + ("’" if name.endswith("s") else "’s")


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def quoted(content: str) -> str:
    """A report's words in quotation marks of their own, cut where they are long."""
    return f"“{short(content.strip(_MARKS))}”"


def short(text: str) -> str:
    """A text cut at a word where it is too long for a heading."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;·") + " …"
