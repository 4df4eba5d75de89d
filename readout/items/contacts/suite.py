"""Which of the actors named count as parties to a contact, and whether they make two sides."""

from __future__ import annotations

from readout.actors.model import Actor
from readout.items.contacts.lands import unique
from readout.items.contacts.words import words
from readout.items.places import country_of, home
from readout.language.document import Document, Token
from readout.language.people import headed, side_of
from readout.language.tree import child

_LAWMAKERS = frozenset(("senator", "senators", "representative", "congressman", "congresswoman", "lawmakers",
    "legislators", "democrats", "republicans", "congressmen", "assemblyman"))  # fmt: skip
_RANKS = frozenset(("top", "senior", "high-ranking", "government", "local", "military", "security", "party", "close"))
_STAFF = frozenset(("staff", "staffers", "appointees", "employees", "aides"))


def two_sides(parties: list[Actor]) -> bool:
    """Whether these are two actors or more, on different sides as far as is known."""
    known = {side_of(a) or _by_its_words(a) for a in parties}
    if len(parties) == 1 and _gathered(parties[0]):
        return True
    if all(_private(a) for a in parties):
        return False
    return len(unique(parties)) > 1 and (len(known) > 1 or None in known)


def domestic(actor: Actor, parties: list[Actor]) -> bool:
    """Whether a party, of no side that is told, is a lawmaker or staff of the state that another acts for: the state's
    president calls a senator, its civil servants write to him. Those of another state are told with its name."""
    if side_of(actor) is not None or actor.kind not in ("person", "unnamed", "office"):
        return False
    called = {*(actor.role or "").lower().split(), *(actor.name.lower().split() if actor.kind != "person" else ())}
    others = [a for a in parties if a != actor and a.kind in ("person", "office") and side_of(a) is not None]
    after = parties.index(actor) > 0  # a senator who calls on a president may well be abroad
    return bool(others) and bool(called & _STAFF or (after and called & _LAWMAKERS))


def at_home(document: Document, parties: list[Actor]) -> bool:
    """Whether somebody of the land where the report was written deals with officials of no side that is told."""
    people = [a for a in parties if a.kind == "person"]
    nameless = [a for a in parties if a.kind == "unnamed" and side_of(a) is None]
    if len(people) != 1 or len(parties) != 2 or not nameless:
        return False
    words_ = nameless[0].name.lower().split()
    land = home(document)
    own = land is not None and land.side is not None and side_of(people[0]) == land.side
    return own and words_[-1] in ("officials", "aides", "advisers", "advisors") and set(words_[:-1]) <= _RANKS


def _by_its_words(actor: Actor) -> str | None:
    """The land that a description names: "a representative of the Norlander government"."""
    lands = {land.name for word in actor.name.split() if word[:1].isupper() and (land := country_of(word)) is not None}
    return lands.pop() if actor.kind == "unnamed" and len(lands) == 1 else None


def _gathered(actor: Actor) -> bool:
    """Whether the words name those who lead several states: "EU foreign ministers", "envoys of six powers"."""
    words_ = set(actor.name.lower().split())
    if actor.kind == "body":
        return actor.name in words().unions
    if actor.kind != "unnamed":
        return False
    several = bool(words_ & {"powers", "countries", "nations", "states"})
    if several and any(w in words().counts or (w.isdigit() and int(w) > 2) for w in words_):
        return True  # "six major powers"
    return bool(words_ & words().heads) and (several or actor.side in words().unions)


def _private(actor: Actor) -> bool:
    """Whether an actor is a private person, a firm or a club, as far as the report tells."""
    if actor.kind == "body":
        return actor.key is None
    return actor.kind == "person" and actor.key is None and not _in_office(actor)


def _in_office(actor: Actor) -> bool:
    """Whether what the report calls a person is an office or a task, not "skater"."""
    return actor.role is not None and not set(actor.role.lower().split()) & words().private


def official(visitors: list[Actor]) -> bool:
    """Whether some visitor is known, in office, or no single person."""
    return any(a.kind != "person" or _in_office(a) or a.key is not None for a in visitors)


def of_suite(actor: Actor, parties: list[Actor]) -> bool:
    """Whether a party is the government of a person beside it, that person's description, or "other officials"."""
    if actor.kind == "person":
        return False
    people = [a for a in parties if a.kind == "person"]
    beside = [a for a in people if side_of(a) is not None and side_of(a) == side_of(actor)]
    if actor.kind == "government":
        return bool(beside) and two_sides([a for a in parties if a != actor])
    if actor.kind == "unnamed" and " and " in actor.name and sum(a.kind == "government" for a in parties) > 1:
        return True  # "the Norlander and Sudlander leaders", beside Norland and Sudland
    others = actor.kind == "unnamed" and actor.name.lower().startswith("other ") and bool(people)
    return (others or described(actor, parties)) and two_sides([a for a in parties if a != actor])


def described(actor: Actor, parties: list[Actor]) -> bool:
    """Whether an unnamed party is only what a named one is called: "the negotiator, Anna Lind"."""
    if actor.kind not in ("unnamed", "office"):
        return False
    words_ = set(actor.name.lower().split())
    return any(
        a.kind == "person" and a.role is not None and words_ <= {*a.role.lower().split(), (a.side or "").lower()}
        for a in parties
    )


def own_staff(document: Document, token: Token, actor: Actor, parties: list[Actor]) -> bool:
    """Whether the words call a party another party's own: "with his national security team"."""
    if actor.kind == "person" or side_of(actor) not in (None, actor.name):
        return False
    sentence = document.sentences[token.sentence]
    for index in range(sentence.first, sentence.last):
        if not any(r.actor == actor for r in headed(document, index)):
            continue
        owner = child(document, document.tokens[index], "nmod:poss")
        if owner is not None and owner.upos == "PRON":
            meant = [r.actor for r in headed(document, owner.index)]
            sides_ = {side_of(a) for a in meant} - {None}
            return not meant or any(other in parties or side_of(other) in sides_ for other in meant + parties)
    return False
