"""Pronouns and nouns for several at once: "they", "the two leaders", "both sides", "the two Koreas"."""

from __future__ import annotations

from readout.language.document import Token
from readout.language.names.cast import Mention, Who
from readout.language.names.heard import Heard
from readout.language.names.words import words


def several(heard: Heard, token: Token) -> list[Who]:
    """ "They": the plural or joined subject of this sentence, else of the one before."""
    for sentence in (token.sentence, token.sentence - 1, token.sentence - 2):
        there = [m for m in heard.by_sentence.get(sentence, ()) if m.last <= token.index]
        groups: dict[int, list[Who]] = {}
        for mention in sorted(there, key=lambda m: m.first):
            if heard.subject_like(mention) and mention.form != "pronoun":
                group = groups.setdefault(heard.top(heard.tokens[mention.head], "appos").index, [])
                if mention.who not in group:
                    group.append(mention.who)
        plural = [g for g in groups.values() if len(g) > 1 or g[0].plural]
        if plural:
            return plural[-1]
        if joined := _joined(heard, there):
            return joined
        people = list(dict.fromkeys(m.who for m in there if m.who.kind == "person"))
        if len(people) == 2 and people[0].side != people[1].side:
            return people
        pairs = [m for m in there if m.form in ("group", "pronoun") and _paired_at(heard, m)]
        if pairs:
            return [m.who for m in heard.by_head[pairs[-1].head]]
    return []


def _joined(heard: Heard, there: list[Mention]) -> list[Who]:
    """The last who are named side by side ("between X and Y"), where they are of two sides."""
    groups: dict[int, list[Who]] = {}
    for mention in sorted(there, key=lambda m: m.first):
        top = heard.top(heard.tokens[mention.head])
        if mention.form in ("name", "title") and mention.who not in groups.setdefault(top.index, []):
            groups[top.index].append(mention.who)
    return next((g for g in reversed(groups.values()) if len(g) > 1), [])


def _paired_at(heard: Heard, mention: Mention) -> bool:
    return len({id(m.who) for m in heard.by_head.get(mention.head, ())}) == 2


def pair(heard: Heard, token: Token) -> tuple[int, list[Who]]:
    """The first token of "the two leaders", "both sides", "the pair" and who they are: nobody for other words."""
    first = token.index
    low = heard.reading.document.sentences[token.sentence].first
    spoken: set[str] = set()
    while first > low and first > token.index - 4 and _counts(heard.tokens[first - 1]):
        first -= 1
        spoken.add(heard.tokens[first].text.lower())
    lower = token.text.lower()
    count = 3 if "three" in spoken else 2
    definite = bool(spoken & {"the", "all", "these", "those"})
    if not ("both" in spoken or (definite and (spoken & {"two", "three"} or lower in ("pair", "duo")))):
        return first, []
    people = lower in ("pair", "duo") or token.lemma in words().pairs.people
    return first, _people(heard, token, token.lemma, count) if people else _sides(heard, token, count)


def _counts(token: Token) -> bool:
    return token.upos in ("DET", "NUM", "ADJ") or token.text.lower() == "both"


def named_pair(heard: Heard, token: Token) -> list[Who]:
    """ "The two Koreas"."""
    before = {t.text.lower() for t in heard.tokens[max(token.index - 3, 0) : token.index]}
    names = words().named_pairs[token.text.lower()]
    return [heard.cast.government(name) for name in names] if before & {"two", "both"} else []


def _people(heard: Heard, token: Token, noun: str, count: int) -> list[Who]:
    found: list[Who] = []
    for mention in heard.recent(token):
        who = mention.who
        if who.kind not in ("person", "office") or who in found:
            continue
        if who.side is not None and any(who.side == other.side for other in found):
            continue
        held = (*who.roles, *who.offices)
        if noun in ("president", "minister", "premier", "king") and held and not any(noun in r for r in held):
            continue
        if noun == "diplomat" and not any(w in r for r in held for w in ("foreign", "ambassador", "envoy", "diplomat")):
            continue
        found.append(who)
        if len(found) == count:
            return found[::-1]
    return []


def _sides(heard: Heard, token: Token, count: int) -> list[Who]:
    """The two sides of the sentence so far; else the two that the report speaks of most till here."""
    seen: list[str] = []
    states = token.lemma in ("country", "nation", "state", "capital", "government", "land", "neighbor", "neighbour")
    for mention in heard.recent(token):
        side = mention.who.name if mention.who.kind == "government" else mention.who.side
        if states and side not in heard.cast.registry.countries:
            continue
        if side and side not in seen:
            seen.append(side)
        if len(seen) == count and heard.tokens[mention.head].sentence == token.sentence:
            break
    if len(seen) > count:
        weights = heard.cast.weights
        seen.sort(key=lambda s: -weights.get(s, 0))
        if weights.get(seen[count - 1], 0) <= weights.get(seen[count], 0):
            return []  # more than those are spoken of as much
        seen = seen[:count]
    if len(seen) < count:
        return []
    return [_side(heard, side) for side in seen]


def _side(heard: Heard, side: str) -> Who:
    body = heard.cast.registry.bodies.get(side)
    return heard.cast.body(body) if body is not None else heard.cast.government(side)
