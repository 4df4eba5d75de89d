"""Which actors of a phrase can be parties to a contact."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.actors.model import Actor
from readout.items.clauses import obliques
from readout.items.contacts.lands import PLACE_NOUNS, unique
from readout.items.contacts.words import words
from readout.items.places import country_of, government, place_at
from readout.language.document import Document, Token
from readout.language.people import actors_of, headed, side_of
from readout.language.tree import ancestors, child, children, conjuncts, subtree

_QUARTERS = frozenset(("North", "South", "East", "West"))
_STATES = frozenset(("country", "nation", "state", "power"))
_SENT = frozenset(("delegation", "team", "mission", "envoys", "delegates"))
_RELATIVE = frozenset(("who", "whom", "which"))
_OPENS_LIST = frozenset(("including", "--", "—", "–", ":"))
_LISTED = 45  # words from a plural to the end of the list that spells it out
_WIDE = 15  # words of a phrase within which an apposition is looked for


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
    formatted: bool = False  # told only by the name of their form ("six-party talks")
    sure: bool = True  # False where a side is told only by the clause around
    together: bool = True  # whether `one` alone, where several, can be both sides

    @property
    def parties(self) -> list[Actor]:
        """All of them, each once."""
        if not self.other and not self.together:
            return self.one[:1]
        return unique([*self.one, *self.other])


def dealing(document: Document, token: Token | None) -> list[Actor]:
    """The actors of a phrase that can be a party: people and bodies by name, delegates without one."""
    if token is None:
        return []
    if token.lemma in _RELATIVE:
        token = _antecedent(document, token)
    found: list[Actor] = []
    for part in conjuncts(document, token) if token.deprel != "conj" else [token]:
        if part.lemma.lower() in words().press:
            continue
        named = _quarters(document, part, _who(document, part))
        if any(a.kind == "unnamed" for a in named):
            place = part.lemma.lower() in PLACE_NOUNS and part.lemma.lower() not in words().delegates
            if place or (part.lemma.lower() not in words().delegates and not all(a.side for a in named)):
                named = [a for a in named if a.kind != "unnamed"]
            elif part.xpos == "NNS" and len(senders := _sent_by(document, part)) > 1:
                named = senders
            elif part.xpos == "NNS":
                named = _of_many(document, part) or named
        if part.xpos == "NNS" and all(a.kind == "unnamed" for a in named):
            named = _spelled_out(document, part) or named
        if named and all(a.kind == "person" for a in named):
            named = [*named, *_listed_after(document, part, named)]
        if found and named and named[0].kind == "person" and _two_offices(document, token, part, found[-1]):
            found.pop()
        found += named or _apposed(document, part) or _delegation(document, part) or _envoy(document, part)
    return unique(found)


def _of_many(document: Document, part: Token) -> list[Actor]:
    """ "Ministers from over 50 countries": all of them, as one party."""
    for dependent, _ in obliques(document, part, ("of", "from", "representing")):
        if dependent.lemma in _STATES and child(document, dependent, "nummod") is not None:
            first = min(t.start for t in subtree(document, part) if t.index <= part.index)
            return [Actor(" ".join(document.text[first : dependent.end].split()), "unnamed")]
    return []


def _listed_after(document: Document, part: Token, named: list[Actor]) -> list[Actor]:
    """ "King A, President B and C": another person, whom the tree took for an apposition, is one more of the list."""
    found: list[Actor] = []
    for other in children(document, part, "appos"):
        if other.upos == "PROPN" and (people := _people(document, other)) and people[0] not in named:
            found += [a for t in conjuncts(document, other) for a in _people(document, t)]
    return found


def _spelled_out(document: Document, part: Token) -> list[Actor]:
    """ "Leaders including A, B and C", "the five members -- A, B, C, D and E --": those whom a plural stands for."""
    found: list[Actor] = []
    last = document.sentences[part.sentence].last
    opened = False
    for token in document.tokens[part.index + 1 : min(part.index + _LISTED, last)]:
        if not opened:
            opened = token.text.lower() in _OPENS_LIST
            if token.upos in ("VERB", "AUX") and not opened:
                return []
        elif token.upos in ("VERB", "AUX") or token.text in _OPENS_LIST:
            break
        elif not any(c.text in ("'s", "’s") for c in children(document, token, "case")):
            found += [
                r.actor for r in headed(document, token.index) if r.actor.kind in ("person", "government", "body")
            ]
    found = unique(found)
    return found if len(found) > 1 else []


def _delegation(document: Document, part: Token) -> list[Actor]:
    """ "A delegation from the north of Norland": those sent, by their land."""
    if part.lemma not in _SENT:
        return []
    for dependent, _ in obliques(document, part, ("from", "of")):
        below = [t for t in subtree(document, dependent) if t.index < part.index + _WIDE]
        land = next((a for t in below if (a := place_at(document, t)) is not None), None)
        if land is not None:
            name = document.text[part.start : below[-1].end]
            return [Actor(" ".join(name.split()), "unnamed", side_of(land))]
    return []


def _two_offices(document: Document, first: Token, part: Token, before: Actor) -> bool:
    """ "Deputy Prime Minister and Finance Minister X": both offices are X's, where the second has no article."""
    if before.kind not in ("unnamed", "office") or first.upos != "PROPN" or part.deprel != "conj":
        return False
    if first.xpos == "NNPS" or child(document, first, "det") is not None or child(document, part, "det", "cc") is None:
        return False
    title = child(document, part, "nmod:desc")
    return title is not None and document.tokens[title.index].head == part.index and part.head == first.index


