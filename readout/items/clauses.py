"""Who does what in a clause, and how it is meant: subjects, objects, obliques, negation, plans and conditions.

Works on Universal Dependencies trees; the item finders ask it instead of walking trees themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists
from readout.items.model import Passage
from readout.language.document import Document, Token
from readout.language.tree import ancestors, child, children, head

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_WHILE = frozenset(("after", "before", "while", "when", "since"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_CLAUSAL = frozenset(("xcomp", "ccomp", "advcl", "acl", "conj", "csubj", "parataxis"))


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    planning: frozenset[str]
    proposing: frozenset[str]
    cancelling: frozenset[str]
    postponing: frozenset[str]
    declining: frozenset[str]
    failing: frozenset[str]
    object_control: frozenset[str]
    taking_place: frozenset[str]
    negations: frozenset[str]
    nobody: frozenset[str]
    futures: frozenset[str]
    doubts: frozenset[str]
    conditions: frozenset[str]


@cache
def words() -> _Words:
    """The lists of `clauses.yaml`. Raises pydantic.ValidationError where the file breaks its form."""
    return _Words(**wordlists.parse(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Mood:
    """How the event headed by a word is meant. `over` are the lemmas that govern it, nearest first."""

    negated: bool
    future: bool
    doubtful: bool
    conditional: bool
    over: tuple[str, ...]


def subject(document: Document, verb: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its own subject, the one it shares, or the noun it describes.

    The agent of a passive ("by X"); never the passive's subject.
    """
    if depth > 6:
        return None
    own = child(document, verb, "nsubj")
    passive = own is not None and own.deprel == "nsubj:pass"
    if passive or child(document, verb, "aux:pass") is not None:
        return agent(document, verb)
    if own is not None:
        return antecedent(document, own, verb)
    governor = head(document, verb)
    if governor is None:
        return None
    relation = verb.deprel.partition(":")[0]
    if relation == "xcomp":
        if governor.lemma in words().object_control:
            controlled = child(document, governor, "obj", "iobj") or child(document, governor, "nsubj:pass")
            if controlled is not None:
                return antecedent(document, controlled, governor)
        return shared_subject(document, governor, depth + 1)
    above = head(document, governor)
    if (
        relation == "advcl"
        and governor.deprel == "ccomp"
        and above is not None
        and verb.index < above.index < governor.index
    ):
        return subject(document, above, depth + 1)  # "when meeting X, Y said that ..."
    if relation == "advcl" and governor.lemma in words().object_control and _to(document, verb):
        controlled = child(document, governor, "obj")
        if controlled is not None and controlled.index < verb.index:
            return antecedent(document, controlled, governor)
    if relation in ("conj", "advcl", "parataxis"):
        return shared_subject(document, governor, depth + 1)
    if relation == "acl" and any(c.lemma in _WHILE for c in children(document, verb, "mark")):
        over = next((t for t in ancestors(document, governor) if t.upos == "VERB"), None)
        return shared_subject(document, over, depth + 1) if over is not None else None  # "an interview after meeting X"
    if relation == "acl" and governor.upos in _NOMINAL:
        return subject_of_noun(document, governor) if _to(document, verb) else governor
    return None


def _to(document: Document, verb: Token) -> bool:
    return any(c.lemma == "to" for c in children(document, verb, "mark"))


def shared_subject(document: Document, governor: Token, depth: int) -> Token | None:
    """The subject a dependent clause shares with its governor, be it active or passive."""
    own = child(document, governor, "nsubj:pass") or child(document, governor, "nsubj")
    if own is not None:
        return antecedent(document, own, governor)
    above = head(document, governor)
    if governor.deprel == "conj" and above is not None and depth <= 6:
        return shared_subject(document, above, depth + 1)
    return subject(document, governor, depth)


def subject_of_noun(document: Document, noun: Token) -> Token | None:
    """Whose plan or decision a noun is: its possessor, or the subject of the verb it is an object of."""
    owner = child(document, noun, "nmod:poss")
    if owner is not None:
        return owner
    own = child(document, noun, "nsubj")
    if own is not None:  # "X is the first to visit"
        return antecedent(document, own, noun)
    verb = head(document, noun)
    if verb is not None and verb.upos in _NOMINAL and noun.deprel.partition(":")[0] == "nmod":
        own = child(document, verb, "nsubj")
        return antecedent(document, own, verb) if own is not None else None
    return subject(document, verb, 1) if verb is not None and verb.upos == "VERB" else None


def agent(document: Document, verb: Token) -> Token | None:
    """The agent of a passive: the oblique with "by"."""
    found = child(document, verb, "obl:agent")
    if found is not None:
        return found
    return next((t for t, _ in obliques(document, verb, ("by",))), None)


