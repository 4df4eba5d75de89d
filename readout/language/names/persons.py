"""Persons by name: where a report names them, and which mentions are the same person.

Full names are gathered first, over the whole report, so that a surname in a headline finds its full name below.
"""

from __future__ import annotations

from readout.actors.facts import Person
from readout.actors.identity import alike
from readout.actors.words import pieces
from readout.language.names.cast import Cast, Who, fits
from readout.language.names.namings import Naming, namings
from readout.language.names.titles import Reading, title_before
from readout.language.names.words import words

_MAJOR = {"head of state", "head of government", "foreign minister", "defence minister"}


def find_persons(reading: Reading, cast: Cast) -> None:
    """Add every person named, with their mentions, to the cast."""
    found = sorted(namings(reading), key=lambda n: n.first)
    full = [n for n in found if len(n.pieces) > 1]
    short = [n for n in found if len(n.pieces) == 1]
    whose: dict[int, Who] = {}
    for naming in full:
        whose[naming.first] = _same_full(cast, naming) or _new(reading, cast, naming)
    for who in cast.people:
        who.gender = who.gender or ("f" if _female(who) else None)
    for naming in full:
        _mention(reading, cast, naming, whose[naming.first])
    for who in cast.people:
        _identify(cast, who)
    _merge_aliases(cast)
    for naming in short:
        who_ = _by_one_word(cast, naming) or _unmet(reading, cast, naming)
        if who_ is not None:
            _mention(reading, cast, naming, who_)
    _bare_surnames(reading, cast, {i for n in found for i in range(n.first, n.last)})


def _same_full(cast: Cast, naming: Naming) -> Who | None:
    return next((who for who in cast.people if compatible(who.pieces, naming.pieces)), None)


def compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names within one report are one person's: "George Bush" and "George W. Bush"."""
    if a == b:
        return True
    small, large = sorted((a, b), key=len)
    if len(small) < 2:
        return False
    if "".join(a) == "".join(b):
        return True
    if small[-1] == large[-1] and (small[0] == large[0] or (len(small[0]) == 1 and large[0].startswith(small[0]))):
        return True
    return len(small) >= 2 and set(small) <= set(large) and (small[0] == large[0] or small[-1] == large[-1])


def _new(reading: Reading, cast: Cast, naming: Naming) -> Who:
    who = Who("person", _text(reading, naming), naming.pieces)
    cast.people.append(who)
    return who


def _text(reading: Reading, naming: Naming) -> str:
    tokens = reading.document.tokens
    text = reading.document.text[tokens[naming.first].start : tokens[naming.last - 1].end]
    return " ".join(text.split()).replace("- ", "-")  # "Ki- moon", torn where a line ended


def _mention(reading: Reading, cast: Cast, naming: Naming, who: Who) -> None:
    """Note a naming: the fullest form is kept, the title's role, side and gender too."""
    if len(naming.pieces) > len(who.pieces):
        who.name, who.pieces = _text(reading, naming), naming.pieces
    title = naming.title
    if title is not None:
        role = f"former {title.role}" if title.former and title.role else title.role
        if role and role not in who.roles:
            who.roles.append(role)
        who.side = who.side or title.side or _of_after(reading, naming) or _at_home(cast, title.role)
        who.gender = who.gender or title.gender
    if title is not None:
        cast.titles.update(range(title.first, naming.first))
    form = "title" if title is not None and len(naming.pieces) == 1 else "name"
    cast.add(naming.first, naming.last, who, form)  # type: ignore[arg-type]


def _at_home(cast: Cast, role: str | None) -> str | None:
    """ "Government spokesman X" of a report from Athens is Greece's, where the report is about Greece."""
    ours = role is not None and role.startswith(("government ", "cabinet ", "presidential ", "foreign ministry "))
    return cast.here if ours and cast.here is not None and cast.home() == cast.here else None


def _of_after(reading: Reading, naming: Naming) -> str | None:
    """The country in "President Hu Jintao of China"."""
    tokens = reading.document.tokens
    at = naming.last
    if at + 1 < len(tokens) and tokens[at].text == "of":
        at += 2 if tokens[at + 1].text == "the" else 1
        if (hit := reading.hits.get(at)) is not None and (country := hit.country("country")):
            return country.name
    return None


def _female(who: Who) -> bool:
    female = words().female_names
    return bool(who.pieces) and (who.pieces[0] in female or " ".join(who.pieces[:2]) in female)


def _identify(cast: Cast, who: Who) -> None:
    """Look the full name up in the registry; a side that the report gives must agree."""
    found = [p for p in cast.registry.people(" ".join(who.pieces), cast.day) if _agrees(cast, who, p)]
    if not found and who.side is not None:
        for role in who.roles:  # the office tells, where the surname is spelled in another way
            holder = cast.registry.holder(who.side, role, cast.day)
            if holder is not None and alike(pieces(holder.person.surname)[-1], who.pieces[-1]):
                cast.identify(who, holder.person)
                return
    if not found:
        plain = " ".join(_without_umlauts(piece) for piece in who.pieces)
        found = (
            [p for p in cast.registry.people(plain, cast.day) if _agrees(cast, who, p)] if len(who.pieces) > 1 else []
        )
    if not found:
        found = [
            p
            for p in cast.registry.people(who.pieces[-1], cast.day)
            if compatible(tuple(p.name.lower().split()), who.pieces) and _agrees(cast, who, p) and _serves(cast, p)
        ]
        if len(found) > 1:
            return
    if found:
        cast.identify(who, found[0])


