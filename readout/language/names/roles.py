"""Role phrases: "the Israeli leader", "his Russian counterpart", "Jake Sullivan, the national security adviser"."""

from __future__ import annotations

from readout.language.document import Token
from readout.language.names.cast import Cast, Mention, Who, fits
from readout.language.names.offices import administration, at_home, counterpart, holder, side_held, side_served, split
from readout.language.names.phrases import RolePhrase, general_after, role_phrase
from readout.language.names.titles import Reading
from readout.language.names.words import words

_PROPER = ("NNP", "NNPS")


def find_roles(reading: Reading, cast: Cast) -> None:
    """Add the actors that role phrases mean, in text order; persons by name are in the cast already."""
    lexicon = words()
    heads = lexicon.roles | lexicon.unnamed | lexicon.bodies | lexicon.governments | lexicon.counterparts
    named = {i: m for m in cast.mentions for i in range(m.first, m.last)}
    titles = cast.titles
    for token in reading.document.tokens:
        if token.upos not in ("NOUN", "PROPN", "ADJ") or token.index in named or token.index in titles:
            continue
        if (
            token.text.lower() in lexicon.factions
            and token.upos == "PROPN"
            and token.deprel not in ("compound", "amod")
        ):
            phrase = role_phrase(reading, token)
            faction = cast.described("unnamed", phrase.name, phrase.side, None, True)
            cast.add(phrase.first, phrase.last, faction, "role", token.index)
            continue
        if token.index in reading.covered or (token.lemma.lower() not in heads and token.text.lower() not in heads):
            continue
        if (
            token.deprel.partition(":")[0] in ("compound", "amod", "flat", "advmod", "cop", "aux")
            or token.upos == "ADJ"
        ):
            continue
        if token.text.lower() == "general" and _after_secretary(reading.document.tokens, token.index):
            continue
        phrase = at_home(reading, cast, role_phrase(reading, token))
        if _plural_pair(phrase, reading):
            continue
        same = _apposed(reading, phrase, token, named)
        if same is not None and (phrase.side is None or same.who.side in (None, phrase.side) or phrase.former):
            _attach(cast, same.who, phrase)
            cast.add(phrase.first, phrase.last, same.who, "role", token.index)
            continue
        for who in split(reading, cast, phrase, token) or [_meant(reading, cast, phrase, token)]:
            if who is not None:
                cast.add(phrase.first, phrase.last, who, "role", token.index)


def _after_secretary(tokens: tuple[Token, ...], index: int) -> bool:
    return any(at >= 0 and general_after(tokens, at) == index + 1 for at in (index - 1, index - 2))


def _plural_pair(phrase: RolePhrase, reading: Reading) -> bool:
    """ "Both leaders", "the two sides": those are for the pronouns' reading."""
    if not phrase.plural:
        return False
    spoken = {t.text.lower() for t in reading.document.tokens[phrase.first : phrase.head]}
    return bool(spoken & {"both", "two", "three"}) and _pair_noun(reading.document.tokens[phrase.head])


def _pair_noun(token: Token) -> bool:
    pairs = words().pairs
    return token.lemma in pairs.people or token.lemma in pairs.sides


def _apposed(reading: Reading, phrase: RolePhrase, token: Token, named: dict[int, Mention]) -> Mention | None:
    """The named person whom this noun stands beside, or is said to be."""
    tokens = reading.document.tokens
    if token.lemma.lower() in words().placed:
        return None  # "in Fallujah, a Sunni city, X said"
    peer = token.lemma.lower() in words().counterparts
    titled = named.get(phrase.last) if (peer or phrase.last > phrase.head + 1) and not phrase.plural else None
    if titled is not None and titled.first == phrase.last and (peer or token.lemma.lower() in words().roles):
        return titled if titled.who.kind == "person" else None  # "X, Ambassador to Peru Y and Z": he is Y
    over = token
    while over.deprel == "conj" and tokens[over.head].upos == "NOUN" and over.head != over.index:
        over = tokens[over.head]  # "X, the energy minister and president of the club"
    plural = over is not token and phrase.plural
    if over.deprel == "appos" and over.head in named and named[over.head].who.kind == "person" and not plural:
        return _beside(phrase, tokens, named) or named[over.head]
    if token.lemma.lower() in words().bodies - words().roles:
        return None  # "the leader of the Green Party, X": X is no party
    for index in token.children:
        child = tokens[index]
        if index not in named or named[index].who.kind != "person":
            continue
        if child.deprel == "appos" or (child.deprel.startswith(("flat", "nmod:desc")) and index > token.index):
            return named[index]
        if child.deprel == "nsubj" and token.xpos not in ("NNS",) and _is_now(tokens, token):
            return named[index]
    return _beyond(token, tokens, named) if token.xpos in ("NN", "NNP") else None


def _beyond(token: Token, tokens: tuple[Token, ...], named: dict[int, Mention]) -> Mention | None:
    """The person in "the leader of the Green Party, X", whom the tree hangs on the party."""
    for index in token.children:
        if tokens[index].deprel == "nmod" and tokens[index].lemma.lower() in words().bodies:
            for below in tokens[index].children:
                if tokens[below].deprel == "appos" and below in named and named[below].who.kind == "person":
                    return named[below]
    return None


def _beside(phrase: RolePhrase, tokens: tuple[Token, ...], named: dict[int, Mention]) -> Mention | None:
    """The person named right before the comma: in "A and B, the adviser" the adviser is B."""
    if phrase.first < 2 or tokens[phrase.first - 1].text != ",":
        return None
    mention = named.get(phrase.first - 2)
    return mention if mention is not None and mention.who.kind == "person" else None