def patient(document: Document, verb: Token) -> Token | None:
    """Whom or what the verb acts on: its object, or the subject of a passive."""
    found = child(document, verb, "obj") or child(document, verb, "nsubj:pass")
    if found is not None:
        return antecedent(document, found, verb)
    if child(document, verb, "aux:pass") is None and verb.deprel == "acl" and verb.xpos == "VBN":
        return head(document, verb)
    return None


def antecedent(document: Document, token: Token, verb: Token) -> Token:
    """The noun a relative pronoun stands for; the token itself otherwise."""
    if token.lemma in _RELATIVE and token.upos in ("PRON", "DET", "SCONJ"):
        clause: Token | None = verb
        while clause is not None and clause.deprel == "conj":
            clause = head(document, clause)
        if clause is not None and clause.deprel.startswith("acl"):
            return document.tokens[clause.head]
    return token


def obliques(document: Document, governor: Token, prepositions: Collection[str] = ()) -> Iterator[tuple[Token, str]]:
    """Nominals attached with a preposition (one of these, where given): each with its preposition, lower case."""
    for dependent in children(document, governor, "obl", "nmod"):
        cases = [c for c in children(document, dependent, "case")]
        preposition = " ".join(c.lemma for c in cases if c.upos in ("ADP", "SCONJ", "ADV", "ADJ", "NOUN", "VERB"))
        if preposition and (not prepositions or preposition in prepositions or preposition.split()[0] in prepositions):
            yield dependent, preposition


def mood(document: Document, event: Token) -> Mood:
    """How the event that a verb or a noun heads is meant."""
    lists = words()
    negated = denied(document, event)
    future = doubtful = conditional = False
    over: list[str] = []
    step: Token | None = event
    below = event
    for _ in range(5):
        if step is None:
            break
        for auxiliary in children(document, step, "aux", "mark", "advmod"):
            future |= auxiliary.lemma in lists.futures and auxiliary.upos == "AUX"
            doubtful |= auxiliary.lemma in lists.doubts and auxiliary.upos == "AUX"
            conditional |= auxiliary.lemma in lists.conditions
        if step is not event:
            over.append(_lemma_with_particle(document, step))
            negated |= denied(document, step) and below.deprel in ("xcomp", "obj", "nsubj:pass", "advcl", "acl")
        if not _goes_on(document, step):
            break
        below, step = step, head(document, step)
    return Mood(negated, future, doubtful, conditional, tuple(over))


def _goes_on(document: Document, step: Token) -> bool:
    """Whether what governs this word also says how it is meant."""
    governor = head(document, step)
    if governor is None:
        return False
    relation = step.deprel.partition(":")[0]
    if relation in ("xcomp", "csubj", "acl") or (
        relation == "ccomp" and governor.lemma not in ("say", "tell", "report")
    ):
        return not step.deprel.startswith("acl:relcl")
    if step.upos in _NOMINAL:
        return relation in ("obj", "nsubj", "obl", "nmod", "iobj", "compound")
    return relation == "conj" and not any(True for _ in children(document, step, "nsubj", "aux", "mark"))


def denied(document: Document, token: Token) -> bool:
    """Whether the words on a verb or noun, or on its subject, say that it did not happen."""
    lists = words()
    return (
        any(
            c.lemma in lists.negations or c.text.lower() in lists.negations
            for c in children(document, token, "advmod", "det", "aux")
        )
        or any(none_such(document, c) for c in children(document, token, "nsubj"))
        or any(c.lemma == "without" for c in children(document, token, "mark", "case"))
    )


def none_such(document: Document, doer: Token) -> bool:
    """Whether a subject says that nobody did it: "no president has visited", "none of them met"."""
    lists = words()
    return doer.lemma.lower() in lists.nobody or any(
        c.lemma.lower() in lists.negations for c in children(document, doer, "det")
    )


def _lemma_with_particle(document: Document, token: Token) -> str:
    particle = child(document, token, "compound:prt")
    return f"{token.lemma} {particle.lemma}" if particle is not None else token.lemma


def governed_by(mood_: Mood, lemmas: Collection[str]) -> bool:
    """Whether one of these lemmas governs the event."""
    return any(lemma in lemmas for lemma in mood_.over)


def clause_head(document: Document, token: Token) -> Token:
    """The verb (or other predicate) of the clause a word stands in."""
    step = token
    for above in ancestors(document, token):
        if step.deprel == "root" or (step.deprel.partition(":")[0] in _CLAUSAL and step.upos in ("VERB", "AUX", "ADJ")):
            return step
        step = above
    return step


def sentence_passage(document: Document, token: Token) -> Passage:
    """The sentence a token stands in, as a passage."""
    sentence = document.sentences[token.sentence]
    return Passage(sentence.start, sentence.end, document.text[sentence.start : sentence.end])
