"""Finding checks in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from readout.actors.model import Actor
from readout.items.checks.check import Check
from readout.items.checks.series import Placing, loose, placings, series_words
from readout.items.checks.spans import names_span
from readout.items.checks.words import words
from readout.items.clauses import obliques, sentence_passage, subject
from readout.items.contacts.contact import Contact
from readout.items.contacts.lands import modifiers, unique
from readout.items.contacts.parties import dealing
from readout.items.contacts.sides import sides
from readout.items.contacts.status import status_of
from readout.items.contacts.suite import two_sides
from readout.items.contacts.triggers import Trigger
from readout.items.occasions import when_of
from readout.language.document import Document
from readout.language.edtf import Edtf
from readout.language.people import actors_of, side_of
from readout.language.tree import child, children, head

# The kinds of contact that words of one kind can tell of again.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "talks": ("talks", "meeting", "call", "video"),
    "call": ("call", "talks", "video"),
    "meeting": ("meeting", "talks"),
}
LEAST = 0.5  # checks less sure than this, once related, are left out
_POINTING = 0.3  # sure enough that the parties of a contact told nearby are meant
_STEM = 5  # letters by which "defence" and "defense" are one word
_EARLIER = 60  # names before "they" among which those meant are looked for
_DAYS_OF_ONE = 27  # a span longer than this is no day of one contact
_NEAR = 600  # characters before a check within which the contact it speaks of is looked for


def find(document: Document) -> list[Check]:
    """The checks of a report: what it claims of a contact's place in its series."""
    series = list(series_words(document))
    told = [placing for trigger in series for placing in placings(document, trigger)]
    told += loose(document, series)
    found: dict[tuple[int, str, Any], Check] = {}
    for placing in told:
        if placing.kind in ("count", "last_contact") and _ahead(document, placing.trigger):
            continue
        check = _check(document, placing)
        if _conference(document, placing, len(check.parties)):
            continue
        key = (placing.word.sentence, check.kind, check.value)
        if key not in found or len(found[key].parties) < 2 <= len(check.parties):
            found[key] = check
    return list(found.values())


def _ahead(document: Document, trigger: Trigger) -> bool:
    """ "Agreed to hold two rounds of talks", "meet for the last time": told of what is yet to come."""
    token = trigger.token
    if token.xpos in ("VBP", "VBZ") and not any(True for _ in children(document, token, "aux")):
        return True
    return status_of(document, token) in ("planned", "proposed")


def _check(document: Document, placing: Placing) -> Check:
    trigger = placing.trigger
    parties = _parties(document, placing)
    parties = parties or _others(document, trigger) or parties
    confidence = _confidence(document, trigger, parties)
    at, since = _at(document, placing), placing.since
    if placing.kind == "count" and since is None and at is not None and (at.days or 0) > _DAYS_OF_ONE:
        since = at  # "met twice in 2005"
    return Check(
        passages=(sentence_passage(document, trigger.token),),
        confidence=confidence,
        why=_why(placing),
        kind=placing.kind,
        parties=tuple(parties),
        value=placing.value,
        bound=placing.bound,
        since=since,
        of=trigger.kind,
        at=at if placing.kind != "count" or at == since else None,
        among=placing.among,
    )


def _why(placing: Placing) -> str:
    kind = placing.trigger.kind
    if placing.kind == "count":
        return f"{placing.word.text!r} counts {kind if kind == 'talks' else f'{kind}s'}"
    return f"{placing.word.text!r} places {kind if kind == 'talks' else f'a {kind}'} in a series"


def _confidence(document: Document, trigger: Trigger, parties: list[Actor]) -> float:
    """How sure a check is by its own words; below `_POINTING`, no other sentence may tell its parties."""
    known = any(side_of(a) is not None or a.kind != "unnamed" for a in parties)
    if len(parties) > 1 and (not known or not two_sides(parties)):
        return 0.0
    if not parties and _others(document, trigger) is not None:
        return 0.0
    private = all(a.kind == "person" and not (a.role or a.key) for a in parties[:1])
    if len(parties) > 1:
        return 0.0 if trigger.kind == "visit" and private else 0.7
    if parties:
        return LEAST if not private and _abroad(document, trigger) else _POINTING
    sentence = document.sentences[trigger.token.sentence]
    around = {t.text.lower() for t in document.tokens[sentence.first : sentence.last]}
    group = trigger.noun is not None and any(True for _ in obliques(document, trigger.token, ("of",)))
    return _POINTING if around & words().pointing and not group else 0.2


def _others(document: Document, trigger: Trigger) -> list[Actor] | None:
    """Who "they" are where the sentence tells them by an office before: "the two trade ministers ... they met".

    None where "they" are told by no office; empty where the report names no two of such an office.
    """
    doer = subject(document, trigger.token) if trigger.verb is not None else None
    if doer is None or doer.text.lower() != "they":
        return None
    first = document.sentences[doer.sentence].first
    named = [t for t in document.tokens[first : doer.index] if t.deprel.startswith("nsubj") and t.xpos == "NNS"]
    fields = [f.text.lower()[:_STEM] for n in named for f in children(document, n, "compound") if f.upos == "NOUN"]
    if not fields:
        return None
    before = [t for t in document.tokens[:first] if t.upos == "PROPN" and t.deprel not in ("flat", "compound")]
    people = [a for t in reversed(before[-_EARLIER:]) for a in actors_of(document, t) if a.kind == "person"]
    fitting = unique([a for a in people if any(f in (a.role or "").lower() for f in fields)])[:2]
    return fitting if len(fitting) > 1 and two_sides(fitting) else []


