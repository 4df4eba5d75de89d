"""Who is a woman and who a man, as far as the report itself says so: "Lind said she ...", "Lind, a mother of two"."""

from __future__ import annotations

from collections.abc import Set

from readout.language.document import Token
from readout.language.names.cast import Who
from readout.language.names.heard import Heard
from readout.language.names.words import words

_BACK = 2  # sentences in which another woman may be whom "she" means


def hear_genders(heard: Heard, quoted: Set[int]) -> set[Who]:
    """Note who is a woman; the men are returned. Words between quotation marks (`quoted`) tell nothing."""
    women: set[Who] = set()
    men: set[Who] = set()
    pronouns, kin = words().pronouns, words().kin
    for token in heard.tokens:
        lower = token.text.lower()
        if token.index in quoted:
            continue
        if lower in pronouns.female and (who := _subject_alone(heard, token)):
            women.add(who)
        elif lower in pronouns.male and (who := _subject_alone(heard, token)):
            men.add(who)
        elif token.upos == "NOUN" and token.lemma in kin.female | kin.male and (who := _called(heard, token)):
            (women if token.lemma in kin.female else men).add(who)
    for who in women - men:
        if who.gender is None and not who.offices:
            who.gender = "f"
    return {who for who in men - women if who.gender is None}


def _subject_alone(heard: Heard, token: Token) -> Who | None:
    """The subject of a sentence with a pronoun, where nobody else has been named in it that the pronoun may mean."""
    before = [m for m in heard.before(token) if m.who.kind in ("person", "office", "unnamed") and not m.who.plural]
    if not before or len({id(m.who) for m in before}) > 1 or before[0].who.kind != "person":
        return None
    if not heard.subject_like(before[-1]) or heard.same_clause_object(token, before[-1]):
        return None
    female = token.text.lower() in words().pronouns.female
    recent = (m for back in range(1, _BACK + 1) for m in heard.by_sentence.get(token.sentence - back, ()))
    if any((m.who.gender == "f") == female and m.who is not before[0].who for m in recent if m.who.kind == "person"):
        return None
    return before[0].who


def _called(heard: Heard, noun: Token) -> Who | None:
    """The person whom a noun stands beside or is said of: "Lind, a mother of two", "his wife Ann"."""
    if noun.deprel == "appos":
        named = heard.by_head.get(noun.head, [])
    else:
        copula = any(heard.tokens[c].deprel == "cop" for c in noun.children)
        ties = ("appos", "flat", "nmod:desc", "nsubj") if copula else ("appos", "flat", "nmod:desc")
        near = [c for c in noun.children if heard.tokens[c].deprel in ties]
        named = [m for c in near for m in heard.by_head.get(c, ())]
    people = {id(m.who): m.who for m in named if m.who.kind == "person"}
    return next(iter(people.values())) if len(people) == 1 and noun.xpos == "NN" else None
