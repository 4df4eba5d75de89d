"""Who is meant, within a report: names, titles, roles, pronouns, and places that stand for governments.

    resolve(document) -> tuple[Reference, ...]

Each pass adds to the cast of the report (`names.cast`): persons by name, role phrases, places and bodies, then
pronouns and pairs. All references to one actor carry an equal Actor. A country's name is always a reference to its
government (form "name"); a capital or residence only where it acts, deals or is addressed (form "place"), so "in
Washington" is none.
"""

from __future__ import annotations

from readout.language.document import Document, Reference
from readout.language.names.cast import Cast, Who
from readout.language.names.find import Hit, dateline, folded, hits
from readout.language.names.persons import find_persons
from readout.language.names.places import find_again, find_bodies, find_places
from readout.language.names.pronouns import Listener
from readout.language.names.roles import find_roles
from readout.language.names.titles import Reading, side_of_hit
from readout.language.names.words import words


def resolve(document: Document) -> tuple[Reference, ...]:
    """The references to actors in a document, in text order; its own `references` are not looked at."""
    if not document.tokens:
        return ()
    reading = _reading(document)
    cast = Cast(document)
    for hit in reading.hits.values():
        if (side := side_of_hit(hit)[0]) is not None:
            cast.weights[side] = cast.weights.get(side, 0) + 1
    written = dateline(document.text)
    country = cast.registry.country(written) if written else None
    cast.here = country.name if country else None
    find_persons(reading, cast)
    find_roles(reading, cast)
    taken = {i for m in cast.mentions for i in range(m.first, m.last) if m.who.kind == "person" and m.form != "role"}
    find_places(reading, cast, taken | _inside(cast) | cast.titles)
    _find_here(reading, cast)
    _find_short_forms(reading, cast)  # what brackets explain is no body of its own
    find_bodies(reading, cast, taken | {i for m in cast.mentions for i in range(m.first, m.last)})
    _find_short_forms(reading, cast)
    find_again(reading, cast)
    Listener(reading, cast).listen()
    actors = {id(m.who): m.who.actor() for m in cast.mentions}
    found = [Reference(m.first, m.last, m.head, actors[id(m.who)], m.form) for m in cast.mentions]
    return tuple(sorted(dict.fromkeys(found), key=lambda r: (r.first, r.last)))


def _find_here(reading: Reading, cast: Cast) -> None:
    """ "Arrived here Monday": the country that the report is written from."""
    if cast.here is None:
        return
    for token in cast.document.tokens:
        if token.text == "here" and token.upos == "ADV":
            cast.add(token.index, token.index + 1, cast.government(cast.here), "place", token.index)


def _inside(cast: Cast) -> set[int]:
    """Heads of role phrases and bodies, whose country words are part of them unless they own ("Israel's ...")."""
    tokens = cast.document.tokens
    found: set[int] = set()
    for mention in cast.mentions:
        if mention.form == "role":
            for index in range(mention.first, mention.last):
                owns = any(tokens[c].text in ("'s", "’s", "'", "’") for c in tokens[index].children)
                if not owns and index < mention.head:
                    found.add(index)
    return found


def _of_another(found: dict[int, Hit], hit: Hit) -> bool:
    """ "The Syrian Congress" is not the body that "Congress" alone means."""
    body = hit.body()
    if body is None or body.side is None or hit.last > hit.first + 1:
        return False
    before = next(
        (found[i] for i in range(hit.first - 1, hit.first - 4, -1) if i in found and found[i].last == hit.first), None
    )
    return before is not None and side_of_hit(before)[0] not in (None, body.side)


def _common_noun(document: Document, hit: Hit, told: set[str]) -> bool:
    """ "Congress" in a report that speaks of no American thing is some other congress."""
    body = hit.body()
    if body is None or body.side is None or hit.last > hit.first + 1:
        return False
    return document.tokens[hit.first].text.lower() in words().bodies and body.side not in told


def _out_of_place(document: Document, hit: Hit, told: set[str]) -> bool:
    """ "AFC" in a report that speaks of no place of that armed group is some other AFC; "New England" is no England."""
    body, text = hit.body(), document.tokens[hit.first].text
    if body is None:
        return hit.first > 0 and document.tokens[hit.first - 1].text == "New" and text == "England"
    vague = hit.last == hit.first + 1 and text.isupper() and len(text) <= 4
    vague = vague or all(document.tokens[i].text.lower() in words().common_names for i in range(hit.first, hit.last))
    return vague and body.kind == "armed_group" and body.side is not None and body.side not in told


def _find_short_forms(reading: Reading, cast: Cast) -> None:
    """ "The High Negotiations Committee (HNC)": what the report itself abbreviates, wherever it stands after that."""
    tokens = cast.document.tokens
    known: dict[str, Who] = {}
    for mention in cast.mentions:
        at = mention.last
        if mention.who.kind not in ("body", "armed_group") or at + 2 >= len(tokens) or tokens[at].text != "(":
            continue
        if tokens[at + 1].text.isupper() and tokens[at + 2].text == ")" and len(tokens[at + 1].text) > 1:
            known.setdefault(tokens[at + 1].text, mention.who)
    if not known:
        return
    taken = {i for m in cast.mentions for i in range(m.first, m.last) if m.form != "role" or m.last == m.first + 1}
    for token in tokens:
        if token.text in known and token.index not in taken and token.index not in reading.covered:
            cast.add(token.index, token.index + 1, known[token.text], "name", token.index)


def _reading(document: Document) -> Reading:
    folds = folded(document)
    found = hits(document, folds)
    told = {side for hit in found.values() if hit.body() is None and (side := side_of_hit(hit)[0])}
    for hit in list(found.values()):
        if _of_another(found, hit) or _common_noun(document, hit, told) or _out_of_place(document, hit, told):
            del found[hit.first]
    covered: dict[int, Hit] = {i: hit for hit in found.values() for i in range(hit.first, hit.last)}
    return Reading(document, folds, found, {hit.last: hit for hit in found.values()}, covered)