def _envoy(document: Document, part: Token) -> list[Actor]:
    """ "Norland's ambassador to Sudland": whoever it is, by the land."""
    owner = child(document, part, "nmod:poss")
    if part.upos != "NOUN" or part.lemma not in words().delegates or part.lemma in words().fighters or owner is None:
        return []
    land = place_at(document, owner)
    if land is None:
        return []
    to = next((t for t, _ in obliques(document, part, ("to",)) if t.upos == "PROPN"), None)
    last = to.end if to is not None else part.end
    return [Actor(" ".join(document.text[owner.start : last].split()), "unnamed", side_of(land))]


def _apposed(document: Document, part: Token) -> list[Actor]:
    """ "The candidate of the Norlander party, Anna Lind": the person named in apposition, deeper in the phrase."""
    if part.upos != "NOUN" or len(part.children) > _WIDE:
        return []
    for token in subtree(document, part)[:_WIDE]:
        if token.deprel == "appos" and (people := _people(document, token)):
            return people[:1]
    return []


def _antecedent(document: Document, token: Token) -> Token:
    below = token
    for above in ancestors(document, token):
        if below.deprel == "acl:relcl":
            return above
        below = above
    return token


def _who(document: Document, part: Token) -> list[Actor]:
    """The actors of one conjunct: those its head refers to, the person in apposition rather than the role alone."""
    own = _headed(document, part)
    if (apposed := _named_after_role(document, part)) is not None:
        return [apposed]
    if own and (own[0].kind != "unnamed" or part.xpos == "NNS"):
        return own
    titled = part.upos == "PROPN" or part.lemma.lower() in words().delegates
    within = ("appos", "flat", "nmod:desc", "compound", "nmod") if titled else ("appos", "flat", "nmod:desc")
    for other in children(document, part, *within):
        if other.lemma.lower() in PLACE_NOUNS and other.lemma.lower() not in words().delegates:
            continue  # "in Sudstad, the capital of Sudland"
        if other.deprel.partition(":")[0] == "nmod" and other.deprel != "nmod:desc":
            inner = (a for c in children(document, other, "appos") for a in _people(document, c))
            if own and (person := next(inner, None)) is not None:
                return [person]
        elif named := _people(document, other) if own else [r.actor for r in headed(document, other.index)]:
            return named
    if not own and titled and part.index + 1 < len(document.tokens):
        following = _people(document, document.tokens[part.index + 1])
        if following:
            return following
    if own:
        return own
    if part.lemma in _SENT and (owner := child(document, part, "nmod:poss")) is not None:
        return _people(document, owner)  # "his delegation"
    if part.upos == "NOUN" and part.lemma.lower() not in words().delegates:
        return []  # "met a NATO request"
    return actors_of(document, part) if part.deprel == "conj" or child(document, part, "conj") is None else []


