"""Which way a time lies from the report: by the tense of the verb that governs it, else by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from readout.language.dates.reading import Direction
from readout.language.dates.words import words
from readout.language.document import Token

_BREAK = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“'‘(A-Z])|;\s|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]+(?:'t|n't)?|'ll|’ll")
# What turns to the future: "will meet", "were to meet", "is expected to meet", "to be held", "plans to meet".
_AHEAD = re.compile(
    r"\b(?:will|would|shall|won't|may|might|should|must|upcoming|forthcoming|slated|to be"
    r"|(?:is|are|was|were|due|set|scheduled|expected|planned|slated|plans|agreed|prepared|preparing|invited|going|ready"
    r"|likely|hopes|hoping|intends|intended|wants|vowed|pledged|promised|urged|asked|proposed|gears? up) to(?! have\b)"
    r"|(?<!according )to(?= (?:hold|meet|visit|attend|travel|host|begin|start|open|resume|convene|address)\b)"
    r"|(?:plan|plans|planned|planning|schedule|schedules|scheduled)(?= (?:an?|the|another|new|more|talks|meetings) )"
    r"|(?:set|due|scheduled|planned) for|ahead of|opening(?= (?:here|in|on|next)?))\s",
    re.I,
)
_SCHEDULED = re.compile(
    r"\s+(?:will|would|(?:is|are|was|were) (?:scheduled|expected|due|slated|set|to)|for a planned)\b"
)
# What lies between such a verb and the expression may not be another clause.
_OTHER_CLAUSE = re.compile(
    r"\b(?:said|says|told|after|when|that|which|who|since|because|but|if|following|had|has|have|was|were|announced|reported)\b|[;:—]"
)
_REACH = 16  # words from the verb to the expression


_PLANNING = frozenset(
    {"expect", "plan", "schedule", "intend", "set", "hope", "promise", "due", "aim", "want", "propose", "slate", "vow"}
    | {"pledge", "prepare", "ask", "urge", "agree", "decide"}
)


# "Extended it until Monday", "as early as Monday", but not "stayed until Monday".
_LIMIT = re.compile(r"\b(?:until|till|no later than|as (?:soon|early|late) as)(?: the| at| on)?\s+$", re.I)
_LASTED = re.compile(
    r"\b(?:was|were|had|did|didn't|didn’t|never|lasted|stayed|remained|waited|kept|worked|held|continued|ran|lived|spoke)\b"
)
# "Predicted Monday", "said on Monday"; but not "to be announced Monday".
_TOLD = re.compile(
    r"\b(?:said|told [\w ]{1,20}|announced|reported|predicted|added|warned|noted|stated|declared|claimed|acknowledged"
    r"|insisted|conceded|admitted|confirmed|denied)(?: on| late| early| here on| here)?\s+$"
)
_YET = re.compile(r"\b(?:to|will|would|be|may|might|should|must|can|could)\s+\w+(?: \w+)?\s+$")
_WENT_ON = re.compile(
    r"\s+([a-z]+ed|said|told|met|spoke|began|held|sent|took|made|gave)\s+(?!to\b|by\b|in\b|at\b|for\b)"
)


# What nobody announces, or what has to be out before it is spoken of: "Wednesday's ruling".
_HAPPENED = re.compile(
    r"['’]s (?:\w+ ){0,2}(?:rulings?|decision|attacks?|bombings?|blasts?|explosions?|killings?|murders?|shootings?"
    r"|raids?|crash|earthquake|quake|tsunami|coup|massacre|ambush|incidents?|clashes|violence|riots|kidnappings?|arrests?"
    r"|announcement|statement|remarks|disclosure|accident|disaster|outbreak|defeat|victory|deaths?)\b"
)


def by_neighbour(text: str, start: int, end: int) -> Direction | None:
    """The direction where the very next word settles it, whatever verb governs the sentence."""
    left = text[max(0, start - 160) : start]
    if stops := list(_BREAK.finditer(left)):
        left = left[stops[-1].end() :]
    if _LIMIT.search(left):
        clause = left if len(left) > len("until the ") else text[end : end + 60]  # "Until Monday they had waited"
        return None if _LASTED.search(clause) else "future"
    if _TOLD.search(left):
        return "future" if _YET.search(left) else "past"
    if _HAPPENED.match(text, end, end + 50):
        return "past"
    after = _WENT_ON.match(text, end, end + 40)
    if after and not _PLANNED_FORM.fullmatch(after[1]):
        return "past"
    return None


_PLANNED_FORM = re.compile(
    r"(?:expect|plann|schedul|intend|hop|promis|aim|want|propos|slat|vow|pledg|prepar|need|delay)\w*"
)


def by_words(text: str, start: int, end: int) -> Direction | None:
    """The direction by the cue nearest to the expression in its sentence, words before it counting nearer."""
    left = text[max(0, start - 160) : start]
    stops = list(_BREAK.finditer(left))
    if stops:
        left = left[stops[-1].end() :]
    right = text[end : end + 120]
    if _looks_ahead(left) or _SCHEDULED.match(right):
        return "future"
    if stop := _BREAK.search(right):
        right = right[: stop.start()]
    lexicon = words()
    best: tuple[float, Direction] | None = None
    for distance, word in _around(left, right):
        way: Direction | None = None
        if word in lexicon.future:
            way = "future"
        elif word in lexicon.past or (word.endswith("ed") and len(word) > 4):
            way = "past"
        if way and (best is None or distance < best[0]):
            best = (distance, way)
    return best[1] if best else None


def _looks_ahead(left: str) -> bool:
    """Whether the nearest verb before the expression is one of the future."""
    verbs = list(_AHEAD.finditer(left))
    if not verbs:
        return False
    between = left[verbs[-1].end() :]
    return between.count(" ") <= _REACH and not _OTHER_CLAUSE.search(between)


def _around(left: str, right: str) -> list[tuple[float, str]]:
    """Words on both sides with their distance; those behind the expression count as half as far again."""
    before = [m[0].lower() for m in _WORD.finditer(left)]
    after = [m[0].lower() for m in _WORD.finditer(right)]
    return [(float(len(before) - i), w) for i, w in enumerate(before)] + [
        (1.5 * (i + 1) + 0.1, w) for i, w in enumerate(after)
    ]


_MODALS = frozenset({"would", "may", "must", "should"})
# In the present tense these speak of what is to come: "the summit opens on Friday".
_TIMETABLE = frozenset(
    {"begin", "start", "open", "close", "end", "leave", "arrive", "resume", "travel", "head", "expire", "fly"}
)


class Tenses:
    """The direction at any place of a text that has been parsed."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """`tokens` in text order."""
        self._tokens = tokens
        self._starts = [t.start for t in tokens]

    def at(self, start: int) -> Direction | None:
        """The direction that the verb governing the word at `start` gives, None where none is told."""
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return None
        token = self._tokens[place]
        for _ in range(8):
            if token.xpos.startswith("VB") or (token.upos in ("ADJ", "NOUN") and self._copula(token)):
                way = self._tense(token)
                if way:
                    return way
            if token.head == token.index:
                return None
            token = self._tokens[token.head]
        return None

    def _copula(self, token: Token) -> bool:
        return any(self._tokens[c].deprel == "cop" for c in token.children)

    def _tense(self, verb: Token) -> Direction | None:
        helpers = [
            self._tokens[c] for c in verb.children if self._tokens[c].deprel.split(":")[0] in ("aux", "cop", "mark")
        ]
        forms = {h.lemma for h in helpers}
        if forms & {"will", "shall", "'ll"}:
            return "future"
        if any(h.xpos == "VBD" or h.lemma == "have" for h in helpers):
            return (
                "future" if verb.lemma in _PLANNING and verb.xpos in ("VBN", "JJ") and "have" not in forms else "past"
            )
        if verb.xpos == "VBD":
            return "past"
        if verb.xpos == "VBN" and not helpers:
            return "future" if verb.lemma in _PLANNING else "past"
        if any(h.xpos == "TO" for h in helpers):
            return "future" if self._tokens[verb.head].lemma in _PLANNING or "be" in forms else None
        if verb.lemma in _PLANNING or (verb.xpos == "VBG" and self._tokens[verb.head].lemma in _PLANNING):
            return "future"
        if verb.lemma in _MODALS or forms & _MODALS:
            return "future"
        return "future" if verb.xpos in ("VBZ", "VBP") and not helpers and verb.lemma in _TIMETABLE else None
