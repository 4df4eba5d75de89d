"""Whether a contact took place: held, planned, proposed, or called off, by the words around it."""

from __future__ import annotations

import re

from readout.items.clauses import words as clause_words
from readout.items.contacts.outlook import future, infinitive, outlook, travels, unrealised
from readout.items.contacts.words import words
from readout.items.news import is_headline
from readout.items.occasions import when_of
from readout.language.document import Document, Token
from readout.language.tree import ancestors, children, head

_BEGINNING = frozenset(("begin", "start", "open", "resume", "take", "continue", "follow", "come"))
# "Talks ... to be held", with no other clause between.
_SCHEDULED = re.compile(
    r"[^;:.]{0,80}?\b(?:to be (?:held|convened|hosted)|(?:scheduled|slated|due|expected)"
    r" (?:to(?! (?:last|continue|end|conclude|finish|run|cover|focus|discuss|deal|touch))|for|on))\b"
)
_HAPPENING = frozenset(
    ("hold", "begin", "open", "start", "end", "conclude", "close", "resume", "attend", "host", "convene", "join",
     "finish")
)  # fmt: skip
_THOUGHT = frozenset(
    ("hint", "threaten", "consider", "mull", "weigh", "urge", "ask", "call", "want", "discuss", "contemplate", "think",
     "advise", "press", "pressure", "refuse", "decline", "deny", "demand")
)  # fmt: skip
_WITHIN = ("xcomp", "advcl", "ccomp", "obl", "acl")
_MEANT = frozenset(("aim", "intend", "bind", "agree"))  # "talks aimed at peace": what they are for
_BESIDE = frozenset(("where", "when", "during", "after"))  # "a visit, where he will also ...": told of another event
_MODIFIERS = ("amod", "compound", "det", "advmod", "nummod")


def status_of(document: Document, event: Token) -> str | None:
    """The status of the contact that a word heads; None where the words deny that there is one, or tell a habit."""
    lists, mine = clause_words(), words()
    if unrealised(document, event):
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
        if _only_thought_of(document, event):
            return "planned"
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
    if found.negated and event.upos == "NOUN" and before & mine.planned and not denied:
        return "cancelled"  # "the planned talks did not take place"
    if found.negated:
        return "declined" if found.future and event.upos == "VERB" else None
    if "no" in before or "without" in before or over & lists.failing:
        return None
    if found.doubtful or found.conditional or before & mine.proposed:
        return "proposed"
    if event.deprel == "acl" and found.over and found.over[0] in lists.proposing:
        return "proposed"  # "his offer to go"
    if found.future or before & mine.planned or over & lists.planning:
        return "planned"
    if _planned_before(document, event) or _planned_after(document, event):
        return "planned"
    if over & lists.proposing:
        return "proposed"
    if _present(document, event):
        return "planned"
    return "planned" if found.purpose else "held"


def _only_thought_of(document: Document, event: Token) -> bool:
    """ "Hinted at cancelling the visit", "urged him to scrap the trip": not called off as far as that tells."""
    calling_off = head(document, event)
    if calling_off is None or calling_off.upos != "VERB" or calling_off.lemma not in clause_words().cancelling:
        return False
    above = head(document, calling_off)
    return above is not None and calling_off.deprel.partition(":")[0] in _WITHIN and above.lemma in _THOUGHT


def _unaware(document: Document, event: Token) -> bool:
    """ "Not aware of any talks"."""
    governor = head(document, event)
    return governor is not None and any(
        c.lemma in clause_words().negations or c.text.lower() in clause_words().negations
        for c in children(document, governor, "advmod", "det")
    )


def _present(document: Document, event: Token) -> bool:
    """A visit told in the present tense below the headline ("arrives on Friday") is still to come."""
    above = (a for a in ancestors(document, event) if a.upos == "VERB")
    step = event if event.upos == "VERB" else next(above, event)
    if is_headline(document, document.sentences[event.sentence]) or not travels(step):
        return False
    return step.xpos in ("VBZ", "VBP") and not any(True for _ in children(document, step, "aux"))


def _planned_after(document: Document, noun: Token) -> bool:
    """ "Talks scheduled for Friday", "a summit to be held": what follows the noun puts it ahead."""
    if noun.upos == "VERB":
        return False
    lists = clause_words()
    end = document.sentences[noun.sentence].end
    ahead = _SCHEDULED.match(document.text, noun.end, min(end, noun.end + 110))
    if ahead is not None and not (ahead.group().endswith("due to") and not _verb_at(document, noun, ahead.end())):
        return True
    for clause in children(document, noun, "acl", "amod"):
        if clause.index > noun.index and clause.deprel != "acl:relcl":
            if (clause.lemma in lists.planning and clause.lemma not in _MEANT) or clause.lemma in words().planned:
                return True
            if clause.upos == "VERB" and infinitive(document, clause) and _takes_place(document, clause):
                return True
        elif clause.deprel == "acl:relcl" and future(document, clause):
            return not any(c.lemma in _BESIDE for c in children(document, clause, "advmod", "mark"))
    return False


def _verb_at(document: Document, noun: Token, at: int) -> bool:
    """Whether an infinitive follows there: "due to open", not "due to the rain"."""
    last = document.sentences[noun.sentence].last
    following = next((t for t in document.tokens[noun.index : last] if t.start >= at), None)
    return following is not None and following.xpos == "VB"


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
