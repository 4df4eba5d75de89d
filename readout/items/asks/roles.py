"""Who asks and who is asked: the actor that a phrase in the role stands for."""

from __future__ import annotations

from collections.abc import Iterable

from readout.actors.model import Actor
from readout.items.asks.people import acting_before, described_as, is_media, issued_by, meant
from readout.items.asks.words import words
from readout.items.clauses import agent, subject
from readout.language.attribution.finding import speaker_at
from readout.language.document import Document, Token
from readout.language.people import actors_of, at, headed, side_of
from readout.language.tree import child, children, subtree

_OWNERS = ("nmod:poss", "amod", "compound", "nmod:desc", "nmod", "appos")
_NO_NAME = frozenset(("PRON", "DET", "NUM"))
_SPEAKING = frozenset(("i", "we", "me", "us", "I", "our", "my"))
_DOERS = ("er", "or", "ist", "ian", "man", "eer")
_WHOEVER = frozenset(("those", "anyone", "everyone", "anybody", "everybody"))
_OF_SPEAKER = frozenset(("my", "our", "your"))
_CONTINUING = frozenset(("it", "they", "he", "she"))
_BEHIND = 2  # sentences within which a lead's paper is named
_LONGEST = 8  # tokens a description may have


def actor(document: Document, token: Token | None, described: bool = True) -> Actor | None:
    """The actor that the phrase headed by this token stands for, None where it stands for none.

    Where no name is known and `described`, people are carried under the words the report gives.
    """
    found = actors(document, token, described)
    return found[0] if found else None


def actors(document: Document, token: Token | None, described: bool = True) -> list[Actor]:
    """All actors that the phrase stands for, see `actor`."""
    if token is None or token.lemma in words().asking_only:
        return []
    if (token.lemma in _SPEAKING and not token.text.isupper()) or token.text == "I":
        speaker = speaker_at(document, token.start)
        return actors(document, document.tokens[speaker], described) if speaker not in (None, token.index) else []
    if token.text.lower() in _WHOEVER and (clause := child(document, token, "acl:relcl", "acl")) is not None:
        return [_whoever(document, token, clause)] if described else []
    if token.lemma in words().quantities and (counted := _counted(document, token)) is not None:
        return actors(document, counted, described)
    if token.lemma not in words().documents and (found := actors_of(document, token)):
        found = [a for a in found if not is_media(a)]
        if found and found[0].kind in ("unnamed", "office"):
            named = meant(document, described_as(document, token, found[0]) if token.upos == "PRON" else token)
            return [named, *found[1:]] if named is not None else found
        if not headed(document, token.index) and token.lemma in words().belongings:
            owner = owner_of(document, token)  # "the Norlandic government and the rebels"
            return [owner, *found] if owner is not None and owner not in found else found
        return found
    one = _one(document, token, described)
    if one is not None and one.kind == "unnamed" and (named := meant(document, token)) is not None:
        return [named]
    if one is None and token.lemma in _CONTINUING and token.deprel.startswith("nsubj"):
        one = acting_before(document, token)
    return [one] if one is not None else []


def named(document: Document, token: Token, to_act: bool = False) -> Actor | None:
    """Whoever is asked in so many words, under those words where no more is known; also what the list of people lacks
    where it is asked `to_act`."""
    if to_act and token.upos == "NOUN" and token.lemma not in words().asking_only | words().things:
        owner = child(document, token, "nmod:poss")
        return None if owner is not None and owner.upos == "PRON" else _words_for(document, token)
    if token.upos != "PROPN" and not _people(token):
        return None
    if any(t.start <= token.start < t.end for t in document.times):
        return None
    told = _described(document, token) if token.upos != "PROPN" else _words_for(document, token)
    return None if told is None or is_media(told) else told


def _counted(document: Document, token: Token) -> Token | None:
    """The people of whom some are meant: "most of the council's members"."""
    return next((p for p in children(document, token, "nmod") if _case_of(document, p) == "of"), None)


def _case_of(document: Document, token: Token) -> str:
    return next((c.lemma for c in children(document, token, "case")), "")


def _one(document: Document, token: Token, described: bool) -> Actor | None:
    """The actor of a phrase that names none at its head."""
    if token.upos == "PROPN":
        below = (part.index for part in subtree(document, token) if part.upos == "PROPN" and part is not token)
        for named in (r.actor for index in below for r in headed(document, index)):
            if named.kind == "person":
                return named
    if token.lemma in words().documents:
        return _maker(document, token)
    if token.lemma in words().belongings and (owner := owner_of(document, token)) is not None:
        return owner
    return _described(document, token) if described else None


def apart(asker: Actor, addressee: Actor) -> bool:
    """Whether one can ask the other: not the same, and not a government its own official."""
    if asker.name == addressee.name or (asker.key is not None and asker.key == addressee.key):
        return False
    return "government" not in (asker.kind, addressee.kind) or asker.side != addressee.side or asker.side is None


def other(asker: Actor, candidates: Iterable[Actor], in_so_many_words: bool = False) -> Actor | None:
    """Whom it is asked of, among those named for it: the first of another side, else the first who is not the asker;
    where the verb names the addressee `in_so_many_words`, also a government by one of its country."""
    listed = [a for a in candidates if not is_media(a)]
    fitting = [a for a in listed if apart(asker, a)]
    if not fitting and in_so_many_words and asker.kind != "government":
        fitting = [a for a in listed if a.name != asker.name and (asker.key is None or a.key != asker.key)]
    strange = [a for a in fitting if a.side is None or a.side != side_of(asker)]
    return next(iter(strange or fitting), None)


