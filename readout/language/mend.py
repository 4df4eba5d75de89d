"""Trees set right where a reporting clause closes a sentence, and where a role stands before a name.

In "X asked for more, an official said on Monday" no arc crosses the reporting verb: what is said keeps its own
subject, the speaker stands between the last comma and the verb, and what follows the verb belongs to it.
"""

from __future__ import annotations

from collections.abc import Sequence

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_MARKS = frozenset((",", "”", '"', "''"))
_LOOSE = frozenset(("obl", "nmod", "advcl"))
_ROLES = frozenset(("nsubj", "obj", "iobj"))
_LONGEST = 15  # words between the last comma and the reporting verb


def mend(
    words: Sequence[str], upos: Sequence[str], heads: list[int], relations: list[str], last: Sequence[int]
) -> None:
    """Change heads and relations in place; `last[i]` is the word after the sentence of word i."""
    for at, relation in enumerate(relations):
        head = heads[at]
        if relation in _ROLES:
            if at and _role_and_name(at, upos, heads, relations):
                heads[at - 1], relations[at - 1] = at, "nmod:desc"
            elif relation == "nsubj" and head < at and _told(words, upos, heads, relations, at):
                relations[at] = "obj"
        elif relation == "obl" and at < head and words[head].lower() == "due" and relations[head] in ("mark", "case"):
            heads[at], relations[at] = heads[head], "nsubj"  # "X was due to arrive", read as "due to X"
        elif relation == "ccomp" and at < head and heads[head] == head and upos[head] == "VERB":
            comma = _comma(words, at, head)
            if comma is not None:
                _after(heads, relations, comma, head, last[at])
                _speaker(upos, heads, relations, at, comma, head)


def _role_and_name(at: int, upos: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> bool:
    """ "Adviser Ann Lind", with both read as the object."""
    before = at - 1
    side_by_side = heads[before] == heads[at] and relations[before] == relations[at]
    return side_by_side and upos[at] == "PROPN" and upos[before] == "NOUN"


def _told(words: Sequence[str], upos: Sequence[str], heads: Sequence[int], relations: Sequence[str], at: int) -> bool:
    """ "X told Sudland's President Y": whoever is named right after a verb that has its subject before it."""
    verb = heads[at]
    if upos[verb] != "VERB" or upos[at] != "PROPN" or any(w in _MARKS for w in words[verb:at]):
        return False
    return any(heads[i] == verb and relations[i] == "nsubj" for i in range(max(0, verb - _LONGEST), verb))


def _comma(words: Sequence[str], said: int, verb: int) -> int | None:
    """The mark that parts what is said from who says it."""
    for at in range(verb - 1, max(said, verb - _LONGEST), -1):
        if words[at] in _MARKS:
            return at
    return None


def _after(heads: list[int], relations: list[str], comma: int, verb: int, last: int) -> None:
    """What follows the reporting verb but was hung on what is said."""
    for at in range(verb + 1, last):
        if heads[at] < comma and relations[at].partition(":")[0] in _LOOSE:
            heads[at] = verb
            relations[at] = "obl" if relations[at] == "nmod" else relations[at]


def _speaker(upos: Sequence[str], heads: list[int], relations: list[str], said: int, comma: int, verb: int) -> None:
    """The subjects of the two verbs, each to its own."""
    subject = next((i for i in range(comma) if heads[i] == verb and relations[i] == "nsubj"), None)
    outward = [i for i in range(comma + 1, verb) if heads[i] <= comma and upos[i] in _NOMINAL]
    if subject is None or subject >= said or len(outward) != 1:
        return
    own = any(heads[i] == said and relations[i].startswith("nsubj") for i in range(said))
    if own:
        return
    heads[outward[0]], relations[outward[0]] = verb, "nsubj"
    heads[subject] = said
