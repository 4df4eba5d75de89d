"""What an account of a contact speaks of, and in which tone: the words of `account_words.yaml` found in a text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from readout import wordlists
from readout.language import lemmas

_STEM = 6  # letters by which two words count as forms of one: "negotiate", "negotiations"
_SHORTEST = 5  # letters of a word that can tell accounts apart
_FEWEST = 3  # words that tell an account apart; fewer are chance
_REACH = 8  # words between a contact and what describes it
_NO_NOUN = re.compile(r"(?:ly|ed|ing|ive|ous|ful|less|able|ible|ical|ish|ize|ise|ify)$")  # endings of other words
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Words(BaseModel):
    """All of `account_words.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    topics: dict[str, tuple[str, ...]]
    tone: dict[str, tuple[str, ...]]
    contacts: frozenset[str]
    links: frozenset[str]
    calling: frozenset[str]
    together: tuple[str, ...]
    discussing: tuple[str, ...]
    occasions: dict[str, tuple[str, ...]]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Described:
    """A word that describes a contact, which tone it has, and where it stands in the text."""

    word: str
    tone: str
    start: int
    end: int


@cache
def words() -> Words:
    """The lists. Raises pydantic.ValidationError where the file breaks its form."""
    path = Path(__file__).with_name("account_words.yaml")
    return Words(**wordlists.parse(path.read_text(encoding="utf-8")))


def topics(texts: Iterable[str]) -> list[str]:
    """The matters that texts speak of, in the order of the list."""
    folded = " ".join(_fold(text) for text in texts)
    return [name for name, pattern in _topic_patterns() if pattern.search(folded)]


def telling(texts: Iterable[str], without: Collection[str] = ()) -> Counter[str]:
    """The words of texts that carry meaning, by their most frequent form. `without`: names to leave out."""
    dropped = {_stem(word) for name in without for word in _split(name)}
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            word = re.sub(r"['’]s$", "", match[0])
            plain = _fold(word)
            if len(plain) < _SHORTEST or plain in words().common or not plain.isalpha() or _stem(plain) in dropped:
                continue
            forms.setdefault(_stem(plain), Counter())[word if word[0].isupper() else plain] += 1
    return Counter({found.most_common(1)[0][0]: found.total() for found in forms.values()})


def apart(mine: Counter[str], others: Sequence[Counter[str]], most: int = 8) -> list[str]:
    """The words of one account that no other has in any form, the most frequent first; none where they are few."""
    theirs = {_stem(word) for other in others for word in other}
    found = [word for word, _ in mine.most_common() if _stem(word) not in theirs and _is_noun(word)]
    return found[:most] if len(found) >= _FEWEST else []


def _is_noun(word: str) -> bool:
    """Whether a word can hardly be but a noun or name: no known verb or adjective, and not with the ending of one."""
    return word[0].isupper() or not (_NO_NOUN.search(word) or word in lemmas.table().bases)


def described(text: str) -> list[Described]:
    """The words that describe a contact: "a tense call", "the talks were described as frank and productive"."""
    tokens = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    tones = _tones()
    found = []
    for at, (word, start, end) in enumerate(tokens):
        if word in tones and (_before_a_contact(tokens, at) or _after_a_contact(tokens, at)):
            found.append(Described(word, tones[word], start, end))
    return found


def refers(text: str, kind: str) -> str | None:
    """The words by which a text speaks of the occasion at hand: "the leaders discussed", "their call"."""
    found = _referring(kind).search(text)
    return " ".join(found[0].split()) if found else None


@cache
def _referring(kind: str) -> re.Pattern[str]:
    lists = words()
    who, do = "|".join(lists.together), "|".join(lists.discussing)
    nouns = "|".join(word.replace(" ", r"\s+") for word in lists.occasions.get(kind, ()))
    both = rf"(?:the|both)\s+(?:two\s+)?(?:{who})\s+(?:also\s+|have\s+|had\s+)?(?:{do})"
    named = rf"(?:the|their|this|his|her)\s+(?:{nouns})" if nouns else both
    return re.compile(rf"\b(?:{both}|{named})\b(?!\s+for\b)", re.IGNORECASE)


def _before_a_contact(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """ "a tense call", "frank and at times heated telephone conversation": adjectives and few others between."""
    lists, tones = words(), _tones()
    for step, (word, _, _) in enumerate(tokens[at + 1 : at + 1 + _REACH]):
        if word in lists.contacts:
            return True
        if (
            word not in tones
            and word not in ("and", "but", "yet", "at", "times", "sometimes", "often", "very")
            and step
        ):
            return False
        if word in ("the", "to", "on", "for", "with", "from", "that", "of"):
            return False
    return False


def _after_a_contact(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """ "the call was tense", "the meeting, described by both sides as productive", "called the talks frank"."""
    lists, tones = words(), _tones()
    linked = False
    for back, (word, _, _) in enumerate(reversed(tokens[max(0, at - _REACH) : at]), 1):
        if word in lists.contacts:
            return linked or any(one in lists.calling for one, _, _ in tokens[max(0, at - back - 3) : at - back])
        if word not in lists.links and word not in tones:
            return False
        linked = linked or word in lists.links
    return False


@cache
def _tones() -> dict[str, str]:
    return {word: tone for tone, listed in words().tone.items() for word in listed}


@cache
def _topic_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def pattern(listed: Iterable[str]) -> re.Pattern[str]:
        either = "|".join(re.escape(_fold(word)).replace(r"\*", r"\w*") for word in listed)
        return re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    return tuple((name, pattern(listed)) for name, listed in words().topics.items())


def _fold(text: str) -> str:
    """Without case and accents; hyphens are gone as they come and go in one word ("cease-fire")."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"(?<=\w)-(?=\w)", " ", kept).split())


def _split(name: str) -> Iterator[str]:
    yield from _fold(name).split()


def _stem(word: str) -> str:
    return _fold(word)[:_STEM]
