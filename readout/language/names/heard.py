"""What a listener keeps of a report: every mention by its head and sentence, and who is the subject of what."""

from __future__ import annotations

from collections.abc import Iterator

from readout.language import tree
from readout.language.document import Token
from readout.language.names.cast import Cast, Form, Mention, Who
from readout.language.names.titles import Reading

SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_BACK = 5  # sentences that "the two leaders" looks back over


class Heard:
    """The mentions so far; pronouns add theirs as they are understood."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        """`cast` holds every mention but the pronouns'."""
        self.reading, self.cast = reading, cast
        self.tokens = reading.document.tokens
        self.by_head: dict[int, list[Mention]] = {}
        self.by_sentence: dict[int, list[Mention]] = {}
        for mention in sorted(cast.mentions, key=lambda m: (m.head, m.first - m.last)):
            self._note(mention)

    def refer(self, token: Token, people: list[Who], first: int | None = None, form: Form = "pronoun") -> None:
        """Note that the words from `first` to this token mean these."""
        for who in people:
            at = token.index if first is None else first
            self._note(self.cast.add(at, token.index + 1, who, form, token.index))

    def _note(self, mention: Mention) -> None:
        self.by_head.setdefault(mention.head, []).append(mention)
        self.by_sentence.setdefault(self.tokens[mention.head].sentence, []).append(mention)

    def before(self, token: Token) -> list[Mention]:
        """Mentions of the token's sentence before it, in order."""
        found = [m for m in self.by_sentence.get(token.sentence, ()) if m.last <= token.index]
        return sorted(found, key=lambda m: m.first)

    def recent(self, token: Token) -> Iterator[Mention]:
        """Mentions before the token, nearest first, over a few sentences."""
        for back in range(_BACK + 1):
            there = self.by_sentence.get(token.sentence - back, ())
            yield from sorted((m for m in there if m.last <= token.index), key=lambda m: -m.first)

    def top(self, token: Token, *ties: str) -> Token:
        """The first of those that a token is coordinated with, or tied to in these other ways."""
        while token.deprel in ("conj", *ties) and token.head != token.index:
            token = self.tokens[token.head]
        return token

    def subject_like(self, mention: Mention) -> bool:
        """Whether a mention is a subject, or part of one joined by "and"."""
        return self.top(self.tokens[mention.head], "appos", "flat", "nmod:desc").deprel in SUBJECT

    def main_clause(self, mention: Mention) -> bool:
        """Whether the subject's verb is that of its sentence."""
        token = self.top(self.tokens[mention.head], "appos", "flat")
        verb = self.tokens[token.head]
        return verb.head == verb.index or verb.deprel in ("root", "parataxis")

    def subject_of(self, verb: Token) -> Token | None:
        """Who does what a verb says."""
        return next((self.tokens[c] for c in verb.children if self.tokens[c].deprel in SUBJECT), None)

    def same_clause_object(self, token: Token, mention: Mention) -> bool:
        """ "Bush met him": the subject of a verb is not its object too."""
        if token.text.lower() in ("his", "her", "himself", "herself") or token.xpos == "PRP$":
            return False
        head = self.tokens[mention.head]
        if head.deprel not in SUBJECT or token.deprel in SUBJECT:
            return False
        verb = self.tokens[token.head]
        while verb.index != head.head and verb.deprel in ("conj", "advcl", "xcomp") and verb.head != verb.index:
            if verb.deprel == "advcl" and self.subject_of(verb) is not None:
                break
            verb = self.tokens[verb.head]  # "criticised him and called on him", "spoke of Berg, praising him"
        return verb.index == head.head

    def owner_beside(self, token: Token) -> list[Mention]:
        """Who is meant by the possessive in "X and its allies": what the owned noun is joined to."""
        owned = self.tokens[token.head]
        if token.deprel != "nmod:poss" or owned.deprel != "conj" or owned.head > token.index:
            return []
        owners = [t for t in tree.conjuncts(self.reading.document, owned) if t.index < token.index]
        return [m for t in owners for m in self.by_head.get(t.index, ()) if m.last <= token.index]
