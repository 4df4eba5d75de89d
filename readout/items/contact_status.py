"""Whether a contact took place: held, planned, proposed, or called off, by the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readout.items.clauses import words as clause_words
from readout.items.contact_words import words
from readout.items.occasions import before_it, is_headline, when_of
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, head

# Under these the governor's own sense says nothing of the noun's event but for its tense: "said after talks".
_BACKGROUND = frozenset(
    ("after", "during", "following", "in", "at", "through", "since", "amid", "by", "from", "over", "with", "via",
     "on", "under", "upon", "within", "between", "throughout")
)  # fmt: skip
_AHEAD = frozenset(("for", "toward", "towards", "ahead", "to", "pending", "until"))
_NOUNS = ("NOUN", "PROPN")
_BEGINNING = frozenset(("begin", "start", "open", "resume", "take", "continue", "follow", "come"))
# "Talks ... to be held", with no other clause between.
_SCHEDULED = re.compile(
    r"[^;:.]{0,80}?\b(?:to be (?:held|convened|hosted)|(?:scheduled|slated|due|expected) (?:to|for|on))\b"
)
_AGREEING = frozenset(("agree", "pledge", "promise", "vow", "decide"))
_HAPPENING = frozenset(
    (
        "hold",
        "begin",
        "open",
        "start",
        "end",
        "conclude",
        "close",
        "resume",
        "attend",
        "host",
        "convene",
        "join",
        "finish",
    )
)
_BESIDE = frozenset(("where", "when", "during", "after"))  # "a visit, where he will also ...": told of another event
_MODIFIERS = ("amod", "compound", "det", "advmod", "nummod")


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


def status_of(document: Document, event: Token) -> str | None:
    """The status of the contact that a word heads; None where the words deny that there is one, or tell a habit."""
    lists, mine = clause_words(), words()
    if _unrealised(document, event):
        return "cancelled"
    found = outlook(document, event)
    if found.unrealised:
        return "cancelled"
    before = {c.lemma.lower() for c in children(document, event, *_MODIFIERS)}
    over = set(found.over)
    if found.habitual:
        return None
    if over & (lists.cancelling | lists.postponing) and over & lists.proposing:
        return "planned"  # "urged him to scrap the visit": the calling off is only asked for
    if before & mine.called_off or over & lists.cancelling:
        return None if found.negated else "cancelled"
    if before & mine.put_off or over & lists.postponing:
        return "planned" if found.negated else "postponed"
    if over & lists.declining:
        return None if found.negated else "declined"
    denied = any(c.lemma in lists.negations or c.text.lower() in lists.negations for c in children(document, event))
    if over & mine.confirming and found.negated and not denied:
        return "proposed"
    if "any" in before and (found.negated or _unaware(document, event)):
        return None
    if event.upos != "VERB" and found.over and found.over[0] in mine.strengthening:
        return None
    if event.upos == "ADJ" and event.lemma in mine.planned:
        return None if found.negated else "planned"
    if found.negated:
        return "declined" if found.future and event.upos == "VERB" else None
    if "no" in before or "without" in before or over & lists.failing:
        return None
    if found.doubtful or found.conditional or before & mine.proposed:
        return "proposed"
    if found.future or before & mine.planned or over & lists.planning:
        return "planned"
    if _planned_before(document, event) or _planned_after(document, event):
        return "planned"
    if over & lists.proposing:
        return "proposed"
    if _present(document, event):
        return "planned"
    return "planned" if found.purpose else "held"


def outlook(document: Document, event: Token) -> Outlook:
    """What governs an event and how: auxiliaries, negation, and the verbs and nouns that bear on it."""
    found = Outlook()
    _read(document, event, found, nearest=True)
    step = event
    for _ in range(6):
        governor = head(document, step)
        if governor is None:
            return found
        relation = step.deprel.partition(":")[0]
        infinitive = step.upos == "VERB" and _infinitive(document, step)
        found.unrealised |= relation in ("obl", "obj", "nsubj") and _unrealised(document, governor)
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
                if not infinitive or _ranked(document, governor):
                    if infinitive:
                        _read(document, governor, found, nearest=False)
                    return found
            elif relation == "advcl":
                if not infinitive:
                    return found
                found.purpose |= governor.upos == "VERB" and governor.lemma != "be"
            elif relation not in ("xcomp", "ccomp", "csubj", "obl"):
                return found
            if relation == "ccomp" and governor.lemma in words().telling:
                return found
        elif relation in ("obl", "nmod"):
            prepositions = {c.lemma.lower() for c in children(document, step, "case")}
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
                found.future |= _future(document, governor)
                return found  # "is in Oslo for a visit"
            if prepositions & _AHEAD and governor.upos == "VERB":
                found.purpose |= not (_travel(event) and _travel(governor))  # "arrived for a visit"
                if governor.lemma not in clause_words().planning | clause_words().cancelling:
                    _read(document, governor, found, nearest=False)
                    if relation == "obl" and governor.deprel.partition(":")[0] not in ("xcomp", "conj"):
                        return found
            elif prepositions & _BACKGROUND or not prepositions:
                if governor.lemma in words().verbs or _told_between(document, step, governor):
                    return found
                if governor.upos in ("VERB", "AUX") and governor.lemma not in words().telling:
                    found.future |= _future(document, governor)
                    if (
                        relation == "obl"
                        and governor.deprel.partition(":")[0] == "xcomp"
                        and not _settled(document, governor)
                    ):
                        step = governor
                        continue
                    return found
                if governor.lemma in words().telling or governor.lemma.lower() not in words().transparent:
                    return found
            elif not prepositions & {"of", "including", "include"}:
                return found
        elif relation not in ("obj", "nsubj", "iobj", "compound", "appos", "conj", "root"):
            return found
        elif relation in ("appos", "conj") or (relation == "nsubj" and governor.upos not in ("VERB", "ADJ", "AUX")):
            if relation == "nsubj":
                return found
            step = governor
            continue
        if infinitive and governor.lemma == "be":
            found.future = True
        if infinitive and relation == "xcomp" and (plan := _noun_before(document, step)) is not None:
            found.over.append(plan.lemma)
        if governor.lemma.lower() not in words().transparent:
            found.over.append(_with_particle(document, governor))
        _read(document, governor, found, nearest=relation in ("xcomp", "obj", "advcl", "acl", "nsubj", "ccomp"))
        step = governor
    return found


def _unaware(document: Document, event: Token) -> bool:
    """ "Not aware of any talks"."""
    governor = head(document, event)
    return governor is not None and any(
        c.lemma in clause_words().negations or c.text.lower() in clause_words().negations
        for c in children(document, governor, "advmod", "det")
    )


def _senses() -> frozenset[str]:
    """The nouns that say whether what they are about takes place."""
    lists = clause_words()
    return lists.proposing | lists.cancelling | lists.declining | lists.failing


def _present(document: Document, event: Token) -> bool:
    """A visit told in the present tense below the headline ("arrives on Friday") is still to come."""
    above = (a for a in ancestors(document, event) if a.upos == "VERB")
    step = event if event.upos == "VERB" else next(above, event)
    if is_headline(document, document.sentences[event.sentence]) or not _travel(step):
        return False
    return step.xpos in ("VBZ", "VBP") and not any(True for _ in children(document, step, "aux"))


def _travel(token: Token) -> bool:
    entry = words().verbs.get(token.lemma) or words().nouns.get(token.lemma)
    return entry is not None and entry.kind == "visit"


def _told_between(document: Document, noun: Token, governor: Token) -> bool:
    """ "During the talks, X said that they will ...": the noun belongs to the telling, wherever the tree hangs it."""
    return any(
        noun.index < a.index < governor.index for a in ancestors(document, governor) if a.lemma in words().telling
    )


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
            found.future |= above is not None and _future(document, above)
        elif relation == "mark":
            found.conditional |= lemma in lists.conditions
            negated |= lemma == "without"
            found.future |= lemma in ("before", "until") and token.xpos in ("VBZ", "VBP")
        elif relation == "advmod":
            found.habitual |= nearest and (lemma in words().habits or lemma in ("twice", "thrice"))
        elif relation == "obl" and lemma == "time" and child.xpos == "NNS":
            found.habitual |= nearest and token.upos == "VERB"  # "spoke 14 times": a total
        if relation in ("advmod", "aux", "cc") and (lemma in lists.negations or child.text.lower() in lists.negations):
            negated = True
        if relation == "case" and lemma == "without":
            negated = True
    found.negated |= negated and nearest
    if nearest and token.upos == "VERB" and _infinitive(document, token):
        bare = token.deprel == "root" or (token.deprel == "acl" and not _ranked(document, document.tokens[token.head]))
        found.future |= bare or any(c.lemma == "be" for c in children(document, token, "cop", "aux"))


def _unrealised(document: Document, verb: Token) -> bool:
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


def _infinitive(document: Document, verb: Token) -> bool:
    return verb.xpos == "VB" and any(c.lemma == "to" for c in children(document, verb, "mark", "aux"))


def _future(document: Document, verb: Token) -> bool:
    return any(c.lemma in clause_words().futures for c in children(document, verb, "aux"))


def _planned_after(document: Document, noun: Token) -> bool:
    """ "Talks scheduled for Friday", "a summit to be held": what follows the noun puts it ahead."""
    if noun.upos == "VERB":
        return False
    lists = clause_words()
    end = document.sentences[noun.sentence].end
    if _SCHEDULED.match(document.text, noun.end, min(end, noun.end + 110)):
        return True
    for clause in children(document, noun, "acl", "amod"):
        if clause.index > noun.index and clause.deprel != "acl:relcl":
            if clause.lemma in lists.planning or clause.lemma in words().planned:
                return True
            if clause.upos == "VERB" and _infinitive(document, clause) and _takes_place(document, clause):
                return True
        elif clause.deprel == "acl:relcl" and _future(document, clause):
            return not any(c.lemma in _BESIDE for c in children(document, clause, "advmod", "mark"))
    return False


def _noun_before(document: Document, verb: Token) -> Token | None:
    """ "Repeated his offer to go": the noun that the infinitive tells more of, where the tree hangs it on the verb."""
    mark = next((c for c in children(document, verb, "mark") if c.lemma == "to"), None)
    before = document.tokens[mark.index - 1] if mark is not None and mark.index else None
    return before if before is not None and before.upos == "NOUN" and before.deprel == "obj" else None


def _settled(document: Document, verb: Token) -> bool:
    """ "Agreed to cut tariffs during the visit": the agreeing, not what is agreed on, took place at it."""
    above = head(document, verb)
    return above is not None and above.lemma in _AGREEING and above.xpos in ("VBD", "VBN")


def _planned_before(document: Document, verb: Token) -> bool:
    """ "Was due to meet": the word before the infinitive, wherever the tree hangs it."""
    if verb.upos != "VERB" or verb.index < 2 or document.tokens[verb.index - 1].lemma != "to":
        return False
    word = document.tokens[verb.index - 2]
    return word.upos in ("ADJ", "VERB", "ADP", "ADV") and (word.lemma in words().planned or word.lemma == "about")


def taking_place(document: Document, noun: Token) -> bool:
    """Whether the words over talks say that they took place: "opened six-party talks", "the talks ended on Friday"."""
    governor = head(document, noun)
    held = governor is not None and governor.upos == "VERB" and governor.lemma in _HAPPENING
    return held or when_of(document, noun) is not None


def _takes_place(document: Document, verb: Token) -> bool:
    """ "To be held", "to begin": not "to discuss"."""
    return verb.lemma in _BEGINNING or any(c.lemma == "be" for c in children(document, verb, "aux"))


def _with_particle(document: Document, token: Token) -> str:
    particle = next(children(document, token, "compound:prt"), None)
    return f"{token.lemma} {particle.lemma}" if particle is not None else token.lemma.lower()
