"""Pronouns and "the two leaders": who is meant where the case is clear, from what stands before.

A subject is taken up before other words, the same sentence before the one before it; words between quotation marks
are left alone, since who speaks there is someone else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from readout.language import tree
from readout.language.document import Token
from readout.language.names.cast import Cast, Mention, Who
from readout.language.names.titles import Reading
from readout.language.names.words import words

_BACK = 5  # sentences that "the two leaders" looks back over
_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")


class Listener:
    """Goes through the report in order and keeps what was last spoken of."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        """`cast` holds every mention but the pronouns'."""
        self.reading, self.cast = reading, cast
        self.tokens = reading.document.tokens
        self.known = sorted(cast.mentions, key=lambda m: (m.head, m.first - m.last))
        self.men: set[Who] = set()
        self.by_head: dict[int, list[Mention]] = {}
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in self.known:
            self._note(mention)

    def listen(self) -> None:
        """Add what pronouns and pairs mean to the cast."""
        lexicon = words()
        pronouns = lexicon.pronouns
        nouns = lexicon.pairs.people | lexicon.pairs.sides
        quoted = self._quoted()
        for token in self.tokens:
            lower = token.text.lower()
            if token.upos in ("PRON", "DET") and token.index not in quoted:
                if lower in pronouns.male or lower in pronouns.female:
                    self._refer(token, [w] if (w := self._person(token, lower in pronouns.female)) else [])
                elif lower in pronouns.plural:
                    self._refer(token, self._several(token))
                elif lower in pronouns.thing and token.deprel != "expl":
                    self._refer(token, [w] if (w := self._thing(token)) else [])
            elif lower in lexicon.named_pairs:
                self._named_pair(token, lexicon.named_pairs[lower])
            elif token.upos == "NOUN" and (token.lemma in nouns or lower in nouns or lower in ("pair", "duo", "both")):
                self._pair(token)

    def _refer(self, token: Token, people: list[Who], first: int | None = None, form: str = "pronoun") -> None:
        if token.text.lower() in words().pronouns.male:
            self.men.update(people)
        for who in people:
            at = token.index if first is None else first
            mention = self.cast.add(at, token.index + 1, who, form, token.index)  # type: ignore[arg-type]
            self._note(mention)

    def _note(self, mention: Mention) -> None:
        self.by_head.setdefault(mention.head, []).append(mention)
        self.by_sentence.setdefault(self.tokens[mention.head].sentence, []).append(mention)

    def _before(self, token: Token) -> list[Mention]:
        """Mentions of the token's sentence before it, in order."""
        found = [m for m in self.by_sentence.get(token.sentence, ()) if m.last <= token.index]
        return sorted(found, key=lambda m: m.first)

    def _subject_like(self, mention: Mention) -> bool:
        token = self.tokens[mention.head]
        while token.deprel in ("conj", "appos", "flat", "nmod:desc") and token.head != token.index:
            token = self.tokens[token.head]
        return token.deprel in _SUBJECT

    def _person(self, token: Token, female: bool) -> Who | None:
        def fit(mention: Mention) -> bool:
            who = mention.who
            if who.kind == "person":
                return (who.gender == "f") == female
            one = who.kind in ("office", "unnamed") and not who.plural and bool(who.roles)
            return one and who.roles[0].rsplit(" ", 1)[-1] in words().roles

        if (whose := self._relative(token)) is not None and fit(whose):
            return whose.who
        own = [m for m in self._before(token) if fit(m) and not self._same_clause_object(token, m)]
        if subjects := [m for m in own if self._subject_like(m)]:
            return subjects[-1].who
        if own and len({id(m.who) for m in own}) == 1:
            return own[-1].who
        for back in range(1, 6 if female else 4):
            sentence = token.sentence - back
            if sentence < 0:
                break
            there = sorted((m for m in self.by_sentence.get(sentence, ()) if fit(m)), key=lambda m: m.first)
            if not there:
                continue
            if len({id(m.who) for m in there}) == 1:
                return there[-1].who
            main = [m for m in there if self._subject_like(m)]
            if not main:
                return None
            roots = [m for m in main if self._main_clause(m)]
            return (roots or main)[0].who
        return self._turned_out(token) if female else None

    def _turned_out(self, token: Token) -> Who | None:
        """ "She", where no one is known to be a woman: the last subject of whom nothing says otherwise."""
        for back in (1, 2):
            there = [m for m in self.by_sentence.get(token.sentence - back, ()) if m.who.kind == "person"]
            main = [m.who for m in there if self._subject_like(m) and self._main_clause(m)]
            if main and main[0].gender is None and not main[0].offices and main[0] not in self.men:
                main[0].gender = "f"
                return main[0]
        return None

    def _relative(self, token: Token) -> Mention | None:
        """ "Maliki, who demanded that his government ...": the one whom the clause is about."""
        for over in tree.ancestors(self.reading.document, token):
            if over.deprel == "acl:relcl" and over.head < token.index:
                who = next((self.tokens[c] for c in over.children if self.tokens[c].text.lower() == "who"), None)
                if who is not None and who.deprel.startswith("nsubj") and who.index < token.index:
                    return next(iter(self.by_head.get(over.head, ())), None)
                return None
        return None

    def _same_clause_object(self, token: Token, mention: Mention) -> bool:
        """ "Bush met him": the subject of a verb is not its object too."""
        if token.text.lower() in ("his", "her", "himself", "herself") or token.xpos == "PRP$":
            return False
        head = self.tokens[mention.head]
        if head.deprel not in _SUBJECT or token.deprel in _SUBJECT:
            return False
        verb = self.tokens[token.head]
        while verb.index != head.head and verb.deprel == "conj" and verb.head != verb.index:
            verb = self.tokens[verb.head]  # "criticised him and called on him"
        return verb.index == head.head

    def _main_clause(self, mention: Mention) -> bool:
        token = self.tokens[mention.head]
        while token.deprel in ("conj", "appos", "flat") and token.head != token.index:
            token = self.tokens[token.head]
        verb = self.tokens[token.head]
        return verb.head == verb.index or verb.deprel in ("root", "parataxis")

    def _thing(self, token: Token) -> Who | None:
        """ "Iran said it ...": a government, body or group that is the subject here or was the main one before."""
        kinds = ("government", "body", "armed_group")
        own = [m for m in self._before(token) if m.who.kind in kinds and self._subject_like(m)]
        if own:
            return own[-1].who
        if self._before(token) or token.deprel not in _SUBJECT:
            return None
        there = [m for m in self.by_sentence.get(token.sentence - 1, ()) if m.who.kind in kinds]
        main = [m for m in there if self._subject_like(m) and self._main_clause(m)]
        return main[0].who if len({id(m.who) for m in main}) == 1 else None

    def _several(self, token: Token) -> list[Who]:
        """ "They": the plural or joined subject of this sentence, else of the one before."""
        for sentence in (token.sentence, token.sentence - 1, token.sentence - 2):
            there = [m for m in self.by_sentence.get(sentence, ()) if m.last <= token.index]
            groups: dict[int, list[Who]] = {}
            for mention in sorted(there, key=lambda m: m.first):
                if self._subject_like(mention) and mention.form != "pronoun":
                    top = self.tokens[mention.head]
                    while top.deprel in ("conj", "appos") and top.head != top.index:
                        top = self.tokens[top.head]
                    group = groups.setdefault(top.index, [])
                    if mention.who not in group:
                        group.append(mention.who)
            plural = [g for g in groups.values() if len(g) > 1 or g[0].plural]
            if plural:
                return plural[-1]
            if joined := self._joined(there):
                return joined
            people = list(dict.fromkeys(m.who for m in there if m.who.kind == "person"))
            if len(people) == 2 and people[0].side != people[1].side:
                return people
            pairs = [m for m in there if m.form in ("group", "pronoun") and self._paired_at(m)]
            if pairs:
                return [m.who for m in self.by_head[pairs[-1].head]]
        return []

    def _joined(self, there: list[Mention]) -> list[Who]:
        """The last who are named side by side ("between X and Y"), where they are of two sides."""
        groups: dict[int, list[Who]] = {}
        for mention in sorted(there, key=lambda m: m.first):
            top = self.tokens[mention.head]
            while top.deprel == "conj" and top.head != top.index:
                top = self.tokens[top.head]
            if mention.form in ("name", "title") and mention.who not in groups.setdefault(top.index, []):
                groups[top.index].append(mention.who)
        return next((g for g in reversed(groups.values()) if len(g) > 1), [])

    def _paired_at(self, mention: Mention) -> bool:
        return len({id(m.who) for m in self.by_head.get(mention.head, ())}) == 2

    def _pair(self, token: Token) -> None:
        """ "The two leaders", "both sides", "the pair"."""
        first = token.index
        low = self.reading.document.sentences[token.sentence].first
        spoken: set[str] = set()
        while first > low and first > token.index - 4 and self._counts(self.tokens[first - 1]):
            first -= 1
            spoken.add(self.tokens[first].text.lower())
        lower = token.text.lower()
        count = 3 if "three" in spoken else 2
        definite = bool(spoken & {"the", "all", "these", "those"})
        if not ("both" in spoken or (definite and (spoken & {"two", "three"} or lower in ("pair", "duo")))):
            return
        lexicon = words()
        people = lower in ("pair", "duo") or token.lemma in lexicon.pairs.people
        found = self._people(token, token.lemma, count) if people else self._sides(token, count)
        if not found and people and token.lemma not in ("man", "woman"):
            return
        self._refer(token, found, first, "group")

    @staticmethod
    def _counts(token: Token) -> bool:
        return token.upos in ("DET", "NUM", "ADJ") or token.text.lower() == "both"

    def _named_pair(self, token: Token, names: tuple[str, str]) -> None:
        """ "The two Koreas"."""
        before = {t.text.lower() for t in self.tokens[max(token.index - 3, 0) : token.index]}
        if before & {"two", "both"}:
            self._refer(token, [self.cast.government(name) for name in names], form="group")

    def _recent(self, token: Token) -> Iterator[Mention]:
        """Mentions before the token, nearest first, over a few sentences."""
        for back in range(_BACK + 1):
            there = self.by_sentence.get(token.sentence - back, ())
            yield from sorted((m for m in there if m.last <= token.index), key=lambda m: -m.first)

    def _people(self, token: Token, noun: str, count: int) -> list[Who]:
        found: list[Who] = []
        for mention in self._recent(token):
            who = mention.who
            if who.kind not in ("person", "office") or who in found:
                continue
            if who.side is not None and any(who.side == other.side for other in found):
                continue
            held = (*who.roles, *who.offices)
            if noun in ("president", "minister", "premier", "king") and held and not any(noun in r for r in held):
                continue
            if noun == "diplomat" and not any(
                w in r for r in held for w in ("foreign", "ambassador", "envoy", "diplomat")
            ):
                continue
            found.append(who)
            if len(found) == count:
                return found[::-1]
        return []

    def _sides(self, token: Token, count: int) -> list[Who]:
        """The two sides of the sentence so far; else the two that the report speaks of most till here."""
        seen: list[str] = []
        states = token.lemma in ("country", "nation", "state", "capital", "government", "land", "neighbor", "neighbour")
        for mention in self._recent(token):
            side = mention.who.name if mention.who.kind == "government" else mention.who.side
            if states and side not in self.cast.registry.countries:
                continue
            if side and side not in seen:
                seen.append(side)
            if len(seen) == count and self.tokens[mention.head].sentence == token.sentence:
                break
        if len(seen) > count:
            weights = self.cast.weights
            seen.sort(key=lambda s: -weights.get(s, 0))
            if weights.get(seen[count - 1], 0) <= weights.get(seen[count], 0):
                return []  # more than those are spoken of as much
            seen = seen[:count]
        if len(seen) < count:
            return []
        return [self._side(side) for side in seen]

    def _side(self, side: str) -> Who:
        body = self.cast.registry.bodies.get(side)
        return self.cast.body(body) if body is not None else self.cast.government(side)

    def _quoted(self) -> set[int]:
        """Tokens between quotation marks."""
        starts = [t.start for t in self.tokens]
        found: set[int] = set()
        for quotation in self.reading.document.quotations:
            found.update(range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)))
        return found
