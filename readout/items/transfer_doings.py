"""What is done with goods: given, promised, received, asked for or blocked; by whom, to whom, and how it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from readout.items.clauses import mood, shared_subject, subject
from readout.items.transfer_cargo import Cargo
from readout.items.transfer_words import doings, words
from readout.language.document import Document, Token
from readout.language.tree import child, children, head

_PASSIVE = frozenset(("receiving", "arriving"))
_REFUSING = frozenset(("refuse", "decline", "reject", "deny"))


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with a cargo. `kind` is giving, promising, receiving, requesting, blocking, arriving or named."""

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
            return None if found.kind in _PASSIVE and mood(document, found.trigger).conditional else found
    return None


def _described(document: Document, cargo: Cargo) -> Doing | None:
    """By a clause that describes the goods: "aid pledged in February", "weapons which were sent"."""
    for noun in dict.fromkeys((cargo.top, *cargo.heads)):
        for clause in children(document, noun, "acl"):
            passive = clause.xpos in ("VBN", "VBD") and child(document, clause, "nsubj", "obj") is None
            relative = clause.deprel == "acl:relcl" and (
                child(document, clause, "nsubj:pass") is not None or child(document, clause, "nsubj") is not None
            )
            if (passive or relative) and (kind := _kind(document, clause)):
                return _by_verb(document, cargo, clause, kind)
    return None


def _governed(document: Document, cargo: Cargo) -> Doing | None:
    verb = head(document, cargo.top)
    if verb is None or verb.upos not in ("VERB", "AUX"):
        return None
    relation = cargo.top.deprel
    case = next((c.lemma for c in children(document, cargo.top, "case")), "")
    kind = _kind(document, verb)
    if relation.startswith("nsubj") and relation != "nsubj:pass":
        if verb.lemma in words().arriving:
            return _by_verb(document, cargo, verb, "arriving")
        return None
    if kind and (
        relation in ("obj", "nsubj:pass", "iobj") or (relation == "obl" and case == "with" and kind == "giving")
    ):
        return _by_verb(document, cargo, verb, kind)
    if relation.startswith("obl") and case == "for" and verb.lemma in words().asking_for:
        return _by_verb(document, cargo, verb, "requesting")
    return None


def _kind(document: Document, verb: Token) -> str | None:
    """The sort of doing a verb is."""
    lexicon = words()
    particle = child(document, verb, "compound:prt", "advmod", "compound")
    full = f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma
    for lemma in (full, verb.lemma):
        for kind, verbs in (
            ("giving", lexicon.giving),
            ("promising", lexicon.promising),
            ("receiving", lexicon.receiving),
            ("requesting", lexicon.requesting),
            ("blocking", lexicon.blocking),
        ):
            if lemma in verbs:
                return kind
    return None


def _by_verb(document: Document, cargo: Cargo, verb: Token, kind: str) -> Doing:
    sender: Token | None
    receiver: Token | None
    actor = subject(document, verb)
    to = _receiver(document, verb, cargo)
    source = _from(document, verb, cargo)
    through = any(c.lemma == "through" for c in children(document, verb, "advmod", "compound:prt"))
    if kind == "receiving" and verb.lemma == "get" and (through or (to is not None and actor is not None)):
        kind = "giving"
    given = child(document, verb, "nsubj:pass") if cargo.top.deprel == "obj" else None
    if (
        given is None
        and kind == "giving"
        and cargo.top.deprel == "obj"
        and child(document, verb, "aux:pass") is not None
    ):
        given, actor = (
            shared_subject(document, verb, 0)
            if verb.deprel != "conj"
            else shared_subject(document, document.tokens[verb.head], 0),
            None,
        )
    if kind in ("giving", "promising") and given is not None:
        sender, receiver = actor or source, given
    elif kind in ("giving", "promising", "blocking"):
        sender, receiver = actor, to
        if kind == "blocking" and (other := source or _owner(document, cargo)) is not None:
            sender = other
    elif kind == "receiving":
        sender, receiver = source or _owner(document, cargo), actor
    elif kind == "requesting":
        asked = child(document, verb, "obj") if cargo.top.deprel != "obj" else None
        sender, receiver = source or asked or _owner(document, cargo), to or actor
    else:
        sender, receiver = (
            source or _owner(document, cargo),
            to or child(document, verb, "obj") or _place(document, verb),
        )
    if sender is None and kind != "requesting":
        sender = source or _owner(document, cargo)
    status = _status(document, verb, kind)
    return Doing(kind, verb, status, sender, receiver, 0.8)


def _status(document: Document, verb: Token, kind: str) -> str:
    lexicon, m = words(), mood(document, verb)
    over = {lemma.split()[0] for lemma in m.over}
    if kind == "requesting":
        return "requested"
    if m.negated or over & _REFUSING:
        return "refused"
    if kind == "blocking":
        if m.future or m.doubtful or over & lexicon.considering:
            return "pending"
        return "refused" if verb.lemma in lexicon.refusing else "paused"
    if over & (lexicon.blocking - {"want", "stop"}):
        return "paused"
    if over & {"ask", "request", "seek", "urge", "call", "appeal", "want", "demand"} and kind == "giving":
        return "requested"
    if m.doubtful or m.conditional or over & (lexicon.considering | {"seek", "want"}):
        return "pending"
    if kind == "promising":
        return "approved"
    to_be = verb.deprel == "acl" and any(c.lemma == "to" for c in children(document, verb, "mark"))
    if m.future or to_be or over & lexicon.promising:
        return "pending" if kind == "arriving" else "approved"
    return "delivered"


