"""Walking the dependency trees of a Document."""

from __future__ import annotations

from collections.abc import Iterator

from readout.language.document import Document, Sentence, Token


def head(document: Document, token: Token) -> Token | None:
    """The token's head, None for a root."""
    return None if token.head == token.index else document.tokens[token.head]


def children(document: Document, token: Token, *relations: str) -> Iterator[Token]:
    """The token's dependents in text order, of these relations where given.

    A relation without a subtype stands for all its subtypes ("nsubj" for "nsubj:pass" too).
    """
    for index in token.children:
        child = document.tokens[index]
        if not relations or child.deprel in relations or child.deprel.partition(":")[0] in relations:
            yield child


def child(document: Document, token: Token, *relations: str) -> Token | None:
    """The first such dependent, None where there is none."""
    return next(children(document, token, *relations), None)


def subtree(document: Document, token: Token) -> list[Token]:
    """The token and all below it, in text order."""
    found, open_ = [], [token.index]
    while open_:
        index = open_.pop()
        found.append(index)
        open_.extend(document.tokens[index].children)
    return [document.tokens[index] for index in sorted(found)]


def ancestors(document: Document, token: Token) -> Iterator[Token]:
    """The token's head, its head's head, and so on to the root."""
    while token.head != token.index:
        token = document.tokens[token.head]
        yield token


def conjuncts(document: Document, token: Token) -> list[Token]:
    """The token and those coordinated with it, first to last."""
    first = token
    while first.deprel == "conj" and first.head != first.index:
        first = document.tokens[first.head]
    found, open_ = [first], [first]
    while open_:
        for other in children(document, open_.pop(), "conj"):
            found.append(other)
            open_.append(other)
    return sorted(found, key=lambda t: t.index)


def words(document: Document, sentence: Sentence) -> tuple[Token, ...]:
    """The sentence's tokens."""
    return document.tokens[sentence.first : sentence.last]
