"""Who visits whom: the visitors and the hosts that verbs of travel and nouns of visits name."""

from __future__ import annotations

from collections.abc import Iterator

from readout.actors.model import Actor
from readout.actors.registry import in_use
from readout.items.clauses import obliques, patient, subject
from readout.items.contacts.behind import Carrier, attached, carrier_of, doer_of, owners_of
from readout.items.contacts.lands import modifiers, stops, unique
from readout.items.contacts.parties import Sides, can_travel, dealing, visitors
from readout.items.contacts.triggers import visitor_of
from readout.items.contacts.words import words
from readout.items.places import home
from readout.language.document import Document, Token
from readout.language.people import side_of
from readout.language.tree import ancestors, child, children, head

_LATELY = 8  # sentences within which an office holder among several is still the one meant
_WAYS = ("back", "over", "on", "off", "out", "down", "up")


def visiting(document: Document, token: Token) -> Sides:
    """ "Visiting Norlander minister X": X, and the government of the place where the report was written."""
    visitor = visitor_of(document, token)
    guests = dealing(document, visitor) if visitor is not None and visitor.lemma != "team" else []
    found = Sides(one=guests)
    land = home(document)
    found.places = [c for c in (land,) if c is not None and all(side_of(a) != c.side for a in found.one)]
    return found


def staying(document: Document, token: Token) -> Sides:
    """ "X is here for talks": X, and the government of the place where the report was written."""
    found = Sides(one=visitors(document, subject(document, token) or child(document, token, "nsubj")))
    land = home(document) if token.text == "here" else next(iter(stops(document, token, False)), None)
    found.places = [
        c for c in (land,) if c is not None and all(side_of(a) not in (None, c.side, c.name) for a in found.one)
    ]
    return found


def destinations(document: Document, verb: Token, prepositions: tuple[str, ...]) -> Iterator[Actor]:
    """Where a verb of travel leads: each stop as the government or region that its name stands for."""
    starts: list[Token] = []
    person = "obj" in prepositions
    if person and (thing := patient(document, verb)) is not None:
        starts.append(thing)
    allowed = tuple(p for p in prepositions if p != "obj")
    if allowed:
        starts += [
            t for t, _ in obliques(document, verb, (*allowed, *(f"{way} {p}" for way in _WAYS for p in allowed)))
        ]
    found = [actor for start in starts for actor in stops(document, start, person)]
    if not found and "for" in prepositions:
        return (yield from _bound_for(document, verb))
    if not found and (land := _here(document, verb)) is not None:
        found = [land]
    yield from unique(found)


def _bound_for(document: Document, verb: Token) -> Iterator[Actor]:
    """ "Left on Friday for Norland", where the tree hangs the land elsewhere."""
    last = min(verb.index + 8, document.sentences[verb.sentence].last)
    for token in document.tokens[verb.index + 1 : last]:
        if token.lemma == "for" and token.deprel in ("case", "mark"):
            above = document.tokens[token.head]
            yield from stops(document, above if token.deprel == "case" else document.tokens[token.index + 1], False)
            return


def _here(document: Document, token: Token) -> Actor | None:
    if any(c.lemma == "here" for c in children(document, token, "advmod", "obl")):
        return home(document)
    return None


def _whose_way_back(document: Document, noun: Token) -> list[Actor]:
    """ "His meeting in Oslo on the way back from a trip": whose meeting it was, travelled."""
    if not any(c.lemma == "from" for c in children(document, noun, "case")):
        return []
    for above in ancestors(document, noun):
        if above.upos not in ("NOUN", "PROPN", "ADV"):
            return []
        if above.lemma in words().nouns and (owner := child(document, above, "nmod:poss")) is not None:
            return owners_of(document, owner)
    return []


