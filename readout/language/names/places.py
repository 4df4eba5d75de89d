"""Countries, capitals, peoples and bodies where they stand for those who act."""

from __future__ import annotations

from readout.actors.words import pieces
from readout.language.document import Token
from readout.language.names.cast import Cast, Form, Mention
from readout.language.names.find import Hit
from readout.language.names.titles import Reading, compounded
from readout.language.names.words import words

_CORE = ("nsubj", "nsubj:pass", "obj", "iobj")

_DEALING = {"with", "by", "between", "against", "among", "behind", "versus"}


def find_places(reading: Reading, cast: Cast, taken: set[int]) -> None:
    """Add the governments and bodies that places' and bodies' names mean; tokens in `taken` mean others already."""
    for hit in reading.hits.values():
        if hit.first in taken or compounded(reading.document.tokens, hit) or _of_money(reading, hit):
            continue
        head = reading.document.tokens[cast.head_of(hit.first, hit.last)]
        body = hit.body()
        country = hit.country()
        if body is not None and (country is None or country.kind == "region" or hit.entries[0].of is body):
            form: Form = "place" if _modifies(head, hit) and not _paired(reading.document.tokens, hit) else "name"
            cast.add(hit.first, hit.last, cast.body(body), form, head.index)
        elif country is not None:
            _country(reading, cast, hit, head)


def _of_money(reading: Reading, hit: Hit) -> bool:
    """ "U.S. dollars", "Swiss francs": a currency's name means no state."""
    tokens = reading.document.tokens
    return hit.last < len(tokens) and tokens[hit.last].lemma in words().currencies


def find_bodies(reading: Reading, cast: Cast, taken: set[int]) -> None:
    """Add the organizations that the encoder marks and the registry does not know."""
    for name in reading.document.names:
        if name.label != "organization" or taken.intersection(range(name.first, name.last)):
            continue
        tokens = reading.document.tokens
        first, last = name.first, name.last
        while first < last and tokens[first].upos in ("DET", "PUNCT"):
            first += 1
        while last > first and (tokens[last - 1].upos == "PUNCT" or tokens[last - 1].text in ("'s", "’s")):
            last -= 1
        if first == last or not tokens[first].text[0].isupper() or first in cast.titles:
            continue
        single = tokens[first].text.lower()
        if last == first + 1 and (tokens[first].upos != "PROPN" or single in words().title_words | words().bodies):
            continue
        if any(cast_hit.first <= first and last <= cast_hit.last for cast_hit in _over(reading, first)):
            continue
        side = next((s for i in range(first, last) for s in (reading.side_at(i)[0],) if s), None)
        text = " ".join(reading.document.text[tokens[first].start : tokens[last - 1].end].split())
        cast.add(first, last, cast.described("body", text, side, None, False), "name")


def find_again(reading: Reading, cast: Cast) -> None:
    """Add "the council", "the group" where they take up a body or group named before."""
    lexicon = words()
    taken = {i for m in cast.mentions for i in range(m.first, m.last)}
    bodies = sorted((m for m in cast.mentions if m.who.kind in ("body", "armed_group")), key=lambda m: m.first)
    for token in reading.document.tokens if bodies else ():
        index = token.index
        if token.xpos != "NN" or token.lemma not in lexicon.bodies | lexicon.any_body or index in taken or not index:
            continue
        if reading.document.tokens[index - 1].text.lower() != "the" or token.deprel == "compound":
            continue
        before = [m.who for m in bodies if m.first < index]
        fitting = [w for w in before if token.lemma in pieces(w.name)] or (
            before if token.lemma in lexicon.any_body else []
        )
        if fitting:
            cast.add(index - 1, index + 1, fitting[-1], "role", index)
    _shorter_names(cast, bodies)


def _shorter_names(cast: Cast, bodies: list[Mention]) -> None:
    """ "The human rights commission" after "the UN Commission on Human Rights": the body named before."""
    for mention in bodies:
        own = set(pieces(mention.who.name))
        if mention.form != "role" or mention.who.kind != "body" or mention.who.side is not None or len(own) < 2:
            continue
        if cast.document.tokens[mention.first].text.lower() != "the":
            continue
        longer = [
            m.who
            for m in bodies
            if m.first < mention.first and m.who is not mention.who and own < set(pieces(m.who.name))
        ]
        if longer and len({id(who) for who in longer}) == 1:
            mention.who = longer[0]


