"""Asks that a noun tells: her demand that they leave; a call by the council for a truce; rejected its request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from readout.actors.model import Actor
from readout.items.asks.doers import doer
from readout.items.asks.grants import Open, Trigger, within
from readout.items.asks.roles import actor, actors, apart, other
from readout.items.asks.words import words
from readout.items.clauses import agent, mood, obliques
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import child, children, head

_OF_ASKER = ("by", "from")
_OF_ADDRESSEE = ("to", "on", "upon", "with", "against")
_OF_THING = ("for", "of", "against", "about", "over")
_DISREGARDED = frozenset(("despite", "notwithstanding", "against"))
_HEEDED = frozenset(("at", "upon", "on", "under", "after", "following", "amid", "because"))
_SETTLING = frozenset(("refusal", "rejection", "acceptance", "defiance"))  # replies that say what came of it
_CARRIED = frozenset(("with",))
_MANY = {  # adjectives that name no one side
    "international": Actor("international community", "unnamed"),
    "Western": Actor("Western countries", "unnamed"),
    "western": Actor("Western countries", "unnamed"),
    "Arab": Actor("Arab states", "unnamed"),
}

Phrases = Sequence[tuple[Token, str]]


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun of asking with what stands around it."""

    noun: Token
    verb: Token | None  # that governs it
    phrases: Phrases  # of the noun, and behind it of the verb, each with its preposition
    clause: Token | None  # what is to be done
    case: str


def by_noun(document: Document, noun: Token, manner: str) -> Iterator[Trigger | Open]:
    """The ask that a noun tells, if it tells one."""
    here = _around(document, noun)
    over = head(document, noun)
    wishing = noun.lemma in words().wishes
    if wishing and (over is None or over.lemma not in words().giving - {"give", "deliver", "raise", "lead", "contain"}):
        return
    asker = _asker(document, here)
    if asker is None or mood(document, noun).negated or _of_nobody(document, here):
        return
    things = [p for p, c in here.phrases if c in _OF_THING and not (c == "of" and _heeded(here))]
    called_for = next((p for p, c in here.phrases if c == "for" and not actors(document, p)), None)
    if called_for is not None and here.clause is not None and called_for.index < here.clause.index:
        here = replace(here, clause=None)  # "a call for talks to end the strike"
    wanted = (
        here.clause or called_for or next((p for p in things if not actors_of(document, p)), next(iter(things), None))
    )
    if here.clause is None and (thing := _said_to_be(document, noun)) is not None:
        wanted = thing
    if wanted is None and noun.lemma == "call":
        return
    acted_on = here.verb is not None and (_heeded(here) or _disregarded(here))
    nothing = here.clause is None and (wanted is None or bool(actors_of(document, wanted)))
    if nothing and noun.lemma in words().bare and not acted_on:
        return  # "threats against Norland", "under pressure from all sides"
    if noun.lemma == "threat" and here.clause is None and any(c == "from" for _, c in here.phrases):
        return  # a danger: "the threat from Norland"
    if noun.lemma == "demand" and nothing and here.verb is not None and here.verb.lemma in words().market:
        return  # "to meet Chinese demand"
    if noun.lemma == "invitation" and here.case == "at" and _travels(here):
        return
    candidates = _addressees(document, here, wanted)
    if wanted is None:
        taken_up = here.verb is not None and here.verb.lemma in words().getting
        replied = over is not None and over.lemma in _SETTLING
        wanting = manner in ("request", "demand")
        done = _done_in_response(document, over) if over is not None and wanting else None
        if not (_heeded(here) or _disregarded(here) or taken_up or replied or done):
            return
        acted_upon = here.verb if _heeded(here) or _disregarded(here) else None
        wanted = done or acted_upon or noun
    joint = _joint(document, here)
    candidates = [a for a in candidates if a not in joint]
    addressee = other(asker, candidates)
    if addressee is None and wanted is not here.verb:
        addressee = within(document, wanted, asker, wishing)
    if addressee is None or addressee in joint:
        if wanted is not noun and manner != "warn":
            yield Open(noun, manner, asker, wanted, noun.lemma)
    elif apart(asker, addressee):
        yield Trigger(noun, manner, asker, addressee, wanted, noun.lemma, 0.6)


