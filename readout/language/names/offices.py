"""Who holds the office that a role phrase speaks of: in the report, else by the registry at its date."""

from __future__ import annotations

from dataclasses import replace

from readout.language.document import Token
from readout.language.names.cast import Cast, Who, fits
from readout.language.names.find import Hit
from readout.language.names.phrases import RolePhrase
from readout.language.names.titles import Reading, side_of_hit
from readout.language.names.words import words


def split(reading: Reading, cast: Cast, phrase: RolePhrase, token: Token) -> list[Who | None]:
    """ "US and South Korean officials", "foreign ministers of Iran and Iraq": one party a side."""
    if len(phrase.sides) < 2 or not phrase.plural or token.lemma.lower() in words().counterparts:
        return []
    told = [h for i, h in reading.hits.items() if phrase.first <= i < phrase.last and i != phrase.head]
    tokens = reading.document.tokens
    between = (i for i in range(told[0].last, told[-1].first) if i not in reading.covered)
    if any(tokens[i].text.lower() not in ("and", "or", ",", "-", "–", "the") for i in between):
        return []
    noun = token.lemma.lower()
    role = phrase.role.removesuffix(phrase.noun) + noun if phrase.role.endswith(phrase.noun) else phrase.role
    found: list[Who | None] = []
    for side in phrase.sides:
        single = replace(phrase, side=side, sides=(), plural=False, role=role, noun=noun, name=f"{role} of {side}")
        if words().rank(role) or noun in words().leaders | {"president", "king", "chancellor"}:
            found.append(holder(cast, single))
        else:
            found.append(cast.described("unnamed", _named_after(reading, phrase, side, told), side, phrase.role, True))
    return found


def _named_after(reading: Reading, phrase: RolePhrase, side: str, told: list[Hit]) -> str:
    """The words for one side's part: "South Korean officials"."""
    tokens, text = reading.document.tokens, reading.document.text
    hit = next((h for h in told if side_of_hit(h)[0] == side), told[0])
    word = text[tokens[hit.first].start : tokens[hit.last - 1].end]
    if hit.first > phrase.head:
        return f"{tokens[phrase.head].text} of {word}"
    rest = text[tokens[told[-1].last].start : tokens[phrase.last - 1].end]
    return f"{word} {' '.join(rest.split())}"


def at_home(reading: Reading, cast: Cast, phrase: RolePhrase) -> RolePhrase:
    """ "The country's lawmakers": those of the country named last, or that the report is about."""
    owner = next((word for word in ("country", "nation") if phrase.role.startswith(word + " ")), None)
    if owner is None or phrase.side is not None or not phrase.name.lower().startswith((owner + "'s", owner + "’s")):
        return phrase
    low = reading.document.sentences[max(reading.document.tokens[phrase.head].sentence - 1, 0)].first
    near = [h for i in range(phrase.first - 1, low - 1, -1) if (h := reading.covered.get(i))]
    named = [h.country("country") for h in near] + [h.country("city", "capital") for h in near]
    side = next((country.name for country in named if country is not None), None) or cast.home()
    return replace(phrase, side=side, role=phrase.role.removeprefix(owner + " ")) if side else phrase


def administration(reading: Reading, cast: Cast, phrase: RolePhrase) -> Who | None:
    """ "The Bush administration": the government of the one whose name it bears."""
    spoken = {p for i in range(phrase.first, phrase.head) for p in reading.folds[i]}
    for who in cast.people:
        if who.side and who.pieces[-1] in spoken:
            return cast.government(who.side)
    if phrase.definite and phrase.role == phrase.noun and "United States" in cast.weights:
        return cast.government("United States")
    return None


