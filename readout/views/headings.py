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
