"""What a count is a count of: killed, wounded, held, displaced ..., by the words it stands among in the tree."""

from __future__ import annotations

from collections.abc import Mapping

from readout.items.figures.counts import Count, Measured, is_person
from readout.items.figures.nouns import HOSTAGES, by_noun
from readout.items.figures.tolls import told_as_toll, toll
from readout.items.figures.words import FigureWords, Words, words
from readout.language.document import Document, Token
from readout.language.tree import child, children, head, subtree

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
_SEIZED = frozenset(("seize", "kidnap", "abduct"))
_BEHIND = 15  # tokens after those counted in which it may be told that they are still held
_BRINGING = frozenset(("involve", "include", "attract", "draw", "gather", "bring"))
_SINGLE = frozenset(
    ("killed", "wounded", "detained", "hostages_taken", "hostages_held", "released", "missing", "charged", "rescued")
)
_HEDGES = frozenset(
    (
        "at",
        "least",
        "about",
        "some",
        "around",
        "nearly",
        "almost",
        "more",
        "than",
        "over",
        "up",
        "to",
        "as",
        "many",
        "another",
    )
)


def measured(document: Document, count: Count) -> Measured | None:
    """The measure of a count: by what befell those counted, else by the noun that names them; None where neither is
    a figure's."""
    lexicon = words()
    found = _by_event(document, count, lexicon)
    if found is not None and _fits(document, count, found, lexicon):
        return _of_hostages(document, count, found)
    return by_noun(document, count, lexicon) if count.explicit else None


def _fits(document: Document, count: Count, found: Measured, lexicon: FigureWords) -> bool:
    """Whether those counted are people, and, where no number counts them, whether one of them makes a figure."""
    noun = count.head
    if count.explicit:
        alone = noun is count.number or noun.lemma in lexicon.open_nouns or noun is found.trigger
        return alone or is_person(noun, lexicon)
    if found.measure not in _SINGLE:
        return False
    named = any(c.upos == "PROPN" for c in children(document, noun, "appos", "flat"))
    if count.number.deprel == "nmod:poss" and (named or found.measure not in ("killed", "wounded")):
        return False
    return found.trigger.upos == "VERB" or found.measure == "killed"


def _of_hostages(document: Document, count: Count, found: Measured) -> Measured:
    """Hostages freed or seized have measures of their own."""
    if found.measure not in ("released", "detained", "rescued"):
        return found
    sentence = document.sentences[count.head.sentence]
    told = document.tokens[sentence.first : sentence.last] if found.measure == "released" else ()
    seized = any(t.lemma in words().captivity for t in told)
    seized = seized or any(c.lemma in _SEIZED for c in children(document, count.head, "acl"))
    if not seized and not any(t.lemma in HOSTAGES for t in subtree(document, count.head)[:30]):
        return found
    described = document.tokens[count.head.index : count.head.index + _BEHIND]
    if found.trigger.upos == "VERB":  # "ten hostages were freed, and five are still held": not those ten
        described = tuple(subtree(document, count.head))
    held = any(t.lemma == "still" and t.sentence == count.head.sentence for t in described)
    if found.measure == "released" and held:  # "the release of the ten hostages who are still held"
        return Measured("hostages_held", found.trigger, found.how, found.sure)
    measure = "hostages_taken" if found.measure == "detained" else "hostages_released"
    return Measured(measure, found.trigger, found.how, found.sure)