def _is_now(tokens: tuple[Token, ...], token: Token) -> bool:
    copula = [tokens[c] for c in token.children if tokens[c].deprel == "cop"]
    other = any(tokens[c].deprel in ("aux", "advmod", "mark") or tokens[c].lemma == "not" for c in token.children)
    return bool(copula) and copula[0].lemma == "be" and not other


def _attach(cast: Cast, who: Who, phrase: RolePhrase) -> None:
    """Note the role and side that an apposition tells of a person."""
    if phrase.plural:
        return
    if phrase.former:
        if phrase.role and f"former {phrase.role}" not in who.roles:
            who.roles.append(f"former {phrase.role}")
        who.side = who.side or phrase.side
        return
    if phrase.role and phrase.role not in who.roles:
        who.roles.append(phrase.role)
    if who.side is None:
        who.side = phrase.side or _owner_side(cast, phrase)
    if who.person is None and len(who.pieces) == 1 and phrase.role:
        for person in cast.registry.people(who.name, cast.day):
            now = [t for t in person.terms if cast.day is not None and t.within(cast.day)]
            if person.side == who.side and any(fits(phrase.role, t.office) or phrase.role in t.titles for t in now):
                cast.identify(who, person)
                who.name = person.name
                return


def _owner_side(cast: Cast, phrase: RolePhrase) -> str | None:
    """The side of whoever "his" means in "his right-hand adviser, X": whose adviser is of that side."""
    if phrase.owner is None:
        return None
    last = next(cast.recent(phrase.owner), None)
    return last.side if last else None


def _meant(reading: Reading, cast: Cast, phrase: RolePhrase, token: Token) -> Who | None:
    lexicon = words()
    if phrase.noun in lexicon.counterparts or token.lemma.lower() in lexicon.counterparts:
        return counterpart(cast, phrase)
    lemma = token.lemma.lower()
    if lemma in lexicon.governments and phrase.side and not phrase.plural and _only_side(phrase):
        return cast.government(phrase.side)
    if lemma in lexicon.governments and lemma == "administration":
        return administration(reading, cast, phrase)
    if lemma in ("government", "regime") and _only_side(phrase) and phrase.owner is None and not phrase.plural:
        here = cast.home() if phrase.definite and not phrase.region else None
        return cast.government(here) if here else None
    single = not phrase.plural and phrase.noun in lexicon.roles
    if single and not phrase.indefinite:
        return holder(cast, phrase)
    if (
        lemma in lexicon.bodies
        and lemma not in lexicon.roles
        and not phrase.plural
        and lemma not in lexicon.collectives
    ):
        return _body(reading, cast, phrase, token)
    if lemma in lexicon.unnamed or lemma in lexicon.roles:
        return _unnamed(cast, phrase, token)
    return None


def _only_side(phrase: RolePhrase) -> bool:
    return phrase.role == phrase.noun


def _body(reading: Reading, cast: Cast, phrase: RolePhrase, token: Token) -> Who | None:
    if phrase.side is None and not (phrase.definite and phrase.role != phrase.noun):
        if token.lemma.lower() in words().bare_unnamed:
            return cast.described("unnamed", phrase.name, None, None, phrase.plural)
        return None
    before = reading.ends.get(phrase.head)
    if before is not None and (body := before.body()) and token.lemma.lower() in words().namers:
        return cast.body(body)  # "the Hamas movement", "Abbas's Fatah party"
    known = cast.registry.body(phrase.name)
    if known is not None:
        return cast.body(known)
    if token.lemma.lower() in words().governments and _only_side(phrase) and phrase.side:
        return cast.government(phrase.side)
    return cast.described("body", _by_adjective(cast, phrase), phrase.side or _seat(cast, phrase), None, False)


def _seat(cast: Cast, phrase: RolePhrase) -> str | None:
    """The side of "the prime minister's office": that of the prime minister named last; of a ministry: of home."""
    owner, mark, _ = phrase.name.replace("’", "'").partition("'s ")
    role = owner.removeprefix("the ").lower()
    if not mark:
        bare = phrase.noun in words().seats and set(phrase.role.split()) <= words().seats | words().portfolios
        return cast.home() if bare and not phrase.region else None
    return side_held(cast, role, phrase.head)


def _by_adjective(cast: Cast, phrase: RolePhrase) -> str:
    """ "Israel's war cabinet" is carried as "Israeli war cabinet", so that both ways of saying it are one body."""
    country = cast.registry.countries.get(phrase.side or "")
    owner, mark, rest = phrase.name.replace("’", "'").partition("'s ")
    if country is None or not mark or not country.adjectives or cast.registry.country(owner) is not country:
        return phrase.name
    return f"{country.adjectives[0]} {rest}"


def _unnamed(cast: Cast, phrase: RolePhrase, token: Token) -> Who | None:
    """People without names: kept under the report's words where something says who they are."""
    lemma = token.lemma.lower()
    where = phrase.side or phrase.region
    single_group = not phrase.plural and lemma not in words().roles and not where
    if single_group and lemma not in words().bare_unnamed and lemma not in words().collectives:
        return None
    if lemma == "authority" and not phrase.plural:
        return None
    told = where or phrase.role != phrase.noun or lemma in words().bare_unnamed
    if not told and not (phrase.plural and token.deprel.partition(":")[0] in ("nsubj", "obj", "iobj", "obl")):
        return None
    return cast.described("unnamed", phrase.name, side_served(cast, phrase), phrase.role, phrase.plural)
