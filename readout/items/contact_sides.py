"""Who deals with whom in a contact: the parties that the words around a trigger name, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from readout.actors.model import Actor
from readout.items.clauses import agent, obliques, patient, subject
from readout.items.contact_parties import dealing, lands, modifiers, stops, unique, visitors
from readout.items.contact_triggers import Trigger
from readout.items.contact_words import words
from readout.items.places import home, place_at
from readout.language.document import Document, Token
from readout.language.people import headed, side_of
from readout.language.tree import ancestors, child, children, head

_AT = frozenset(
    ("after", "during", "following", "before", "in", "at", "for", "on", "ahead", "prior", "through", "amid", "into",
     "with", "over", "via")
)  # fmt: skip
_BETWEEN = ("between", "among", "amongst", "involving")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_PAIR = frozenset(("two", "pair", "both", "duo"))
_WAYS = ("back", "over", "on", "off", "out", "down", "up")
_NEAR = 12  # words within which a preposition that the tree hangs elsewhere is still read as the noun's


@dataclass(slots=True)
class Sides:
    """The parties of an occasion: those of the one side, those of the other. `places` are destinations of a visit.

    `guest`: the other side came to the one. `owned`: the words name whose visit or meeting it is ("their talks").
    """

    one: list[Actor] = field(default_factory=list)
    other: list[Actor] = field(default_factory=list)
    places: list[Actor] = field(default_factory=list)
    guest: bool = False
    owned: bool = False
    sure: bool = True  # False where a side is told only by the clause around
    together: bool = True  # whether `one` alone, where several, can be both sides

    @property
    def parties(self) -> list[Actor]:
        """All of them, each once."""
        if not self.other and not self.together:
            return self.one[:1]
        return unique([*self.one, *self.other])


@dataclass(frozen=True, slots=True)
class _Carrier:
    """The verb (or predicate) that a noun of contact depends on, and how: `obj`, `obl`, `nsubj`, ..."""

    verb: Token
    relation: str
    link: Token  # the noun directly below the verb: "round" in "held a round of talks"


def sides(document: Document, trigger: Trigger) -> Sides:
    """The sides that the words around a trigger name."""
    if trigger.visiting:
        return _visiting(document, trigger.token)
    if trigger.verb is not None:
        return _of_verb(document, trigger)
    if trigger.kind == "visit":
        return _of_visit(document, trigger.token)
    return _of_noun(document, trigger)


def _visiting(document: Document, token: Token) -> Sides:
    """"Visiting Norlander minister X": X, and the government of the place where the report was written."""
    visitor = head(document, token) if token.deprel == "amod" else child(document, token, "obj")
    found = Sides(one=dealing(document, visitor))
    land = home(document)
    found.places = [c for c in (land,) if c is not None and all(side_of(a) != c.side for a in found.one)]
    return found


def _of_verb(document: Document, trigger: Trigger) -> Sides:
    verb, entry = trigger.token, trigger.verb
    assert entry is not None
    found = Sides(guest=entry.guest, together=entry.together)
    doer = subject(document, verb)
    found.one = dealing(document, doer) or _left_of(document, verb)
    if entry.together and doer is not None and len(found.one) < 2 and doer.lemma in _PAIR:
        found.one = _pair_before(document, doer)
    if entry.place is not None:
        thing = patient(document, verb) if entry.sent else doer
        found.one = visitors(document, thing)
        if entry.sent and not found.one and thing is not None and thing.lemma in words().delegates:
            found.one = dealing(document, doer)[:1]  # "they will send a delegation"
        found.places = list(_destinations(document, verb, entry.place))
        return found
    if entry.told:
        return _told(document, verb, found)
    if "obj" in entry.others:
        found.other += dealing(document, patient(document, verb))
    for preposition in entry.others:
        if preposition != "obj":
            found.other += [a for t, _ in obliques(document, verb, (preposition,)) for a in dealing(document, t)]
            found.other += _with_visiting(document, verb, preposition)
    found.other = unique(a for a in found.other if a not in found.one)
    if not found.other and verb.deprel == "advcl":
        found.together = False  # "to discuss trade" says not with whom
    return found


def _left_of(document: Document, verb: Token) -> list[Actor]:
    """The actors named last before a finite verb whose subject the tree has lost."""
    if verb.xpos not in ("VBD", "VBZ", "VBP") or child(document, verb, "nsubj") is not None:
        return []
    for token in reversed(document.tokens[document.sentences[verb.sentence].first : verb.index]):
        if token.upos in ("VERB", "SCONJ") or token.lemma in ("who", "which", "that"):
            return []
        if token.upos in _NOMINAL and headed(document, token.index):
            return dealing(document, token)
    return []


def _told(document: Document, verb: Token, found: Sides) -> Sides:
    """One official told another something: two people, or a person and a visiting delegation, by name."""
    hearer = child(document, verb, "iobj") or patient(document, verb)
    found.one = [a for a in found.one if a.kind == "person"]
    found.other = [a for a in dealing(document, hearer) if a.kind == "person" and a not in found.one]
    found.one = found.one if all(a.role or a.key for a in found.one + found.other) else []
    return found


def _pair_before(document: Document, token: Token) -> list[Actor]:
    """"The two": the last two people on different sides who were named before."""
    first = document.sentences[max(0, token.sentence - 2)].first
    found: list[Actor] = []
    for reference in reversed(document.references):
        actor = reference.actor
        if first <= reference.first < token.index and actor.kind == "person" and actor not in found:
            if not found or side_of(actor) != side_of(found[0]):
                found.append(actor)
            if len(found) == 2:
                return found
    return []


def _with_visiting(document: Document, verb: Token, preposition: str) -> list[Actor]:
    """"Met with visiting X", where "visiting" was taken for a clause of its own."""
    for clause in children(document, verb, "advcl", "xcomp", "ccomp", "obl"):
        if clause.text.lower() == "visiting" and any(
            c.lemma == preposition for c in children(document, clause, "mark", "case")
        ):
            return dealing(document, child(document, clause, "obj"))
    return []


def _destinations(document: Document, verb: Token, prepositions: tuple[str, ...]) -> Iterator[Actor]:
    """Where a verb of travel leads: each stop as the government or region that its name stands for."""
    starts: list[Token] = []
    person = "obj" in prepositions
    if person and (thing := patient(document, verb)) is not None:
        starts.append(thing)
    allowed = tuple(p for p in prepositions if p != "obj")
    if allowed:
        starts += [t for t, _ in obliques(document, verb, (*allowed, *(f"{way} {p}" for way in _WAYS for p in allowed)))]
    found = [actor for start in starts for actor in stops(document, start, person)]
    if not found and "for" in prepositions:
        return (yield from _bound_for(document, verb))
    if not found and (land := _here(document, verb)) is not None:
        found = [land]
    yield from unique(found)


def _bound_for(document: Document, verb: Token) -> Iterator[Actor]:
    """"Left on Friday for Norland", where the tree hangs the land elsewhere."""
    last = min(verb.index + 8, document.sentences[verb.sentence].last)
    for token in document.tokens[verb.index + 1 : last]:
        if token.lemma == "for" and token.deprel == "case":
            yield from stops(document, document.tokens[token.head], False)
            return


def _here(document: Document, token: Token) -> Actor | None:
    if any(c.lemma == "here" for c in children(document, token, "advmod", "obl")):
        return home(document)
    return None


def _of_noun(document: Document, trigger: Trigger) -> Sides:
    noun = trigger.token
    carrier = _carrier(document, noun)
    owner = child(document, noun, "nmod:poss")
    found = Sides(owned=owner is not None)
    owners = _owners(document, owner)
    with_ = [a for t in _attached(document, noun, carrier, ("with",)) for a in dealing(document, t)]
    if trigger.kind in ("message", "call"):
        for target in _attached(document, noun, carrier, ("to",)):
            with_ += dealing(document, target) or list(lands(document, target))
        senders = [a for t in _attached(document, noun, carrier, ("from", "by")) for a in dealing(document, t)]
        if not with_ and not owners and senders and carrier is not None:
            with_ = _doer(document, carrier, noun)
        owners += senders
    both = [a for t in _attached(document, noun, carrier, _BETWEEN) for a in _either(document, t)]
    if both:
        found.one = unique(both)
        found.other = [a for a in with_ if a not in both]
        return found
    if owners and not with_ and all(a.kind == "unnamed" and side_of(a) is None for a in owners):
        return found  # "the leaders' meeting": a gathering, whoever attends
    found.one, found.other = list(owners), with_
    named = _format(document, noun) or modifiers(document, noun)
    if not owners:
        of = [a for t in _attached(document, noun, None, ("of",)) for a in dealing(document, t)]
        doer = _doer(document, carrier, noun)
        if trigger.kind == "meeting" and len(of) > 1:
            found.one = of
        elif len(named) > 1:
            found.one = named
        else:
            found.one = doer or of
    elif carrier is not None and not found.other and carrier.relation == "obl" and len(owners) == 1:
        found.other = [a for a in _doer(document, carrier, noun) if a not in owners]
    found.one = unique(a for a in found.one if a not in found.other)
    if not found.one and found.other:
        found.one = _around(document, noun, found.other)
        found.sure = bool(not found.one)
    if len(found.one) > 1 and not found.other:
        light = carrier is not None and carrier.verb.lemma in words().transparent
        found.together = len(named) > 1 or bool(owners) or light or carrier is None or carrier.relation == "obl"
    return found


def _format(document: Document, noun: Token) -> list[Actor]:
    """Who sits at talks that go by a name ("six-party talks"), where the report names the land they are about."""
    first = max(noun.index - 5, document.sentences[noun.sentence].first)
    before = " ".join(t.text.lower() for t in document.tokens[first : noun.index])
    for named in words().formats:
        if any(word in before or word in before.replace(" - ", "-") for word in named.words) and any(
            r.actor.name == named.about for r in document.references
        ):
            return [Actor(name, "government", name) for name in named.parties]
    return []


def _owners(document: Document, owner: Token | None) -> list[Actor]:
    if owner is None:
        return []
    land = place_at(document, owner)
    return dealing(document, owner) or ([land] if land is not None else [])


def _either(document: Document, token: Token) -> list[Actor]:
    """The parties after "between": actors, else the lands that its words name."""
    found = dealing(document, token)
    return found if len(found) > 1 else unique([*found, *lands(document, token)])


def _of_visit(document: Document, noun: Token) -> Sides:
    carrier = _carrier(document, noun, noun.lemma == "stop")
    owner = child(document, noun, "nmod:poss")
    found = Sides(owned=owner is not None, together=False)
    found.one = _owners(document, owner)
    if not found.one:
        for dependent in _attached(document, noun, carrier, ("by", "of", "from")):
            found.one = found.one or visitors(document, dependent)
    if not found.one and carrier is not None:
        found.one = _doer(document, carrier, noun) or _visitor_of_subject(document, carrier)
    if not found.one and (place := _predicate(document, noun)) is not None:  # "X is in Oslo for a visit"
        found.one = dealing(document, subject(document, place))
        found.places = stops(document, place, False)
    found.one = [a for a in found.one if a.kind in ("person", "unnamed", "office")]
    for dependent, _ in obliques(document, noun, ("to", "in", "of")):
        found.places += [a for a in stops(document, dependent, False) if a not in found.one]
    if not found.places and noun.lemma in ("stop", "leg", "tour", "visit", "trip"):
        found.places = stops(document, noun, False) or list(_listed(document, noun))
    if not found.places and carrier is not None:
        for dependent, _ in obliques(document, carrier.verb, ("to",)):
            found.places += list(stops(document, dependent, False))
    if not found.places:
        named = modifiers(document, noun, cities=True)
        found.places = [a for a in named if a not in found.one and a.kind == "government"]
    if not found.places:
        land = _here(document, noun) or (_here(document, carrier.verb) if carrier is not None else None)
        found.places = [land] if land is not None else []
    return found


def _listed(document: Document, noun: Token) -> Iterator[Actor]:
    """"Stops: A, B and C"."""
    last = document.sentences[noun.sentence].last
    rest = document.tokens[noun.index + 1 : last]
    if not rest or rest[0].text != ":":
        return
    for token in rest[1:]:
        if token.upos in ("VERB", "AUX", "PRON"):
            return
        if token.upos == "PROPN" and token.deprel not in ("flat", "compound"):
            yield from stops(document, token, False)[:1]


def _predicate(document: Document, noun: Token) -> Token | None:
    above = head(document, noun)
    if above is not None and any(c.lemma == "be" for c in children(document, above, "cop")):
        return above
    return None


def _visitor_of_subject(document: Document, carrier: _Carrier) -> list[Actor]:
    """"Lind's visit, which included stops in X": the visitor of the visit that is the subject."""
    thing = subject(document, carrier.verb)
    if thing is not None and thing.lemma in words().nouns:
        return _owners(document, child(document, thing, "nmod:poss"))
    return []


def _around(document: Document, noun: Token, others: list[Actor]) -> list[Actor]:
    """The subject of a clause above, of another side: who the talks with the others are with."""
    sides_ = {side_of(a) for a in others}
    for above in ancestors(document, noun):
        if above.upos in ("VERB", "ADJ", "AUX") or child(document, above, "nsubj") is not None:
            found = [a for a in dealing(document, subject(document, above)) if side_of(a) not in sides_]
            if found:
                return [a for a in found if a not in others]
    return []


def _carrier(document: Document, noun: Token, through: bool = False) -> _Carrier | None:
    """The verb above a noun; `through` any noun in between, else only through "round" and the like."""
    step = noun
    direct = True
    for above in ancestors(document, noun):
        relation = step.deprel.partition(":")[0]
        if above.upos in ("VERB", "AUX") or (above.upos == "ADJ" and relation in ("nsubj", "obl", "obj")):
            kind = "nsubj:pass" if step.deprel == "nsubj:pass" else relation
            return _Carrier(above, kind, step) if direct else None
        if relation in ("acl", "advcl", "ccomp", "xcomp", "parataxis", "root"):
            return None
        if above.upos in _NOMINAL:
            direct = through or direct and (relation == "conj" or above.lemma in words().transparent)
        step = above
    return None


def _doer(document: Document, carrier: _Carrier | None, noun: Token) -> list[Actor]:
    """Who, as subject of the verb above a noun of contact, takes part in it."""
    if carrier is None or carrier.relation == "nsubj":
        own = child(document, noun, "nsubj")
        return dealing(document, own)  # "X is in talks"
    verb, relation = carrier.verb, carrier.relation
    if relation == "nsubj:pass":
        return dealing(document, agent(document, verb))
    if relation == "obj" and verb.lemma in words().outside:
        return []
    if relation == "obl" and not {c.lemma.lower() for c in children(document, carrier.link, "case")} & _AT:
        return []
    passive = child(document, verb, "nsubj:pass")
    if passive is not None:
        return dealing(document, passive) or dealing(document, agent(document, verb))
    found = dealing(document, subject(document, verb)) or _left_of(document, verb)
    if relation == "obl":  # "pressed Y during a call"
        hearers = dealing(document, child(document, verb, "iobj") or child(document, verb, "obj"))
        if not hearers and verb.lemma in words().telling | {"make", "convey", "express", "complain", "promise"}:
            hearers = [a for t, _ in obliques(document, verb, ("to",)) for a in dealing(document, t)]
        found += [a for a in hearers if a not in found and a.kind in ("person", "unnamed", "body")]
    return found


def _attached(
    document: Document, noun: Token, carrier: _Carrier | None, prepositions: Iterable[str]
) -> Iterator[Token]:
    """Phrases with these prepositions that belong to the noun.

    Those below it; else those below the verb that carries it, right of the noun; else one that follows closely,
    wherever the tree hangs it, with no verb or comma in between.
    """
    wanted = tuple(prepositions)
    any_ = False
    for dependent, _ in obliques(document, noun, wanted):
        any_ = True
        yield dependent
    if any_:
        return
    if carrier is not None and carrier.link.deprel.partition(":")[0] in ("obj", "nsubj", "obl"):
        for dependent, _ in obliques(document, carrier.verb, wanted):
            if dependent.index > noun.index:
                any_ = True
                yield dependent
    if not any_:
        last = document.sentences[noun.sentence].last
        for token in document.tokens[noun.index + 1 : min(noun.index + _NEAR, last)]:
            passed = token.lemma in ("hold", "schedule", "set", "due", "plan") or token.text.lower() == "visiting"
            if token.upos in ("VERB", "PUNCT") and not passed:
                return
            if token.deprel == "case" and token.lemma in wanted:
                yield document.tokens[token.head]
                return
            if token.text.lower() == "visiting" and document.tokens[token.index - 1].lemma in wanted:
                visitor = head(document, token) if token.deprel == "amod" else child(document, token, "obj")
                if visitor is not None:
                    yield visitor
                return
