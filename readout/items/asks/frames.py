"""Where a verb of asking keeps its addressee and the thing wanted: by its frame in `asks.yaml`."""

from __future__ import annotations

from readout.items.asks.roles import actors
from readout.items.asks.words import Verb, words
from readout.items.clauses import antecedent, obliques, subject
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import child, children

_ONLY_WITH_INFINITIVE = frozenset(("call", "demand"))
_QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "when", "where", "who", "which"))
_NEVER_PASSIVE = frozenset(("call", "appeal", "plead", "insist"))  # mostly with a preposition


def find_addressee(document: Document, verb: Token, frame: Verb) -> Token | None:
    """The words for whom it is asked of: of those that can be, the first that names an actor."""
    passive = child(document, verb, "nsubj:pass")
    if "object" in frame.to and passive is not None and not is_active(document, verb):
        return antecedent(document, passive, verb)
    if (cleft := _in_cleft(document, verb)) is not None and "object" in frame.to:
        return cleft
    possible: list[Token] = []
    if "object" in frame.to:
        offering = frame.manner == "offer" and "object" in frame.wants
        named = next((t for t in children(document, verb, "vocative") if t.index > verb.index), None)
        whole = not offering and (verb.lemma not in _ONLY_WITH_INFINITIVE or does(document, verb) is not None)
        objects = children(document, verb, "iobj", "obj") if whole else children(document, verb, "iobj")
        possible += (o for o in objects if o.index > verb.index or o.upos in ("PRON", "SCONJ"))
        if named is not None and (own := does(document, verb)) is not None and named.index < own.index:
            possible.append(named)  # "we want (President) Lind to act"
    possible += [p for p, preposition in obliques(document, verb, frame.to) if preposition in frame.to]
    for clause in children(document, verb, "advcl"):  # "called on ruling parties to wait", taken for what they do
        mark = child(document, clause, "mark", "case")
        if clause.xpos == "VBG" and mark is not None and mark.lemma in frame.to and mark.index == clause.index - 1:
            possible += children(document, clause, "obj")
    if "for" in frame.wants:
        done = does(document, verb)
        for phrase, _ in obliques(document, verb, ("for",)):
            before = done is not None and phrase.index < done.index and bool(actors(document, phrase))
            if before or to_do(document, phrase) is not None:
                possible.append(phrase)
    possible = [antecedent(document, p, verb) for p in possible if not _acts(document, p)]
    possible = [p for p in possible if not any(t.start <= p.start < t.end for t in document.times)]
    return next((p for p in possible if actors(document, p)), possible[0] if possible else None)


def _in_cleft(document: Document, verb: Token) -> Token | None:
    """Who stands before the clause: "it was Sudan Norway told to leave"."""
    above = document.tokens[verb.head]
    if (
        above.upos not in ("PROPN", "NOUN")
        or above.index > verb.index
        or child(document, verb, "obj", "iobj") is not None
    ):
        return None
    cleft = child(document, above, "cop") is not None and child(document, above, "expl") is not None
    own = child(document, verb, "nsubj")
    return above if cleft and own is not None and own.upos != "PRON" else None


def _acts(document: Document, pronoun: Token) -> bool:
    """Whether "it" or "they" behind a verb is who acts in the clause it leads in, which the tree overlooked."""
    if pronoun.lemma not in ("it", "they", "he", "she", "we", "I") or pronoun.upos != "PRON":
        return False
    if pronoun.text.lower() in ("they", "he", "she", "we", "i"):
        return True
    behind = document.tokens[pronoun.index + 1 : document.sentences[pronoun.sentence].last]
    first = next((t for t in behind if t.upos != "PUNCT"), None)
    return pronoun.text.lower() == "it" and first is not None and first.xpos in ("VBZ", "VBD", "MD")