def _receiver(document: Document, verb: Token, cargo: Cargo) -> Token | None:
    """To whom: "gave X arms", "to X", "supplied X with arms", "aid for X", "to help X"."""
    indirect = child(document, verb, "iobj")
    if indirect is not None and indirect is not cargo.top:
        return indirect
    if cargo.top.deprel.startswith("obl") and (other := child(document, verb, "obj")) is not None:
        return other
    for governor in (verb, cargo.top, *cargo.heads):
        if (found := _with_case(document, governor, words().receivers)) is not None:
            return found
    for noun in (cargo.top, *cargo.heads, verb):
        for clause in children(document, noun, "acl", "advcl"):
            if clause.lemma in words().helping:
                helped = child(document, clause, "obj")
                further = child(document, clause, "xcomp", "ccomp")
                if helped is None and further is not None:
                    helped = child(document, further, "nsubj") or child(document, further, "obj")
                return helped
    if verb.deprel == "acl:relcl" and any(c.lemma == "where" for c in children(document, verb, "advmod")):
        return document.tokens[verb.head]
    if verb.lemma == "invest":
        return _with_case(document, verb, ("in",))
    return None


def _with_case(document: Document, governor: Token, cases: Collection[str]) -> Token | None:
    for part in children(document, governor, "obl", "nmod"):
        case = next((c.lemma for c in children(document, part, "case")), "")
        if case in cases and part.upos in ("NOUN", "PROPN", "PRON"):
            return part
    return None


def _from(document: Document, verb: Token, cargo: Cargo) -> Token | None:
    for governor in (verb, cargo.top, *cargo.heads):
        for part in children(document, governor, "obl", "nmod"):
            case = next((c.lemma for c in children(document, part, "case")), "")
            if case == "from" and part.upos in ("NOUN", "PROPN", "PRON"):
                return part
    return None


def _place(document: Document, verb: Token) -> Token | None:
    return _with_case(document, verb, ("in", "at", "into", "to"))


def _owner(document: Document, cargo: Cargo) -> Token | None:
    """Whose the goods are: "US food aid", "Iran's missiles", "Iranian arms"."""
    for noun in dict.fromkeys((cargo.top, *cargo.heads)):
        for part in children(document, noun, "nmod:poss", "amod", "compound"):
            if part.text[:1].isupper() and part.upos in ("PROPN", "ADJ"):
                return part
            if part.deprel == "nmod:poss":
                return part
    return None


def _nominal(document: Document, cargo: Cargo) -> Doing | None:
    """By a noun for the doing: "the delivery of arms to X", "an aid freeze", "an appeal for food"."""
    noun: Token | None = cargo.top if cargo.top.lemma in doings() else head(document, cargo.top)
    if noun is None or noun.lemma not in doings():
        return None
    if noun is not cargo.top:
        case = next((c.lemma for c in children(document, cargo.top, "case")), "")
        if not cargo.top.deprel.startswith("nmod") or case not in ("of", "for", "on", "in"):
            return None
    status = doings()[noun.lemma]
    receiver = next(
        (
            r
            for n in (noun, cargo.top, *cargo.heads)
            if (r := _with_case(document, n, (*words().receivers, "on"))) and r is not cargo.top
        ),
        None,
    )
    sender = next((s for n in (noun, cargo.top, *cargo.heads) if (s := _with_case(document, n, ("from", "by")))), None)
    sender = sender or _owner(document, Cargo(noun, (cargo.top, *cargo.heads), (), None))
    verb = head(document, noun)
    if verb is not None and verb.upos == "VERB" and verb.lemma in words().suffering:
        receiver = receiver or subject(document, verb)
    elif verb is not None and verb.upos == "VERB" and noun.deprel in ("obj", "nsubj:pass"):
        kind = _kind(document, verb)
        if kind in ("blocking", "requesting", "receiving", "promising"):
            return _by_verb(document, Cargo(noun, (cargo.top, *cargo.heads), cargo.items, cargo.value), verb, kind)
        sender = sender or subject(document, verb)
        receiver = receiver or _with_case(document, verb, ("on", *words().receivers))
    if status == "requested":
        receiver, sender = receiver or sender, None
        return Doing(
            "requesting", noun, status, sender, receiver or _helped(document, (noun, cargo.top, *cargo.heads)), 0.6
        )
    return Doing("named", noun, status, sender, receiver, 0.6)


def _helped(document: Document, nouns: Iterable[Token]) -> Token | None:
    clauses = (c for n in nouns for c in children(document, n, "acl", "advcl") if c.lemma in words().helping)
    return next((h for c in clauses if (h := child(document, c, "obj")) is not None), None)


def _named(document: Document, cargo: Cargo) -> Doing | None:
    """Goods named with both their giver and their receiver: "US aid to Israel"."""
    receiver = next((r for n in (cargo.top, *cargo.heads) if (r := _with_case(document, n, ("to",)))), None)
    sender = _owner(document, cargo) or next(
        (s for n in (cargo.top, *cargo.heads) if (s := _with_case(document, n, ("from",)))), None
    )
    if receiver is None or sender is None:
        return None
    return Doing("named", cargo.top, "pending", sender, receiver, 0.5)


def arming(document: Document) -> Iterator[tuple[Doing, str]]:
    """Doings whose verb says what is sent: "armed the rebels". Each with the goods."""
    table = words().arming
    for token in document.tokens:
        if token.upos == "VERB" and token.lemma in table and child(document, token, "aux:pass", "compound") is None:
            if document.text[token.start - 1 : token.start] == "-":
                continue
            if token.xpos == "VBN" and child(document, token, "aux") is None:
                continue
            receiver = child(document, token, "obj")
            if receiver is not None:
                status = _status(document, token, "giving")
                yield Doing("giving", token, status, subject(document, token), receiver, 0.6), table[token.lemma]
