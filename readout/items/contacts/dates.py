"""When a contact took place: its own words, else the tour, the meeting or the news that it belongs to."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from readout.items.contacts.merging import Mention, during_a_visit
from readout.items.contacts.offsets import counted_from, day_by, day_counted, offset_of
from readout.items.contacts.outlook import travels
from readout.items.news import is_headline, news_day
from readout.items.occasions import times_of, token_at, told_apart, when_of
from readout.items.places import is_region
from readout.language import edtf
from readout.language.document import Document, TimeExpression, Token
from readout.language.edtf import Edtf
from readout.language.people import side_of
from readout.language.tree import ancestors, children

_WEEKDAYS = frozenset(day.lower() for day in calendar.day_name)
_MONTHS = frozenset(calendar.month_name[1:])
_OFF = frozenset(("cancelled", "postponed", "declined"))
_AHEAD = frozenset(("planned", "proposed"))
_BACKGROUND = 45  # days: what is dated longer ago than this is not the news of the report
_BOUND = 90  # days before the report within which "after" some day tells well enough when
_AFTER = frozenset(("after", "following", "since"))
_SPANS = {"hour": 1, "day": 14, "week": 56}  # days that "in the hours (days, weeks) after" may take
_DEEP, _LONG = 15, 35  # sentences: how deep, and in how long a report
_YEARLY = 300  # days: a date so wide says only of what year an occasion is
_YEAR = 366
_TOUR = 20  # sentences within which a stop belongs to the tour told before


def dated(document: Document, token: Token, status: str) -> tuple[str, Edtf | None]:
    """The date of a contact, and its status in the light of it.

    What is told as past did not happen after the report: such a date is another's. A bare weekday of something
    planned is the one to come.
    """
    time = when_of(document, token) or told_apart(document, token)
    published = document.published
    if time is not None and status in _OFF and _of_the_calling_off(document, token, time):
        return status, None
    if time is None and status not in _OFF and (offset := counted_from(document, token)) is not None:
        return status, day_counted(document, offset)
    if time is None and status not in _OFF and (offset := offset_of(document, token)) is not None:
        return status, day_by(document, offset)
    if time is None and (status == "held" or _told_as_past(document, token)):
        return status, _after_what(document, token)
    if time is None or time.when is None or published is None:
        return status, time.when if time is not None else None
    when = time.when
    if status == "held" and is_after(when, published):
        if _bare_month(document, time) and when.first is not None:
            return status, edtf.parse(f"{date.fromordinal(when.first).year - 1}{when.text[4:]}")  # "his October visit"
        verb = token if token.upos == "VERB" else document.tokens[token.head]
        return ("held", None) if verb.xpos == "VBD" else ("planned", when)
    if status == "held" and _told_ahead(document, token, time, published):
        return "planned", edtf.day(date.fromordinal((when.first or 0) + 7))
    past = document.tokens[token.head].xpos == "VBD"
    if status in _AHEAD and not past and _bare_month(document, time) and when.first and is_before(when, published):
        return status, edtf.parse(f"{date.fromordinal(when.first).year + 1}{when.text[4:]}")  # "his visit in May"
    if status in ("planned", "proposed") and when.days == 1 and when.first is not None and published.first is not None:
        weekday = document.text[time.start : time.end].strip().lower() in _WEEKDAYS
        if (
            weekday
            and published.first - 7 <= when.first < published.first
            and not _came_for(document, token, published)
        ):
            return status, edtf.day(date.fromordinal(when.first + 7))
    return status, when


def _told_ahead(document: Document, token: Token, time: TimeExpression, published: Edtf) -> bool:
    """ "The ministers meet here on Tuesday", told on a Friday: the Tuesday to come."""
    if (
        token.xpos not in ("VBP", "VBZ")
        or time.when is None
        or time.when.days != 1
        or not is_before(time.when, published)
    ):
        return False
    if any(True for _ in children(document, token, "aux")) or is_headline(document, document.sentences[token.sentence]):
        return False
    return document.text[time.start : time.end].strip().lower() in _WEEKDAYS


def _bare_month(document: Document, time: TimeExpression) -> bool:
    return document.text[time.start : time.end].strip() in _MONTHS


def is_before(when: Edtf, published: Edtf) -> bool:
    """Whether a date lies before the report."""
    return when.last is not None and published.first is not None and when.last < published.first


def _told_as_past(document: Document, token: Token) -> bool:
    """ "Was getting ready to leave": a plan of then, which has come to something since."""
    above = [t for t in ancestors(document, token) if t.upos in ("VERB", "AUX")]
    return any(c.text.lower() in ("was", "were") for t in above for c in children(document, t, "aux"))


def _after_what(document: Document, token: Token) -> Edtf | None:
    """ "After the May 3 attack", "in the days following it": between that day and the report, or that long after it."""
    sentence, published = document.sentences[token.sentence], document.published
    events = {token.index, *(t.index for t in ancestors(document, token) if t.upos in ("VERB", "AUX"))}
    for time in times_of(document, token):
        first = time.when.first if time.when is not None and (time.when.days or 99) <= 2 else None
        at = document.tokens[token_at(document, time, sentence.first, sentence.last)]
        bound = _bound(document, at, events)
        if first is None or bound is None or published is None or published.last is None:
            continue
        last = min(published.last, first + _SPANS.get(bound, _BOUND))
        if published.last - first <= _BOUND or bound in _SPANS:
            return edtf.between(date.fromordinal(first), date.fromordinal(last)) if first < last else None
    return None


def _bound(document: Document, step: Token, events: set[int]) -> str | None:
    """The unit of time that stands over "after" above a time word ("days", or "" for none) on the way to an event."""
    found = None
    while step.index not in events:
        above = document.tokens[step.head]
        if found is None and any(c.text.lower() in _AFTER for c in children(document, step, "case", "mark")):
            found = above.lemma if above.lemma in _SPANS else ""
            if any(c.lemma in _SPANS and c.index < step.index for c in children(document, step)):
                return None  # "two weeks after it"
        clause = step.deprel.partition(":")[0]
        purpose = clause == "advcl" and any(c.lemma == "to" for c in children(document, step, "mark"))
        if step.head == step.index or (step.upos == "VERB" and not purpose):
            return None
        step = above
    return found


def _came_for(document: Document, token: Token, published: Edtf) -> bool:
    """ "Arrived on Tuesday to brief X": the day is past, whatever the errand; or the report's day is not known."""
    governor = document.tokens[token.head]
    purpose = token.deprel == "advcl" if token.upos == "VERB" else token.deprel == "obl"
    errand = purpose and governor.xpos == "VBD" and travels(governor)
    return published.days != 1 or errand


