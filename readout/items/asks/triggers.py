"""What shows that something is asked: verbs and nouns of asking, and what one says another must do."""

from __future__ import annotations

from collections.abc import Iterator

from readout.actors.model import Actor
from readout.items.asks.behind import by_refusal, by_verb_behind
from readout.items.asks.context import completed
from readout.items.asks.grants import Open, Trigger
from readout.items.asks.nouns import by_noun
from readout.items.asks.people import acting_before
from readout.items.asks.roles import actor, actors, apart, other
from readout.items.asks.terms import by_time_given
from readout.items.asks.verbs import by_verb
from readout.items.asks.words import words
from readout.items.clauses import obliques, subject
from readout.language.attribution.finding import attributions, speaker_at
from readout.language.attribution.model import Attribution
from readout.language.document import Document, Token
from readout.language.tree import ancestors, child, children, head, subtree

_ASIDES = frozenset(("because", "since", "when", "although", "though", "while", "as", "until"))
_ASKING_ITSELF = frozenset(("warn", "caution", "urge", "demand", "insist", "propose", "recommend", "suggest"))
_SIDES = frozenset(("side", "party"))
_BIDDING = frozenset(("please", "do", "not", "n't", "never", "but", "and", "so"))
_GUESSING = frozenset(("predict", "expect", "estimate", "think", "believe", "suggest", "forecast", "guess", "suppose"))
_ANY = frozenset(("every", "each", "any", "no"))
_ASKED_ABOUT = frozenset(("what", "which", "who", "where", "when"))
_OURSELVES = frozenset(("we", "i", "I"))


def triggers(document: Document) -> Iterator[Trigger]:
    """Every ask whose two actors the report gives, in text order within each kind of trigger."""
    yield from completed(document, list(_signs(document)))


def _signs(document: Document) -> Iterator[Trigger | Open]:
    """Every ask that the words give, be its addressee told or not."""
    verbs, nouns = words().verbs, words().nouns
    for token in document.tokens:
        if token.upos == "VERB":
            yield from by_refusal(document, token)
            yield from by_time_given(document, token)
        if token.upos == "VERB" and (frame := verbs.get(token.lemma) or verbs.get(token.lemma.removesuffix("ing"))):
            yield from by_verb(document, token, frame)
            yield from by_verb_behind(document, token)
        elif token.upos == "NOUN" and (manner := nouns.get(token.lemma)) is not None:
            yield from by_noun(document, token, manner)
    for attribution in attributions(document):
        yield from _by_modal(document, attribution)
        yield from _by_condition(document, attribution)
        yield from _by_imperative(document, attribution)


def _by_modal(document: Document, attribution: Attribution) -> Iterator[Trigger | Open]:
    """What a speaker says that another must or should do."""
    if attribution.source_head is None or attribution.content_head is None or attribution.manner != "saying":
        return
    if attribution.negated or document.tokens[attribution.cue_head].lemma in _ASKING_ITSELF:
        return
    asker = _quoted(document, attribution) or actor(document, document.tokens[attribution.source_head])
    if asker is None:
        return
    for verb in _said(document, attribution, attribution.content_head):
        manner = _modal(document, verb)
        own = _own(document, verb) if manner else None
        if own is not None and own.upos == "PRON" and _told_them(document, attribution):
            continue  # what one is told to do, the verb of telling asks
        if manner is None or own is None or own.lemma in _OURSELVES or _only_thought_of(document, verb):
            continue
        if speaker_at(document, verb.start) not in (attribution.source_head, None):
            continue
        passive = own.deprel == "nsubj:pass"
        if verb.deprel == "acl:relcl":
            continue  # "the step that they must take"
        if _no_duty(document, verb, own):
            continue
        if (passive and verb.lemma in words().thinking) or (verb.lemma == "have" and verb.xpos == "VBD"):
            continue  # "the move should not be seen as a threat"; "we had to wait"
        asked = passive and verb.lemma in words().verbs  # "they should be asked to wait"
        bound = [] if passive and not asked else actors(document, _supposed(document, verb, own), described=False)
        source = document.tokens[attribution.source_head]
        if asker in bound and source.upos == "PRON" and own.upos != "PRON":
            asker = acting_before(document, source) or asker  # "Norland should wait," it said
        if asker in bound and own.lemma not in _SIDES:
            continue  # "we agreed that we should wait"
        addressee = other(asker, bound)
        cue = document.tokens[attribution.cue_head]
        if addressee is None and (passive or actors(document, own)):
            yield Open(verb, manner, asker, verb, "modal", cue)
        elif addressee is not None:
            yield Trigger(verb, manner, asker, addressee, verb, "modal", 0.55, cue)


