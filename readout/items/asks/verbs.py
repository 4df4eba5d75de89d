"""Asks that a verb tells: who asks whom for what."""

from __future__ import annotations

from collections.abc import Iterator

from readout.actors.model import Actor
from readout.items.asks.doers import doer
from readout.items.asks.frames import find_addressee, find_wanted, is_active, is_fact, is_infinitive
from readout.items.asks.grants import Open, Trigger, bound_by_condition, partners, within
from readout.items.asks.people import is_media
from readout.items.asks.roles import actor, actors, named, other
from readout.items.asks.words import Verb, words
from readout.items.clauses import mood, obliques
from readout.language.attribution.finding import speaker_at
from readout.language.document import Document, Token
from readout.language.people import actors_of, headed
from readout.language.tree import ancestors, child, children, head

_DUTIES = frozenset(("should", "must", "need", "ought", "to", "might"))
_MAKING = frozenset(
    ("call", "order", "offer", "propose", "demand", "want", "wish", "hope", "seek", "request", "require")
)
_BIDDING = frozenset(("urge", "ask", "call", "request", "encourage", "advise", "warn", "invite", "require"))
_NOBODY = frozenset(("those", "everybody", "everyone", "anybody", "anyone", "somebody", "someone"))  # known as askers
_WISHING = frozenset(("expect", "want", "like"))
_ASIDE = frozenset(("away", "back", "out", "aside", "off", "forward"))  # "pushed them back"
_UNNAMED = frozenset(("name", "identify", "quote"))
_SUPPOSED = frozenset(("would", "should", "could", "may", "might"))  # "she would ask", "they should demand"
_MUST = frozenset(("must", "should", "ought"))
_MODALS = frozenset(("will", "would", "could", "may", "might", "must", "should", "can", "wo", "shall"))
_SHELTER = frozenset(("protection", "refuge", "shelter", "safety", "relief", "respite", "escape"))
_CALLED = ("on", "upon")
_LIKELY = frozenset(("may", "might", "could", "can"))


