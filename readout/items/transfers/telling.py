"""Transfers of one report told together: whom their ends mean, which tell the same, what one leaves to another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from readout.actors.model import Actor
from readout.items.clauses import obliques
from readout.items.figures.words import words as figure_words
from readout.items.places import place_at
from readout.items.transfers.words import words
from readout.language.document import Document, Sentence, Token
from readout.language.people import actors_of, side_of
from readout.language.tree import ancestors, child, children, subtree

_OFFICIAL = ("government", "body", "armed_group")
_BESIDE = frozenset(("through", "via", "by", "than", "as", "like", "with", "from"))
_BY_WAY_OF = ("under", "through", "via", "by", "with", "as")


def party(document: Document, token: Token | None) -> Actor | None:
    """Whom a phrase means as a party: a person in office is the government they act for; others keep the words for
    them; None where it names neither people nor an organisation nor a place."""
    if token is None:
        return None
    named = [a for a in actors_of(document, token) if a.kind != "person" or a.side or token.deprel != "compound"]
    if named:
        actor = named[0]
        in_office = actor.kind == "person" and actor.role and actor.side
        return Actor(actor.side or "", "government", actor.side) if in_office else actor
    lemma = token.lemma.lower()
    if token.deprel in ("amod", "compound") or token.upos not in ("NOUN", "PROPN"):
        return None
    if token.upos == "PROPN" and (land := place_at(document, token)) is not None:
        return land
    if lemma in words().serving or lemma in words().public:
        where = [t for t, _ in obliques(document, token, ("in", "of", "across"))]
        where += children(document, token, "nmod:poss")
        land = next((a for w in where for a in actors_of(document, w) if a.kind == "government"), None)
        if land is not None or lemma in words().serving:
            return land
    if token.upos == "PROPN" or lemma in words().parties or lemma in figure_words().people:
        return Actor(_phrase(document, token), "unnamed")
    return None


def _phrase(document: Document, token: Token) -> str:
    parts = [t for t in children(document, token, "amod", "compound", "flat") if t.upos != "NUM"]
    below = [t for p in parts for t in subtree(document, p)]
    first = min((t.start for t in below), default=token.start)
    last = max((t.end for t in below), default=token.end)
    return " ".join(document.text[min(first, token.start) : max(last, token.end)].split())


def only_other(document: Document, trigger: Token, sender: Actor, giver: Token | None = None) -> Actor | None:
    """The one other state, group or body that a sentence names besides the giver (and outside the words for it), None
    where it names more or none."""
    own = {t.index for t in subtree(document, giver)} if giver is not None else set()
    return only_other_in(document, document.sentences[trigger.sentence], sender, own)


def only_other_in(document: Document, sentence: Sentence, sender: Actor, own: Collection[int] = ()) -> Actor | None:
    """The one other state, group or body that this sentence names but for its `own` tokens, as `only_other`."""
    found: dict[str, Actor] = {}
    for reference in document.references:
        if not sentence.first <= reference.head < sentence.last or reference.head in own:
            continue
        side = side_of(reference.actor)
        token = document.tokens[reference.head]
        token = document.tokens[token.head] if token.deprel == "appos" else token
        actor = reference.actor
        known = actor.kind in ("government", "armed_group", "person") or actor.key is not None
        if not known or any(c.lemma in _BESIDE for c in children(document, token, "case")):
            continue
        if side is not None and side != side_of(sender):
            found.setdefault(
                side, Actor(side, "government", side) if reference.actor.kind == "person" else reference.actor
            )
    return next(iter(found.values())) if len(found) == 1 else None


def official(actor: Actor | None) -> bool:
    """Whether a party is one whose dealings are recorded: a state, a body, a group, or someone who acts for one."""
    return actor is not None and (actor.kind in _OFFICIAL or actor.side is not None)


def public(actor: Actor | None) -> bool:
    """Whether a party is a state, an armed group or a body that the registry knows, rather than just any company."""
    return actor is not None and (actor.kind in ("government", "armed_group") or actor.key is not None)


def collective(document: Document, actor: Actor | None, token: Token | None) -> bool:
    """Whether a party without a known side is an organisation or a place, by its noun or its name."""
    if actor is None or token is None:
        return False
    if token.lemma.lower() in words().parties:
        return True
    labels = {n.label for n in document.names if n.first <= token.index < n.last}
    return bool(labels & {"organization", "place"})


def one_side(left: Actor | None, right: Actor | None) -> bool:
    """Whether two parties are of one side, so that nothing goes from one to the other."""
    if left is None or right is None:
        return False
    return left == right or (side_of(left) is not None and side_of(left) == side_of(right))


_INVOKING = frozenset(("use", "invoke", "cite", "issue", "sign"))  # "using an emergency declaration to sell"


def route(document: Document, nouns: Iterable[Token]) -> str | None:
    """The legal or official route, as named: "under an emergency declaration"."""
    for part in _ways(document, nouns):
        start = min(
            t.start for t in subtree(document, part) if t.deprel not in ("case", "det") and t.index <= part.index
        )
        return " ".join(document.text[start : part.end].split())
    return None


def _ways(document: Document, nouns: Iterable[Token]) -> Iterator[Token]:
    for noun in nouns:
        for part, preposition in obliques(document, noun):
            if preposition.split()[0] in _BY_WAY_OF and part.lemma.lower() in words().routes:
                yield part
        for clause in (c for over in (noun, *ancestors(document, noun)) for c in children(document, over, "advcl")):
            means = child(document, clause, "obj") if clause.lemma in _INVOKING else None
            if means is not None and means.lemma.lower() in words().routes:
                yield means
        for above in ancestors(document, noun):
            means = child(document, above, "obj") if above.lemma in _INVOKING else None
            if means is not None and means.lemma.lower() in words().routes:
                yield means