def _by_event(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    thing = count.head
    if count.explicit and thing is not count.number and (measure := lexicon.by_state.get(thing.lemma)):
        return Measured(measure, thing, f"counted as {thing.text}", 0.9)
    over = head(document, thing)
    told = any(True for _ in children(document, thing, "acl:relcl"))  # "the ten who are still held"
    event = over is not None and thing.deprel.startswith("nmod") and over.lemma in lexicon.by_noun and not told
    first = (_above, _below) if event else (_below, _above)  # "the release of ten soldiers held in ..."
    for reading in (first[0], _beside, _before, first[1], told_as_toll):
        found = reading(document, count, lexicon)
        if found is not None:
            return found
    return None


def _below(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """By what describes those counted: "three men killed in ...", "five missing soldiers", "those who died"."""
    for clause in children(document, count.head, "acl"):
        passive = clause.xpos in ("VBN", "VBD") and child(document, clause, "nsubj") is None
        relative = clause.deprel == "acl:relcl"
        if passive or (relative and child(document, clause, "aux:pass", "nsubj:pass") is not None):
            if found := _undergone(document, clause, lexicon):
                return found
        elif relative or clause.xpos in ("VBG", "VB"):
            own = child(document, clause, "nsubj")
            if own is not None and own.lemma not in ("who", "that", "which"):
                if found := _undergone(document, clause, lexicon):
                    return found
            elif found := _done(document, clause, lexicon):
                return found
    for modifier in children(document, count.head, "amod"):
        if count.explicit and (measure := lexicon.by_state.get(modifier.lemma)):
            return Measured(measure, modifier, f"described as {modifier.text}", 0.7)
    return None


def _beside(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """By the participle right behind: "18 others wounded", where the tree may have gone astray."""
    last = count.head
    whole = head(document, last)
    if count.explicit and last.deprel == "nmod" and whole is not None and whole.upos == "NUM":
        return None  # "two of the 18 were rescued": not the 18
    if last.lemma == "one" and last is count.number:
        last = next((c for c in children(document, last, "nmod")), last)
    after = last.index + 1
    while after < len(document.tokens) and document.tokens[after].deprel in ("advmod", "aux", "aux:pass", "cop"):
        after += 1
    if after >= len(document.tokens):
        return None
    token = document.tokens[after]
    if token.sentence != count.head.sentence or token.xpos not in ("VBN", "VBD", "JJ"):
        return None
    if any(True for _ in children(document, token, "obj")):
        return None
    measure = lexicon.by_state.get(token.lemma) or lexicon.by_object.get(token.lemma)
    return Measured(measure, token, f"they were {token.text}", 0.85) if measure else None


def _before(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """By the verb right before: "wounded two others", where the tree may have gone astray."""
    if not count.explicit:
        return None
    step = count.number.index - 1
    while step >= 0 and document.tokens[step].lemma in _HEDGES:
        step -= 1
    verb = document.tokens[step]
    if step < 0 or verb.sentence != count.head.sentence or not verb.xpos.startswith("VB"):
        return None
    if child(document, verb, "aux:pass") is not None:
        return None
    measure = lexicon.by_object.get(verb.lemma)
    return Measured(measure, verb, f"{verb.text} them", 0.85) if measure else None


def _above(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """By what the phrase is subject or object of, or the noun of the event it belongs to."""
    step = _climb(document, count, lexicon)
    governor = head(document, step)
    if governor is None:
        return None
    relation = step.deprel
    if relation.startswith("nmod") and governor.upos in _NOMINAL:
        return _noun_event(document, step, governor, lexicon)
    along = relation.startswith("obl") and any(
        c.lemma in ("along", "together") for c in children(document, step, "case")
    )
    if relation == "nsubj:pass" or along:
        readings = [_undergone(document, v, lexicon) for v in (governor, *_further(document, governor))]
    elif relation.startswith("nsubj"):
        readings = [_done(document, v, lexicon) for v in (governor, *_further(document, governor))]
    elif relation.startswith("obj") or (step is count.number and relation == "nummod"):
        readings = [_undergone(document, governor, lexicon) or _gathered(document, governor, lexicon)]
    else:
        return None
    return next((r for r in readings if r is not None), None) or _claimed(step, governor, lexicon)


def _gathered(document: Document, verb: Token, lexicon: FigureWords) -> Measured | None:
    """Those whom a gathering brings together: "a strike involving 3,000 workers"."""
    if verb.lemma not in _BRINGING:
        return None
    gathering = head(document, verb) if verb.deprel.startswith("acl") else child(document, verb, "nsubj")
    measure = lexicon.gatherings.get(gathering.lemma) if gathering is not None else None
    return Measured(measure, verb, f"{verb.text} them", 0.75) if measure else None


def _further(document: Document, verb: Token) -> list[Token]:
    """Verbs coordinated with this one that share its subject."""
    return [c for c in children(document, verb, "conj") if child(document, c, "nsubj") is None]


def _climb(document: Document, count: Count, lexicon: FigureWords) -> Token:
    """The phrase itself, or the one it is coordinated with, is part of, or only measures the amount of."""
    step = count.head
    for _ in range(6):
        governor = head(document, step)
        if governor is None or not _passes(document, count, step, governor, lexicon):
            return step
        step = governor
    return step


def _passes(document: Document, count: Count, step: Token, governor: Token, lexicon: FigureWords) -> bool:
    """Whether what befell the word above befell this one too."""
    relation = step.deprel.partition(":")[0]
    if relation in ("conj", "appos"):
        return governor.upos in (*_NOMINAL, "ADJ")
    if relation != "nmod":
        return False
    if governor.lemma in lexicon.amounts or governor.lemma == "one":
        return True
    return count.explicit and any(c.lemma in lexicon.including for c in children(document, step, "case"))


def _undergone(document: Document, verb: Token, lexicon: FigureWords) -> Measured | None:
    """What it is to be the object (or the subject of the passive) of this verb."""
    lemma = _with_particle(document, verb)
    if measure := lexicon.by_object.get(lemma) or lexicon.by_object.get(verb.lemma):
        return Measured(measure, verb, f"{verb.text} them", 0.9)
    if found := _complement(document, verb, lexicon.by_complement):
        return found
    if verb.lemma == "lose":
        lost = [c for c in children(document, verb, "obj") if c.lemma in lexicon.by_counted]
        return Measured("killed", verb, "lost them", 0.7) if lost else None
    for other in children(document, verb, "xcomp", "ccomp", "advcl", "advmod"):
        if other.xpos in ("JJ", "VBN", "RB", "NN") and (measure := lexicon.by_state.get(other.lemma)):
            return Measured(measure, other, f"{verb.text} them {other.text}", 0.9)
        if other.deprel == "xcomp" and (found := _done(document, other, lexicon)):
            return found
    return None


def _done(document: Document, verb: Token, lexicon: FigureWords) -> Measured | None:
    """What it is to be the subject of this verb, or to be what this adjective says."""
    if measure := lexicon.by_subject.get(verb.lemma):
        return Measured(measure, verb, f"they {verb.text}", 0.9)
    bare = verb.xpos == "VBN" and child(document, verb, "obj") is None
    if (bare or verb.upos in ("ADJ", "NOUN")) and (measure := lexicon.by_state.get(verb.lemma)):
        return Measured(measure, verb, f"they are {verb.text}", 0.85)
    if bare and child(document, verb, "aux") is None and (measure := lexicon.by_object.get(verb.lemma)):
        return Measured(measure, verb, f"they were {verb.text}", 0.85)
    if child(document, verb, "aux:pass") is not None:
        return _undergone(document, verb, lexicon)
    if verb.lemma == "lose" and any(t.lemma == "life" for t in children(document, verb, "obj")):
        return Measured("killed", verb, "they lost their lives", 0.9)
    if found := _complement(document, verb, lexicon.by_subject_complement):
        return found
    for other in children(document, verb, "xcomp"):
        if measure := lexicon.by_subject.get(other.lemma) or lexicon.by_state.get(other.lemma):
            return Measured(measure, other, f"they {verb.text} {other.text}", 0.8)
        if found := _complement(document, other, lexicon.by_subject_complement):
            return found
    return None


def _complement(document: Document, verb: Token, table: Mapping[str, tuple[tuple[Words, str], ...]]) -> Measured | None:
    """A verb that counts only with another word below it: "shot dead", "taken hostage", "left their homes"."""
    for beside, measure in table.get(verb.lemma, ()):
        for other in subtree(document, verb)[:40]:
            if other.lemma in beside and (other.head == verb.index or document.tokens[other.head].head == verb.index):
                return Measured(measure, verb, f"{verb.text} ... {other.text}", 0.85)
    return None


def _claimed(step: Token, verb: Token, lexicon: FigureWords) -> Measured | None:
    """Lives claimed: "took 15 lives"."""
    if step.lemma == "life" and (measure := lexicon.by_lives.get(verb.lemma)):
        return Measured(measure, verb, f"{verb.text} lives", 0.9)
    return None


def _noun_event(document: Document, step: Token, noun: Token, lexicon: FigureWords) -> Measured | None:
    """Those to whom the event that a noun names befell: "the deaths of three", "claimed the lives of five"."""
    if noun.lemma == "life":
        verb = head(document, noun)
        if verb is not None and (measure := lexicon.by_lives.get(verb.lemma)):
            return Measured(measure, verb, f"{verb.text} the lives", 0.9)
        return None
    preposition = next((c.lemma for c in children(document, step, "case")), "")
    if preposition not in ("of", "'s", ""):
        return None
    if measure := lexicon.by_noun.get(noun.lemma):
        return Measured(measure, noun, f"the {noun.text} of them", 0.85)
    if measure := toll(document, noun, lexicon):
        return Measured(measure, noun, f"a {noun.text} of so many", 0.85)
    return None


def _with_particle(document: Document, verb: Token) -> str:
    particle = child(document, verb, "compound:prt")
    return f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma
