"""Persons by name: where a report names them, and which mentions are the same person.

Full names are gathered first, over the whole report, so that a surname in a headline finds its full name below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readout.actors.registry import Person
from readout.actors.words import pieces
from readout.language.document import Token
from readout.language.names_cast import Cast, Who, fits
from readout.language.names_find import full_name
from readout.language.names_titles import Reading, Title, title_before
from readout.language.names_words import words

_MARKS = frozenset("-'’.")
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_DAYS |= {"january", "february", "september", "october", "november", "december"}
_NAMED = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "appos", "conj", "nmod", "nmod:poss")
_MAJOR = {"head of state", "head of government", "foreign minister", "defence minister"}


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's name in the text: tokens, folded words, the title before it."""

    first: int
    last: int
    pieces: tuple[str, ...]
    title: Title | None


def find_persons(reading: Reading, cast: Cast) -> None:
    """Add every person named, with their mentions, to the cast."""
    namings = sorted(_namings(reading), key=lambda n: n.first)
    full = [n for n in namings if len(n.pieces) > 1]
    short = [n for n in namings if len(n.pieces) == 1]
    whose: dict[int, Who] = {}
    for naming in full:
        whose[naming.first] = _same_full(cast, naming) or _new(reading, cast, naming)
    for who in cast.people:
        who.gender = who.gender or ("f" if _female(who) else None)
    for naming in full:
        _mention(reading, cast, naming, whose[naming.first])
    for who in cast.people:
        _identify(cast, who)
    for naming in short:
        who_ = _by_one_word(cast, naming) or _unmet(reading, cast, naming)
        if who_ is not None:
            _mention(reading, cast, naming, who_)
    _bare_surnames(reading, cast, {i for n in namings for i in range(n.first, n.last)})


def _namings(reading: Reading) -> Iterator[Naming]:
    """Names of persons: those the encoder marks, those after a title, the registry's full names."""
    tokens = reading.document.tokens
    spans: dict[int, int] = {}
    taken: set[int] = set()

    def claim(first: int, last: int) -> None:
        if first < last and not taken.intersection(range(first, last)):
            spans[first] = last
            taken.update(range(first, last))

    for index, token in enumerate(tokens):
        if index in taken or not token.text[0].isupper():
            continue
        known = full_name(reading.document, reading.folds, index)
        if known is not None and (known[0] >= len(tokens) or not _goes_on(tokens, index, known[0])):
            claim(index, known[0])
    marked = {i for name in reading.document.names for i in range(name.first, name.last)}
    for name in reading.document.names:
        if name.label == "person" and not _abbreviated(tokens, name.first):
            claim(*_trimmed(reading, name.first, name.last))
    for index, token in enumerate(tokens):
        if token.upos != "PROPN" or index in taken or not token.text[0].isupper() or not reading.folds[index]:
            continue
        if index in reading.covered:
            continue
        if (index and _follows_title(reading, index)) or (index not in marked and _reads_as_name(tokens, token)):
            claim(index, _run(reading, index))
    for first, last in spans.items():
        folded = tuple(p for i in range(first, last) for p in reading.folds[i])
        if not folded or len(folded) > 8:
            continue
        title = title_before(reading, first)
        hit = reading.covered.get(first)
        if hit is not None and hit.last >= last and title is None:
            continue  # a place, whatever the label
        if " ".join(folded) in words().media:
            continue
        yield Naming(first, last, folded, title)


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """A marked span without the title at its front and marks at its end; further name words joined."""
    tokens, lexicon = reading.document.tokens, words()
    before = lexicon.title_words
    start = first
    while first < last - 1:
        word = "".join(reading.folds[first])
        hit = reading.hits.get(first)
        if hit is not None and hit.last < last and hit.country("adjective", "country", "people"):
            if hit.last == first + 1 and tokens[first + 1].text in "-":
                break
            first = hit.last
        elif not word or word == "s" or word in before:
            first += 1
        else:
            break
    if (
        "".join(reading.folds[start]) in ("king", "queen", "prince", "princess", "pope", "emperor")
        and last - first == 1
    ):
        first = start  # "King Hussein", "Pope Francis": the title is part of the name
    while last > first and (
        not reading.folds[last - 1] or tokens[last - 1].text in ("'s", "’s") or _is_day(tokens[last - 1], last - first)
    ):
        last -= 1
    if last - first > 2 and first > 1 and tokens[first - 1].text == "of" and first in reading.hits:
        first = min(reading.hits[first].last, last - 1)  # "Archbishop of Canterbury Rowan Williams"
    while last < len(tokens) and _continues(tokens, first, last) and last not in reading.covered:
        last += 1
    return first, last


