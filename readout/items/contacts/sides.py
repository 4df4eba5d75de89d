"""Who deals with whom in a contact: the parties that the words around a trigger name, side by side."""

from __future__ import annotations

from collections import Counter

from readout.actors.model import Actor
from readout.actors.registry import in_use
from readout.items.clauses import obliques, patient, subject
from readout.items.contacts.behind import (
    BETWEEN,
    around,
    attached,
    carrier_of,
    doer_of,
    left_of,
    owners_of,
    told_between,
    topic,
)
from readout.items.contacts.lands import lands, modifiers, unique
from readout.items.contacts.parties import Sides, dealing, senders, visitors
from readout.items.contacts.triggers import Trigger
from readout.items.contacts.visits import destinations, of_visit, staying, visiting
from readout.items.contacts.words import words
from readout.items.places import home, is_region
from readout.language.document import Document, Token
from readout.language.people import side_of
from readout.language.tree import child, children, head

_WRITTEN = frozenset(("letter", "message", "note", "cable", "telegram", "statement", "email", "e-mail", "interview"))
_SAYING = frozenset(("say", "tell", "add", "report"))
_SPEAKING = frozenset(("speak", "talk"))
_SEATED = 2  # so many of those at the table, named in the report, tell as well which talks are meant
_PAIR = frozenset(("two", "pair", "both", "duo"))


def sides(document: Document, trigger: Trigger) -> Sides:
    """The sides that the words around a trigger name."""
    if trigger.visiting:
        return visiting(document, trigger.token)
    if trigger.staying:
        return staying(document, trigger.token)
    if trigger.verb is not None:
        return _of_verb(document, trigger)
    if trigger.kind == "visit":
        return of_visit(document, trigger.token)
    return _of_noun(document, trigger)


def _of_verb(document: Document, trigger: Trigger) -> Sides:
    verb, entry = trigger.token, trigger.verb
    assert entry is not None
    found = Sides(guest=entry.guest, together=entry.together)
    doer = _told_of(document, verb) or subject(document, verb) or _fronted(document, verb)
    found.one = dealing(document, doer) if doer is not None else left_of(document, verb)
    if entry.together and doer is not None and len(found.one) < 2 and doer.lemma in _PAIR:
        found.one = _pair_before(document, doer)
    if entry.place is not None:
        thing = patient(document, verb) if entry.sent else doer
        found.one = visitors(document, thing, bodies=verb.xpos == "VBD")
        if entry.sent and not found.one and thing is not None and thing.lemma in words().delegates:
            found.one = senders(document, doer)  # "they will send a delegation"
        found.places = list(destinations(document, verb, entry.place))
        if entry.back and not any(True for _ in obliques(document, verb, ("for",))):
            found.places = [a for a in found.places if is_region(a)]
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
    if entry.guest or verb.lemma in _SPEAKING:  # a paper is spoken to, a base is hosted
        found.other = [a for a in found.other if a.kind != "body" or a.key is not None]
    if not found.other and _met_others(document, verb, entry.others):
        found.together = False  # "they met reporters": with whom is told, and it is no party
    if not found.other and verb.deprel == "advcl" and child(document, verb, "nsubj") is None:
        found.together = False  # "to discuss trade" says not with whom
    return found


def _fronted(document: Document, verb: Token) -> Token | None:
    """A noun before the verb that the tree hangs on it as if it had a preposition: the subject it has missed."""
    for phrase in children(document, verb, "obl"):
        bare = phrase.deprel == "obl" and phrase.index < verb.index and child(document, phrase, "case", "mark") is None
        if bare and phrase.lemma in words().delegates:
            return phrase
    return None


def _told_of(document: Document, verb: Token) -> Token | None:
    """ "Speaking with X, Y made his case, Z said": Y, whom the clause that Z tells is about, not Z."""
    above = head(document, verb)
    if verb.deprel != "advcl" or above is None or above.lemma not in _SAYING or above.index < verb.index:
        return None
    told = child(document, above, "ccomp")
    doer = child(document, told, "nsubj") if told is not None else None
    return doer if doer is not None and verb.index < doer.index < above.index else None


def _met_others(document: Document, verb: Token, places: tuple[str, ...]) -> bool:
    """Whether the words say with whom, be it nobody who can be a party."""
    if verb.lemma == "discuss":
        places = ("with",)
    if "obj" in places and child(document, verb, "obj") is not None:
        return True
    prepositions = tuple(p for p in places if p != "obj")
    return (
        any(t.upos in ("NOUN", "PROPN") for t, _ in obliques(document, verb, prepositions)) if prepositions else False
    )


def _told(document: Document, verb: Token, found: Sides) -> Sides:
    """One official told another something: two people, or a person and a visiting delegation, by name."""
    if any(t.lemma in _WRITTEN for t, _ in obliques(document, verb, ("in", "by"))):
        return Sides()  # "told him in the letter"
    hearer = child(document, verb, "iobj") or patient(document, verb)
    found.one = [a for a in found.one if a.kind == "person"]
    found.other = [a for a in dealing(document, hearer) if a.kind == "person" and a not in found.one]
    found.one = found.one if all(a.role or a.key for a in found.one + found.other) else []
    return found


def _pair_before(document: Document, token: Token) -> list[Actor]:
    """ "The two": the last two people on different sides who were named before."""
    first = document.sentences[max(0, token.sentence - 4)].first
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
    """ "Met with visiting X", where "visiting" was taken for a clause of its own."""
    for clause in children(document, verb, "advcl", "xcomp", "ccomp", "obl"):
        if clause.text.lower() == "visiting" and any(
            c.lemma == preposition for c in children(document, clause, "mark", "case")
        ):
            return dealing(document, child(document, clause, "obj"))
    return []


