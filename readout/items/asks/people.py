"""Whom descriptions and pronouns of the asking stand for, where the words for names leave them open."""

from __future__ import annotations

from readout.actors.model import Actor
from readout.actors.words import fold
from readout.items.asks.words import words
from readout.language.document import Document, Reference, Token
from readout.language.names.words import words as name_words
from readout.language.people import actors_of, headed
from readout.language.tree import child, children, subtree

_LEAD = 1  # the last sentence of headline and lead, where people are described before they are named
_NAMED_WITHIN = 3  # sentences after it that name them
_BACK = 3  # sentences in which whoever is described once more was last named
_ISSUING = frozenset(("adopt", "pass", "issue", "approve", "publish", "release", "send", "write", "sign", "present"))
_NEWS = ("news agency", "newspaper", "daily", "news service", "television", "broadcaster", "magazine", "radio")


def meant(document: Document, token: Token) -> Actor | None:
    """The actor that a description headed by this token stands for, as the report names it next to it, after it or
    before it; None where it does not."""
    return _named_next(document, token) or _introduced(document, token) or _named_before(document, token)


def described_as(document: Document, pronoun: Token, actor: Actor) -> Token:
    """The head of the description that a pronoun takes up, where it stands for somebody unnamed; else the pronoun."""
    before = [r for r in document.references if r.actor == actor and r.head < pronoun.index and r.form != "pronoun"]
    return document.tokens[before[-1].head] if before else pronoun


def is_media(actor: Actor) -> bool:
    """Whether an actor is a paper or an agency, which tells what others ask."""
    name = fold(actor.name)
    return name in name_words().media or name.removeprefix("the ") in name_words().media or name.endswith(_NEWS)


def acting_before(document: Document, pronoun: Token) -> Actor | None:
    """Whom an unresolved pronoun continues: who acts or speaks in the sentence before."""
    if pronoun.sentence == 0:
        return None
    before = document.sentences[pronoun.sentence - 1]
    if before.block < document.sentences[pronoun.sentence].block - 1:
        return None
    person = pronoun.lemma in ("he", "she")
    for relations in (("nsubj",), ("obl:agent", "nsubj:pass")):
        for index in range(before.first, before.last):
            token = document.tokens[index]
            if token.deprel not in relations:
                continue
            if token.lemma in words().documents and pronoun.lemma == "it":
                return issued_by(document, token)
            for reference in [*headed(document, index), *_beside(document, token)]:
                if (reference.actor.kind == "person") == person or pronoun.lemma == "they":
                    return reference.actor
    return None


def _beside(document: Document, token: Token) -> list[Reference]:
    """References to who a description is at once named as: "by Norland's envoy, Anders Lind"."""
    return [r for part in children(document, token, "appos", "flat", "nmod:desc") for r in headed(document, part.index)]


def issued_by(document: Document, paper: Token) -> Actor | None:
    """Who adopted or issued a paper, by the nearest mention of it before that says so."""
    for index in range(paper.index - 1, -1, -1):
        token = document.tokens[index]
        verb = document.tokens[token.head]
        if token.lemma != paper.lemma or token.deprel != "obj" or verb.lemma not in _ISSUING:
            continue
        doer = child(document, verb, "nsubj")
        found = [a for a in actors_of(document, doer) if not is_media(a)] if doer is not None else []
        if found:
            return found[0]
    return None


def _named_next(document: Document, token: Token) -> Actor | None:
    """Whose name follows an office or a description at once: "government spokesman Anders Lind"."""
    for reference in headed(document, token.index):
        for index in range(reference.last, min(reference.last + 2, len(document.tokens))):
            for other in headed(document, index):
                if other.first == reference.last and other.actor.kind in ("person", "body", "armed_group"):
                    return other.actor
    beside = [*_beside(document, token), *(r for p in children(document, token, "nmod") for r in _beside(document, p))]
    if (person := next((r.actor for r in beside if r.actor.kind == "person"), None)) is not None:
        return person
    last = max((t.index for t in subtree(document, token)), default=token.index)
    behind = headed(document, last + 1) if last + 1 < document.sentences[token.sentence].last else []
    apart = any(document.tokens[last + 1].head == t.index for t in children(document, token)) if behind else True
    return next(
        (r.actor for r in behind if r.actor.kind == "person" and not apart), None
    )  # "envoy in Norland Anders Lind"


def _introduced(document: Document, token: Token) -> Actor | None:
    """The person whom a lead describes and the next sentence names: "a senior diplomat warned ...", then
    "..., Anders Lind told reporters". None where the name stood before, or its side is another."""
    if token.sentence > _LEAD or not _one_person(document, token):
        return None
    side = _side(document, token)
    before = {r.actor for r in document.references if r.first < token.index and r.actor.kind == "person"}
    for sentence in document.sentences[token.sentence + 1 : token.sentence + 1 + _NAMED_WITHIN]:
        for index in range(sentence.first, sentence.last):
            found = next((r.actor for r in headed(document, index) if r.actor.kind == "person"), None)
            if found is None or not document.tokens[index].deprel.startswith("nsubj"):
                continue
            other = found.side is not None and side is not None and found.side != side
            return None if other or found in before else found
    return None


def _named_before(document: Document, token: Token) -> Actor | None:
    """The person of whom a report goes on to speak as "the former minister": the only one who acts in the sentences
    before, unless someone was spoken of in such words without a name."""
    if not any(c.lemma == "the" for c in children(document, token, "det")) or not _one_person(document, token):
        return None
    side = _side(document, token)
    people: dict[Actor, None] = {}
    for sentence in document.sentences[max(token.sentence - _BACK, 0) : token.sentence]:
        for index in range(sentence.first, sentence.last):
            here = document.tokens[index]
            indefinite = any(c.lemma in ("a", "an") for c in children(document, here, "det"))
            if here.lemma == token.lemma and indefinite and not _beside(document, here):
                return None
            if not here.deprel.startswith("nsubj"):
                continue
            for reference in headed(document, index):
                if reference.actor.kind == "person":
                    people[reference.actor] = None
    fitting = [p for p in people if side is None or p.side is None or p.side == side]
    return fitting[0] if len(people) == 1 and fitting else None


def _one_person(document: Document, token: Token) -> bool:
    """Whether a noun describes one person and names none."""
    if token.lemma not in words().people or token.lemma in words().groups or token.xpos in ("NNS", "NNPS"):
        return False
    here = headed(document, token.index)
    unnamed = not here or any(r.actor.kind in ("unnamed", "office") for r in here)
    return unnamed and not any(c.lemma in ("no", "any", "every") for c in children(document, token, "det"))


def _side(document: Document, token: Token) -> str | None:
    """The side that a description tells."""
    here = next((r.actor.side for r in headed(document, token.index) if r.actor.side), None)
    parts = children(document, token, "amod", "nmod", "nmod:poss")
    return here or next((a.side for p in parts for a in actors_of(document, p) if a.side), None)