def _said_to_be(document: Document, noun: Token) -> Token | None:
    """What is said to be asked: "the release of the crew is a demand of Norland"; None where nothing is."""
    over = head(document, noun)
    if child(document, noun, "cop") is not None:
        found = child(document, noun, "nsubj", "csubj")
    elif over is not None and over.lemma in ("remain", "become") and noun.deprel in ("xcomp", "obj"):
        found = child(document, over, "nsubj", "csubj")
    else:
        return None
    return found if found is not None and found.upos in ("NOUN", "VERB") else None


def _made(here: _Noun) -> bool:
    """Whether a call is one that is made or answered, not one on the telephone."""
    return here.verb is not None and here.verb.lemma in words().giving | words().getting | words().mounting


def _of_nobody(document: Document, here: _Noun) -> bool:
    """Whether an asking is only thought of: "a request from any state"."""
    by = (p for p, c in here.phrases if c in _OF_ASKER)
    return any(c.lemma in ("any", "no") for phrase in by for c in children(document, phrase, "det"))


def _travels(here: _Noun) -> bool:
    return here.verb is not None and here.verb.lemma in words().travelling


def _around(document: Document, noun: Token) -> _Noun:
    """What belongs to a noun: its own phrases and clause, and those behind it that the tree hangs on its verb."""
    above = head(document, noun)
    verb = above if above is not None and above.upos == "VERB" else None
    if verb is None:  # "international pressure mounted on them", taken for a description
        verb = next((c for c in children(document, noun, "acl") if c.lemma in words().mounting), None)
    phrases = list(obliques(document, noun))
    own = (c for c in children(document, noun, "acl", "ccomp") if c.index > noun.index and _wants(document, c))
    clause = next((c for c in own if c.deprel != "acl:relcl" and _deontic(document, noun, c)), None)
    if verb is not None and (noun.deprel in ("obj", "nsubj", "nsubj:pass", "obl") or verb is not above):
        passive = child(document, verb, "aux:pass") is not None
        behind = [(p, c) for p, c in obliques(document, verb) if p.index > noun.index and p is not noun]
        phrases += [(p, c) for p, c in behind if c not in _OF_ASKER or not passive]
        if clause is None and (verb.index < noun.index or verb.lemma in words().mounting):
            clause = next((c for c in children(document, verb, "xcomp", "advcl") if _to_do(document, c, noun)), None)
    case = next((c.lemma for c in children(document, noun, "case")), "")
    return _Noun(noun, verb, tuple(phrases), clause, case)


def _wants(document: Document, clause: Token) -> bool:
    """Whether a clause behind the noun says what is wanted: "to wait", "that they wait", "for waiting"."""
    bare = clause.xpos == "VBG" and child(document, clause, "mark", "case") is None  # "a call congratulating them"
    return clause.xpos != "VBN" and not bare


def _deontic(document: Document, noun: Token, clause: Token) -> bool:
    """Whether a suggestion is of what should be and not of what is."""
    if noun.lemma not in words().deontic_nouns or any(c.lemma == "to" for c in children(document, clause, "mark")):
        return True
    first = next(iter(children(document, clause, "aux", "cop")), clause)
    return first.xpos in ("VB", "MD")


def _to_do(document: Document, clause: Token, noun: Token) -> bool:
    """Whether a clause behind the noun is an infinitive."""
    return clause.index > noun.index and any(c.lemma == "to" for c in children(document, clause, "mark"))


def _heeded(here: _Noun) -> bool:
    """At the request (invitation, urging) of someone; after pressure from someone."""
    return here.case in _HEEDED and here.noun.lemma not in words().wishes


