"""Which mentions of contacts within a report are one occasion, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from readout.actors.model import Actor
from readout.items.alike import misspelt
from readout.items.contacts.apart import apart, beside
from readout.items.contacts.lands import unique
from readout.language import edtf
from readout.language.document import Sentence
from readout.language.edtf import Edtf
from readout.language.people import side_of

_CALLED_OFF = frozenset(("cancelled", "postponed", "declined"))
_AHEAD = frozenset(("planned", "proposed"))
_RANK = {"held": 0, "planned": 1, "proposed": 2, "postponed": 3, "cancelled": 4, "declined": 4}
_LEAD = 2  # sentences at the head of a report that tell its news
_NEAR = 4  # sentences within which "the talks" still are those told last
_STAY = 3  # days within which one who came is still there
_MANY = 4  # so many parties are a round of their own, not a meeting of some of them told again
_FAMILIES = {
    "call": "spoken",
    "video": "spoken",
    "talks": "talks",
    "meeting": "met",
    "visit": "visit",
    "message": "sent",
}


@dataclass(slots=True)
class Mention:
    """One mention of a contact: what its sentence says of it. `whole`: it names parties on both sides."""

    kind: str
    status: str
    parties: list[Actor]
    sentence: Sentence
    when: Edtf | None = None
    where: str | None = None
    also: list[Actor] = field(default_factory=list)
    confidence: float = 0.5
    why: str = ""
    definite: bool = False
    again: bool = False  # told as one of a series: "the next round", "an earlier meeting"
    whole: bool = True
    headline: bool = False
    ahead: bool = False  # its date lies after the report
    past: bool = False  # its date lies weeks before the report
    besides: bool = False  # told as one more: "also held talks"
    done: bool = False  # told as over: "after their meeting"
    undone: bool = False  # called off before what the report tells: "had suspended the talks"
    soft: bool = False  # held only as far as nothing speaks against it: "during his visit"
    fresh: bool = False  # told as the news of the day
    over: bool = False  # its date lies a week or more before it
    many: bool = False  # told as several: "recent conversations"
    last: bool = False  # named only as the one before: "they last spoke on"
    named: list[Actor] = field(default_factory=list)  # whose name it goes by: "the Roe meeting"
    sentences: list[Sentence] = field(default_factory=list)


def merge(mentions: Sequence[Mention]) -> list[Mention]:
    """The occasions that these mentions (in text order) speak of, each with all its sentences."""
    occasions: list[Mention] = []
    loose: list[Mention] = []
    for mention in mentions:
        mention.sentences = [mention.sentence]
        like = [o for o in reversed(occasions) if _same(o, mention)]
        known = next((o for o in like if not apart(o, mention)), None)
        if known is not None:
            _absorb(known, mention)
        elif any(not o.last for o in like):
            continue  # of some other time, of which nothing more is told
        elif mention.whole:
            occasions.append(mention)
        elif (again := _again(occasions, mention)) is not None:
            occasions.append(again)
        elif mention.definite and mention.when is not None and not mention.past:
            loose.append(mention)
    for mention in loose:
        _told_before(occasions, mention)
    for occasion in occasions:
        if occasion.when is None and occasion.kind in ("meeting", "talks") and not occasion.fresh:
            occasion.when = during_a_visit(occasion, occasions)
    return occasions


def _told_before(occasions: Sequence[Mention], mention: Mention) -> None:
    """ "At their meeting on Monday", told shortly before the report says whose: the one occasion that it fits."""
    fitting = [
        o
        for o in occasions
        if o.when is None
        and o.definite
        and o.kind == mention.kind
        and o.status == mention.status
        and 0 < o.sentence.index - mention.sentence.index <= _NEAR
        and all(any(matches(a, b) for b in o.parties) for a in mention.parties)
    ]
    if len(fitting) == 1:
        fitting[0].when = mention.when
        fitting[0].sentences.insert(0, mention.sentence)


def during_a_visit(meeting: Mention, occasions: Sequence[Mention]) -> Edtf | None:
    """The dates of the one visit on which a meeting with the hosts, told without a day, must have its place."""
    found = None
    for visit in occasions:
        if visit.kind != "visit" or visit.when is None or not visit.whole or not _stand_alike(visit, meeting):
            continue
        host, visitors = visit.parties[-1], visit.parties[:-1]
        hosts = [a for a in meeting.parties if a not in visitors and side_of(a) == side_of(host)]
        if hosts and any(v in meeting.parties for v in visitors):
            if found is not None and found != visit.when:
                return None
            found = visit.when
    return found


def _stand_alike(visit: Mention, meeting: Mention) -> bool:
    return (visit.status in _AHEAD) == (meeting.status in _AHEAD) and not {visit.status, meeting.status} & _CALLED_OFF


def _again(occasions: Sequence[Mention], mention: Mention) -> Mention | None:
    """A further occasion of a series whose parties the report has told: "the next round will be in May"."""
    if mention.when is None or not (
        mention.again or (mention.kind == "visit" and mention.parties and mention.definite)
    ):
        return None
    for known in reversed(occasions):
        if not mention.parties and mention.sentence.index - known.sentences[-1].index > _NEAR:
            continue
        if not _kinds(known.kind, mention.kind) or len(known.parties) < 2:
            continue
        if all(any(matches(a, b) for b in known.parties[:-1]) for a in mention.parties):
            mention.parties = list(known.parties)
            mention.confidence, mention.whole = 0.5, True
            return mention
    return None


def _same(known: Mention, new: Mention) -> bool:
    if new.besides or not _kinds(known.kind, new.kind) or not _statuses(known, new) or not _dates(known, new):
        return False
    if known.kind == "visit" and known.whole and new.whole:
        same_host = matches(known.parties[-1], new.parties[-1])
        return same_host and any(matches(a, b) for a in known.parties[:-1] for b in new.parties[:-1])
    if not new.whole:
        if not new.parties and new.sentence.index - known.sentences[-1].index > _NEAR:
            return False
        if known.when is None and known.status in _AHEAD and new.status == "held" and new.when and not new.ahead:
            return False  # "at Wednesday's meeting" is none that is yet to come
        there = known.parties[:-1] if new.kind == "visit" else known.parties
        return new.definite and all(any(matches(a, b) for b in there) for a in new.parties)
    return parties_fit(known.parties, new.parties)


def _kinds(left: str, right: str) -> bool:
    if left == right:
        return True
    pair = {_FAMILIES[left], _FAMILIES[right]}
    return pair in ({"spoken", "talks"}, {"met", "talks"}, {"spoken"})


def stay(known: Mention, new: Mention) -> Edtf | None:
    """The days of one visit of which two mentions tell, one its beginning, the other a later day of it."""
    days = [m.when for m in (known, new) if m.kind == "visit" and m.status == "held" and m.when is not None]
    if (
        len(days) < 2
        or not (known.fresh or new.fresh)
        or any(d.first is None or d.last is None or d.days != 1 for d in days)
    ):
        return None
    first, last = sorted(d.first or 0 for d in days)
    within = 0 < last - first <= _STAY
    return edtf.between(date.fromordinal(first), date.fromordinal(last)) if within else None


def _statuses(known: Mention, new: Mention) -> bool:
    if known.status == new.status:
        return True
    pair = {known.status, new.status}
    if pair <= _AHEAD or pair <= _CALLED_OFF:
        return True
    if "held" in pair and pair & _AHEAD:
        ahead = new if new.status in _AHEAD else known
        held = known if known.status == "held" else new
        if held.past and ahead.when is None:
            return False
        if held.soft:
            return True
        both = known.when is not None and new.when is not None
        if new.definite and not new.again and (known.when is None or not ahead.ahead):
            return True
        if known.status in _AHEAD and new.fresh and not known.headline and not both and not new.definite:
            return False  # "would enter into talks ... also held contacts"
        return both or known.headline or (ahead.when is None and not ahead.again)
    if known.undone or new.undone:
        return False  # "is to resume the talks that it had suspended"
    return bool(pair & _CALLED_OFF) and bool(pair & _AHEAD)


def _dates(known: Mention, new: Mention) -> bool:
    """Whether both can be of one time; a day weeks ago, told as background, says nothing of what is told elsewhere."""
    if known.when is not None and new.when is not None:
        return known.when.overlaps(new.when) or stay(known, new) is not None
    if not (known.past or new.past):
        return True
    undated = new if new.when is None else known
    if undated is new and not new.headline and beside(known, new):
        return True
    news = undated.headline or undated.fresh or undated.sentence.index <= _LEAD
    return not news and min(abs(new.sentence.index - s.index) for s in known.sentences) <= _NEAR


def parties_fit(left: Sequence[Actor], right: Sequence[Actor]) -> bool:
    """Whether the fewer of the parties are all among the more, a person standing for the government's side."""
    small, large = sorted((left, right), key=len)
    if len(small) < len(large) and len(large) >= _MANY:
        return False
    free = list(large)
    for actor in small:
        found = next((o for o in free if o == actor or o.name == actor.name), None) or next(
            (o for o in free if matches(actor, o)), None
        )
        if found is None:
            return False
        free.remove(found)
    return True


