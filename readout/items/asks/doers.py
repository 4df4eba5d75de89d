"""Who does what a verb of asking says, also where the tree lost its subject."""

from __future__ import annotations

from readout.items.asks.words import words
from readout.items.clauses import clause_head, subject, subject_of_noun
from readout.language.document import Document, Token
from readout.language.people import actors_of
from readout.language.tree import child, children, head

_QUOTING = frozenset(("quote", "cite", "describe", "report", "see", "interpret", "read"))
_AIMED = frozenset(("aim", "design", "intend", "mean", "direct"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_JOINING = frozenset(("after", "before", "as", "since", "until", "when", "while", "though", "although", "because"))
_ALONGSIDE = frozenset(("while", "when", "after", "before"))


def doer(document: Document, verb: Token) -> Token | None:
    """Who does what a verb says: its subject, the one it shares, or the words that the tree took for something else."""
    found = subject(document, verb)
    own = child(document, verb, "nsubj", "nsubj:pass", "aux:pass")
    if own is not None:
        return found
    if (before := _past_of_main(document, verb)) is not None:
        return child(document, before, "nsubj") or subject(document, before)
    if (taken := _taken_for_adverbial(document, verb)) is not None:
        return taken
    above = head(document, verb)
    if above is None or verb.deprel != "advcl":
        return found
    marks = {c.lemma for c in children(document, verb, "mark")}
    show = head(document, above) if above.deprel == "acl" and above.lemma in _AIMED and above.xpos == "VBN" else None
    if show is not None:  # "held a rally aimed at pressing the king"
        whole = head(document, show) if show.deprel == "nmod" else None  # the show of "a show of force"
        return subject_of_noun(document, whole or show) or found
    if above.lemma in _QUOTING and "as" in marks:
        return child(document, above, "obj", "nsubj:pass") or found
    if verb.xpos == "VBG" and marks & _ALONGSIDE and above.deprel in ("advcl", "acl") and above.xpos == "VBG":
        main = clause_head(document, document.tokens[above.head])  # "blamed them for waiting while urging ..."
        return child(document, main, "nsubj") or found
    behind = verb.xpos == "VBG" and document.tokens[verb.index - 1].text == "," and above.deprel == "acl:relcl"
    if behind and (found is None or all(a.kind == "unnamed" for a in actors_of(document, found))):
        main = clause_head(document, document.tokens[above.head])
        return child(document, main, "nsubj") or found
    return found


def _past_of_main(document: Document, verb: Token) -> Token | None:
    """The verb that a past tense is really joined to, where the tree joins it to an infinitive: "papers said that the
    king must go and warned him to hurry"."""
    first = head(document, verb)
    if first is None or verb.deprel != "conj" or verb.xpos != "VBD" or first.xpos != "VB":
        return None
    main = head(document, first)
    return main if main is not None and first.deprel == "ccomp" and main.xpos == "VBD" else None


def _taken_for_adverbial(document: Document, verb: Token) -> Token | None:
    """The subject of a finite clause behind "after" or "as" that the tree took for a phrase of that preposition."""
    if verb.xpos not in _FINITE or verb.deprel not in ("advcl", "ccomp"):
        return None
    above = head(document, verb)
    inside = [t for t in children(document, verb, "obl") if t.index < verb.index]
    beside = [t for t in children(document, above, "obl") if t.index < verb.index] if above is not None else []
    for noun in reversed(beside + inside):
        cases = {c.lemma for c in children(document, noun, "case")}
        joined = any(c.lemma in _JOINING for c in children(document, verb, "mark"))
        if noun.upos in ("NOUN", "PROPN", "PRON") and (cases & _JOINING or (joined and not cases and noun in inside)):
            return noun if noun.lemma in words().people or actors_of(document, noun) else None
    return None
