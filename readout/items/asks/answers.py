"""What came of an ask: what the report says the one asked did about it."""

from __future__ import annotations

from readout.actors.model import Actor
from readout.items.asks.grants import Trigger
from readout.items.asks.words import words
from readout.items.clauses import mood, subject
from readout.items.model import Passage
from readout.language.document import Document, Token
from readout.language.people import actors_of, side_of
from readout.language.tree import ancestors, child, children, subtree

_FOLLOWING = 2  # sentences after the asking in which its answer is looked for
_DEFYING = frozenset(("despite", "notwithstanding"))
_REPLIES = {"refusal": "refused", "rejection": "refused", "acceptance": "agreed", "defiance": "defied"}
_NOT = frozenset(("not", "n't", "never", "yet"))
_MAYBE = frozenset(("would", "could", "may", "might", "should", "will", "must", "wo", "can"))

_COMPLEMENTS = ("xcomp", "ccomp", "obj", "obl", "advcl")
_WEIGHTY = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))
_POINTING = frozenset(("it", "this", "that", "so", "them", "such"))

Answer = tuple[str, Passage | None]


def answer_of(document: Document, trigger: Trigger) -> Answer:
    """The answer ("none" where none is told) and the sentence that tells it, where it is another than the asking's."""
    if (near := _by_success(document, trigger) or _by_governor(document, trigger)) is not None:
        return near, None
    own = {t.index for t in subtree(document, trigger.wanted)} | {trigger.token.index}
    first = document.sentences[trigger.token.sentence]
    for sentence in document.sentences[first.index : first.index + 1 + _FOLLOWING]:
        if sentence.block > first.block + 1:
            break
        for token in document.tokens[sentence.first : sentence.last]:
            if token.upos != "VERB" or token.index in own:
                continue
            found = _by_verb(document, token, trigger)
            if found is not None:
                text = document.text[sentence.start : sentence.end]
                return found, Passage(sentence.start, sentence.end, text) if sentence is not first else None
    return "none", None


def _by_success(document: Document, trigger: Trigger) -> str | None:
    """The answer that a verb of persuading tells itself: "persuaded them to stay", "failed to convince them"."""
    if trigger.token.upos != "VERB" or trigger.token.lemma not in words().prevailing:
        return None
    how = mood(document, trigger.token)
    if how.conditional and how.negated:
        return None  # "if they do not convince him": not yet
    if how.negated or words().unwilling.intersection(how.over):
        return "refused"
    purpose = trigger.token.deprel in ("advcl", "acl") and trigger.token.xpos == "VB"  # "a push to persuade them"
    opened = how.future or how.doubtful or how.conditional or words().trying.intersection(how.over)
    return None if opened or purpose or trigger.token.xpos == "VBG" else "agreed"


def _by_governor(document: Document, trigger: Trigger) -> str | None:
    """The answer that stands over a noun of asking: "rejected the call", "despite the appeal", "at his request"."""
    noun = trigger.token
    if noun.upos != "NOUN":
        return None
    cases = {c.lemma for c in children(document, noun, "case")}
    if cases & _DEFYING:
        return "defied"
    if trigger.form in ("request", "invitation", "urging") and "at" in cases:
        return "agreed"
    if trigger.wanted.xpos == "VBD" and (
        (trigger.form == "pressure" and "under" in cases) or _in_response(document, noun)
    ):
        return "refused" if mood(document, trigger.wanted).negated else "agreed"
    for above in list(ancestors(document, noun))[:2]:
        if above.upos == "NOUN" and (kind := _REPLIES.get(above.lemma)) is not None:
            return kind
        if above.upos != "VERB":
            continue
        if (kind := kind_of(document, above)) is not None:
            return kind
    return None


def _in_response(document: Document, noun: Token) -> bool:
    """Whether something is done "in response to" an asking."""
    reply = document.tokens[noun.head]
    return reply.lemma in words().replies and any(c.lemma == "in" for c in children(document, reply, "case"))