def _conference(document: Document, placing: Placing, parties: int) -> bool:
    """Whether the series is that of a conference ("the 14th summit"), not of the contacts of those who are named."""
    token = placing.trigger.token
    if placing.kind != "ordinal":
        return False
    if token.lemma.lower() == "summit" and len(modifiers(document, token)) < 2:
        return not any(True for _ in obliques(document, token, ("between",)))
    return parties < 2 and token.text[:1].isupper()


def _abroad(document: Document, trigger: Trigger) -> bool:
    """Whether a visit is told to be to another country, whichever it be: "his first trip abroad"."""
    if trigger.kind != "visit":
        return False
    near = (*children(document, trigger.token, "amod", "advmod"), *(t for t, _ in obliques(document, trigger.token)))
    thing = child(document, trigger.token, "obj") if trigger.verb is not None else None
    return any(t.text.lower() in words().abroad for t in (*near, *((thing,) if thing is not None else ())))


def _at(document: Document, placing: Placing) -> Edtf | None:
    """The day of the contact that is placed; not the span it is placed in, nor the day of an earlier one."""
    if placing.kind == "last_contact":
        return None
    time = when_of(document, placing.trigger.token)
    return None if time is None or names_span(document, time) else time.when


def _parties(document: Document, placing: Placing) -> list[Actor]:
    """Whose series it is, as the words around the contact word tell, or those around the word of order."""
    trigger, word = placing.trigger, placing.word
    found = sides(document, trigger)
    around = [word] if word.deprel not in ("amod", "nummod", "compound", "advmod") else []
    parties = unique([*found.one, *found.places[:1]]) if trigger.kind == "visit" else found.parties
    if len(parties) > 1:
        return parties
    for token in (trigger.token, *around):
        between = [a for t, _ in obliques(document, token, ("between",)) for a in dealing(document, t)]
        if len(between) > 1:
            return unique(between)
    if trigger.noun is not None:
        for below, _ in obliques(document, trigger.token, ("of", "under", "within", "in")):
            if len(named := modifiers(document, below)) > 1:
                return named
        verb = head(document, trigger.token)
        doer = subject(document, verb) if verb is not None and trigger.token.deprel == "obj" else None
        if len(doers := dealing(document, doer)) > 1:
            return doers
    return parties


def relate(checks: list[Check], found: Mapping[str, Sequence[Any]]) -> list[Check]:
    """The checks with the parties and the date of the contact that they tell of, where they lack them.

    A check whose parties nothing tells is left out; one told twice is one check with both passages.
    """
    contacts: Sequence[Contact] = found.get("contact", ())
    told: list[Check] = []
    for check in (_related(check, contacts) for check in checks):
        known = next((i for i, other in enumerate(told) if _same(other, check)), None)
        if known is not None:
            told[known] = _joined(told[known], check)
        elif check.confidence >= LEAST:
            told.append(check)
    return told


def _related(check: Check, contacts: Sequence[Contact]) -> Check:
    start = check.passages[0].start
    lone = {a.name for a in check.parties}
    fitting = [c for c in contacts if c.kind in _ALIKE.get(check.of or "talks", (check.of,))]
    here = [c for c in fitting if any(p.start == start for p in c.passages)]
    if check.confidence == 0.0:
        return check
    if not here and len(check.parties) < 2 and check.confidence >= _POINTING:
        here = [c for c in _nearest(start, fitting) if lone <= {a.name for a in c.parties}]
    if not lone and check.of == "visit":
        here = [c for c in here if any(p.start == start for p in c.passages)]
    here = [c for c in here if lone <= {a.name for a in c.parties}] or (here if len(lone) < 2 else [])
    if not here:
        return check
    contact = here[0]
    at = check.at
    if at is None and check.kind in ("first_since", "ordinal", "longest_gap"):
        at = contact.when if contact.when != check.since else None
    parties = check.parties if len(check.parties) > 1 else contact.parties
    return replace(check, parties=parties, at=at, confidence=max(check.confidence, 0.5))


def _nearest(start: int, contacts: Sequence[Contact]) -> list[Contact]:
    """The contact told last before a place in the report, or else the one told next; not one far away."""
    before = [(p.end, n) for n, c in enumerate(contacts) for p in c.passages if start - _NEAR < p.end <= start]
    if before:
        return [contacts[max(before)[1]]]
    after = [(p.start, n) for n, c in enumerate(contacts) for p in c.passages if start < p.start < start + _NEAR]
    return [contacts[min(after)[1]]] if after else []


def _same(left: Check, right: Check) -> bool:
    if (left.kind, left.value) != (right.kind, right.value) or not _alike(left.of, right.of):
        return False
    if not left.parties or not right.parties:
        return True
    people = [
        {a.name for a in check.parties} for check in (left, right) if all(a.kind == "person" for a in check.parties)
    ]
    if len(people) == 2 and not people[0] & people[1]:
        return False
    return bool({side_of(a) or a.name for a in left.parties} & {side_of(a) or a.name for a in right.parties})


def _alike(left: str | None, right: str | None) -> bool:
    return left == right or right in _ALIKE.get(left or "talks", ()) or left in _ALIKE.get(right or "talks", ())


def _joined(left: Check, right: Check) -> Check:
    return replace(
        left,
        passages=tuple(dict.fromkeys((*left.passages, *right.passages))),
        of=right.of if left.of == "talks" else left.of,
        at=left.at or right.at,
        since=left.since or right.since,
        confidence=max(left.confidence, right.confidence),
    )