def _quoted(document: Document, attribution: Attribution) -> Actor | None:
    """Who is quoted, where the source is the paper that quotes: "Lind was quoted by the agency as saying"."""
    cue = document.tokens[attribution.cue_head]
    for verb in (cue, *ancestors(document, cue)):
        if verb.lemma == "quote":
            own = child(document, verb, "nsubj:pass")
            return actor(document, own) if own is not None else None
        if verb.deprel not in ("advcl", "xcomp"):
            break
    return None


def _said(document: Document, attribution: Attribution, content_head: int) -> Iterator[Token]:
    """The words of what is said: those under its head, and those of the further sentences of a quotation."""
    start, end = attribution.content[0][0], attribution.content[-1][1]
    first = document.tokens[content_head]
    yield from (t for t in subtree(document, first) if start <= t.start < end)
    for sentence in document.sentences:
        if sentence.index != first.sentence and sentence.start < end and start < sentence.end:
            yield from (t for t in document.tokens[sentence.first : sentence.last] if start <= t.start < end)


def _told_them(document: Document, attribution: Attribution) -> bool:
    cue = document.tokens[attribution.cue_head]
    return cue.lemma == "tell" and child(document, cue, "obj", "iobj") is not None


def _supposed(document: Document, verb: Token, own: Token) -> Token:
    """Whom a pronoun takes up from the condition before it: "if the members agree, they must act"."""
    if own.upos != "PRON":
        return own
    for clause in children(document, verb, "advcl"):
        named = child(document, clause, "nsubj")
        if clause.index < own.index and named is not None and named.upos in ("NOUN", "PROPN"):
            return named
    return own


def _no_duty(document: Document, verb: Token, own: Token) -> bool:
    """Whether a modal lays no duty on anyone one could name: on a paper, on "people" or "every state", for what is
    past ("should have waited"), or only not yet done ("have yet to find")."""
    yet = any(c.lemma == "yet" for c in children(document, verb, "advmod"))
    past = any(c.lemma == "have" for c in children(document, verb, "aux"))
    dets = {c.lemma for c in children(document, own, "det")}
    bare = own.lemma == "people" and not any(True for _ in children(document, own, "amod", "nmod", "det", "acl"))
    return yet or past or bare or own.lemma in words().documents or bool(dets & _ANY)


def _own(document: Document, verb: Token) -> Token | None:
    """Who must or should: the verb's subject, the one it shares, or the one before it that the tree hangs on the clause
    behind it."""
    own = child(document, verb, "nsubj") or _shared(document, verb)
    if own is not None:
        return own
    behind = (c for clause in children(document, verb, "ccomp") for c in children(document, clause, "nsubj"))
    return next((c for c in behind if c.index < verb.index), None)


def _shared(document: Document, verb: Token) -> Token | None:
    """The subject that a verb shares with the one it is joined to."""
    return subject(document, verb) if verb.deprel == "conj" else None


def _only_thought_of(document: Document, verb: Token) -> bool:
    """Whether what should be is only asked about ("whether they should wait") or named to be denied, or is what
    somebody else holds ("the idea that ...", "Norland's view that ...")."""
    for clause in (verb, *ancestors(document, verb)):
        marks = {c.lemma for c in children(document, clause, "mark", "advmod")}
        if marks & _ASIDES and clause.deprel == "advcl":
            return True  # "it is hard because they have to wait"
        if marks & {"whether", "if", "why", "how"}:
            return clause is verb or clause.deprel != "ccomp"
        if clause.deprel == "csubj" or (clause is verb and clause.deprel == "ccomp" and _asks_itself(document, verb)):
            return True  # "it is absurd that they have to wait", "to decide which club it should join"
        over = head(document, clause)
        if clause.deprel in ("acl", "ccomp") and over is not None and over.upos == "NOUN":
            return True
        if clause.deprel in ("ccomp", "root", "parataxis"):
            return False
    return False