def _over(reading: Reading, token: int) -> list[Hit]:
    return [reading.covered[token]] if token in reading.covered else []


def _modifies(head: Token, hit: Hit) -> bool:
    """Whether the name only modifies a noun ("UN resolution"), without a genitive."""
    return head.deprel.partition(":")[0] in ("compound", "amod") or head.deprel == "nmod:desc"


def _country(reading: Reading, cast: Cast, hit: Hit, head: Token) -> None:
    kinds = {e.kind for e in hit.entries}
    tokens = reading.document.tokens
    if country := hit.country("country"):
        form: Form = "place" if _modifies(head, hit) and not _paired(tokens, hit) else "name"
        cast.add(hit.first, hit.last, cast.government(country.name), form, head.index)
    elif "adjective" in kinds or "people" in kinds:
        _people(reading, cast, hit, head)
    elif (place := hit.country("capital", "seat")) is not None and _acts(tokens, head):
        cast.add(hit.first, hit.last, cast.government(place.name), "place", head.index)
    elif (region := hit.country("region")) is not None and head.deprel in _CORE:
        cast.add(hit.first, hit.last, cast.described("unnamed", region.name, None, None, False), "name", head.index)


def _people(reading: Reading, cast: Cast, hit: Hit, head: Token) -> None:
    """ "The Israelis", "the US offer": the government; "Israelis" alone: some people of that side."""
    country = hit.country("people", "adjective")
    tokens = reading.document.tokens
    if country is None:
        return
    definite = hit.first > 0 and tokens[hit.first - 1].text.lower() == "the"
    plural = head.xpos in ("NNPS", "NNS") or hit.country("people") is not None
    if country.kind == "region":
        if plural and head.deprel in _CORE:
            who = cast.described("unnamed", head.text, None, None, True)
            cast.add(hit.first, hit.last, who, "group", head.index)
        return
    if _paired(tokens, hit):
        cast.add(hit.first, hit.last, cast.government(country.name), "group", head.index)
    elif _modifies(head, hit) or (head.head == hit.last and head.deprel.startswith(("det", "nmod"))):
        cast.add(hit.first, hit.last, cast.government(country.name), "place", head.index)
    elif definite and (plural or head.xpos in ("JJ", "NNP", "NNPS")):
        cast.add(hit.first, hit.last, cast.government(country.name), "group", head.index)
    elif plural and head.text[-1] in "sn":
        who = cast.described("unnamed", head.text, country.name, None, True)
        cast.add(hit.first, hit.last, who, "group", head.index)


def _paired(tokens: tuple[Token, ...], hit: Hit) -> bool:
    """ "US-China talks", "Israeli-Palestinian talks": two sides joined by a hyphen."""
    after = tokens[hit.last].text if hit.last < len(tokens) else ""
    before = tokens[hit.first - 1].text if hit.first else ""
    joined_after = after in "-–" and hit.last + 1 < len(tokens) and tokens[hit.last + 1].text[0].isupper()
    joined_before = before in ("-", "–") and hit.first > 1 and tokens[hit.first - 2].text[0].isupper()
    return bool(after and joined_after) or joined_before


def _acts(tokens: tuple[Token, ...], head: Token) -> bool:
    """Whether a capital or residence stands for its government here: as one who acts, deals or is addressed."""
    relation = head.deprel.partition(":")[0]
    case = next((tokens[c].text.lower() for c in head.children if tokens[c].deprel == "case"), None)
    if relation == "conj" and case is None and head.head != head.index:
        return _acts(tokens, tokens[head.head])
    if case in ("'s", "’s", "'", "’"):
        return True
    over = tokens[head.head]
    if case == "by" and relation == "nmod":
        return False
    if case in ("on", "to", "from", "for"):
        return over.lemma in words().governed.get(case, ())
    if case is not None:
        return case in _DEALING
    if relation == "nsubj":
        return over.upos == "VERB" or over.lemma in words().acting
    return relation in ("obj", "iobj") and over.lemma in words().addressed
