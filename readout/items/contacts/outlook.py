"""What the words over an event say of it: negation, future, doubt, and the verbs and nouns that bear on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.items.clauses import none_such
from readout.items.clauses import words as clause_words
from readout.items.contacts.words import words
from readout.items.occasions import before_it
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, head

# Under these the governor's own sense says nothing of the noun's event but for its tense: "said after talks".
_BACKGROUND = frozenset(
    ("after", "during", "following", "in", "at", "through", "since", "amid", "by", "from", "over", "with", "via",
     "on", "under", "upon", "within", "between", "throughout")
)  # fmt: skip
_AHEAD = frozenset(("for", "toward", "towards", "ahead", "to", "pending", "until"))
_NOUNS = ("NOUN", "PROPN")
_SAT = ("sit", "meet", "gather", "convene", "assemble", "join")
_SENT = ("delegation", "mission", "team")
_AGREEING = frozenset(("agree", "pledge", "promise", "vow", "decide"))


@dataclass(slots=True)
class Outlook:
    """What the words over an event say of it."""

    over: list[str] = field(default_factory=list)  # lemmas whose sense bears on the event, nearest first
    negated: bool = False
    future: bool = False
    doubtful: bool = False
    conditional: bool = False
    purpose: bool = False
    unrealised: bool = False
    habitual: bool = False


def outlook(document: Document, event: Token) -> Outlook:
    """What governs an event and how: auxiliaries, negation, and the verbs and nouns that bear on it."""
    found = Outlook()
    _read(document, event, found, nearest=True)
    step, aside = event, False  # aside: told as where or when something else is done, which alone is denied
    for _ in range(6):
        governor = head(document, step)
        if governor is None:
            return found
        relation = step.deprel.partition(":")[0]
        to_do = step.upos == "VERB" and infinitive(document, step)
        found.unrealised |= relation in ("obl", "obj", "nsubj") and unrealised(document, governor)
        if step.upos == "VERB" or step.upos == "AUX" or step.upos == "ADJ":
            if relation == "conj":
                if any(True for _ in children(document, step, "nsubj", "mark")):
                    return found
                _read(document, governor, found, nearest=False)
                step = governor
                continue
            if step.deprel == "acl:relcl" or relation in ("parataxis", "root"):
                return found
            if relation == "acl":
                if not to_do or _ranked(document, governor):
                    if to_do:
                        _read(document, governor, found, nearest=False)
                    return found
            elif relation == "advcl":
                if not to_do:
                    found.future |= before_it(document, step) and _yet_to_do(document, governor)
                    return found
                found.purpose |= governor.upos == "VERB" and governor.lemma != "be" and not _led(document, governor)
            elif relation not in ("xcomp", "ccomp", "csubj", "obl"):
                return found
            if relation == "ccomp" and governor.lemma in words().telling:
                return found
            if relation == "ccomp" and step.xpos == "VBD" and governor.lemma in clause_words().planning:
                return found  # "it turned the visit into a success, all agreed"
        elif relation in ("obl", "nmod"):
            prepositions = _prepositions(document, step)
            if relation == "nmod" and governor.lemma.lower() in _senses():
                found.over.append(governor.lemma.lower())  # "a call for talks", "a ban on talks"
                _read(document, governor, found, nearest=True)
                step = governor
                continue
            told = governor.upos in _NOUNS or governor.lemma in words().telling
            led = before_it(document, step) and "before" not in prepositions
            if led or ("before" in prepositions and told):
                found.purpose = True
                return found
            if governor.upos != "VERB" and any(c.lemma == "be" for c in children(document, governor, "cop")):
                found.future |= future(document, governor)
                return found  # "is in Oslo for a visit"
            if prepositions & _AHEAD and governor.upos == "VERB":
                met = governor.xpos == "VBD" and governor.lemma in _SAT  # "sat down for talks"
                found.purpose |= not met and not (travels(event) and travels(governor))  # "arrived for a visit"
                if governor.lemma not in clause_words().planning | clause_words().cancelling:
                    _read(document, governor, found, nearest=False)
                    if relation == "obl" and governor.deprel.partition(":")[0] not in ("xcomp", "conj"):
                        return found
            elif prepositions & _BACKGROUND or not prepositions:
                if governor.lemma in words().verbs and _settled(document, governor):
                    return found  # "agreed to meet during a call"
                if governor.lemma in words().verbs and (governor.lemma != "discuss" or "during" not in prepositions):
                    return found
                if governor.lemma in words().verbs:  # "during their meeting they are to discuss"
                    of_it = outlook(document, governor)
                    found.over += [w for w in of_it.over if w in clause_words().planning]
                    found.future |= of_it.future
                    return found
                if _told_between(document, step, governor):
                    return found
                if governor.upos in ("VERB", "AUX") and governor.lemma not in words().telling:
                    found.future |= future(document, governor)
                    if (
                        relation == "obl"
                        and governor.deprel.partition(":")[0] == "xcomp"
                        and not _settled(document, governor)
                    ):
                        step, aside = governor, True
                        continue
                    return found
                if governor.lemma in words().telling or governor.lemma.lower() not in words().transparent:
                    return found
            elif not prepositions & {"of", "including", "include"} and not _entered(prepositions, governor):
                return found
        elif relation not in ("obj", "nsubj", "iobj", "compound", "appos", "conj", "root"):
            return found
        elif relation in ("appos", "conj") or (relation == "nsubj" and governor.upos not in ("VERB", "ADJ", "AUX")):
            if relation == "nsubj":
                return found
            step = governor
            continue
        if to_do and governor.lemma == "be":
            found.future = True
        if to_do and relation == "csubj":  # "it is our aim to hold talks"
            found.doubtful |= governor.lemma in words().aims
        if to_do and relation == "xcomp" and (plan := _noun_before(document, step)) is not None:
            found.over.append(plan.lemma)
        if governor.lemma.lower() not in words().transparent:
            found.over.append(_with_particle(document, governor))
        near = relation in ("xcomp", "obj", "advcl", "acl", "nsubj", "ccomp")
        near = near or (relation == "obl" and _entered(_prepositions(document, step), governor))
        _read(document, governor, found, nearest=near and not aside)
        step = governor
    return found


def _led(document: Document, verb: Token) -> bool:
    """ "Led a delegation to pay a visit": who leads one goes with it."""
    things = (c.lemma for c in children(document, verb, "obj"))
    return verb.xpos == "VBD" and verb.lemma in ("lead", "head") and any(t in _SENT for t in things)


def _yet_to_do(document: Document, verb: Token) -> bool:
    """ "Proposed to confer before opening talks": what the clause above tells is ahead, and so is what follows it."""
    above = head(document, verb)
    joined = verb.deprel == "conj" and above is not None and future(document, above)
    return joined or infinitive(document, verb) or future(document, verb)


def _prepositions(document: Document, token: Token) -> set[str]:
    """The lemmas of the prepositions of a phrase."""
    return {c.lemma.lower() for c in children(document, token, "case")}


def _entered(prepositions: set[str], governor: Token) -> bool:
    """ "Enter into talks": the verb and the noun are one."""
    return "into" in prepositions and governor.lemma in ("enter", "go", "get", "come")


def _read(document: Document, token: Token, found: Outlook, nearest: bool) -> None:
    lists = clause_words()
    negated = False
    for child in children(document, token):
        lemma = child.lemma.lower()
        relation = child.deprel.partition(":")[0]
        if relation == "aux":
            found.future |= lemma in lists.futures
            found.doubtful |= lemma in lists.doubts
        elif relation in ("mark", "advmod") and lemma in ("when", "as") and token.xpos in ("VBZ", "VBP"):
            above = head(document, token)
            found.future |= above is not None and future(document, above)
        elif relation == "mark":
            found.conditional |= lemma in lists.conditions
            negated |= lemma == "without"
            found.future |= lemma in ("before", "until") and token.xpos in ("VBZ", "VBP")
        elif relation == "advmod":
            now = token.xpos in ("VBZ", "VBP")  # "often calls him for a talk"
            found.habitual |= (nearest or now) and lemma in words().habits
            found.habitual |= nearest and lemma in ("twice", "thrice")
        elif relation == "obl" and lemma == "time" and child.xpos == "NNS":
            found.habitual |= nearest and token.upos == "VERB"  # "spoke 14 times": a total
        if relation in ("advmod", "aux", "cc") and (lemma in lists.negations or child.text.lower() in lists.negations):
            negated = True
        if relation == "case" and lemma == "without":
            negated = True
        if relation == "nsubj":
            negated |= none_such(document, child)
    found.negated |= negated and nearest
    if nearest and token.upos == "VERB" and infinitive(document, token):
        bare = token.deprel == "root" or (token.deprel == "acl" and not _ranked(document, document.tokens[token.head]))
        found.future |= bare or any(c.lemma == "be" for c in children(document, token, "cop", "aux"))


def _senses() -> frozenset[str]:
    """The nouns that say whether what they are about takes place."""
    lists = clause_words()
    return lists.proposing | lists.cancelling | lists.declining | lists.failing


def _noun_before(document: Document, verb: Token) -> Token | None:
    """ "Repeated his offer to go": the noun that the infinitive tells more of, where the tree hangs it on the verb."""
    mark = next((c for c in children(document, verb, "mark") if c.lemma == "to"), None)
    before = document.tokens[mark.index - 1] if mark is not None and mark.index else None
    return before if before is not None and before.upos == "NOUN" and before.deprel == "obj" else None


def _settled(document: Document, verb: Token) -> bool:
    """ "Agreed to cut tariffs during the visit": the agreeing, not what is agreed on, took place at it."""
    above = head(document, verb)
    return above is not None and above.lemma in _AGREEING and above.xpos in ("VBD", "VBN")


def _told_between(document: Document, noun: Token, governor: Token) -> bool:
    """ "During the talks, X said that they will ...": the noun belongs to the telling, wherever the tree hangs it."""
    return any(
        noun.index < a.index < governor.index for a in ancestors(document, governor) if a.lemma in words().telling
    )


def unrealised(document: Document, verb: Token) -> bool:
    """ "Was to have travelled"."""
    if verb.upos != "VERB" or not any(c.lemma == "to" for c in children(document, verb, "mark")):
        return False
    auxiliaries = [c.lemma for c in children(document, verb, "aux", "cop")]
    governor = head(document, verb)
    return "have" in auxiliaries and ("be" in auxiliaries or (governor is not None and governor.lemma == "be"))


def _ranked(document: Document, noun: Token) -> bool:
    """ "The first minister to visit": an infinitive that tells what was done."""
    holders = [noun, document.tokens[noun.head]] if noun.deprel.startswith(("nmod", "obl")) else [noun]
    return any(
        c.lemma.lower() in words().ordinals for holder in holders for c in children(document, holder, "amod", "nummod")
    )


def infinitive(document: Document, verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.xpos == "VB" and any(c.lemma == "to" for c in children(document, verb, "mark", "aux"))


def future(document: Document, verb: Token) -> bool:
    """Whether an auxiliary puts a verb in the future."""
    return any(c.lemma in clause_words().futures for c in children(document, verb, "aux"))


def _with_particle(document: Document, token: Token) -> str:
    particle = next(children(document, token, "compound:prt"), None)
    return f"{token.lemma} {particle.lemma}" if particle is not None else token.lemma.lower()


def travels(token: Token) -> bool:
    """Whether a word is one of travel."""
    entry = words().verbs.get(token.lemma) or words().nouns.get(token.lemma)
    return entry is not None and entry.kind == "visit"
