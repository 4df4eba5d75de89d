"""What is done with goods: given, promised, received, asked for or blocked, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from readout.items.clauses import Mood, mood, subject
from readout.items.occasions import when_of
from readout.items.transfers.cargo import Cargo, sorts
from readout.items.transfers.roles import agency, ends, helped, owner_of, promiser, with_case
from readout.items.transfers.words import doings, words
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import ancestors, child, children, head

KINDS = ("giving", "promising", "receiving", "requesting", "blocking", "arriving", "named")

_REFUSING = frozenset(("refuse", "decline", "reject", "deny"))
_ASKING = frozenset(("ask", "request", "seek", "urge", "call", "appeal", "want", "demand"))
_FOR_EXAMPLE = frozenset(("like", "such"))  # "no change of policy, like cutting off the arms"
_VOWING = frozenset(("pledge", "promise", "vow", "press", "try", "bid"))  # of a block: not yet in force
_DENYING = frozenset(("deny", "denial", "dismiss", "refute"))  # over what is said to be done
_PLANNED = frozenset(("due", "set", "expect", "expected", "plan", "schedule", "slate", "poised", "ready", "prepared"))
_LETTING = frozenset(("allow", "permit", "let", "ensure", "enable", "facilitate", "guarantee"))
_STREAMS = frozenset(("flow", "stream", "influx", "inflow"))
_HAPPENING = frozenset(("receiving", "arriving"))  # kinds that are no transfer where they only might be


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with a cargo, by which word, and the words for its ends."""

    kind: str
    trigger: Token
    status: str
    sender: Token | None
    receiver: Token | None
    sure: float


def doing(document: Document, cargo: Cargo) -> Doing | None:
    """What is done with a cargo by the words that govern it; None where nothing is, or only might be."""
    for reading in (_described, _governed, _nominal, _named):
        found = reading(document, cargo)
        if found is not None:
            m = mood(document, found.trigger)
            let_pass = found.kind == "blocking" and found.trigger.upos == "VERB" and m.negated
            denied = _DENYING.intersection(m.over) and found.trigger.deprel in ("ccomp", "acl", "xcomp")
            if found.kind == "named" and _only_a_stream(document, cargo):
                return None
            example = any(c.lemma in _FOR_EXAMPLE for c in children(document, found.trigger, "mark", "case"))
            return None if let_pass or denied or example or (found.kind in _HAPPENING and m.conditional) else found
    return None


def _described(document: Document, cargo: Cargo) -> Doing | None:
    """By a clause that describes the goods: "aid pledged in February", "weapons which were sent"."""
    for noun in dict.fromkeys((cargo.top, *cargo.heads)):
        for clause in children(document, noun, "acl"):
            passive = clause.xpos in ("VBN", "VBD") and child(document, clause, "nsubj", "obj") is None
            relative = clause.deprel == "acl:relcl" and child(document, clause, "nsubj") is not None
            if clause.lemma == "sign" or child(document, clause, "xcomp", "ccomp") is not None:
                continue
            if (passive or relative) and (kind := _kind(document, clause)):
                return _by_verb(document, cargo, clause, kind)
    return None


def _governed(document: Document, cargo: Cargo) -> Doing | None:
    """By the verb over the goods."""
    verb = head(document, cargo.top)
    if verb is None or verb.upos not in ("VERB", "AUX"):
        return None
    relation = cargo.top.deprel
    case = _case(document, cargo.top)
    if relation.startswith("nsubj") and relation != "nsubj:pass":
        moves = verb.lemma in words().arriving and (
            cargo.top not in cargo.heads or not sorts(cargo) & {"arms", "money"}
        )
        return _by_verb(document, cargo, verb, "arriving") if moves else None
    if relation.startswith("obl") and case == "for" and verb.lemma in words().asking_for:
        return _by_verb(document, cargo, verb, "requesting")
    if verb.lemma == "sign" and cargo.top.lemma not in words().papers:
        return None
    kind = _kind(document, verb)
    acted_on = relation in ("obj", "nsubj:pass", "iobj") or (relation == "obl" and case == "with" and kind == "giving")
    if relation == "obl" and case in ("in", "of"):  # "requested $5 million in aid", the sum and the aid apart
        beside = child(document, verb, "obj")
        acted_on = beside is not None and (beside.text[-1:] in "$£€¥" or beside.lemma in words().currencies)
    return _by_verb(document, cargo, verb, kind) if kind and acted_on else None


def _case(document: Document, token: Token) -> str:
    return next((c.lemma for c in children(document, token, "case")), "")


def _kind(document: Document, verb: Token) -> str | None:
    """The sort of doing a verb is; with a particle it is another verb ("hand over", not "hand")."""
    if verb.lemma in ("put", "place") and any(c.lemma == "hold" for c in children(document, verb, "obl")):
        return "blocking"
    following = document.tokens[min(verb.index + 1, len(document.tokens) - 1)]
    joined = f"{verb.lemma} {following.lemma}"  # "handed over 40 million", whatever the tree makes of "over"
    if following.upos in ("ADP", "ADV") and (
        kind := next((k for k in KINDS[:5] if joined in getattr(words(), k)), None)
    ):
        return kind
    particle = child(document, verb, "compound:prt")
    lemmas: tuple[str, ...]
    if particle is None:
        beside = child(document, verb, "advmod", "compound")
        lemmas = (*((f"{verb.lemma} {beside.lemma}",) if beside is not None else ()), verb.lemma, f"{verb.lemma}e")
    else:
        lemmas = (f"{verb.lemma} {particle.lemma}",)
    return next((k for lemma in lemmas for k in KINDS[:5] if lemma in getattr(words(), k)), None)


def _by_verb(document: Document, cargo: Cargo, verb: Token, kind: str) -> Doing:
    if kind == "receiving" and verb.lemma == "get" and _gets_through(document, cargo, verb):
        kind = "giving"
    sender, receiver = ends(document, cargo, verb, kind)
    status = _status(document, verb, kind)
    if status == "delivered" and doings().get(cargo.top.lemma) == "approved":
        status = "approved"  # who got pledges has got nothing yet
    return Doing(kind, verb, status, sender, receiver, 0.8)


def _gets_through(document: Document, cargo: Cargo, verb: Token) -> bool:
    """Whether "get" is to bring ("get supplies through", "get food to X"), not to receive."""
    if any(c.lemma == "through" for c in children(document, verb, "advmod", "compound:prt")):
        return True
    return with_case(document, verb, ("to", "through")) is not None and subject(document, verb) is not None


def _status(document: Document, verb: Token, kind: str) -> str:
    m = mood(document, _meant_by(document, verb))
    over = {lemma.split()[0] for lemma in m.over}
    if kind == "requesting":
        return "requested"
    above = head(document, verb)
    kept = kind == "receiving" and above is not None and above.lemma in words().blocking
    if m.negated or kept or over & _REFUSING:
        return "refused"
    if kind == "giving" and any(c.text.lower() == "longer" for c in children(document, verb, "advmod")):
        return "paused"
    if kind == "blocking":
        return "pending" if promiser(document, verb) is not None else _blocked(m, over, verb)
    if over & (words().blocking - {"stop"}) or m.over[:1] == ("stop",):
        return "paused"
    if over & words().notifying:
        return "notified"
    if over & _ASKING and kind == "giving":
        return "requested"
    if m.doubtful or m.conditional or over & (words().considering | {"seek", "want"}):
        return "pending"
    if kind == "promising":
        return "approved"
    if kind == "giving" and _beside_a_promise(document, verb):
        return "approved"
    planned = kind in ("giving", "receiving") and _PLANNED.intersection(m.over)
    if m.future or planned or _to_be(document, verb) or over & words().promising:
        return "pending" if kind == "arriving" else "approved"
    return "delivered"


def _beside_a_promise(document: Document, verb: Token) -> bool:
    """ "Is committed to winning while providing aid": what is given is part of what is promised."""
    above = head(document, verb)
    if verb.deprel != "advcl" or above is None or not any(c.lemma == "to" for c in children(document, above, "mark")):
        return False
    over = head(document, above)
    return over is not None and over.lemma in ("commit", "committed", "pledge", "promise", "vow")


def _meant_by(document: Document, verb: Token) -> Token:
    """The verb that tells whether it is done: of "could help by sending arms", what could be."""
    above = head(document, verb)
    means = verb.deprel == "advcl" and any(c.lemma == "by" for c in children(document, verb, "mark"))
    return above if means and above is not None and above.upos == "VERB" else verb


def _to_be(document: Document, verb: Token) -> bool:
    """Whether an infinitive tells what is meant to be done ("skips the council to sell arms"), not what one began,
    went on or managed to do."""
    above = head(document, verb)
    if verb.deprel == "conj" and above is not None and above.upos == "VERB" and above.xpos == verb.xpos == "VB":
        return _to_be(document, above)  # "to bypass the council and deliver arms"
    if not any(c.lemma == "to" for c in children(document, verb, "mark")):
        return False
    if any(c.lemma == "be" for c in children(document, verb, "aux")):
        return True  # "is to deliver"
    return verb.deprel.partition(":")[0] in ("acl", "advcl", "xcomp") and not (
        above is not None and above.lemma in words().managing
    )


def _blocked(m: Mood, over: set[str], verb: Token) -> str:
    if m.future or m.doubtful or over & (words().considering | _ASKING | _VOWING):
        return "pending"
    return "refused" if verb.lemma in words().refusing else "paused"


def _nominal(document: Document, cargo: Cargo) -> Doing | None:
    """By a noun for the doing: "the delivery of arms to X", "an aid freeze", "an appeal for food"."""
    noun: Token | None = cargo.top if cargo.top.lemma in doings() else head(document, cargo.top)
    if noun is None or noun.lemma not in doings():
        return None
    of_goods = cargo.top.deprel.startswith("nmod") and _case(document, cargo.top) in ("of", "for", "on", "in")
    if noun is not cargo.top and not of_goods:
        return None
    whole = replace(cargo, top=noun, heads=tuple(dict.fromkeys((cargo.top, *cargo.heads))))
    verb = head(document, noun)
    acted_on = verb is not None and verb.upos == "VERB" and noun.deprel in ("obj", "nsubj:pass")
    if verb is not None and verb.lemma in words().lifting and doings()[noun.lemma] in ("paused", "refused"):
        return None
    if verb is not None and acted_on and (kind := _kind(document, verb)) and kind != "giving":
        return _by_verb(document, whole, verb, kind)
    return _by_noun(document, whole, noun, verb if acted_on else None)


def _only_a_stream(document: Document, cargo: Cargo) -> bool:
    """ "The flow of arms to X": with no number, sum or day it is no transfer one could name."""
    above = head(document, cargo.top)
    noun = cargo.top if cargo.top.lemma in _STREAMS else above
    if noun is None or noun.lemma not in _STREAMS or cargo.value is not None:
        return False
    return all(g.quantity is None for g in cargo.items) and when_of(document, noun) is None


def _by_noun(document: Document, cargo: Cargo, noun: Token, verb: Token | None) -> Doing:
    status = doings()[noun.lemma]
    nouns = (noun, *cargo.heads)
    receiver = next((r for n in nouns if (r := with_case(document, n, (*words().receivers, "on")))), None)
    sender = next((s for n in nouns if (s := with_case(document, n, ("from", "by")))), None)
    sender = sender or owner_of(document, cargo)
    above = head(document, noun)
    if above is not None and above.lemma in words().suffering:
        receiver = receiver or subject(document, above)
    if verb is not None:
        sender = sender or subject(document, verb)
        receiver = receiver or with_case(document, verb, ("on", *words().receivers))
    if status == "requested":
        for_whom = receiver or helped(document, nouns)
        return Doing("requesting", noun, status, agency(document, sender, for_whom), for_whom or sender, 0.6)
    if status == "delivered":
        status = _wished(document, noun)
    if any(c.text.lower() == "no" for c in children(document, noun, "det", "advmod")):
        status = "refused"
    if verb is not None and verb.lemma in words().considering:
        status = "pending"
    kind = "blocking" if status in ("paused", "refused") else "named"
    return Doing(kind, noun, status, sender, receiver, 0.6)


def _wished(document: Document, noun: Token) -> str:
    """How a delivery that a noun names stands by the words over it: "demanded a delivery", "a transfer would end"."""
    m = mood(document, noun)
    if _ASKING.intersection(m.over):
        return "requested"
    let = head(document, noun)
    if let is not None and let.lemma in _LETTING and let.xpos == "VB":
        return "requested" if any(t.lemma in _ASKING for t in ancestors(document, let)) else "pending"
    if words().promising.intersection(m.over):
        return "approved"
    return "pending" if m.doubtful or m.conditional or m.future else "delivered"


def _named(document: Document, cargo: Cargo) -> Doing | None:
    """Goods named with both their giver and their receiver: "US aid to Israel"."""
    nouns = (cargo.top, *cargo.heads)
    receiver = next((r for n in nouns if (r := with_case(document, n, ("to",)))), None)
    sender = owner_of(document, cargo) or next((s for n in nouns if (s := with_case(document, n, ("from",)))), None)
    if receiver is None or sender is None:
        return None
    return Doing("named", cargo.top, "pending", sender, receiver, 0.5)


def arming(document: Document) -> Iterator[tuple[Doing, str]]:
    """Doings whose verb says what is sent: "armed the rebels". Each with the goods."""
    table = words().arming
    for token in document.tokens:
        if token.lemma not in table or token.upos != "VERB" or child(document, token, "aux:pass", "compound"):
            continue
        described = token.xpos == "VBN" and child(document, token, "aux") is None
        receiver = child(document, token, "obj") or next(
            (o for c in children(document, token, "conj") if (o := child(document, c, "obj")) is not None), None
        )
        if receiver is not None and not actors_of(document, receiver):
            receiver = with_case(document, receiver, ("of",)) or receiver  # "various groups of rebels"
        if mood(document, token).negated:
            continue  # "by not arming the rebels"
        if receiver is None or described or document.text[token.start - 1 : token.start] == "-":
            continue
        status = _status(document, token, "giving")
        yield Doing("giving", token, status, subject(document, token), receiver, 0.6), table[token.lemma]
