"""Pronouns and nouns for several at once: "they", "the two leaders", "both sides", "the two Koreas"."""

from __future__ import annotations

from collections.abc import Iterator

from readout.language import tree
from readout.language.document import Token
from readout.language.names.cast import Mention, Who
from readout.language.names.heard import SUBJECT, Heard
from readout.language.names.words import words


def several(heard: Heard, token: Token) -> list[Who]:
    """ "They": the nearest plural subject over it, else the one group of its sentence, else the subject before.

    A plural noun in that place of which nothing is known ("the pupils") is whom they are, so nobody is meant.
    """
    if beside := heard.owner_beside(token):
        return list(dict.fromkeys(m.who for m in beside))
    over = _over(heard, token)
    if over is not None:
        return over
    speaks = _speaks(heard, token)
    own = _plurals(heard, heard.before(token), token)
    if own and not speaks:
        return own[-1] if len(own) == 1 or _is_subject(token) else []
    free = not speaks and (_is_subject(token) or token.xpos == "PRP$")
    if free and (people := _two_people(heard.before(token))):
        return people
    for back in (1, 2):
        there = sorted(heard.by_sentence.get(token.sentence - back, ()), key=lambda m: m.first)
        subject = _main_subject(heard, token.sentence - back)
        if subject is not None and (taken := _taken(heard, subject)) is not None:
            return taken
        if speaks:
            continue
        if found := _plurals(heard, there, token):
            return found[-1] if len(found[-1]) > 1 or _acts_or_suffers(heard, there, found[-1][0]) else []
        if people := _two_people(there):
            return people
    return []


def _speaks(heard: Heard, token: Token) -> bool:
    """ "..., they said": what stands before is what they say."""
    verb = heard.tokens[token.head]
    said = (heard.tokens[c] for c in verb.children if c < token.index)
    return _is_subject(token) and any(t.deprel in ("ccomp", "parataxis") for t in said)


def _is_subject(token: Token) -> bool:
    return token.deprel in SUBJECT


def _over(heard: Heard, token: Token) -> list[Who] | None:
    """Whom the nearest plural subject over a pronoun means; None where none is plural."""
    barred = not _is_subject(token) and token.xpos != "PRP$" and token.text.lower() != "themselves"
    below = token
    for over in tree.ancestors(heard.reading.document, token):
        for subject in _subjects(heard, over, below, token):
            taken = _taken(heard, subject)
            if taken is not None and not barred:
                return taken
            barred = barred and over.upos != "VERB"
        if over.upos in ("VERB", "AUX"):
            barred = False
        below = over
    return None


def _subjects(heard: Heard, verb: Token, below: Token, token: Token) -> Iterator[Token]:
    """Who does what a verb says, as far as it stands before the pronoun: its subject, whom its clause is about."""
    told = [heard.tokens[c] for c in verb.children if c < token.index and c != below.index]
    if below.deprel == "xcomp":
        yield from (t for t in told if t.deprel in ("obj", "iobj"))  # "asked the two to show their papers"
    for subject in (t for t in told if t.deprel in SUBJECT):
        if subject.text.lower() in ("who", "which", "that") and verb.deprel == "acl:relcl":
            yield heard.tokens[verb.head]
        else:
            yield subject


def _main_subject(heard: Heard, sentence: int) -> Token | None:
    if sentence < 0:
        return None
    inside = heard.reading.document.sentences[sentence]
    root = next((t for t in heard.tokens[inside.first : inside.last] if t.head == t.index), None)
    found = heard.subject_of(root) if root is not None else None
    if root is not None and found is not None and _taken(heard, found) is None:
        told = [heard.tokens[c] for c in root.children if heard.tokens[c].deprel == "ccomp"]
        reported = heard.subject_of(told[0]) if told else None
        return reported if reported is not None and _taken(heard, reported) else found
    return found


def _taken(heard: Heard, subject: Token) -> list[Who] | None:
    """Whom a plural noun, names joined by "and", or a plural pronoun means; None for what is no plural."""
    joined = [t for t in tree.conjuncts(heard.reading.document, subject) if t.index >= subject.index]
    meant = list(dict.fromkeys(m.who for t in joined for m in heard.by_head.get(t.index, ())))
    several = subject.xpos in ("NNS", "NNPS") and subject.lemma.lower() not in words().no_people
    plural = len(joined) > 1 or several or subject.text.lower() in words().pronouns.plural
    if len(joined) == 1 and len(meant) == 1 and meant[0].kind in ("body", "person") and not meant[0].plural:
        return None  # "the Straits Times"
    if len(meant) > 1 or any(who.plural for who in meant):
        return meant if len(meant) >= len(joined) else []
    return [] if plural and (not meant or len(joined) > 1) else meant if plural else None


def _plurals(heard: Heard, there: list[Mention], token: Token) -> list[list[Who]]:
    """The several and those side by side among these mentions, each once, those of the pronoun's own verb left out."""
    groups: dict[int, list[Who]] = {}
    own = heard.tokens[token.head]
    verbs = {own.index, heard.top(own).index} if token.deprel in ("obj", "iobj", "obl") else set()
    for mention in there:
        top = heard.top(heard.tokens[mention.head], "appos")
        told = mention.form in ("name", "title", "group") or mention.who.plural
        if not told or top.head in verbs:
            continue
        group = groups.setdefault(top.index, [])
        if mention.who not in group:
            group.append(mention.who)
    found: list[list[Who]] = []
    for group in groups.values():
        if (len(group) > 1 or group[0].plural) and group not in found:
            found.append(group)
    return found


def _acts_or_suffers(heard: Heard, there: list[Mention], who: Who) -> bool:
    """Whether one is subject or object among these mentions, no mere circumstance ("held by the rebels")."""
    return any(heard.tokens[m.head].deprel in (*SUBJECT, "obj", "iobj") for m in there if m.who is who)


def _two_people(there: list[Mention]) -> list[Who]:
    """The two persons spoken of, where they are of two sides."""
    people = list(dict.fromkeys(m.who for m in there if m.who.kind == "person"))
    return people if len(people) == 2 and people[0].side != people[1].side else []


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


def bare_pair(heard: Heard, token: Token) -> list[Who]:
    """ "The two met in Geneva": the two persons spoken of last, else the two sides."""
    the = token.index and heard.tokens[token.index - 1].text.lower() == "the"
    if not the or token.deprel.partition(":")[0] not in ("nsubj", "obj", "iobj", "obl", "nmod", "conj"):
        return []
    after = heard.tokens[token.index + 1] if token.index + 1 < len(heard.tokens) else token
    if after.upos in ("NOUN", "PROPN", "ADJ", "NUM") or after.text in ("-", "of") or _counted(heard, token):
        return []
    count = 3 if token.text.lower() == "three" else 2
    near = [m.who for m in heard.recent(token) if heard.tokens[m.head].sentence >= token.sentence - 2]
    people = [who for who in near if who.kind == "person"]
    return _people(heard, token, "leader", count) if people else _sides(heard, token, count)


def _counted(heard: Heard, token: Token) -> bool:
    """Whether they are others that are counted before: "two rebels were taken, and one of the two"."""
    low = heard.reading.document.sentences[max(token.sentence - 1, 0)].first
    before = (t for t in heard.tokens[low : token.index] if t.text.lower() == token.text.lower())
    return any(t.deprel == "nummod" and not _is_pair_noun(heard.tokens[t.head]) for t in before)


def _is_pair_noun(token: Token) -> bool:
    return token.lemma in words().pairs.people or token.lemma in words().pairs.sides


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
