"""What is sent: goods and amounts of money, with how many of them and what they are worth."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readout.items.model import Goods, Money
from readout.items.transfers.words import doings, goods, words
from readout.language import numbers
from readout.language.document import Document, Sentence, Token
from readout.language.numbers import Quantity
from readout.language.tree import ancestors, children, conjuncts, head, subtree

_RATE = re.compile(
    r"\s(?:\([^)]{1,40}\)\s)?(?:(?:per|an?)\s(?!year|month|week|day|annum)|each\b|apiece\b)"
)  # a price or a rate, not a sum
_SIGNS = ("$", "£", "€", "¥")
_WITHIN = frozenset(("of", "in", "worth", "from"))
_NOMINAL = frozenset(("NOUN", "PROPN", "SYM", "NUM"))
_LEFT = frozenset(("amod", "compound", "flat"))


@dataclass(frozen=True, slots=True)
class Cargo:
    """Things sent as one. `top` heads the whole phrase: what governs it tells what is done with them."""

    top: Token
    heads: tuple[Token, ...]
    items: tuple[Goods, ...]
    value: Money | None
    plain: bool = True  # surely goods; else only where both ends are known


def sorts(cargo: Cargo) -> set[str]:
    """The sorts of goods in a cargo, as `transfers.yaml` names them."""
    known = goods()
    return {known[h.lemma.lower()] for h in cargo.heads if h.lemma.lower() in known}


def cargoes(document: Document) -> Iterator[Cargo]:
    """The goods and sums of money that a report speaks of as things, in text order."""
    known = goods()
    for sentence in document.sentences:
        tokens = document.tokens[sentence.first : sentence.last]
        named = [t for t in tokens if t.lemma.lower() in known and _may_be_goods(document, t)]
        if not named and not _may_be_money(document, sentence):
            continue
        sums = _sums(document, sentence)
        if named or sums:
            yield from _in_sentence(document, named, sums)


def _may_be_goods(document: Document, token: Token) -> bool:
    if token.upos not in ("NOUN", "ADJ") or token.xpos == "NNP" or token.text.lower() == "arm":
        return False
    kinds = [c.lemma.lower() for c in children(document, token, "amod", "compound")]
    return not kinds or not words().other_sorts.issuperset(kinds)


def _may_be_money(document: Document, sentence: Sentence) -> bool:
    return any(t.upos == "NUM" or t.xpos == "$" for t in document.tokens[sentence.first : sentence.last])


def _in_sentence(document: Document, named: Sequence[Token], sums: Sequence[tuple[Token, Quantity]]) -> Iterator[Cargo]:
    groups: dict[int, list[Token]] = {}
    for token in named:
        top = _top(document, token)
        if top is not None:
            group = groups.setdefault(top.index, [])
            group.extend((token, *_included(document, token)))
            group[:] = [t for t in group if not (t.deprel == "compound" and document.tokens[t.head] in group)]
            group[:] = [t for t in group if not _loaded(document, t, group)]
            wholes = {t.head for t in group if t.deprel.startswith("nmod")}
            group[:] = [t for t in group if not (t.lemma in doings() and t.index in wholes)]  # "the supply of arms"
    used: set[int] = set()
    for index, heads in groups.items():
        top = document.tokens[index]
        own = _worth(document, index, heads, [(at, q) for at, q in sums if at.index not in used])
        used |= {at.index for group in own.values() for at, _ in group}
        parts = [[h] for h in heads] if len(own) > 1 else [heads]
        for part in parts:
            mine = [q for h in part for _, q in own.get(h.index, ())]
            if len(own) <= 1:
                mine = [q for group in own.values() for _, q in group]
            value = _money(mine[0]) if mine else None
            items = tuple(_goods(document, h, top) for h in part)
            plain = any(_is_goods(document, h, value) for h in part)
            yield Cargo(top, tuple(part), items, value, plain)
    for at, quantity in sums:
        if at.index not in used:
            yield Cargo(_top(document, at) or at, (at,), (), _money(quantity))


def _loaded(document: Document, token: Token, group: Sequence[Token]) -> bool:
    """Whether a noun is what other goods come in: "planes with tents", "trucks carrying food"."""
    if token.lemma.lower() not in words().containers:
        return False
    for other in group:
        beside = other.head == token.head and any(c.lemma == "with" for c in children(document, other, "case"))
        if other is not token and (beside or token.index in [a.index for a in ancestors(document, other)][:3]):
            return True
    return False


def _included(document: Document, token: Token) -> list[Token]:
    """What goods are said to include or to bring: "aid including tents and blankets", "planes with tents"."""
    verb = head(document, token)
    beside = [] if verb is None or verb.upos != "VERB" else list(children(document, verb, "obl"))
    holds = token.lemma.lower() in words().containers
    for part in (*children(document, token, "nmod"), *(b for b in beside if b.index > token.index)):
        cases = {c.lemma for c in children(document, part, "case")}
        parts = [t for t in conjuncts(document, part) if t.upos == "NOUN"]
        if cases & {"include", "including"}:
            return parts
        if holds and "with" in cases and part.lemma.lower() in goods():
            return parts
    return []


def _worth(
    document: Document, top: int, heads: Sequence[Token], sums: Sequence[tuple[Token, Quantity]]
) -> dict[int, list[tuple[Token, Quantity]]]:
    """The sums that belong to goods, by the index of the noun they are the worth of."""
    found: dict[int, list[tuple[Token, Quantity]]] = {}
    for at, quantity in sums:
        for noun in heads:
            if _belongs(document, at, {noun.index}) or document.tokens[noun.head].index == at.index:
                found.setdefault(noun.index, []).append((at, quantity))
                break
        else:
            if _belongs(document, at, {top}):
                found.setdefault(heads[0].index, []).append((at, quantity))
    return found


def _top(document: Document, token: Token) -> Token | None:
    """The word that heads the whole phrase goods stand in; None where they only describe something else."""
    lexicon, step = words(), token
    for _ in range(6):
        above = head(document, step)
        if above is None:
            return step
        relation = step.deprel.partition(":")[0]
        case = next((c.lemma for c in children(document, step, "case")), "")
        if relation in ("compound", "amod") and above.upos in _NOMINAL:
            if above.lemma not in lexicon.containers and above.lemma not in doings():
                return None
            step = above
        elif (relation == "conj" and above.upos in _NOMINAL) or (
            relation == "nmod" and case in _WITHIN and _holds(above)
        ):
            step = above
        elif relation == "obj" and above.lemma in lexicon.carrying and above.deprel.startswith("acl"):
            step = document.tokens[above.head]
        else:
            return step
    return step


def _holds(token: Token) -> bool:
    """Whether a noun only measures or wraps what follows: "tonnes of", "15 million dollars in"."""
    lemma = token.lemma.lower()
    return lemma in words().containers or lemma in goods() or token.text[-1:] in _SIGNS or lemma in words().currencies


def _is_goods(document: Document, token: Token, value: Money | None) -> bool:
    lemma = token.lemma.lower()
    if lemma not in words().needing:
        return True
    if token.xpos == "NNS" and goods()[lemma] == "arms":
        return True
    numbered = any(True for _ in children(document, token, "nummod"))
    above = head(document, token)
    if above is not None and token.deprel == "nmod" and above.lemma.lower() in words().containers:
        numbered |= any(True for _ in children(document, above, "nummod"))  # "11,000 tons of food"
    if (value is not None and lemma not in ("goods", "commodity")) or (numbered and lemma not in words().vague):
        return True
    described = [m for c in children(document, token, "amod", "compound") for m in conjuncts(document, c)]
    wanted = words().material if lemma in words().goods["weak"] else words().qualifiers
    return any(m.lemma.lower() in wanted for m in described) or any(
        t.index != token.index and t.lemma.lower() in goods() and t.lemma.lower() not in words().needing
        for t in conjuncts(document, token)
    )


def _goods(document: Document, token: Token, top: Token) -> Goods:
    """One kind of goods: its noun with what describes it, and the number of it or of the tonnes of it."""
    start = token
    number = next((c.index for c in children(document, token, "nummod")), -1)
    for part in children(document, token):
        if part.index < number:
            continue  # "sell Norland two submarines": whom, not what
        if part.index < token.index and part.deprel in _LEFT and part.upos != "NUM" and not _numeric(part):
            first = document.tokens[min(t.index for t in subtree(document, part))]
            start = first if first.index < start.index else start
    above = head(document, token)
    holder = above if above is not None and above.lemma in words().containers else None
    inside = holder is not None and token.deprel == "compound" and holder.index == token.index + 1
    end = holder.end if holder is not None and inside else token.end  # "missile systems", "loan facility"
    text = " ".join(document.text[start.start : end].split())
    quantity = _quantity(document, token)
    if holder is None or quantity is not None:
        return Goods(text, quantity)
    measured = token.deprel == "nmod" and any(c.lemma == "of" for c in children(document, token, "case"))
    quantity = _quantity(document, holder) if inside or measured else None
    return Goods(f"{holder.text} of {text}" if quantity is not None and measured else text, quantity)


def _numeric(token: Token) -> bool:
    return token.text[:1].isdigit() or token.lemma in ("million", "billion", "dollar", "thousand", "hundred")


def _quantity(document: Document, token: Token) -> float | None:
    number = next(iter(children(document, token, "nummod")), None)
    if number is None:
        return None
    first = min(t.index for t in subtree(document, number))
    found = numbers.find(document.text, document.tokens[first].start, token.end)
    count = next((q for q in found if q.certain and q.sort in ("count", "measure")), None)
    return float(count.low) if count is not None else None


def _sums(document: Document, sentence: Sentence) -> list[tuple[Token, Quantity]]:
    """The amounts of money in a sentence, each with the token that heads it."""
    tokens = document.tokens[sentence.first : sentence.last]
    starts = [t.start for t in tokens]
    found = []
    for quantity in numbers.find(document.text, sentence.start, sentence.end):
        if quantity.sort == "money" and quantity.certain and not _RATE.match(document.text, quantity.end):
            inside = [t for t in tokens[bisect_left(starts, quantity.start) :][:8] if t.start < quantity.end]
            indexes = {t.index for t in inside}
            top = next((t for t in inside if t.head not in indexes or t.head == t.index), None)
            if top is not None:
                found.append((top, quantity))
    return found


def _belongs(document: Document, at: Token, cargo: set[int]) -> bool:
    """Whether a sum is the worth of goods: in their phrase, or as what they come in."""
    step = at
    for _ in range(4):
        if step.index in cargo:
            return True
        above = head(document, step)
        if above is None or (above.upos in ("VERB", "AUX") and above.lemma not in ("value", "total", "cost", "bear")):
            return False
        step = above
    return False


def _money(quantity: Quantity) -> Money | None:
    if quantity.currency is None:
        return None
    amount = (quantity.low + quantity.high) / 2
    return Money(amount, quantity.currency, None if quantity.bound == "exact" else quantity.bound)
