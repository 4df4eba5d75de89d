"""What shows that something is asked: verbs and nouns of asking, and what one says another must do."""

from __future__ import annotations

from collections.abc import Iterator

from readout.actors.model import Actor
from readout.items.ask_context import completed
from readout.items.ask_grants import Open, Trigger, within
from readout.items.ask_roles import actor, actors, apart, other
from readout.items.ask_verbs import by_verb
from readout.items.ask_words import words
from readout.items.clauses import obliques, subject
from readout.language.attribution import attributions, speaker_at
from readout.language.attribution_model import Attribution
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import ancestors, child, children, head, subtree

_OURSELVES = frozenset(("we", "i", "I"))


def triggers(document: Document) -> Iterator[Trigger]:
    """Every ask whose two actors the report gives, in text order within each kind of trigger."""
    yield from completed(list(_signs(document)))


def _signs(document: Document) -> Iterator[Trigger | Open]:
    """Every ask that the words give, be its addressee told or not."""
    verbs, nouns = words().verbs, words().nouns
    for token in document.tokens:
        if token.upos == "VERB" and (frame := verbs.get(token.lemma) or verbs.get(token.lemma.removesuffix("ing"))):
            yield from by_verb(document, token, frame)
        elif token.upos == "NOUN" and (manner := nouns.get(token.lemma)) is not None:
            yield from _by_noun(document, token, manner)
    for attribution in attributions(document):
        yield from _by_modal(document, attribution)
        yield from _by_condition(document, attribution)


def _by_noun(document: Document, noun: Token, manner: str) -> Iterator[Trigger | Open]:
    """Her demand that they leave; a call by the council for a truce; rejected the union's request."""
    governor = head(document, noun)
    wishing = noun.lemma in words().wishes
    if wishing and (governor is None or governor.lemma not in words().giving):
        return
    asker = _noun_asker(document, noun, governor)
    if asker is None:
        return
    wanted = next(
        (c for c in children(document, noun, "acl", "ccomp") if c.index > noun.index and c.xpos != "VBN"), None
    )
    addressed: Token | None = None
    for phrase, preposition in obliques(document, noun):
        if preposition in ("to", "on", "with") and addressed is None and actors(document, phrase):
            addressed = phrase
        elif preposition in ("for", "of", "against", "about") and wanted is None and not _at_request(document, noun):
            wanted = phrase
    addressed = addressed or _given_to(document, noun, governor)
    candidates = actors(document, addressed, described=addressed is not None and wanted is not None)
    doer: Token | None = None
    if governor is not None and governor.upos == "VERB" and noun.deprel in ("obj", "obl", "nsubj:pass"):
        doer = subject(document, governor)
        if governor.lemma not in words().giving or _disregarded(document, noun):
            candidates += actors(document, doer, described=governor.lemma in words().getting)
    if governor is not None and governor.lemma in words().replies:
        candidates += _replying(document, governor)
    if wanted is None and noun.lemma == "call":
        return
    if wanted is None:
        heeded = _at_request(document, noun) or _disregarded(document, noun)
        if governor is None or not (heeded or governor.lemma in words().getting):
            return
        wanted = governor if heeded else noun
        candidates += actors(document, doer, described=False)
    joint = _joint(document, noun)
    candidates = [a for a in candidates if a not in joint]
    addressee = other(asker, candidates) or within(document, wanted, asker, wishing)
    if addressee in joint:
        addressee = None
    if addressee is None:
        yield Open(noun, manner, asker, wanted, noun.lemma)
    elif apart(asker, addressee):
        yield Trigger(noun, manner, asker, addressee, wanted, noun.lemma, 0.6)


def _given_to(document: Document, noun: Token, governor: Token | None) -> Token | None:
    """Whom a verb over the noun names: "gave a warning to Norland", "sent the king a plea"."""
    if governor is None or governor.lemma not in words().giving or noun.deprel != "obj":
        return None
    indirect = child(document, governor, "iobj")
    return indirect or next((p for p, preposition in obliques(document, governor) if preposition in ("to", "on")), None)


def _replying(document: Document, noun: Token) -> list[Actor]:
    """Whose an answer to a call is: its owner, or who gives it."""
    owner = child(document, noun, "nmod:poss")
    from_ = next((p for p, preposition in obliques(document, noun) if preposition in ("from", "by")), None)
    verb = head(document, noun)
    doer = subject(document, verb) if verb is not None and verb.upos == "VERB" else None
    return [a for token in (owner, from_, doer) if token is not None for a in actors(document, token, described=False)]