def of_visit(document: Document, noun: Token) -> Sides:
    """The visitors and the hosts of a visit, trip, tour or stop."""
    carrier = carrier_of(document, noun, noun.lemma == "stop")
    owner = child(document, noun, "nmod:poss")
    found = Sides(owned=owner is not None, together=False)
    found.one = owners_of(document, owner) or _whose_way_back(document, noun)
    if not found.one:
        for dependent in attached(document, noun, carrier, ("by", "of", "from")):
            found.one = found.one or visitors(document, dependent)
        if not found.one:
            sent = attached(document, noun, carrier, ("by",))
            found.one = [a for t in sent for a in dealing(document, t) if can_travel(a)]
    found.one = found.one or _of_office(document, noun)
    if not found.one and carrier is not None:
        found.one = doer_of(document, carrier, noun, alone=True) or _visitor_of_subject(document, carrier)
    if not found.one and (place := _predicate(document, noun)) is not None:  # "X is in Oslo for a visit"
        found.one = dealing(document, subject(document, place))
        found.places = stops(document, place, False)
    found.one = [a for a in found.one if can_travel(a)]
    ranks = [c for c in children(document, noun, "appos") if c.lemma.lower() in words().ordinals]
    for holder in (noun, *ranks):  # "his visit, the first to Norland"
        for dependent, _ in obliques(document, holder, words().nouns[noun.lemma.lower()].place):
            found.places += [a for a in stops(document, dependent, False) if a not in found.one]
    if not found.places and noun.lemma in ("stop", "leg", "tour", "visit", "trip"):
        found.places = stops(document, noun, False) or list(_listed(document, noun))
    if not found.places and carrier is not None and carrier.relation != "obl":  # not "during it he spoke to Norlanders"
        for dependent, _ in obliques(document, carrier.verb, ("to",)):
            found.places += list(stops(document, dependent, False))
    if not found.places:
        named = modifiers(document, noun, cities=True)
        own = {side_of(a) for a in found.one}
        found.places = [a for a in named if a.kind == "government" and side_of(a) not in own]
    if not found.places and any(c.lemma == "during" for c in children(document, noun, "case")):
        found.places = _where_meanwhile(document, noun, found.one)
    if not found.places:
        land = _here(document, noun) or (_here(document, carrier.verb) if carrier is not None else None)
        found.places = [land] if land is not None else []
    return found


def _of_office(document: Document, noun: Token) -> list[Actor]:
    """ "A presidential trip": the president told of so far, of the land named before the noun if one is.

    Where several were, the one named last, if that was shortly before.
    """
    office = next((o for c in children(document, noun, "amod") if (o := words().offices.get(c.lemma.lower()))), None)
    if office is None:
        return []
    lands = {a.side for a in modifiers(document, noun) if a.kind == "government"}
    named = [r for r in document.references if r.first < noun.index and _holds(document, r.actor, office)]
    named = [r for r in named if not lands or r.actor.side in lands]
    last = max(named, key=lambda r: r.first, default=None)
    if last is None:
        return []
    near = noun.sentence - document.tokens[last.first].sentence <= _LATELY
    return [last.actor] if near or len({r.actor.name for r in named}) == 1 else []


def _holds(document: Document, actor: Actor, office: str) -> bool:
    """Whether someone bears an office, by the report or, with no title there, by the registry for its date."""
    if actor.kind != "person" or actor.role is not None or actor.key is None or actor.side is None:
        return actor.kind == "person" and actor.role == office
    holder = in_use().holder(actor.side, office, document.published)
    return holder is not None and holder.person.key == actor.key


def _where_meanwhile(document: Document, noun: Token, visitors_: list[Actor]) -> list[Actor]:
    """ "They met in Oslo during the visit": the land in which that was, if it is not the visitor's own."""
    verb = head(document, noun)
    if verb is None or verb.upos != "VERB":
        return []
    sides = {side_of(a) for a in visitors_}
    found = [a for t, _ in obliques(document, verb, ("in",)) for a in stops(document, t, False)]
    return [a for a in found if side_of(a) not in sides][:1]


def _visitor_of_subject(document: Document, carrier: Carrier) -> list[Actor]:
    """ "Lind's visit, which included stops in X": the visitor of the visit that is the subject."""
    thing = subject(document, carrier.verb)
    if thing is not None and thing.lemma in words().nouns:
        return owners_of(document, child(document, thing, "nmod:poss"))
    return []


def _predicate(document: Document, noun: Token) -> Token | None:
    above = head(document, noun)
    if above is not None and any(c.lemma == "be" for c in children(document, above, "cop")):
        return above
    return None


def _listed(document: Document, noun: Token) -> Iterator[Actor]:
    """ "Stops: A, B and C"."""
    last = document.sentences[noun.sentence].last
    rest = document.tokens[noun.index + 1 : last]
    if not rest or rest[0].text != ":":
        return
    for token in rest[1:]:
        if token.upos in ("VERB", "AUX", "PRON"):
            return
        if token.upos == "PROPN" and token.deprel not in ("flat", "compound"):
            yield from stops(document, token, False)[:1]
