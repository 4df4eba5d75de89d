"""Finding contacts in a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readout.actors.model import Actor
from readout.items.clauses import obliques, patient
from readout.items.contacts.apart import is_last, is_many, is_over, named_after
from readout.items.contacts.contact import Contact
from readout.items.contacts.dates import dated, is_after, is_weeks_before, settle
from readout.items.contacts.lands import stops, unique
from readout.items.contacts.merging import Mention, merge
from readout.items.contacts.offsets import counted_from, offset_of
from readout.items.contacts.parties import Sides
from readout.items.contacts.sides import sides
from readout.items.contacts.status import status_of, taking_place
from readout.items.contacts.suite import at_home, described, domestic, of_suite, official, own_staff, two_sides
from readout.items.contacts.triggers import Trigger, not_one, triggers
from readout.items.contacts.words import words
from readout.items.model import Passage
from readout.items.news import fresh, is_headline
from readout.items.occasions import where_of
from readout.items.places import country_of, home
from readout.language.document import Document, Token
from readout.language.people import side_of
from readout.language.tree import child, children, conjuncts

_POINTING = frozenset(("the", "this", "that", "these", "those"))
_LANDS = frozenset(("country", "nation", "state", "capital", "republic", "kingdom", "neighbor", "neighbour", "land"))
_SITES = frozenset(
    ("shrine", "temple", "mosque", "church", "museum", "hospital", "factory", "school", "camp", "prison")
)
_SEPARATE = frozenset(("separate", "separately", "individual", "individually", "respectively"))
LEAST = 0.3  # contacts less sure than this are left out


def find(document: Document) -> list[Contact]:
    """The contacts of a report, one for each occasion, however often it returns to it."""
    mentions = [mention for trigger in triggers(document) for mention in _mentions(document, trigger)]
    told = [replace(mention) for mention in mentions]
    occasions = merge(mentions)
    settle(document, occasions, told)
    for occasion in occasions:
        if occasion.status == "proposed" and _agreed(occasion, told):
            occasion.status = "planned"
    return [_contact(document, occasion) for occasion in occasions if occasion.confidence >= LEAST]


def _agreed(occasion: Mention, told: list[Mention]) -> bool:
    """Whether what was proposed is told elsewhere in the report to be planned."""
    sentences = {s.index for s in occasion.sentences}
    return any(
        m.status == "planned"
        and m.whole
        and m.kind == occasion.kind
        and m.sentence.index in sentences
        and len({*m.parties} & {*occasion.parties}) > 1
        for m in told
    )


def _mentions(document: Document, trigger: Trigger) -> Iterator[Mention]:
    """What one trigger tells: one mention, or for a visit one for each stop."""
    status = "held" if trigger.visiting else status_of(document, trigger.token)
    if status is None or (trigger.noun is not None and not_one(document, trigger.token)):
        return
    found = sides(document, trigger) if trigger.noun is None or not trigger.noun.series else Sides()
    if found.formatted and status == "held" and not taking_place(document, trigger.token):
        return  # "a resumption of six-party talks": the form, not an occasion
    visit = trigger.kind == "visit"
    departing = trigger.verb is not None and trigger.verb.departing and status != "held"
    if departing and not any(True for _ in obliques(document, trigger.token, ("for",))):
        return  # "is to leave Norland on Friday": the end of a visit that is told elsewhere
    if departing:  # "will leave Norland for Sudland": the one that lies ahead
        left = stops(document, patient(document, trigger.token) or trigger.token, False)
        found.places = [p for p in found.places if p not in left]
    if visit and not found.places and status == "held":
        found.places = _at_home(document, trigger, found)
    if visit and status == "planned" and trigger.token.lemma == "departure" and home(document) in found.places:
        status = "held"  # "before his departure for Norland", told from there
    if visit:
        groups = [_visit(found.one, place) for place in found.places]
    elif _apart(document, trigger, found):
        groups = [[*found.one, other] for other in found.other if two_sides([*found.one, other])]
    else:
        groups = [found.parties]
    for group in groups or [found.one]:
        parties = [a for a in group if not own_staff(document, trigger.token, a, group)]
        parties = [a for a in parties if visit or not domestic(a, parties)]
        if not visit and at_home(document, parties):
            continue  # "the president dined with top officials", at home
        whole = two_sides(parties) and not (visit and not found.places)
        alone = (
            trigger.verb is not None
            or trigger.visiting
            or trigger.staying
            or (trigger.noun is not None and trigger.noun.weak)
        )
        if whole and [a.kind for a in parties] == ["body"] and not _convened(document, trigger):
            continue  # "the EU meeting": in general
        if not whole and (alone or len(parties) > 1):
            continue
        if visit and found.places and not official(found.one):
            continue
        if trigger.verb is not None and trigger.verb.departing and all(a.kind == "unnamed" for a in found.one):
            continue  # "ministers left Downing Street"
        also = [] if visit else [a for a in parties if of_suite(a, parties)]
        mention = _mention(document, trigger, status, [a for a in parties if a not in also], whole)
        if trigger.verb is not None and trigger.verb.departing and mention.ahead and status == "held":
            continue  # "before leaving Norland on Friday"
        mention.also = [a for a in also if a.kind != "government" and not described(a, parties)]
        mention.confidence = _confidence(trigger, parties, found.sure)
        yield mention


def _convened(document: Document, trigger: Trigger) -> bool:
    """ "The union held a meeting in Oslo": not "the union's meeting", not "held up talks"."""
    if trigger.verb is not None:
        return trigger.verb.together  # "the union, meeting in Oslo"
    verb = document.tokens[trigger.token.head]
    held = verb.lemma in ("hold", "have", "convene", "open", "start") and trigger.token.deprel == "obj"
    particle = child(document, verb, "compound:prt")
    return trigger.kind == "meeting" and held and particle is None and not _definite(document, trigger.token)


def _apart(document: Document, trigger: Trigger, found: Sides) -> bool:
    """Whether one side dealt with each of the others apart: in calls, or in "separate meetings"."""
    if len(found.other) < 2 or not found.one:
        return False
    several = trigger.verb is not None or trigger.token.xpos == "NNS" or trigger.token.lemma == "diplomacy"
    if trigger.kind == "call" and len(found.one) == 1 and several:
        return True
    if trigger.verb is not None and any(
        c.lemma == "then"
        for t in children(document, trigger.token, "obj")
        for o in conjuncts(document, t)[1:]
        for c in children(document, o)
    ):
        return True  # "met X and then Y"
    return any(c.lemma.lower() in _SEPARATE for c in children(document, trigger.token, "amod", "advmod"))


def _at_home(document: Document, trigger: Trigger, found: Sides) -> list[Actor]:
    """ "His visit", with no land named: the land the report was written in, where the visitor is of another."""
    land = home(document)
    if land is None or trigger.noun is None or not found.owned or trigger.token.lemma not in ("visit", "trip"):
        return []
    if any(t.lemma not in _LANDS for t, _ in obliques(document, trigger.token, ("to", "at"))):
        return []  # "his visits to a shrine"
    if any(c.lemma in _SITES for c in children(document, trigger.token, "compound")):
        return []  # "his shrine visit"
    return [land] if found.one and all(side_of(a) not in (None, land.side) for a in found.one) else []


def _visit(visitors: list[Actor], place: Actor) -> list[Actor]:
    return [*(a for a in visitors if side_of(a) != side_of(place)), place]


def _mention(document: Document, trigger: Trigger, status: str, parties: list[Actor], whole: bool) -> Mention:
    token = trigger.token
    status, when = dated(document, token, status)
    over = is_over(when, document.published)
    if over and status in ("planned", "proposed"):
        when = None  # "is to brief her on his talks last month": the day of something else
    sentence = document.sentences[token.sentence]
    return Mention(
        kind=trigger.kind,
        status=status,
        parties=unique(parties),
        sentence=sentence,
        when=when,
        where=_where(document, trigger, parties),
        why=f"told by the word “{token.text}” ({trigger.kind})",
        definite=trigger.noun is not None and _definite(document, token),
        again=trigger.noun is not None and _again(document, token),
        besides=trigger.noun is not None and not _definite(document, token) and _besides(document, token),
        done=status == "held" and trigger.noun is not None and _over(document, token),
        undone=status in ("postponed", "cancelled") and _had(document, token),
        soft=status == "held"
        and trigger.noun is not None
        and not _over(document, token)
        and child(document, token, "nmod:poss") is not None,
        whole=whole,
        headline=is_headline(document, sentence),
        fresh=trigger.visiting
        or (fresh(document, token) and offset_of(document, token) is None and counted_from(document, token) is None),
        over=over,
        many=trigger.noun is not None and is_many(token),
        last=is_last(document, token),
        named=named_after(document, token) if trigger.noun is not None else [],
        ahead=is_after(when, document.published),
        past=is_weeks_before(when, document.published),
    )


def _where(document: Document, trigger: Trigger, parties: list[Actor]) -> str | None:
    """The place named with the occasion; of a visit, only one that may lie in the land visited."""
    if trigger.kind in ("call", "video", "message"):
        return None
    place = where_of(document, trigger.token)
    land = country_of(place) if place is not None else None
    if trigger.kind == "visit" and land is not None and land.kind != "region" and parties[-1:]:
        host = country_of(parties[-1].name)
        if host is not None and host.kind != "region" and host.name != land.name:
            return None
    return place


def _confidence(trigger: Trigger, parties: list[Actor], sure: bool) -> float:
    """How sure a mention is: less where a side was told by the clause around or has no name."""
    if trigger.visiting:
        return 0.4
    value = 0.75 if trigger.verb is not None else 0.7
    if not sure:
        value -= 0.15
    if any(a.kind == "unnamed" for a in parties):
        value -= 0.1
    return round(value + (0.1 if all(a.kind == "person" for a in parties) else 0.0), 2)


def _again(document: Document, noun: Token) -> bool:
    """Whether the words tell of one of a series: "the next round of talks", "another meeting"."""
    holders = [noun, document.tokens[noun.head]] if noun.deprel == "nmod" else [noun]
    return any(
        c.lemma.lower() in words().series or c.lemma.lower() in words().ordinals
        for holder in holders
        for c in children(document, holder, "amod", "det")
    )


def _over(document: Document, noun: Token) -> bool:
    """ "After the meeting"."""
    return any(c.lemma.lower() in ("after", "following") for c in children(document, noun, "case"))


def _had(document: Document, noun: Token) -> bool:
    verb = document.tokens[noun.head]
    return verb.upos == "VERB" and any(c.text.lower() == "had" for c in children(document, verb, "aux"))


def _besides(document: Document, noun: Token) -> bool:
    """ "The two also held talks with X": one more occasion than those told before."""
    verb = document.tokens[noun.head]
    return verb.upos == "VERB" and any(c.lemma in ("also", "separately") for c in children(document, verb, "advmod"))


def _definite(document: Document, noun: Token) -> bool:
    """Whether the words point back to an occasion: "the talks", "their meeting", "Friday's visit"."""
    if child(document, noun, "nmod:poss") is not None:
        return True
    if noun.upos == "PROPN" and noun.text[:1].isupper() and not noun.text.isupper():
        return False  # "the Oslo Summit" is an occasion of its own, whatever was told before
    return any(c.lemma.lower() in _POINTING for c in children(document, noun, "det"))


def _contact(document: Document, occasion: Mention) -> Contact:
    passages = {s.index: Passage(s.start, s.end, document.text[s.start : s.end]) for s in occasion.sentences}
    return Contact(
        passages=tuple(passages[i] for i in sorted(passages)),
        confidence=occasion.confidence,
        why=occasion.why,
        kind=occasion.kind,
        status=occasion.status,
        parties=tuple(occasion.parties),
        also=tuple(occasion.also),
        when=occasion.when,
        where=occasion.where,
    )