def _disregarded(here: _Noun) -> bool:
    """Despite a warning (appeal, request) of someone."""
    return here.case in _DISREGARDED


def _asker(document: Document, here: _Noun) -> Actor | None:
    owner = child(document, here.noun, "nmod:poss")
    if owner is not None:
        return actor(document, owner)
    said = _said_to_be(document, here.noun) is not None
    for phrase, preposition in here.phrases:
        told = preposition in _OF_ASKER or (preposition == "of" and (_heeded(here) or said))
        if told and (by := actor(document, phrase)):
            return by
    for clause in children(document, here.noun, "acl"):
        maker = agent(document, clause) if clause.xpos == "VBN" else None
        if maker is not None and (by := actor(document, maker)):
            return by  # "the proposal made by Norland"
    for part in children(document, here.noun, "amod", "compound"):
        if found := actors_of(document, part):
            return found[0]
        if part.lemma in _MANY and (here.noun.lemma != "call" or here.clause is not None or _made(here)):
            return _MANY[part.lemma]
        if part.upos == "NOUN" and part.lemma in words().groups and part.deprel == "compound":
            return Actor(part.text, "unnamed")  # "police recommendations"
    brought = here.case in _CARRIED and any(c.lemma in ("a", "an") for c in children(document, here.noun, "det"))
    if here.verb is not None and (here.verb.lemma in words().giving or brought):
        return actor(document, doer(document, here.verb))
    return None


def _done_in_response(document: Document, reply: Token) -> Token | None:
    """What is done "in response to" an asking."""
    verb = head(document, reply)
    led_in = reply.lemma in words().replies and any(c.lemma == "in" for c in children(document, reply, "case"))
    return verb if led_in and verb is not None and verb.upos == "VERB" else None


def _addressees(document: Document, here: _Noun, wanted: Token | None) -> list[Actor]:
    """Who may be meant by what stands around the noun, the surest first."""
    verb, noun = here.verb, here.noun
    addressed = next(
        (p for p, c in here.phrases if c in _OF_ADDRESSEE and p is not wanted and actors(document, p, described=False)),
        None,
    )
    if addressed is None and verb is not None and verb.lemma in words().giving and noun.deprel == "obj":
        addressed = child(document, verb, "iobj")
    found = actors(document, addressed, described=wanted is not None)
    if _heeded(here) and verb is not None and noun.deprel == "obl" and here.clause is None:
        found = actors(document, doer(document, verb), described=False) + found  # who heeds it was asked
    if here.clause is not None:  # "calls for the states to act"
        to_act = (p for p, c in here.phrases if c == "for" and p.index < here.clause.index)
        found += [a for phrase in to_act for a in actors(document, phrase)]
    if verb is not None and noun.deprel in ("obj", "obl", "nsubj:pass"):
        taking = verb.lemma in words().getting
        if verb.lemma not in words().giving or _disregarded(here):
            found += actors(document, doer(document, verb), described=taking)
    over = head(document, noun)
    if over is not None and over.lemma in words().replies:
        found += _replying(document, over)
    return found


def _replying(document: Document, noun: Token) -> list[Actor]:
    """Whose an answer to a call is: its owner, or who gives it."""
    owner = child(document, noun, "nmod:poss") or child(document, noun, "amod", "compound")
    from_ = next((p for p, preposition in obliques(document, noun) if preposition in _OF_ASKER), None)
    verb = head(document, noun)
    replier = doer(document, verb) if verb is not None and verb.upos == "VERB" else None
    return [
        a for token in (owner, from_, replier) if token is not None for a in actors(document, token, described=False)
    ]


def _joint(document: Document, here: _Noun) -> set[Actor]:
    """All who ask together: "the offer from Norland and Sudmark"."""
    owners = [child(document, here.noun, "nmod:poss"), *(p for p, c in here.phrases if c in _OF_ASKER)]
    before = children(document, here.noun, "amod", "compound")
    return {a for token in (*owners, *before) if token is not None for a in actors(document, token, described=False)}