def counterpart(cast: Cast, phrase: RolePhrase) -> Who | None:
    """The holder of the same office in the other country as the one spoken of last."""
    if phrase.side is None or phrase.plural:
        if phrase.side or phrase.region:
            return cast.described("unnamed", phrase.name, phrase.side, None, phrase.plural)
        return None
    for one in cast.recent(phrase.head):
        if one.side == phrase.side or one.kind != "person" or not (one.roles or one.offices):
            continue
        held = (*one.offices, *one.roles)
        for role in held:
            for who in cast.people:
                if who.side == phrase.side and who.has_role(role):
                    return who
        ranks = (rank for r in one.roles if (rank := words().rank(r)))
        for role in (*ranks, *held):
            holder = cast.registry.holder(phrase.side, role, cast.day)
            if holder is not None:
                return cast.known_person(holder.person)
        return cast.described("office", phrase.name, phrase.side, one.roles[0] if one.roles else None, False)
    return cast.described("office", phrase.name, phrase.side, None, False)


def holder(cast: Cast, phrase: RolePhrase) -> Who | None:
    """The one person whom a definite role phrase means."""
    role, side = phrase.role, phrase.side
    leader = phrase.noun in words().leaders and role == phrase.noun
    if side is None and not phrase.definite and phrase.owner is None:
        return None  # "president" alone is no one in particular
    met = _met(cast, phrase, leader)
    if met is not None:
        return met
    if phrase.former or phrase.owner is not None:
        return cast.described("unnamed", phrase.name, side, role, False) if side or phrase.owner is None else None
    where = side or (cast.home() if words().rank(role) or leader else None)
    country = cast.registry.countries.get(where) if where else None
    office = country.leader if leader and country else role
    if where and office:
        holder = cast.registry.holder(where, office, cast.day)
        if holder is None and (rank := words().rank(office)) not in (None, "head of state"):
            holder = cast.registry.holder(where, rank or office, cast.day)
        if holder is not None:
            return cast.known_person(holder.person)
    if side is not None:
        if role in words().ranks or words().rank(role) or leader:
            return cast.described("office", phrase.name, side, role, False)
        return cast.described("unnamed", phrase.name, side, role, False)
    if role == phrase.noun and phrase.noun not in words().bare_unnamed:
        return None  # "the chief", "the host": nobody the report tells
    return cast.described("unnamed", phrase.name, side_served(cast, phrase), role, False)


def side_served(cast: Cast, phrase: RolePhrase) -> str | None:
    """The side of "a spokesman for the prime minister": its own where told, else that of the office's holder."""
    _, _, office = phrase.name.partition(" the ")
    return phrase.side or (side_held(cast, office, phrase.head) if office else None) or _side_of_named(cast, phrase)


def _side_of_named(cast: Cast, phrase: RolePhrase) -> str | None:
    """The side of "a spokesman for Prime Minister X": that of X."""
    tokens = cast.document.tokens
    against = tokens[phrase.head].lemma.lower() in words().against
    if against or phrase.head + 1 >= len(tokens) or tokens[phrase.head + 1].text.lower() not in ("for", "of", "to"):
        return None
    for mention in cast.mentions:
        near = phrase.head < mention.first <= phrase.head + 7 and mention.who.kind == "person"
        if near and tokens[mention.head].sentence == tokens[phrase.head].sentence:
            over = tokens[mention.head]
            while over.head > phrase.head and over.head != over.index:
                over = tokens[over.head]
            return mention.who.side if over.head == phrase.head else None
    return None


def side_held(cast: Cast, role: str, before: int) -> str | None:
    """The side of the holder of an office whom the report mentions last before a token."""
    held = [who for who in cast.people if who.side and who.has_role(role.lower())]
    last = next(cast.recent(before, held), None)
    return last.side if last else None


def _met(cast: Cast, phrase: RolePhrase, leader: bool) -> Who | None:
    """The person of the report whom the phrase fits: the last mentioned before, else the first after."""
    found = []
    if phrase.former:
        found = [w for w in cast.people if f"former {phrase.role}" in w.roles and phrase.side in (None, w.side)]
        return next(cast.recent(phrase.head, found), None)
    for who in cast.people:
        if phrase.side is not None and who.side != phrase.side:
            continue
        if (
            (leader and phrase.side and who.leads())
            or who.has_role(phrase.role)
            or (
                phrase.side
                and not leader
                and any(fits(phrase.noun, r) for r in who.roles)
                and phrase.role == phrase.noun
            )
        ):
            found.append(who)
    if not found:
        return None
    return next(cast.recent(phrase.head, found), found[0] if phrase.side or len(found) == 1 else None)
