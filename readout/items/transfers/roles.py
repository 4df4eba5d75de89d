"""Who gives and who gets: the ends of a transfer, from the words around the goods and what is done with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from readout.items.clauses import shared_subject, subject
from readout.items.transfers.cargo import Cargo
from readout.items.transfers.telling import party
from readout.items.transfers.words import doings, goods, words
from readout.language.document import Document, Token
from readout.language.people import at
from readout.language.tree import child, children, head

Ends = tuple[Token | None, Token | None]


def ends(document: Document, cargo: Cargo, verb: Token, kind: str) -> Ends:
    """Giver and receiver of what a verb of this kind (`transfer_doings.KINDS`) does with a cargo."""
    actor, to = promiser(document, verb) or subject(document, verb), receiver(document, cargo, verb)
    source, owner = _from(document, cargo, verb), owner_of(document, cargo)
    if kind in ("giving", "promising"):
        given = _given(document, cargo, verb)
        if given is not None:
            return agent_or(document, verb, source or owner), given
        if (
            to is None
            and owner is not None
            and owner.upos == "PROPN"
            and owner.deprel == "compound"
            and actor is not None
        ):
            return actor, owner
        by = with_case(document, verb, ("by",)) if verb.xpos == "VBN" and verb.deprel == "acl" else None
        return _partylike(document, by, actor, source, owner), to
    if kind == "blocking":
        if verb.lemma in words().keeping_from:
            return actor or owner, to or source
        return source or owner or actor, to
    if kind == "receiving":
        return source or owner or _partner(document, verb), _kept_from(document, verb) or actor
    if kind == "requesting":
        asked = child(document, verb, "iobj", *(("obj",) if cargo.top.deprel != "obj" else ()))
        asked = None if asked is not None and _thing(asked) else asked
        return source or asked or owner or agency(document, actor, to), to or actor
    return source or owner, to or child(document, verb, "obj") or with_case(document, verb, ("in", "at"))


def agency(document: Document, asking: Token | None, receiver: Token | None) -> Token | None:
    """The relief agency that appeals for others: what it gets it hands on to them."""
    asker, for_whom = party(document, asking), party(document, receiver)
    if asker is None or for_whom is None or asker.kind != "body" or asker == for_whom:
        return None
    return asking


def _partylike(document: Document, *tokens: Token | None) -> Token | None:
    """The first that means somebody, else the first: "a programme sent arms from Norland"."""
    given = [t for t in tokens if t is not None]
    return next((t for t in given if party(document, t) is not None), given[0] if given else None)


def agent_or(document: Document, verb: Token, other: Token | None) -> Token | None:
    """The agent of a passive, else the other."""
    return with_case(document, verb, ("by",)) or other


def _given(document: Document, cargo: Cargo, verb: Token) -> Token | None:
    """Who is given something: the subject of "X will be given arms"."""
    if cargo.top.deprel != "obj" or child(document, verb, "aux:pass") is None:
        return None
    own = child(document, verb, "nsubj:pass")
    if own is not None:
        return own
    return shared_subject(document, document.tokens[verb.head], 0) if verb.deprel == "conj" else None


def promiser(document: Document, verb: Token) -> Token | None:
    """Whose promise an infinitive is: "promises from X to provide", "X's offer to send"."""
    above = head(document, verb)
    if above is None or verb.deprel.partition(":")[0] not in ("acl", "advcl"):
        return None
    if not any(c.lemma == "to" for c in children(document, verb, "mark")):
        return None
    noun = above if above.upos == "NOUN" else child(document, above, "obj")
    if noun is None or doings().get(noun.lemma) != "approved":
        return None
    for governor in (noun, above):
        if (found := with_case(document, governor, ("from", "by"))) is not None:
            return found
    return child(document, noun, "nmod:poss")


def receiver(document: Document, cargo: Cargo, verb: Token) -> Token | None:
    """To whom: "gave X arms", "to X", "supplied X with arms", "aid for X", "to help X"."""
    asked = verb.lemma in words().asking_for
    indirect = child(document, verb, "iobj")
    if not asked and indirect is not None and indirect is not cargo.top:
        return indirect
    other = child(document, verb, "obj")
    if not asked and other is not None and cargo.top.deprel.startswith("obl") and not _thing(other):
        return other
    nouns = (cargo.top, *cargo.heads)
    for governor in (verb, *nouns):
        if (found := with_case(document, governor, words().receivers)) is not None:
            return found
    if (found := helped(document, (*nouns, verb))) is not None:
        return found
    where = next((c for c in children(document, verb, "advmod") if c.lemma == "where"), None)
    if verb.deprel == "acl:relcl" and where is not None:
        before = document.tokens[where.index - 1]
        return before if before.upos == "PROPN" and before.deprel != "flat" else document.tokens[verb.head]
    for clause in children(document, verb, "advcl", "xcomp"):  # "to vetted groups", taken for an infinitive
        if clause.xpos == "VBN" and any(c.lemma == "to" for c in children(document, clause, "mark")):
            return child(document, clause, "obj")
    if verb.lemma == "invest":
        return with_case(document, verb, ("in",))
    return _further_on(document, cargo) or _backed(document, verb) or _partner(document, verb)


def _partner(document: Document, verb: Token) -> Token | None:
    """With whom a deal to give or get something is made: "signed a deal with X to buy"."""
    above = head(document, verb)
    if above is None or not any(c.lemma == "to" for c in children(document, verb, "mark")):
        return None
    for paper in (above, *children(document, above, "obj")):
        if paper.lemma in words().papers and (found := with_case(document, paper, ("with",))) is not None:
            return found
    return None


def _kept_from(document: Document, verb: Token) -> Token | None:
    """Who is kept from getting something: "prevents it from receiving aid"."""
    above = head(document, verb)
    if above is None or not any(c.lemma == "from" for c in children(document, verb, "mark", "case")):
        return None
    return child(document, above, "obj")


def _backed(document: Document, verb: Token) -> Token | None:
    """Whom one backs or trains by giving: "backed the rebels, providing arms"."""
    above = head(document, verb)
    if above is None or verb.deprel != "advcl" or verb.xpos != "VBG" or above.lemma not in words().backing:
        return None
    return child(document, above, "obj")


def _further_on(document: Document, cargo: Cargo) -> Token | None:
    """A party named with "to" or "for" behind the goods, wherever the tree hangs it."""
    last = cargo.heads[-1].index
    for token in document.tokens[last + 1 : last + 16]:
        acting = token.upos in ("VERB", "AUX") and token.deprel != "amod"
        if token.sentence != cargo.top.sentence or acting:
            return None
        cases = {c.lemma for c in children(document, token, "case")}
        if token.upos == "PROPN" and cases & {"to", "for"}:
            return token
        if token.upos == "NOUN" and "to" in cases and token.lemma in words().parties and not _thing(token):
            return token
    return None


def helped(document: Document, nouns: Iterable[Token]) -> Token | None:
    """Whom the goods are to help: "15 million dollars to help X avoid famine"."""
    for noun in nouns:
        for clause in children(document, noun, "acl", "advcl"):
            if clause.lemma not in words().helping:
                continue
            further = child(document, clause, "xcomp", "ccomp")
            found = child(document, clause, "obj")
            if clause.lemma in words().easing:
                found = child(document, found, "nmod:poss") if found is not None else None
            if found is None and further is not None:
                found = child(document, further, "nsubj") or child(document, further, "obj")
            return found
    return None


def owner_of(document: Document, cargo: Cargo) -> Token | None:
    """Whose the goods are: "US food aid", "Iran's missiles", "Iranian arms"."""
    for noun in dict.fromkeys((cargo.top, *cargo.heads)):
        if noun.lemma.lower() in words().currencies:
            continue  # "U.S. dollars" are no one's
        for part in children(document, noun, "nmod:poss", "amod", "compound"):
            if part.deprel == "nmod:poss" or (part.text[:1].isupper() and _of_a_state(document, part)):
                return part
    return None


def _of_a_state(document: Document, part: Token) -> bool:
    """Whether a name before goods tells whose they are ("US aid"), not which they are ("Harpoon missiles")."""
    actors = [r.actor for r in at(document, part.index)]
    return any(a.kind in ("government", "armed_group") or (a.kind == "body" and (a.side or a.key)) for a in actors)


def with_case(document: Document, governor: Token, cases: Collection[str]) -> Token | None:
    """The first party attached with one of these prepositions; goods, sums and their holders are none."""
    for part in children(document, governor, "obl", "nmod"):
        case = next((c.lemma for c in children(document, part, "case")), "")
        if case in cases and part.upos in ("NOUN", "PROPN", "PRON") and not _thing(part):
            return part
    return None


def _thing(token: Token) -> bool:
    lemma = token.lemma.lower()
    if token.text[-1:] in "$£€¥" or token.upos == "NUM":
        return True
    return lemma in goods() or lemma in words().containers or lemma in words().currencies or lemma in doings()


def _from(document: Document, cargo: Cargo, verb: Token) -> Token | None:
    governors = (verb, cargo.top, *cargo.heads)
    return next((f for g in governors if (f := with_case(document, g, ("from",))) is not None), None)