def _headed(document: Document, part: Token) -> list[Actor]:
    """Those a word refers to: of "the two Norlands" the lands alone."""
    found = list(headed(document, part.index))
    lands = [r.actor for r in found if r.form == "group"]
    if len(lands) > 1:
        return lands
    return [r.actor for r in found]


def _named_after_role(document: Document, part: Token) -> Actor | None:
    """ "The special envoy, Anna Lind": her, whomever the role was taken to mean."""
    found = list(headed(document, part.index))
    if not found or any(r.form != "role" for r in found) or part.xpos in ("NNS", "NNPS"):
        return None
    people = [a for c in children(document, part, "appos") for a in _people(document, c)]
    alone = len(people) == 1 and child(document, part, "conj") is None and part.deprel != "conj"
    return people[0] if alone else None


def _quarters(document: Document, part: Token, named: list[Actor]) -> list[Actor]:
    """ "North and South Norland": both, of which the tree knows the second."""
    before = [t.text for t in document.tokens[max(part.index - 3, 0) : part.index]]
    if len(named) != 1 or named[0].kind != "government" or len(before) < 3 or before[1] != "and":
        return named
    other = country_of(f"{before[0]} {part.text}") if {before[0], before[2]} <= _QUARTERS else None
    return [government(other), *named] if other is not None else named


def _people(document: Document, token: Token) -> list[Actor]:
    return [r.actor for r in headed(document, token.index) if r.actor.kind == "person"]


def visitors(document: Document, token: Token | None, bodies: bool = False) -> list[Actor]:
    """The actors of a phrase that can visit: people, and those who are sent, not states or fighters.

    With `bodies`, a delegation told by the body that sent it counts too.
    """
    if token is None or token.lemma.lower() in words().fighters:
        return []
    sent = [a for part in conjuncts(document, token) if part.xpos == "NNS" for a in _sent_by(document, part)]
    sendable = token.lemma.lower() in words().delegates or any(c.deprel == "conj" for c in children(document, token))
    kinds = ("person", "unnamed", "office") if sendable else ("person", "office")
    told = dealing(document, token)
    if bodies and token.lemma in _SENT:
        sent += [a for a in told if a.kind in ("body", "armed_group")]  # "a party's delegation"
    return [a for a in told if a.kind in kinds or a in sent]


def senders(document: Document, token: Token | None) -> list[Actor]:
    """For whom a delegation without a name travels: the government of whoever sends it."""
    for actor in dealing(document, token)[:1]:
        land = country_of(side_of(actor) or "")
        return [government(land)] if land is not None else [actor]
    return []


def can_travel(actor: Actor) -> bool:
    """Whether an actor can be a visitor: a person, someone in office, or people sent."""
    return actor.kind in ("person", "unnamed", "office") or actor.name.rpartition(" ")[2].lower() in _SENT


def _sent_by(document: Document, part: Token) -> list[Actor]:
    """ "Officials from X, Y and Z": the governments that plural delegates are of."""
    found: list[Actor] = []
    for dependent, _ in obliques(document, part, ("of", "from", "between", "representing")):
        for other in conjuncts(document, dependent):
            found += [r.actor for r in headed(document, other.index) if r.actor.kind in ("government", "body")]
    return unique(found)