def _joint(document: Document, noun: Token) -> set[Actor]:
    """All who ask together: "the offer from Norland and Sudmark"."""
    owners = [child(document, noun, "nmod:poss"), *(p for p, c in obliques(document, noun) if c in ("by", "from"))]
    before = children(document, noun, "amod", "compound")
    return {a for token in (*owners, *before) if token is not None for a in actors(document, token, described=False)}


def _at_request(document: Document, noun: Token) -> bool:
    """At the request (invitation, urging) of someone."""
    return any(c.lemma in ("at", "upon", "on") for c in children(document, noun, "case"))


def _disregarded(document: Document, noun: Token) -> bool:
    """Despite a warning (appeal, request) of someone."""
    return any(c.lemma in ("despite", "notwithstanding") for c in children(document, noun, "case"))


def _noun_asker(document: Document, noun: Token, governor: Token | None) -> Actor | None:
    owner = child(document, noun, "nmod:poss")
    if owner is not None:
        return actor(document, owner)
    for phrase, preposition in obliques(document, noun):
        if (preposition in ("by", "from") or (preposition == "of" and _at_request(document, noun))) and (
            by := actor(document, phrase)
        ):
            return by
    for part in children(document, noun, "amod", "compound"):
        if found := actors_of(document, part):
            return found[0]
        if part.lemma == "international":
            return Actor("international community", "unnamed")
    if governor is not None and governor.lemma in words().giving:
        return actor(document, subject(document, governor))
    return None


def _by_modal(document: Document, attribution: Attribution) -> Iterator[Trigger | Open]:
    """What a speaker says that another must or should do."""
    if attribution.source_head is None or attribution.content_head is None or attribution.manner != "saying":
        return
    if attribution.negated:
        return
    asker = actor(document, document.tokens[attribution.source_head])
    if asker is None:
        return
    start, end = attribution.content[0][0], attribution.content[-1][1]
    for verb in subtree(document, document.tokens[attribution.content_head]):
        manner = _modal(document, verb) if start <= verb.start < end else None
        own = child(document, verb, "nsubj") if manner else None
        if manner is None or own is None or own.lemma in _OURSELVES or _only_thought_of(document, verb):
            continue
        if speaker_at(document, verb.start) not in (attribution.source_head, None):
            continue
        passive = own.deprel == "nsubj:pass"
        addressee = None if passive else other(asker, actors(document, own, described=False))
        cue = document.tokens[attribution.cue_head]
        if addressee is None:
            yield Open(verb, manner, asker, verb, "modal", cue)
        else:
            yield Trigger(verb, manner, asker, addressee, verb, "modal", 0.55, cue)


def _only_thought_of(document: Document, verb: Token) -> bool:
    """Whether what should be is only asked about ("whether they should wait") or named to be denied, or is what
    somebody else holds ("the idea that ...", "Norland's view that ...")."""
    for clause in (verb, *ancestors(document, verb)):
        if any(c.lemma in ("whether", "if", "why", "how") for c in children(document, clause, "mark", "advmod")):
            return clause is verb or clause.deprel != "ccomp"
        over = head(document, clause)
        if clause.deprel in ("acl", "ccomp") and over is not None and over.upos == "NOUN":
            return True
        if clause.deprel in ("ccomp", "root", "parataxis"):
            return False
    return False


def _by_condition(document: Document, attribution: Attribution) -> Iterator[Trigger]:
    """What a speaker says will follow if, or unless, another acts."""
    if attribution.source_head is None or attribution.content_head is None or attribution.manner != "saying":
        return
    said = document.tokens[attribution.content_head]
    if not any(c.lemma in ("will", "would", "could", "may", "wo") for c in children(document, said, "aux")):
        return
    for clause in children(document, said, "advcl"):
        if not any(c.lemma in words().conditions for c in children(document, clause, "mark")):
            continue
        asker = actor(document, document.tokens[attribution.source_head])
        bound = actors(document, child(document, clause, "nsubj"), described=False)
        addressee = next((a for a in bound if asker and apart(asker, a) and a.side != asker.side), None)
        if asker is not None and addressee is not None:
            cue = document.tokens[attribution.cue_head]
            yield Trigger(clause, "warn", asker, addressee, said, "condition", 0.5, cue)


def _modal(document: Document, verb: Token) -> str | None:
    modals = words().modals
    for auxiliary in children(document, verb, "aux"):
        if auxiliary.lemma in modals and auxiliary.lemma not in ("have", "need"):
            return modals[auxiliary.lemma]
    if verb.lemma in ("have", "need") and verb.upos == "VERB":
        complement = child(document, verb, "xcomp")
        if complement is not None and any(c.lemma == "to" for c in children(document, complement, "mark")):
            return modals[verb.lemma]
    return None
