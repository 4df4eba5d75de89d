"""What a number stands for that a toll or a total comes to: "the death toll rose to 15"."""

from __future__ import annotations

from readout.items.figures.counts import Count, Measured
from readout.items.figures.words import FigureWords
from readout.language.document import Document, Token
from readout.language.tree import child, children, head


def told_as_toll(document: Document, count: Count, lexicon: FigureWords) -> Measured | None:
    """A number that a toll comes to: "the death toll rose to 15", "the number of hostages was more than 100"."""
    step = count.head
    governor = head(document, step)
    if step.deprel.partition(":")[0] == "obl" and governor is not None and governor.lemma in lexicon.counting:
        sides = [*children(document, governor, "nsubj", "obj")]
        if not sides and governor.deprel in ("acl", "advcl", "xcomp"):
            above = head(document, governor)
            sides = [above] if above is not None else []
    elif child(document, step, "cop") is not None:
        sides = [*children(document, step, "nsubj")]
    elif governor is not None and step.deprel == "obj" and governor.lemma in lexicon.counting:
        sides = [*children(document, governor, "nsubj")]
    else:
        return None
    for noun in sides:
        if measure := toll(document, noun, lexicon):
            return Measured(measure, noun, f"the {noun.text} comes to so many", 0.85)
    return None


def toll(document: Document, noun: Token, lexicon: FigureWords) -> str | None:
    """The measure that a toll or a number of something stands for."""
    if measure := lexicon.by_toll.get(noun.lemma):
        return measure
    if noun.lemma not in ("number", "total", "those", "count", "figure"):
        return None
    for part in (noun, *children(document, noun, "nmod")):
        if measure := lexicon.by_toll.get(part.lemma) or lexicon.by_counted.get(part.lemma):
            below = next((lexicon.by_object.get(c.lemma) for c in children(document, part, "acl")), None)
            return below or measure
        for clause in children(document, part, "acl", "amod"):
            if measure := (
                lexicon.by_object.get(clause.lemma)
                or lexicon.by_subject.get(clause.lemma)
                or lexicon.by_state.get(clause.lemma)
            ):
                return measure
    return None