def _by_verb(document: Document, verb: Token, trigger: Trigger) -> str | None:
    """The answer that a verb of the one asked tells."""
    kind = kind_of(document, verb)
    if kind is None or mood(document, verb).conditional:
        return None
    doers = [child(document, verb, "nsubj"), subject(document, verb)]
    actors = [a for doer in doers if doer is not None for a in actors_of(document, doer)]
    if not any(_is(a, trigger.addressee) for a in actors):
        return None
    if any(_is(a, trigger.asker) for a in actors[:1]):
        return None
    if kind == "refused" and _of_another(document, verb):
        return None
    if kind == "agreed" and "continue" in mood(document, verb).over:
        return None  # goes on as before, whatever was asked
    if kind == "agreed" and not (_told_so(document, verb, trigger) and _to_that(document, verb, trigger)):
        return None
    return kind


def _of_another(document: Document, verb: Token) -> bool:
    """Whether what is refused is another asking, with a content of its own: "resisted a proposal that ..."."""
    return any(
        thing.lemma in words().nouns and any(True for _ in children(document, thing, "acl", "ccomp"))
        for thing in children(document, verb, "obj")
    )


def _told_so(document: Document, verb: Token, trigger: Trigger) -> bool:
    """Whether it is told that they agreed, and after the asking: not before it, and not as what is itself asked."""
    asking = trigger.token
    if verb.index < asking.index and all(t is not verb for t in ancestors(document, asking)):
        return False
    over = set(mood(document, verb).over)
    return not over & (words().verbs.keys() | words().unwilling)


def _to_that(document: Document, verb: Token, trigger: Trigger) -> bool:
    """Whether they agreed to what was asked: its words return, a pronoun stands for it, or nothing else is told."""
    asked = {t.index for t in subtree(document, trigger.wanted)} | {trigger.token.index, trigger.wanted.index}
    told = [t for c in children(document, verb, *_COMPLEMENTS) for t in subtree(document, c)]
    told = [t for t in told if t.index not in asked and not _in_time(document, t)]
    if not any(t.upos in _WEIGHTY for t in told):
        return True
    if any(t.lemma in _POINTING and t.upos != "SCONJ" for t in told):
        return True
    wanted = {document.tokens[i].lemma.lower() for i in asked if document.tokens[i].upos in _WEIGHTY - {"PROPN"}}
    nouns = words().nouns.keys()
    return any(t.upos in _WEIGHTY and (t.lemma.lower() in wanted | nouns or _yields(document, t)) for t in told)


def _yields(document: Document, verb: Token) -> bool:
    particle = child(document, verb, "compound:prt", "advmod")
    answers = words().answers.yielding
    return verb.lemma in answers or (particle is not None and f"{verb.lemma} {particle.lemma}" in answers)


def _in_time(document: Document, token: Token) -> bool:
    return any(time.start <= token.start < time.end for time in document.times)


def kind_of(document: Document, verb: Token) -> str | None:
    """The answer that a verb gives when the one asked does it; None where it gives none."""
    answers = words().answers
    particle = child(document, verb, "compound:prt")
    lemma = f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma
    helpers = {c.lemma for c in children(document, verb, "aux", "advmod")}
    if helpers & _MAYBE and lemma not in answers.agreed:
        return None
    if lemma in answers.agreed:
        return "refused" if helpers & _NOT else None if helpers & (_MAYBE - {"will"}) else "agreed"
    if helpers & _NOT:
        return "pending" if lemma in ("respond", "answer", "decide", "reply") else None
    for kind, lemmas in (("refused", answers.refused), ("defied", answers.defied), ("pending", answers.pending)):
        if lemma in lemmas:
            return kind
    return None


def _is(actor: Actor, other: Actor) -> bool:
    if actor.name == other.name:
        return True
    side = side_of(actor)
    return side is not None and side == side_of(other)