def by_verb(document: Document, verb: Token, frame: Verb) -> Iterator[Trigger | Open]:
    """Norland urged Sudan to wait; Lind called for the withdrawal of Norland's troops."""
    denied = _negated(document, verb) and verb.lemma not in words().prevailing
    moved = any(c.lemma in _ASIDE for c in children(document, verb, "advmod"))
    if denied or moved or child(document, verb, "compound:prt") is not None:
        return
    if any(c.lemma in _SUPPOSED for c in children(document, verb, "aux")) or not _meant(document, verb):
        return
    addressed = find_addressee(document, verb, frame)
    wanted = find_wanted(document, verb, frame, addressed)
    thing = addressed is not None and addressed.deprel == "obj" and addressed.upos not in ("PRON", "PROPN")
    if wanted is None and thing and "object" in frame.wants:
        wanted, addressed = addressed, None
    if wanted is None:
        return
    told = wanted.deprel == "ccomp" and (not is_infinitive(document, wanted) or child(document, wanted, "nsubj"))
    telling = verb.lemma == "tell" and told
    if telling and not _bound(document, wanted):
        return
    open_ = verb.lemma in words().deontic and verb.lemma != "demand"  # nobody demands that something is so
    if open_ and wanted.deprel == "ccomp" and not _to_be_done(document, wanted):
        return
    if verb.lemma == "hope" and is_fact(document, wanted):
        return
    if frame.manner == "warn" and addressed is None and wanted.deprel == "ccomp" and not _threatens(document, wanted):
        return
    thing_called = wanted.upos != "VERB" and not is_infinitive(document, wanted)
    if verb.lemma == "call" and thing_called and child(document, verb, "obj") is not None:
        return
    if frame.manner == "offer" and wanted.upos != "VERB" and wanted.lemma in words().gifts:
        return
    if verb.lemma == "threaten" and (wanted.lemma == "be" or child(document, wanted, "cop") is not None):
        return  # "it threatens to be a long day"
    asker = _asker(document, verb)
    if asker is None or _for_oneself(document, verb, wanted):
        return
    wishing = verb.lemma in words().wishing
    if wanted is addressed:
        addressed = None  # "wants a new cabinet" asks nothing of it
    if wishing and _undergone(document, wanted, addressed):
        addressed = None  # "wants the envoy to be heard" asks nothing of the envoy
    away = addressed is not None or any(c == "from" for _, c in partners(document, wanted))
    if verb.lemma == "seek" and wanted.lemma in _SHELTER and away:
        return  # "sought protection from Norland"
    if addressed is not None and addressed.lemma == "they" and (dealt := _dealt_with(document, verb)) is not None:
        addressed = dealt
    found = actors(document, addressed) if addressed is not None else []
    if not found and addressed is not None and not wishing and wanted.upos == "VERB":
        found = [a for a in (named(document, addressed, _to_act(document, verb, wanted)),) if a is not None]
    if not found and (addressed is None or wishing):
        warned = (verb, wanted) if frame.manner == "warn" else ()
        bound = next((b for t in warned if (b := bound_by_condition(document, t, asker)) is not None), None)
        inside = bound or within(document, wanted, asker, wishing, frame.manner == "warn")
        if inside is not None and inside.kind == "unnamed" and frame.manner == "warn" and bound is None:
            inside = None  # those of whom a warning tells are not those it is for
        if inside is None and frame.manner == "offer":
            inside = next((a for p, c in partners(document, wanted) if c == "with" for a in actors(document, p)), None)
        found = [inside] if inside else _spoken_to(document, verb) if not wishing else []
    if found in ([asker], []) and addressed is not None and addressed.upos == "PRON" and addressed.lemma != "you":
        found = _others_before(document, addressed, asker)
    told = addressed is not None and addressed.upos != "PRON" and frame.manner != "offer"
    joint = _asking_along(document, verb)
    if addressed is not None and found and joint.issuperset(found) and addressed.upos == "NOUN":
        found = [a for a in (named(document, addressed),) if a is not None]  # "Norland and Sudan urged both sides"
    addressee = other(asker, [a for a in found if a not in joint], in_so_many_words=told)
    if addressee is None:
        if addressed is None and (verb.lemma in words().addressed or (wishing and wanted.deprel == "obj")):
            yield Open(verb, frame.manner, asker, wanted, verb.lemma)
    elif verb.lemma == "encourage" and addressee.kind == "unnamed" and not _bids(document, verb, addressed):
        return  # "will encourage more tourists to come"
    elif not (frame.manner == "demand" and _own_people(verb, addressed, asker, addressee)):
        yield Trigger(verb, frame.manner, asker, addressee, wanted, verb.lemma, 0.8 if addressed else 0.6)


def _to_act(document: Document, verb: Token, wanted: Token) -> bool:
    """Whether whoever stands behind a verb of asking is to act, whatever the word for them."""
    if child(document, wanted, "aux:pass") is not None:
        return False
    called_on = verb.lemma == "call" and any(p.index < wanted.index for p, _ in obliques(document, verb, _CALLED))
    making = verb.lemma in _MAKING and not called_on
    return wanted.deprel in ("xcomp", "advcl") and is_infinitive(document, wanted) and not making


def _asking_along(document: Document, verb: Token) -> set[Actor]:
    """All who are named as asking together: who asks is not asked."""
    own = child(document, verb, "nsubj")
    together = (own, *children(document, own, "conj")) if own is not None else ()
    return {a for token in together for a in actors_of(document, token)} if len(together) > 1 else set()