def _continues(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    token = tokens[last]
    if token.text in _MARKS and token.start == tokens[last - 1].end and last + 1 < len(tokens):
        after = tokens[last + 1]
        return after.start == token.end and after.text[0].isalpha() and after.upos == "PROPN"
    if tokens[last - 1].text in _MARKS and tokens[last - 1].end == token.start:
        return token.text[0].isalpha() and token.text.lower() != "s"
    return token.upos == "PROPN" and token.deprel.startswith("flat") and first <= token.head < last


def _goes_on(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a longer name than the registry's stands here: "Ahmed Hussein Adam"."""
    token = tokens[last]
    return token.upos == "PROPN" and token.deprel == "flat" and first <= token.head < last and token.text[0].isupper()


def _abbreviated(tokens: tuple[Token, ...], index: int) -> bool:
    """ "(HWC)": short for what stands before, whatever the label."""
    return index > 0 and tokens[index - 1].text == "(" and tokens[index].text.isupper() and len(tokens[index].text) > 1


def _reads_as_name(tokens: tuple[Token, ...], token: Token) -> bool:
    """Two capitalised names of which the tree says that one continues the other, without an article."""
    if token.index + 1 >= len(tokens) or token.deprel not in _NAMED:
        return False
    after = tokens[token.index + 1]
    if after.deprel != "flat" or after.head != token.index or after.upos != "PROPN" or not after.text[0].isupper():
        return False
    lower = token.text.lower()
    return lower not in _DAYS and not any(tokens[c].upos == "DET" for c in token.children) and token.text.isalpha()


def _is_day(token: Token, words_left: int) -> bool:
    """ "Lee Friday": a weekday or month that strayed into a name."""
    lower = token.text.lower()
    return words_left > 1 and (lower in _DAYS) and token.deprel.partition(":")[0] not in ("flat", "compound")


def _follows_title(reading: Reading, index: int) -> bool:
    before = reading.document.tokens[index - 1]
    if before.sentence != reading.document.tokens[index].sentence:
        return False
    word = "".join(reading.folds[index - 1])
    lexicon = words()
    if word in ("mr", "mrs", "ms", "gen", "sen", "dr", "sheikh", "sir") or (before.text == "." and index > 1):
        return word != "" or "".join(reading.folds[index - 2]) in ("mr", "mrs", "ms", "gen", "sen", "dr")
    return before.text[0].isupper() and word in lexicon.roles and before.xpos not in ("NNS", "NNPS")


def _run(reading: Reading, index: int) -> int:
    """The end of the capitalised words from here on."""
    tokens = reading.document.tokens
    end = index + 1
    while end < len(tokens) and end - index < 6 and tokens[end].sentence == tokens[index].sentence:
        token = tokens[end]
        capital = token.upos == "PROPN" and token.text[0].isupper() and end not in reading.covered
        joint = token.text in _MARKS and tokens[end - 1].end == token.start
        joint = joint or token.text.lower() in words().particles
        if not capital and not (
            joint and end + 1 < len(tokens) and tokens[end + 1].upos == "PROPN" and end + 1 not in reading.covered
        ):
            break
        end += 1
    return end


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
    return " ".join(text.split())


def _mention(reading: Reading, cast: Cast, naming: Naming, who: Who) -> None:
    """Note a naming: the fullest form is kept, the title's role, side and gender too."""
    if len(naming.pieces) > len(who.pieces):
        who.name, who.pieces = _text(reading, naming), naming.pieces
    title = naming.title
    if title is not None:
        role = f"former {title.role}" if title.former and title.role else title.role
        if role and role not in who.roles:
            who.roles.append(role)
        who.side = who.side or title.side or _of_after(reading, naming)
        who.gender = who.gender or title.gender
    if title is not None:
        cast.titles.update(range(title.first, naming.first))
    form = "title" if title is not None and len(naming.pieces) == 1 else "name"
    cast.add(naming.first, naming.last, who, form)  # type: ignore[arg-type]


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
    if title is not None and title.side and found:
        found = [w for w in found if w.side in (None, title.side)]
    if len(found) < 2:
        return found[0] if found else None
    if len(leading := [w for w in found if w.offices]) == 1 and title is None:
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