def is_weeks_before(when: Edtf | None, published: Edtf | None) -> bool:
    """Whether a date lies so long before the report that it is background."""
    if when is None or published is None:
        return False
    return when.last is not None and published.first is not None and published.first - when.last > _BACKGROUND


def _of_the_calling_off(document: Document, token: Token, time: TimeExpression) -> bool:
    """ "On Monday cancelled a visit": the day of the cancelling, which stands by its verb and before the visit."""
    verb = document.tokens[token.head]
    return verb.upos == "VERB" and token.deprel == "obj" and time.start < token.start


def is_after(when: Edtf | None, published: Edtf | None) -> bool:
    """Whether a date lies after the report."""
    if when is None or published is None:
        return False
    return when.first is not None and published.last is not None and when.first > published.last


def settle(document: Document, occasions: Sequence[Mention], told: Sequence[Mention]) -> None:
    """Dates the occasions that their own words leave open; `told` are all mentions, as they were found."""
    for occasion in occasions:
        occasion.when = _finer(occasion, told)
    for occasion in occasions:
        if occasion.when is None and occasion.kind == "visit":
            occasion.when = _of_the_meeting(occasion, told)
    _date_stops(occasions, told)
    news = news_day(document)
    for occasion in occasions:
        vague = occasion.when is not None and news is not None and _YEARLY < (occasion.when.days or 0) <= _YEAR
        if vague and occasion.fresh and occasion.when is not None and news is not None and occasion.when.overlaps(news):
            occasion.when = None  # "their first meeting of 2006" is today's
        if (
            occasion.when is None
            and occasion.fresh
            and occasion.status == "held"
            and not _background(document, occasion)
        ):
            occasion.when = news
        if occasion.when is None and occasion.kind in ("meeting", "talks"):
            occasion.when = during_a_visit(occasion, occasions)


def _background(document: Document, occasion: Mention) -> bool:
    """Whether an occasion is told only deep in a long report, where the simple past tells of any time."""
    deep = min(s.index for s in occasion.sentences) > _DEEP
    return deep and len(document.sentences) > _LONG


def _finer(occasion: Mention, told: Sequence[Mention]) -> Edtf | None:
    """The finest date that a sentence about the occasion gives: "met in May ... their meeting of May 3"."""
    best = occasion.when
    sentences = {s.index for s in occasion.sentences}
    for mention in told:
        if best is None or mention.when is None or not mention.definite or mention.sentence.index not in sentences:
            continue
        if mention.kind == occasion.kind and best.overlaps(mention.when):
            best = mention.when if (mention.when.days or 9999) < (best.days or 9999) else best
    return best


def _of_the_meeting(visit: Mention, told: Sequence[Mention]) -> Edtf | None:
    """The day of the meeting that a visit is for: "sent X to Oslo for a meeting on Friday"."""
    for mention in told:
        if mention.kind == "visit" or mention.when is None or mention.sentence.index != visit.sentence.index:
            continue
        if mention.status == visit.status and any(a in visit.parties[:-1] for a in mention.parties):
            return mention.when
    return None


def _date_stops(occasions: Sequence[Mention], told: Sequence[Mention]) -> None:
    """Stops of a tour, and meetings on it with those who are visited, take the date of the tour."""
    tours = [m for m in told if m.kind == "visit" and m.when is not None and m.parties and _is_tour(m)]
    for tour in tours:
        visitor = tour.parties[0]
        stops = [
            o
            for o in occasions
            if o.when is None and o.kind == "visit" and visitor in o.parties[:-1] and _on_tour(tour, o)
        ]
        lands = {side_of(o.parties[-1]) for o in stops}
        for occasion in occasions:
            met = occasion.when is None and occasion.kind != "visit" and visitor in occasion.parties
            if met and any(side_of(a) in lands for a in occasion.parties) and _on_tour(tour, occasion):
                occasion.when = tour.when
        for stop in stops:
            stop.when = tour.when


def _is_tour(visit: Mention) -> bool:
    """Whether the visit is to a region, or to no place that is named."""
    return not visit.whole or is_region(visit.parties[-1])


def _on_tour(tour: Mention, occasion: Mention) -> bool:
    if (tour.status in _AHEAD) != (occasion.status in _AHEAD) or occasion.status in _OFF:
        return False
    return any(abs(s.index - tour.sentence.index) <= _TOUR for s in occasion.sentences)