def _bids(document: Document, verb: Token, addressed: Token | None) -> bool:
    """Whether those encouraged are spoken to: "encouraged producers to sell more", not "encourages more people"."""
    doing = doer(document, verb)
    someone = doing is not None and bool(actors(document, doing, described=False))
    many = addressed is not None and child(document, addressed, "amod") is not None
    first = document.tokens[verb.head] if verb.deprel == "conj" else verb
    helpers = (c for t in (verb, first) for c in children(document, t, "aux", "mark"))
    plain = not any(c.lemma in _MODALS or c.lemma == "to" for c in helpers)
    return someone and plain and not many and verb.xpos != "VBZ"


def _undergone(document: Document, wanted: Token, addressed: Token | None) -> bool:
    """Whether what is wished is to befall the one named: a passive infinitive behind them."""
    passive = child(document, wanted, "aux:pass") is not None and is_infinitive(document, wanted)
    return passive and addressed is not None and addressed.index < wanted.index


def _meant(document: Document, verb: Token) -> bool:
    """Whether it is asked, or to be: not where one does not, will not or could ask."""
    if _supposing(document, verb) or _not_yet(document, verb):
        return False
    if verb.lemma == "plead" and any(c.lemma in ("guilty", "innocent") for c in children(document, verb)):
        return False
    if verb.lemma in words().prevailing:
        return True  # who did not persuade has asked all the same
    how = mood(document, verb)
    above = head(document, verb)
    wished = verb.deprel == "xcomp" and above is not None and above.lemma in _WISHING
    if wished and above is not None and child(document, above, "obj", "iobj") is not None:
        return False  # "I would expect the minister to urge them"
    means = above is not None and above.upos == "NOUN" and verb.deprel == "acl" and verb.xpos == "VB"
    return (
        not how.negated
        and not words().unwilling.intersection(how.over)
        and not (means and above is not None and above.lemma not in words().efforts)
    )


def _supposing(document: Document, verb: Token) -> bool:
    """Whether an asking is only a condition: "if the opposition insisted on it"."""
    return any(c.lemma in words().conditions for c in children(document, verb, "mark"))


def _not_yet(document: Document, verb: Token) -> bool:
    """Whether one "has yet to" ask."""
    above = head(document, verb)
    later = above is not None and above.lemma == "have" and verb.deprel == "xcomp"
    return later and any(c.lemma == "yet" for t in (verb, above) if t for c in children(document, t, "advmod"))


def _for_oneself(document: Document, verb: Token, wanted: Token) -> bool:
    """Whether one only means to act oneself ("wants to meet them"), or speaks of oneself ("asked not to be named")."""
    own = (
        wanted.deprel == "xcomp"
        and child(document, wanted, "nsubj") is None
        and child(document, verb, "obj", "iobj") is None
    )
    unnamed = wanted.lemma in _UNNAMED and child(document, wanted, "aux:pass") is not None
    return unnamed or (
        own and verb.lemma in words().wishing and not any(c == "with" for _, c in partners(document, wanted))
    )


def _bound(document: Document, clause: Token) -> bool:
    """Whether a clause says what somebody must or should do."""
    return any(c.lemma in _MUST for c in children(document, clause, "aux"))


def _threatens(document: Document, clause: Token) -> bool:
    """Whether what is warned of is a consequence and not a fact, or only another's doing."""
    auxiliaries = {c.lemma for c in children(document, clause, "aux")}
    bound = (c.lemma for a in children(document, clause, "advcl") for c in children(document, a, "mark"))
    if any(mark in words().conditions for mark in bound):
        return True
    own = child(document, clause, "nsubj")
    doing = own is not None and bool(actors_of(document, own))
    return bool(auxiliaries & _MODALS) and not (doing and auxiliaries & _LIKELY)


def _own_people(verb: Token, addressed: Token | None, asker: Actor, addressee: Actor) -> bool:
    """Orders to one's own troops, officials or ministers."""
    if verb.lemma not in words().ordering:
        return False
    if asker.kind == addressee.kind == "person" and asker.side is not None and asker.side == addressee.side:
        return True
    own = addressed is not None and addressed.lemma in words().belongings | words().staff
    return own and addressee.kind == "unnamed"