def _merge_aliases(cast: Cast) -> None:
    """ "Mahmoud Abbas" and "Abu Mazen": whom the registry knows under both names is one person."""
    first: dict[str, Who] = {}
    for who in list(cast.people):
        if who.key is None or (same := first.setdefault(who.key, who)) is who:
            continue
        for mention in cast.mentions:
            if mention.who is who:
                mention.who = same
        if same.person is not None and who.name == same.person.name:
            same.name, same.pieces = who.name, who.pieces
        same.places = sorted((*same.places, *who.places))
        same.roles += [role for role in who.roles if role not in same.roles]
        same.gender = same.gender or who.gender
        cast.people.remove(who)


def _without_umlauts(piece: str) -> str:
    """ "moeller" as "moller": ö and ø written with an e, which the registry's names are not."""
    return piece.replace("oe", "o").replace("ae", "a").replace("ue", "u")


def _agrees(cast: Cast, who: Who, person: Person) -> bool:
    if who.side is None or who.side == person.side:
        return True
    country, other = cast.registry.country(who.side), cast.registry.country(person.side)
    return country is not None and other is not None and other.name in (country.now, country.name)


def _serves(cast: Cast, person: Person) -> bool:
    return cast.day is not None and any(t.within(cast.day) for t in person.terms)


def _by_one_word(cast: Cast, naming: Naming) -> Who | None:
    """The person of the report whom a single name means; the last mentioned where several might be."""
    word = naming.pieces[0]
    groups: list[list[Who]] = [[], [], []]
    for who in cast.people:
        if who.pieces[-1] == word or (who.person is not None and word == _surname(who.person)[-1]):
            groups[0].append(who)
        elif who.pieces[0] == word:
            groups[1].append(who)
        elif word in who.pieces or (who.person is not None and word in _nicknames(who.person)):
            groups[2].append(who)
    found = next((group for group in groups if group), [])
    title = naming.title
    if title is not None and len(found) > 1:
        if title.gender == "f":
            found = [w for w in found if w.gender == "f"] or found
        elif title.gender == "m":
            found = [w for w in found if w.gender != "f"] or found
        if title.role:
            found = [w for w in found if w.has_role(title.role)] or found
    if title is not None and title.gender == "f":
        found = [w for w in found if w.gender == "f" or not w.offices]  # "Mrs Berg" is not Prime Minister Jon Berg
    if title is not None and title.side and found:
        found = [w for w in found if w.side in (None, title.side)]
    if len(found) < 2:
        return found[0] if found else None
    for leading in ([w for w in found if w.offices], [w for w in found if w.offices & _MAJOR]):
        if len(leading) == 1 and title is None:
            return leading[0]
    return next(cast.recent(naming.first, found), found[0])


def _surname(person: Person) -> tuple[str, ...]:
    return pieces(person.surname) or ("",)


def _nicknames(person: Person) -> set[str]:
    return {alias.lower() for alias in person.aliases if " " not in alias}


def _unmet(reading: Reading, cast: Cast, naming: Naming) -> Who | None:
    """A single name that no full name explains: by the registry where the title or date leaves one, else itself."""
    who = Who("person", _text(reading, naming), naming.pieces)
    title = naming.title
    if title is not None:
        who.side = title.side or _of_after(reading, naming)
        who.gender = title.gender
    found = [p for p in cast.registry.people(naming.pieces[0], cast.day) if _agrees(cast, who, p) and _serves(cast, p)]
    role = title.role if title is not None and not title.former else None
    offices = {p.key: [t for t in p.terms if t.within(cast.day)] for p in found}
    if role:
        found = [
            p
            for p in found
            if any(fits(role, t.office) or fits(role, t.rank) or role in t.titles for t in offices[p.key])
        ]
    else:
        major = [p for p in found if any(t.rank in _MAJOR or t.side in cast.registry.bodies for t in offices[p.key])]
        found = [p for p in major if cast.weights.get(p.side)]
    if len(found) == 1:
        return cast.known_person(found[0])
    cast.people.append(who)
    return who


def _bare_surnames(reading: Reading, cast: Cast, taken: set[int]) -> None:
    """Surnames that nothing marked as names, of persons whom the report introduces."""
    surnames: dict[str, list[Who]] = {}
    for who in cast.people:
        surnames.setdefault(who.pieces[-1], []).append(who)
        if who.person is not None and (own := _surname(who.person)):
            surnames.setdefault(own[-1], []).append(who)
    for index, token in enumerate(reading.document.tokens):
        fold = reading.folds[index]
        if len(fold) != 1 or fold[0] not in surnames or index in taken or not token.text[0].isupper():
            continue
        if token.upos != "PROPN" or index in reading.covered:
            continue
        if token.deprel.startswith("flat") and token.head not in taken:
            continue
        naming = Naming(index, index + 1, fold, title_before(reading, index))
        found = _by_one_word(cast, naming)
        if found is not None:
            _mention(reading, cast, naming, found)