def owner_of(document: Document, noun: Token) -> Actor | None:
    """Whose a thing or an act is: its possessor, a country's adjective, "of" or "by" with an actor."""
    for part in children(document, noun, *_OWNERS):
        if part.deprel.startswith("nmod") and part.deprel != "nmod:poss":
            case = child(document, part, "case")
            if case is not None and case.lemma not in ("of", "by", "from", "between", "among"):
                continue
        found = actors_of(document, part)
        if found and not (part.deprel == "compound" and found[0].kind == "unnamed"):  # "a hooligan ban"
            return found[0]
        if part.upos in ("ADJ", "PROPN") and (named := at(document, part.index)):
            return named[0].actor
        if part.upos == "NOUN" and (deeper := owner_of(document, part)) is not None:
            return deeper
    return None


def _maker(document: Document, paper: Token) -> Actor | None:
    """Who made a resolution or a letter: its owner, or the agent of what was done with it."""
    owner = owner_of(document, paper)
    if owner is not None:
        return owner
    if (issuer := issued_by(document, paper)) is not None:
        return issuer
    for clause in children(document, paper, "acl"):
        if (by := agent(document, clause)) is not None and (found := actors_of(document, by)):
            return found[0]
    governor = document.tokens[paper.head]
    if paper.deprel == "nsubj:pass" and governor.lemma not in words().judging:
        by = agent(document, governor)
        if by is not None and (found := actors_of(document, by)):
            return found[0]
    sender = child(document, governor, "nsubj") or (subject(document, governor) if governor.xpos == "VBG" else None)
    if paper.deprel == "obj" and sender is not None and governor.lemma not in words().judging:
        found = actors_of(document, sender)
        return found[0] if found else None
    return _issuer_before(document, paper)


def _issuer_before(document: Document, paper: Token) -> Actor | None:
    """Whose a paper is by what was said of it before: an earlier owner, or the body last named as acting."""
    sentence = document.sentences[paper.sentence]
    first = document.sentences[max(paper.sentence - 6, 0)].first
    for index in range(paper.index - 1, first - 1, -1):
        token = document.tokens[index]
        if token.lemma == paper.lemma and (owner := owner_of(document, token)) is not None:
            return owner
    if (owner := _issuer_behind(document, paper)) is not None:
        return owner
    near = document.sentences[max(paper.sentence - 2, 0)].first
    for index in range(sentence.first - 1, near - 1, -1):
        if document.tokens[index].deprel.startswith("nsubj"):
            for reference in headed(document, index):
                if reference.actor.kind in ("body", "government", "armed_group") and not is_media(reference.actor):
                    return reference.actor
    return None


def _issuer_behind(document: Document, paper: Token) -> Actor | None:
    """Whose a paper is that a lead calls "a report", as the sentences after it tell: "the report by the council"."""
    if not any(c.lemma in ("a", "an") for c in children(document, paper, "det")):
        return None
    for sentence in document.sentences[paper.sentence + 1 : paper.sentence + 1 + _BEHIND]:
        for token in document.tokens[sentence.first : sentence.last]:
            if token.lemma == paper.lemma and any(c.lemma == "the" for c in children(document, token, "det")):
                return owner_of(document, token)
    return None


def _people(noun: Token) -> bool:
    """Whether a noun stands for people or a body: by the list, or a plural of one who does something."""
    if noun.upos not in ("NOUN", "PROPN", "DET", "PRON") or noun.lemma in words().asking_only:
        return False
    lemma = noun.lemma.lower()
    return lemma in words().people or (noun.xpos == "NNS" and lemma.endswith(_DOERS) and lemma not in words().things)


def _described(document: Document, noun: Token) -> Actor | None:
    """Unnamed people under the report's words: "residents of the valley"; not "my wife", "your country"."""
    owner = child(document, noun, "nmod:poss")
    if owner is not None and owner.upos == "PRON" and owner.text.lower() in _OF_SPEAKER:
        return None
    return _words_for(document, noun) if _people(noun) else None


def _whoever(document: Document, token: Token, clause: Token) -> Actor:
    """Those whom a clause describes, under its words: "those who refuse to wait"."""
    last = max(t.index for t in (clause, *children(document, clause, "obj", "xcomp", "obl", "compound:prt")))
    text = document.text[token.start : document.tokens[min(last, token.index + _LONGEST)].end]
    return Actor(" ".join(text.split()), "unnamed")


def _words_for(document: Document, noun: Token) -> Actor:
    """An actor under the report's words, with what describes the noun but no more than `_LONGEST` tokens."""
    kept = [noun]
    for part in children(document, noun, "amod", "compound", "nmod", "nmod:poss", "flat"):
        if part.deprel == "nmod" and part.index < noun.index:
            continue
        kept += subtree(document, part)
    if len(kept) > _LONGEST:
        kept = [noun, *(t for t in children(document, noun, "amod", "compound"))]
    first, last = min(t.index for t in kept), max(t.index for t in kept)
    while document.tokens[first].upos in ("DET", "ADP", "PRON") and first < noun.index:
        first += 1
    text = document.text[document.tokens[first].start : document.tokens[last].end]
    return Actor(" ".join(text.split()), "unnamed")