def _dealt_with(document: Document, verb: Token) -> Token | None:
    """Those with whom one speaks to ask them: "spoke with officials to press them"."""
    above = head(document, verb)
    if above is None or verb.deprel not in ("advcl", "xcomp") or above.lemma not in words().dealing:
        return None
    return next(
        (p for p, preposition in obliques(document, above, ("with", "to")) if p.upos in ("NOUN", "PROPN")), None
    )


def _spoken_to(document: Document, verb: Token) -> list[Actor]:
    """With whom the asker dealt as it was asked: "sent the king a letter calling for ..."."""
    step = verb
    for above in [verb, *ancestors(document, verb)][:4]:
        if above is not verb and step.deprel.partition(":")[0] not in ("advcl", "acl", "conj", "obj", "xcomp"):
            break
        for part in children(document, above, "iobj", "obj", "obl", "nmod"):
            case = child(document, part, "case")
            if part is step or (case is not None and case.lemma not in ("to", "with")):
                continue
            if above is not verb and above.upos == "VERB" and above.lemma not in words().dealing:
                continue
            if found := [a for a in actors_of(document, part) if a.kind != "unnamed" and not is_media(a)]:
                return found
        step = above
    return []


def _asker(document: Document, verb: Token) -> Actor | None:
    """Who asks: the subject, of several the one that names an actor; else who is named first in the sentence."""
    for own in children(document, verb, "nsubj"):
        active = own.deprel == "nsubj" or is_active(document, verb)
        if active and (found := actors(document, own, described=own.deprel != "nsubj")):
            return found[0]
    if _also_passive(document, verb):
        return None
    asking = doer(document, verb)
    if asking is None and child(document, verb, "aux:pass", "nsubj:pass") is not None:
        if verb.lemma not in _BIDDING or any(c.text.lower() == "being" for c in children(document, verb, "aux:pass")):
            return None  # "refugees are being pressed to leave", by nobody known
        speaker = speaker_at(document, verb.start)
        return actor(document, document.tokens[speaker]) if speaker is not None else None
    if asking is None:
        return None
    return actor(document, asking, described=asking.text.lower() not in _NOBODY)


def _also_passive(document: Document, verb: Token) -> bool:
    """Whether a participle shares the passive of the one it is joined to: "were turned away and warned"."""
    first = head(document, verb)
    if first is None or verb.deprel != "conj" or verb.xpos != "VBN" or first.xpos != "VBN":
        return False
    return child(document, first, "aux:pass") is not None and child(document, verb, "nsubj", "aux") is None


def _others_before(document: Document, pronoun: Token, asker: Actor) -> list[Actor]:
    """Whom a pronoun for the one asked can mean: people named in its sentence and the one before, the last first."""
    first = document.sentences[max(pronoun.sentence - 1, 0)].first
    found = [r.actor for index in range(pronoun.index - 1, first - 1, -1) for r in headed(document, index)]
    person = pronoun.lemma in ("he", "she", "him", "her")
    fitting = list(dict.fromkeys(a for a in found if a != asker and (a.kind == "person") == person))
    here = [a for a in fitting if person or a.kind != "unnamed"]
    return here if len(here) == 1 or not person else []


def _negated(document: Document, verb: Token) -> bool:
    return any(c.lemma in ("not", "n't", "never") for c in children(document, verb, "advmod"))


def _to_be_done(document: Document, clause: Token) -> bool:
    """Whether a clause tells what should be: a modal, a bare verb, an infinitive."""
    if any(c.lemma in _DUTIES for c in children(document, clause, "aux", "mark")):
        return True
    first = next(iter(children(document, clause, "aux", "cop")), clause)
    own = child(document, clause, "nsubj")
    if first.xpos == "VBP" and own is not None and own.xpos in ("NN", "NNP"):
        return True  # "that the king step down"
    due = clause.lemma in ("have", "need") and child(document, clause, "xcomp") is not None
    return first.xpos == "VB" or due
