"""Who deals with whom in a contact: the parties that the words around a trigger name, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from readout.actors.model import Actor
from readout.items.clauses import agent, clause_head, obliques, patient, subject
from readout.items.contact_triggers import Trigger
from readout.items.contact_words import words
from readout.items.places import country_of, government, home, host, place_at
from readout.language.document import Document, Token
from readout.language.people import actors_of, headed, side_of
from readout.language.tree import ancestors, child, children, conjuncts, head, subtree

_OWNERS = ("nmod:poss",)
_AT = ("after", "during", "following", "before", "in", "at", "for", "on", "ahead", "prior", "through", "amid", "into")
_BETWEEN = ("between", "among", "amongst", "involving")
_NOMINAL = ("NOUN", "PROPN", "PRON")


@dataclass(slots=True)
class Sides:
    """The parties of an occasion: those of the one side, those of the other. `places` are destinations of a visit."""

    one: list[Actor] = field(default_factory=list)
    other: list[Actor] = field(default_factory=list)
    places: list[Actor] = field(default_factory=list)
    carrier: Token | None = None  # the verb that carries a noun: "held" in "held talks"
    guest: bool = False  # whether `other` came to `one`

    @property
    def parties(self) -> list[Actor]:
        """All of them, each once."""
        return unique([*self.one, *self.other])


def unique(actors: Iterable[Actor]) -> list[Actor]:
    """The actors, each once, in order."""
    return list(dict.fromkeys(actors))


def sides(document: Document, trigger: Trigger) -> Sides:
    """The sides that the words around a trigger name."""
    if trigger.visiting:
        return _visiting(document, trigger.token)
    if trigger.verb is not None:
        return _of_verb(document, trigger)
    return _of_noun(document, trigger)


def dealing(document: Document, token: Token | None) -> list[Actor]:
    """The actors of a phrase that can be a party: people and bodies by name, delegates without one."""
    if token is None:
        return []
    lists = words()
    found = []
    for part in conjuncts(document, token) if token.deprel != "conj" else [token]:
        if part.lemma.lower() in lists.press:
            continue
        for actor in _phrase(document, part):
            if actor.kind != "unnamed" or _stands_for_a_side(document, part):
                found.append(actor)
    return unique(found)


def _phrase(document: Document, part: Token) -> list[Actor]:
    own = [r.actor for r in headed(document, part.index)]
    if own:
        return own
    if part.deprel == "conj" or child(document, part, "conj") is None:
        return actors_of(document, part)
    for other in children(document, part, "appos", "flat", "nmod:desc", "compound"):
        if named := [r.actor for r in headed(document, other.index)]:
            return named
    return []


def _stands_for_a_side(document: Document, part: Token) -> bool:
    return part.lemma.lower() in words().delegates


def _visiting(document: Document, token: Token) -> Sides:
    """"Visiting Norlander minister X": X, and the government of the place where the report was written."""
    visitor = head(document, token) if token.deprel == "amod" else child(document, token, "obj")
    found = Sides(one=dealing(document, visitor))
    lands = [c for c in (home(document),) if c is not None]
    found.places = [c for c in lands if all(side_of(a) != c.side for a in found.one)]
    return found


def _of_verb(document: Document, trigger: Trigger) -> Sides:
    verb, entry = trigger.token, trigger.verb
    assert entry is not None
    found = Sides()
    passive = child(document, verb, "aux:pass") is not None or child(document, verb, "nsubj:pass") is not None
    if entry.place is not None:
        found.one = dealing(document, subject(document, verb))
        if passive and not found.one:
            return found
        found.places = list(_destinations(document, verb, entry.place))
        return found
    found.guest = entry.guest
    doer = subject(document, verb)
    found.one = dealing(document, doer)
    if "obj" in entry.others:
        found.other += dealing(document, patient(document, verb))
    for preposition in entry.others:
        if preposition != "obj":
            found.other += [a for t, _ in obliques(document, verb, (preposition,)) for a in dealing(document, t)]
            found.other += _with_visiting(document, verb, preposition)
    found.other = [a for a in unique(found.other) if a not in found.one]
    return found


def _with_visiting(document: Document, verb: Token, preposition: str) -> list[Actor]:
    """"Met with visiting X", where "visiting" was taken for a clause of its own."""
    for clause in children(document, verb, "advcl", "xcomp", "ccomp", "obl"):
        if clause.text.lower() == "visiting" and any(c.lemma == preposition for c in children(document, clause, "mark", "case")):
            return dealing(document, child(document, clause, "obj"))
    return []


def _destinations(document: Document, verb: Token, prepositions: tuple[str, ...]) -> Iterator[Actor]:
    """Where a verb of travel leads: each stop as the government or region that its name stands for."""
    starts: list[Token] = []
    if "obj" in prepositions and (thing := patient(document, verb)) is not None:
        starts.append(thing)
    allowed = tuple(p for p in prepositions if p != "obj")
    if allowed:
        starts += [t for t, _ in obliques(document, verb, allowed)]
    for start in starts:
        yield from stops(document, start)
    if not starts or all(not list(stops(document, s)) for s in starts):
        land = _here(document, verb)
        if land is not None:
            yield land


def stops(document: Document, token: Token) -> Iterator[Actor]:
    """The hosts that a phrase of place names, conjuncts and appositions ("the capital, Oslo") included."""
    for part in conjuncts(document, token) if token.deprel != "conj" else [token]:
        found = host(document, part)
        if found is None and part.upos == "NOUN":
            for inner in children(document, part, "appos", "nmod", "compound", "amod", "nmod:poss"):
                found = host(document, inner)
                if found is not None:
                    break
        if found is not None:
            yield found


def _here(document: Document, token: Token) -> Actor | None:
    if any(c.lemma == "here" for c in children(document, token, "advmod", "obl")):
        return home(document)
    return None


def _of_noun(document: Document, trigger: Trigger) -> Sides:
    noun = trigger.token
    found = Sides()
    owner = child(document, noun, *_OWNERS)
    owners = dealing(document, owner) or ([] if owner is None else _place_owner(document, owner))
    verb, relation = carrier(document, noun)
    found.carrier = verb
    doer = _doer(document, verb, noun, relation) if verb is not None else []
    if trigger.kind == "visit":
        return _visit(document, noun, found, owners, doer, verb)
    for dependent, _ in obliques(document, noun, _BETWEEN):
        found.one += dealing(document, dependent) or list(_lands(document, dependent))
    with_ = list(_attached(document, noun, verb, relation, ("with",)))
    if trigger.kind == "message" or trigger.kind == "call":
        with_ += list(_attached(document, noun, verb, relation, ("to",)))
        owners += [a for t, _ in obliques(document, noun, ("from", "by")) for a in dealing(document, t)]
    if found.one:
        found.other = [a for t in with_ for a in dealing(document, t) if a not in found.one]
        return found
    found.one = list(owners)
    found.other = [a for t in with_ for a in dealing(document, t)]
    named = _modifiers(document, noun)
    if not owners:
        of = [a for t, _ in obliques(document, noun, ("of",)) for a in dealing(document, t)]
        if trigger.kind == "meeting" and of:
            found.one += of
        if not of or not found.other:
            found.one += doer
        if named and len(set(named)) > 1:
            found.one = named if not found.other else [*named, *found.one]
        elif named and not found.other:
            found.other = named
    elif verb is not None and not found.other and relation == "obl" and len(owners) == 1:
        found.other = [a for a in doer if a not in owners]
    found.one = unique(a for a in found.one if a not in found.other)
    return found


def _visit(
    document: Document, noun: Token, found: Sides, owners: list[Actor], doer: list[Actor], verb: Token | None
) -> Sides:
    visitors = list(owners)
    for dependent, _ in obliques(document, noun, ("by", "of", "from")):
        if not visitors:
            visitors = [a for a in dealing(document, dependent) if a.kind != "government"]
    found.one = visitors or doer
    for dependent, _ in obliques(document, noun, ("to", "in", "of")):
        found.places += [a for a in stops(document, dependent) if a not in found.one]
    if not found.places and verb is not None:
        for dependent, _ in obliques(document, verb, ("to",)):
            found.places += list(stops(document, dependent))
    if not found.places:
        found.places = [a for a in _modifiers(document, noun, visitors=False) if a not in found.one]
    if not found.places and (land := _here(document, noun) or (_here(document, verb) if verb is not None else None)):
        found.places = [land]
    return found


def carrier(document: Document, noun: Token) -> tuple[Token | None, str]:
    """The verb that a noun of contact depends on, through other nouns if need be, and how: `obj`, `obl`, ..."""
    step = noun
    for above in ancestors(document, noun):
        relation = step.deprel.partition(":")[0]
        if relation == "conj" and above.upos in _NOMINAL:
            step = above
            continue
        if above.upos in ("VERB", "AUX") or relation in ("nsubj", "obl", "obj"):
            return above, "nsubj:pass" if step.deprel == "nsubj:pass" else relation
        if relation not in ("nmod", "appos", "compound", "conj"):
            return None, ""
        step = above
    return None, ""


def _doer(document: Document, verb: Token, noun: Token, relation: str) -> list[Actor]:
    """Who, as subject of the verb above a noun of contact, takes part in it."""
    if relation == "nsubj":
        return []
    if relation == "nsubj:pass":
        return dealing(document, agent(document, verb))
    direct = noun.deprel.partition(":")[0] in ("obj", "obl", "xcomp")
    if relation == "obj" and (verb.lemma in words().outside or not direct):
        return []
    if relation == "obl":
        prepositions = {c.lemma.lower() for c in children(document, noun, "case")}
        if not direct or not prepositions & set(_AT):
            return []
    passive = child(document, verb, "nsubj:pass")
    if passive is not None:
        return dealing(document, passive)
    found = dealing(document, subject(document, verb))
    if relation == "obl" and verb.lemma == "tell":
        found += [a for a in dealing(document, child(document, verb, "obj", "iobj")) if a not in found]
    return found


def _attached(
    document: Document, noun: Token, verb: Token | None, relation: str, prepositions: tuple[str, ...]
) -> Iterator[Token]:
    """Phrases with these prepositions below the noun, or below the verb that carries it, right of the noun."""
    any_ = False
    for dependent, _ in obliques(document, noun, prepositions):
        any_ = True
        yield dependent
    if not any_ and verb is not None and noun.deprel.partition(":")[0] in ("obj", "nsubj", "obl"):
        for dependent, _ in obliques(document, verb, prepositions):
            if dependent.index > noun.index or relation == "nsubj:pass":
                yield dependent


def _place_owner(document: Document, owner: Token) -> list[Actor]:
    land = place_at(document, owner)
    return [land] if land is not None else []


def _lands(document: Document, token: Token) -> Iterator[Actor]:
    for part in conjuncts(document, token):
        land = place_at(document, part)
        if land is not None:
            yield land


def _modifiers(document: Document, noun: Token, visitors: bool = True) -> list[Actor]:
    """Countries and bodies named before the noun: "Norlander-Sudlander talks", "the EU-Norland summit"."""
    found: list[Actor] = []
    for dependent in children(document, noun, "amod", "compound", "nmod"):
        if dependent.index > noun.index or dependent.deprel == "nmod:poss":
            continue
        for token in subtree(document, dependent):
            found += [r.actor for r in headed(document, token.index) if r.actor.kind in ("government", "body", "armed_group", "person")]
            if token.text[:1].isupper() and not headed(document, token.index):
                for word in (token.text, *token.text.split("-")):
                    country = country_of(word)
                    if country is not None and government(country) not in found:
                        found.append(government(country))
    return unique(found)


def clause_of(document: Document, trigger: Trigger) -> Token:
    """The head of the clause in which the trigger stands."""
    return clause_head(document, trigger.token)