def _of_noun(document: Document, trigger: Trigger) -> Sides:
    noun = trigger.token
    carrier = carrier_of(document, noun)
    owner = child(document, noun, "nmod:poss")
    found = Sides(owned=owner is not None)
    owners = owners_of(document, owner)
    with_ = [a for t in attached(document, noun, carrier, ("with",)) for a in dealing(document, t)]
    if trigger.kind == "meeting" and noun.lemma == "call":  # a courtesy call
        with_ += [a for t in attached(document, noun, carrier, ("on",)) for a in dealing(document, t)]
    if trigger.kind in ("message", "call"):
        for target in attached(document, noun, carrier, ("to",)):
            with_ += dealing(document, target) or list(lands(document, target))
        senders = [a for t in attached(document, noun, carrier, ("from", "by")) for a in dealing(document, t)]
        if not with_ and not owners and senders and carrier is not None:
            with_ = doer_of(document, carrier, noun)
        owners += senders
    both = [a for t in attached(document, noun, carrier, BETWEEN) for a in _either(document, t)]
    if len(both) < 2:
        both = told_between(document, noun) or both
    if both:
        found.one = unique(both)
        found.other = [a for a in with_ if a not in both]
        return found
    if owner is not None and not owners and not with_ and owner.xpos == "NNS" and owner.lemma in words().delegates:
        return found  # "ahead of the leaders' meeting"
    nobody = (None, *words().unions)
    if owners and not with_ and all(a.kind == "unnamed" and side_of(a) in nobody for a in owners):
        doer = doer_of(document, carrier, noun)
        if len(doer) > 1 and carrier is not None and carrier.relation == "obj":
            found.one = doer  # "A and B held the ministers' meeting"
        return found  # "the leaders' meeting": a gathering, whoever attends
    if not with_ and (guests := _at_which(document, noun)):
        found.one = unique([*owners, *guests])
        return found
    found.one, found.other = list(owners), with_
    format_ = _format(document, noun)
    found.formatted = bool(format_) and not owners and not with_
    named = format_ or modifiers(document, noun)
    if not owners:
        of = [a for t in attached(document, noun, None, ("of",)) for a in dealing(document, t)]
        doer = doer_of(document, carrier, noun)
        joint = [n for t, _ in obliques(document, noun, ("of",)) if len(n := modifiers(document, t)) > 1]
        if trigger.kind == "meeting" and len(of) > 1:
            found.one = of
        elif joint and not with_:  # "a meeting of the Norland-Sudland council"
            found.one = joint[0]
        elif len(named) > 1:
            found.one = named
        else:
            found.one = doer or of
    elif carrier is not None and not found.other and carrier.relation == "obl" and len(owners) == 1:
        found.other = [a for a in doer_of(document, carrier, noun) if a not in owners]
    found.one = unique(a for a in found.one if a not in found.other)
    if not found.one and found.other:
        found.one = around(document, noun, found.other) or topic(document, noun, found.other)
        if not found.one and all(a.kind == "government" for a in found.other):
            found.one = _at_home(document, found.other)
        found.sure = bool(not found.one)
    if len(found.one) > 1 and not found.other:
        light = carrier is not None and carrier.verb.lemma in words().transparent
        found.together = len(named) > 1 or bool(owners) or light or carrier is None or carrier.relation == "obl"
    return found


def _at_home(document: Document, others: list[Actor]) -> list[Actor]:
    """ "Talks with Norland and Sudland", told from a third land whose government the report speaks of."""
    land = home(document)
    if land is None or any(side_of(a) == land.name for a in others):
        return []
    named = any(r.actor.name == land.name and r.form in ("name", "role") for r in document.references)
    return [land] if named else []


def _at_which(document: Document, noun: Token) -> list[Actor]:
    """Those who deal with each other in "a meeting at which X saw Y"."""
    for clause in children(document, noun, "acl:relcl"):
        if any(c.lemma in ("which", "where") for c in children(document, clause, "obl", "advmod")):
            other = dealing(document, patient(document, clause))
            other += [a for t, _ in obliques(document, clause, ("with",)) for a in dealing(document, t)]
            one = dealing(document, subject(document, clause))
            if one and other and {side_of(a) for a in one} != {side_of(a) for a in other}:
                return unique([*one, *other])
    return []


def _format(document: Document, noun: Token) -> list[Actor]:
    """Who sits at talks that go by a name ("six-party talks"): those on the land that the report names most."""
    first = max(noun.index - 5, document.sentences[noun.sentence].first)
    before = " ".join(t.text.lower() for t in document.tokens[first : noun.index])
    joined = before.replace(" - ", "-")
    named = [f for f in words().formats if any(w in before or w in joined for w in f.words)]
    if not named:
        return []
    about = Counter(r.actor.name for r in document.references)
    best = max(named, key=lambda f: about[f.about])
    if not about[best.about] and sum(about[party] > 0 for party in best.parties) < _SEATED:
        return []
    return [Actor(p, "government" if in_use().country(p) else "body", p) for p in best.parties]


def _either(document: Document, token: Token) -> list[Actor]:
    """The parties after "between": actors, else the lands that its words name."""
    found = dealing(document, token)
    return found if len(found) > 1 else unique([*found, *lands(document, token)])
