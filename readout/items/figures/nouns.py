"""What a count is a count of by the noun it counts: troops, hostages, the strength of a force, weapons, people."""

from __future__ import annotations

from readout.items.figures.counts import Count, Measured, is_person
from readout.items.figures.words import FigureWords
from readout.language.document import Document, Token
from readout.language.people import at
from readout.language.tree import children, head, subtree

HOSTAGES = frozenset(("hostage", "captive"))
_SWAPS = frozenset(("exchange", "swap", "trade", "return"))
_ARMOURED = frozenset(("armed", "armoured", "armored", "military", "army", "combat"))
_EVERYONE = frozenset(("people", "person", "citizen", "civilian", "resident", "inhabitant"))


def by_noun(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """By the noun counted: "47,000 troops", "72 hostages", "a 5,000-strong force", "2,000 parents"."""
    noun = count.head
    least = count.value if not isinstance(count.value, tuple) else count.value[0]
    if found := _strength(document, count, lexicon):
        return found
    if noun is count.number or document.text[count.number.end : count.number.end + 1] in ("-", "‑"):
        return None
    if (noun.lemma in lexicon.weapons or noun.lemma == "vehicle") and (found := _weapons(document, count, lexicon)):
        return found
    the = any(c.lemma == "the" for c in children(document, noun, "det"))
    if least < 10 and (noun.lemma not in HOSTAGES or the):
        return None
    if noun.lemma in HOSTAGES and _given_back(document, noun):
        return Measured("hostages_released", noun, f"{noun.text} in exchange", 0.7, False)
    if measure := lexicon.by_counted.get(noun.lemma):
        measure = _phrase(document, noun) if measure == "observers" else measure  # of arms, of an election
        return Measured(measure, noun, f"counted as {noun.text}", 0.7, False)
    if noun.lemma == "case":
        ill = any(t.lemma.lower() in lexicon.illnesses for t in subtree(document, noun))
        return Measured(_phrase(document, noun), noun, f"counted as {noun.text}", 0.7, False) if ill else None
    if noun.lemma == "force" and noun.xpos == "NNS":
        return Measured("troops", noun, f"counted as {noun.text}", 0.7, False)
    return _people(document, count, least, lexicon)


def _given_back(document: Document, noun: Token) -> bool:
    """Whether hostages are what one gets in exchange: "a pause in exchange for 30 hostages"."""
    over = head(document, noun)
    cases = {c.lemma for c in children(document, noun, "case")}
    near = document.tokens[max(noun.index - 8, 0) : noun.index]
    return "for" in cases and ((over is not None and over.lemma in _SWAPS) or any(t.lemma in _SWAPS for t in near))


def _strength(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """The strength of an armed body: "a 5,000-strong force"."""
    noun = count.head
    after = document.text[count.number.end : count.number.end + 9].lower().replace(" ", "")
    if not after.startswith(("-strong", "strong")):
        return None
    step: Token | None = noun
    for _ in range(3):
        if step is None:
            return None
        if step.lemma.lower() in lexicon.armed_bodies:
            return Measured("troops", step, f"the strength of a {step.text}", 0.8, False)
        step = head(document, step)
    return None


def _weapons(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """Weapons by what is done with them: "fired 12 rockets"."""
    noun = count.head
    if count.value == 1:
        return None
    if noun.lemma == "vehicle" and not any(c.lemma in _ARMOURED for c in children(document, noun, "amod", "compound")):
        return None
    verb = head(document, noun)
    if verb is None or verb.upos != "VERB":
        return None
    used = lexicon.weapons_used.get(verb.lemma)
    if used is None:
        seen = verb.lemma in lexicon.seen
        return Measured(_phrase(document, noun), noun, f"{noun.text} seen", 0.6) if seen else None
    return Measured(f"{noun.text.lower()} {used}", noun, f"{noun.text} {used}", 0.6)


def _people(document: Document, count: Count, least: float, lexicon: FigureWords) -> Measured | None:
    """People of whatever kind, where there are many of them; the people of a place are its population."""
    noun = count.head
    if noun.lemma in lexicon.bodies and least < 1000:
        return None
    if noun.lemma not in _EVERYONE:
        if noun.lemma in lexicon.open_nouns or not is_person(noun, lexicon):
            return None
        return Measured(_phrase(document, noun), noun, f"counted as {noun.text}", 0.5, False)
    measure = "population" if least >= 100_000 else noun.text.lower()
    return Measured(measure, noun, f"counted as {noun.text}", 0.5, False)


def _phrase(document: Document, noun: Token) -> str:
    """The noun with the plain words that say what kind: "armoured vehicles", "suicide bombers"."""
    before = [c for c in children(document, noun, "amod", "compound") if c.index < noun.index]
    kinds = [c for c in before if c.text.islower() or (c.text.isupper() and not at(document, c.index))]
    kinds = [c for c in kinds if c.upos in ("NOUN", "ADJ") or c.text.isupper()]
    kinds = [c for c in kinds if c.lemma not in ("more", "many", "few", "other", "additional", "further")]
    return " ".join([*(c.text for c in kinds[-1:]), noun.text if noun.upos == "PROPN" else noun.text.lower()])