def find_wanted(document: Document, verb: Token, frame: Verb, addressed: Token | None) -> Token | None:
    """The head of the thing wanted."""
    if "infinitive" in frame.wants and (found := _infinitive(document, verb, addressed)) is not None:
        if addressed is None and "for" in frame.wants and found.deprel == "advcl":
            called_for = (p for p, _ in obliques(document, verb, ("for",)) if verb.index < p.index < found.index)
            return next(called_for, found)  # "called for talks to end the strike"
        return found
    if "clause" in frame.wants:
        for clause in children(document, verb, "ccomp"):
            if not any(c.lemma in _QUESTIONS for c in children(document, clause, "mark", "advmod")):
                return clause
        for clause in children(document, verb, "xcomp"):
            if clause.xpos == "VB" and child(document, clause, "nsubj") and not is_infinitive(document, clause):
                return clause  # "recommended both sides wait"
    for phrase, preposition in obliques(document, verb):
        if preposition in frame.wants:
            return (to_do(document, phrase) if phrase is addressed else None) or phrase
    for clause in children(document, verb, "advcl", "xcomp", "ccomp"):
        mark = child(document, clause, "mark", "case")
        if mark is not None and mark.lemma in frame.wants:
            return clause
    if "object" in frame.wants:
        thing = child(document, verb, "obj")
        named_only = thing is not None and thing.upos in ("PROPN", "PRON")  # whom, not what
        if thing is not None and not named_only and (thing is not addressed or verb.lemma in words().wishing):
            return thing
    return verb if addressed is not None and verb.lemma == "invite" else None


def _infinitive(document: Document, verb: Token, addressed: Token | None) -> Token | None:
    """What is to be done: the verb's own infinitive, else the first one after the one asked."""
    if (own := does(document, verb)) is not None:
        return own
    if addressed is None or addressed.index < verb.index or verb.lemma == "tell":
        return None
    if _of_oneself(document, verb):
        return None
    sentence = document.sentences[verb.sentence]
    for index in range(addressed.index + 1, min(sentence.last, addressed.index + 25)):
        token = document.tokens[index]
        if token.upos == "VERB" and is_infinitive(document, token):
            if _in_order(document, token):
                return None
            near = token.head in (verb.index, addressed.index, verb.head) or token.deprel != "xcomp"
            thing = addressed.upos == "NOUN" and verb.lemma in words().wishing and token.deprel == "acl"
            return token if near and not (thing and token.head != addressed.index) else None
        if token.upos == "VERB" and token.deprel in ("root", "conj", "parataxis", "ccomp"):
            return None
    return None


def _of_oneself(document: Document, verb: Token) -> bool:
    """Whether what is told is what the teller's own side does or is: "Lind told Holm that Norland was set to win"."""
    doer = subject(document, verb)
    own = {a.side for a in actors_of(document, doer) if a.side} if doer is not None else set()
    for clause in children(document, verb, "ccomp"):
        bound = child(document, clause, "nsubj")
        if bound is not None and any(a.side in own for a in actors_of(document, bound)):
            return True
    return False


def does(document: Document, verb: Token) -> Token | None:
    """The verb's own infinitive."""
    for clause in children(document, verb, "xcomp", "advcl", "ccomp"):
        if clause.index > verb.index and is_infinitive(document, clause) and not _in_order(document, clause):
            return clause
    return None


def _in_order(document: Document, clause: Token) -> bool:
    """Whether an infinitive tells a purpose: "wants support in order to win"."""
    to = next(c for c in children(document, clause, "mark") if c.lemma == "to")
    return document.tokens[to.index - 1].lemma in ("order", "as")


def to_do(document: Document, phrase: Token) -> Token | None:
    """What those named behind "for" are to do, where the tree hangs it on them: "called for the states to act"."""
    if not actors(document, phrase):
        return None
    return next((c for c in children(document, phrase, "acl") if is_infinitive(document, c)), None)


def is_fact(document: Document, clause: Token) -> bool:
    """Whether a clause tells what has been: "hoped the law had helped"."""
    first = next(iter(children(document, clause, "aux", "cop")), clause)
    return clause.deprel == "ccomp" and first.xpos == "VBD"


def is_infinitive(document: Document, clause: Token) -> bool:
    """Whether a clause is an infinitive with "to"."""
    return any(c.lemma == "to" for c in children(document, clause, "mark"))


def is_active(document: Document, verb: Token) -> bool:
    """Whether a verb that mostly takes a preposition is active, though the tree may take its past for a participle."""
    return verb.lemma in _NEVER_PASSIVE and child(document, verb, "aux:pass") is None
