"""Whether a contact took place: held, planned, proposed, or called off, by the words around it."""

from __future__ import annotations

from readout.items.clauses import governed_by, mood
from readout.items.clauses import words as clause_words
from readout.items.contact_words import words
from readout.language.document import Document, Token
from readout.language.tree import children, head

_PLANNED_BEFORE = frozenset(
    ("planned", "scheduled", "upcoming", "forthcoming", "expected", "coming", "next", "future", "plan", "schedule",
     "impending", "imminent")
)  # fmt: skip
_PROPOSED_BEFORE = frozenset(("possible", "proposed", "potential", "propose", "likely", "any", "hypothetical", "future"))
_CANCELLED_BEFORE = frozenset(("cancelled", "canceled", "cancel", "aborted", "abortive"))
_POSTPONED_BEFORE = frozenset(("postponed", "delayed", "suspended", "stalled"))
_NEVER_HELD = frozenset(("no", "without", "neither", "never"))


def status_of(document: Document, event: Token, carrier: Token | None) -> str | None:
    """The status of the contact that a word heads; None where the words deny that there is one, or tell a habit."""
    lists = clause_words()
    found = mood(document, event)
    if _habitual(document, event) or (carrier is not None and _habitual(document, carrier)):
        return None
    before = {c.lemma.lower() for c in children(document, event, "amod", "compound", "det", "advmod")}
    if before & _CANCELLED_BEFORE or (governed_by(found, lists.cancelling) and not found.negated):
        return "cancelled"
    if governed_by(found, lists.postponing) and not found.negated and event.upos != "VERB":
        return "postponed"
    if before & _POSTPONED_BEFORE:
        return "postponed"
    if governed_by(found, lists.declining):
        return None if found.negated else "declined"
    if found.negated or before & _NEVER_HELD:
        return "declined" if found.future else None
    if governed_by(found, lists.failing):
        return None
    if found.doubtful or found.conditional or before & _PROPOSED_BEFORE:
        return "proposed"
    if found.future or _is_to(document, event) or (carrier is not None and _is_to(document, carrier)):
        return "planned"
    near = found.over[:2] if carrier is not None or event.upos == "VERB" else found.over[:1]
    if any(lemma in lists.planning for lemma in near) or before & _PLANNED_BEFORE:
        return "planned"
    if any(lemma in lists.proposing for lemma in near):
        return "proposed"
    return "held"


def _habitual(document: Document, token: Token) -> bool:
    return any(c.lemma in words().habits for c in children(document, token, "advmod"))


def _is_to(document: Document, verb: Token) -> bool:
    """"Is to meet", or a headline's "to meet": an infinitive that no verb but "be" governs."""
    if verb.upos != "VERB" or not any(c.lemma == "to" for c in children(document, verb, "mark", "aux")):
        return False
    governor = head(document, verb)
    return governor is None or governor.lemma == "be" or verb.deprel.partition(":")[0] in ("root", "acl")
