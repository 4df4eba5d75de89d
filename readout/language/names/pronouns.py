"""Pronouns and "the two leaders": who is meant where the case is clear, from what stands before.

A subject is taken up before other words, the same sentence before the one before it; words between quotation marks
are left alone, since who speaks there is someone else.
"""

from __future__ import annotations

from bisect import bisect_left

from readout.language import tree
from readout.language.document import Token
from readout.language.names.cast import Cast, Mention, Who
from readout.language.names.genders import hear_genders
from readout.language.names.heard import SUBJECT, Heard
from readout.language.names.plurals import bare_pair, named_pair, pair, several
from readout.language.names.titles import Reading
from readout.language.names.words import words


class Listener(Heard):
    """Goes through the report in order and keeps what was last spoken of."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        """`cast` holds every mention but the pronouns'."""
        super().__init__(reading, cast)
        self.men: set[Who] = set()

    def listen(self) -> None:
        """Add what pronouns and pairs mean to the cast."""
        lexicon = words()
        pronouns = lexicon.pronouns
        nouns = lexicon.pairs.people | lexicon.pairs.sides
        quoted = self._quoted()
        self.men = hear_genders(self, quoted)
        for token in self.tokens:
            lower = token.text.lower()
            if token.upos in ("PRON", "DET") and token.index not in quoted:
                if lower in pronouns.male or lower in pronouns.female:
                    who = self._person(token, lower in pronouns.female)
                    if who is not None and lower in pronouns.male:
                        self.men.add(who)
                    self.refer(token, [who] if who else [])
                elif lower in pronouns.plural:
                    self.refer(token, several(self, token))
                elif lower in pronouns.thing and token.deprel != "expl" and not self._of_occasion(token):
                    self.refer(token, [w] if (w := self._thing(token)) else [])
            elif lower in lexicon.named_pairs:
                self.refer(token, named_pair(self, token), form="group")
            elif token.upos == "NUM" and lower in ("two", "three"):
                self.refer(token, bare_pair(self, token), token.index - 1, "group")
            elif token.upos == "NOUN" and (token.lemma in nouns or lower in nouns or lower in ("pair", "duo", "both")):
                first, found = pair(self, token)
                self.refer(token, found, first, "group")

    def _person(self, token: Token, female: bool) -> Who | None:
        def fit(mention: Mention) -> bool:
            who = mention.who
            if who.kind == "person":
                return (who.gender == "f") == female
            one = who.kind in ("office", "unnamed") and not who.plural and bool(who.roles)
            return one and who.roles[0].rsplit(" ", 1)[-1] in words().roles

        if (whose := self._relative(token)) is not None and fit(whose):
            return whose.who
        if beside := [m.who for m in self.owner_beside(token) if fit(m)]:
            return beside[-1]
        kin = self._relation_before(token, female)
        own = [m for m in self.before(token) if fit(m) and not self.same_clause_object(token, m)]
        if kin is not None and not any(m.first > kin for m in own):
            return None
        if subjects := [m for m in own if self.subject_like(m)]:
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
            main = [m for m in there if self.subject_like(m)]
            if not main:
                return None
            roots = [m for m in main if self.main_clause(m)]
            return (roots or main)[0].who
        return self._turned_out(token) if female else None

    def _turned_out(self, token: Token) -> Who | None:
        """ "She", where no one is known to be a woman: the last subject of whom nothing says otherwise."""
        for back in (1, 2):
            there = [m for m in self.by_sentence.get(token.sentence - back, ()) if m.who.kind == "person"]
            main = [m.who for m in there if self.subject_like(m) and self.main_clause(m)]
            if main and main[0].gender is None and not main[0].offices and main[0] not in self.men:
                main[0].gender = "f"
                return main[0]
        return None

    def _relation_before(self, token: Token, female: bool) -> int | None:
        """The last noun before a pronoun for somebody of its gender who is not known: "her mother ... she"."""
        nouns = words().kin.female if female else words().kin.male
        low = self.reading.document.sentences[token.sentence].first
        for before in reversed(self.tokens[low : token.index]):
            free = before.deprel in (*SUBJECT, "nmod:poss") or before.lemma in ("girl", "boy", "woman", "man")
            if before.lemma in nouns and before.xpos == "NN" and free and before.deprel not in ("appos", "compound"):
                return None if before.index in self.by_head else before.index
        return None

    def _relative(self, token: Token) -> Mention | None:
        """ "Maliki, who demanded that his government ...": the one whom the clause is about."""
        for over in tree.ancestors(self.reading.document, token):
            if over.deprel == "acl:relcl" and over.head < token.index:
                who = next((self.tokens[c] for c in over.children if self.tokens[c].text.lower() == "who"), None)
                if who is not None and who.deprel.startswith("nsubj") and who.index < token.index:
                    return next(iter(self.by_head.get(over.head, ())), None)
                whose = next((t for t in self.tokens[over.head : over.index] if t.text.lower() == "whose"), None)
                if whose is not None and self.tokens[whose.head].head == over.index:
                    return next(iter(self.by_head.get(over.head, ())), None)
                return None
        return None

    def _thing(self, token: Token) -> Who | None:
        """ "Iran said it ...": a government, body or group that is the subject here or was the main one before."""
        kinds = ("government", "body", "armed_group")
        if beside := [m.who for m in self.owner_beside(token) if m.who.kind in kinds]:
            return beside[-1]
        own = [m for m in self.before(token) if m.who.kind in kinds and self.subject_like(m)]
        if own:
            return own[-1].who
        if self.before(token) or token.deprel not in SUBJECT:
            return None
        there = [m for m in self.by_sentence.get(token.sentence - 1, ()) if m.who.kind in kinds]
        main = [m for m in there if self.subject_like(m) and self.main_clause(m)]
        return main[0].who if len({id(m.who) for m in main}) == 1 else None

    def _of_occasion(self, token: Token) -> bool:
        """ "It is only the second time that ..."."""
        over = self.tokens[token.head]
        return token.deprel == "nsubj" and over.lemma in ("time", "day", "year", "occasion", "visit", "meeting")

    def _quoted(self) -> set[int]:
        """Tokens between quotation marks."""
        starts = [t.start for t in self.tokens]
        found: set[int] = set()
        for quotation in self.reading.document.quotations:
            found.update(range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)))
        return found