def matches(left: Actor, right: Actor) -> bool:
    """Whether two actors can be the same party: one and the same, or one side's government and its person."""
    if left == right or left.name == right.name:
        return True
    if left.kind == "person" and right.kind == "person":
        return misspelt(left, right)
    a, b = side_of(left), side_of(right)
    if a is not None or b is not None:
        return a == b
    return "unnamed" in (left.kind, right.kind) and bool(
        set(left.name.lower().split()) & set(right.name.lower().split())
    )


def _absorb(known: Mention, new: Mention) -> None:
    """Adds what a further mention says."""
    if new.whole:
        known.parties = _fuller(known.parties, new.parties)
        if known.kind == "talks" and new.kind != "talks":
            known.kind = new.kind
    known.also = unique([*known.also, *new.also])
    if known.when is None or (
        new.whole and new.when is not None and (new.when.days or 9999) < (known.when.days or 9999)
    ):
        known.when = new.when or known.when
    known.when = stay(known, new) or known.when
    known.where = known.where or new.where
    called_off = new.status in _CALLED_OFF and _RANK[new.status] > _RANK[known.status]
    to_come = known.status == "held" and new.status in _AHEAD and (new.ahead or known.soft)
    told = new.when is not None or new.fresh or new.done or not new.definite  # not "the talks" alone
    past = known.status in _AHEAD and new.status == "held" and (new.whole or new.done) and told
    past = past and not (new.soft or known.ahead or new.ahead)
    if called_off or to_come or past or (known.headline and not new.headline):
        known.status = new.status
    known.headline = known.headline and new.headline
    known.soft = known.soft and new.soft
    known.fresh = known.fresh or new.fresh
    known.sentences.append(new.sentence)
    if new.confidence > known.confidence:
        known.confidence, known.why = new.confidence, new.why


def _fuller(left: Sequence[Actor], right: Sequence[Actor]) -> list[Actor]:
    """The parties of both, a person in place of the government or the unnamed of the same side."""
    found = list(left)
    for actor in right:
        if any(o.name == actor.name for o in found):
            continue
        index = next((i for i, o in enumerate(found) if matches(o, actor)), None)
        if index is None:
            if len(left) < 2 or len(right) > len(left):
                found.append(actor)
        elif _named(actor) > _named(found[index]):
            found[index] = actor
    return unique(found)


def _named(actor: Actor) -> int:
    return {"person": 3, "body": 2, "armed_group": 2, "government": 2, "office": 1, "unnamed": 0}[actor.kind]