def _asks_itself(document: Document, verb: Token) -> bool:
    """Whether a clause is a question: "which club it should join"."""
    own = child(document, verb, "nsubj")
    before = (t for t in subtree(document, verb) if own is not None and t.index < own.index)
    return any(t.lemma in _ASKED_ABOUT and t.xpos in ("WP", "WDT", "WRB") for t in before)


def _by_condition(document: Document, attribution: Attribution) -> Iterator[Trigger]:
    """What a speaker says will follow if, or unless, another acts."""
    if attribution.source_head is None or attribution.content_head is None or attribution.manner != "saying":
        return
    said = document.tokens[attribution.content_head]
    if not any(c.lemma in ("will", "would", "could", "may", "wo") for c in children(document, said, "aux")):
        return
    if said.lemma in words().boons or document.tokens[attribution.cue_head].lemma in _GUESSING:
        return
    for clause in children(document, said, "advcl"):
        if not any(c.lemma in words().conditions for c in children(document, clause, "mark")):
            continue
        if any(c.lemma == "even" for c in children(document, clause, "advmod")):
            continue  # "even if they agree, it will be too late"
        asker = actor(document, document.tokens[attribution.source_head])
        if asker is not None and asker.kind == "unnamed" and asker.side is None:
            continue  # what a lawyer or a paper foretells
        own = child(document, clause, "nsubj")
        told = child(document, document.tokens[attribution.cue_head], "iobj", "obj")
        own = told if own is not None and own.lemma == "they" and told is not None else own
        bound = actors(document, own, described=own is told)
        addressee = next((a for a in bound if asker and apart(asker, a) and a.side != asker.side), None)
        if asker is not None and addressee is not None:
            cue = document.tokens[attribution.cue_head]
            yield Trigger(clause, "warn", asker, addressee, said, "condition", 0.5, cue)


def _by_imperative(document: Document, attribution: Attribution) -> Iterator[Trigger]:
    """What a speaker bids another in so many words: Lind told the strikers, "Go back to work"."""
    if attribution.source_head is None or attribution.content_head is None or not attribution.quoted:
        return
    asker = actor(document, document.tokens[attribution.source_head])
    if asker is None or attribution.negated:
        return
    cue = document.tokens[attribution.cue_head]
    told = child(document, cue, "iobj", "obj") if cue.lemma == "tell" else None
    told = told or next((p for p, _ in obliques(document, cue, ("to", "at"))), None)
    manner = "warn" if cue.lemma in ("warn", "caution") else "request"
    for verb in _said(document, attribution, attribution.content_head):
        if not _bids(document, verb, attribution.content[0][0]):
            continue
        addressee = other(asker, actors(document, told)) if told is not None else None
        if addressee is not None:
            yield Trigger(verb, manner, asker, addressee, verb, "imperative", 0.6, cue)


def _bids(document: Document, verb: Token, start: int) -> bool:
    """Whether a verb opens its sentence as an imperative: "Stop", "Please wait", "Do not go"."""
    if verb.xpos != "VB" or verb.upos != "VERB":
        return False
    if verb.deprel not in ("root", "ccomp") or child(document, verb, "nsubj") is not None:
        return False
    sentence = document.sentences[verb.sentence]
    said = (t for t in document.tokens[sentence.first : verb.index] if t.start >= start)
    before = [t for t in said if t.upos != "PUNCT"]
    plain = not before and verb.lemma in words().no_bidding
    return not plain and all(t.lemma.lower() in _BIDDING for t in before)


def _modal(document: Document, verb: Token) -> str | None:
    modals = words().modals
    for auxiliary in children(document, verb, "aux"):
        if auxiliary.lemma in modals and auxiliary.lemma not in ("have", "need"):
            return modals[auxiliary.lemma]
    if verb.lemma in ("have", "need") and verb.upos == "VERB":
        complement = child(document, verb, "xcomp")
        if complement is not None and child(document, complement, "aux:pass") is not None:
            return None  # "they need to be dealt with"
        if complement is not None and any(c.lemma == "to" for c in children(document, complement, "mark")):
            return modals[verb.lemma]
    return None
