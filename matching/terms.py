"""The words of a text as terms that meet whatever their ending: what it takes to say that a text names something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matching.lists import classes
from matching.numbers import Number, numbers
from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Collection

ENDINGS = (
    "ational", "ations", "ation", "ments", "ment", "ness", "eries", "ery", "ities", "ity", "ings", "ing", "ions", "ion",
    "ers", "er", "ies", "ied", "als", "al", "ors", "or", "ed", "es", "e", "s", "y",
)  # fmt: skip
SHORTEST = 4
DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")


@dataclass(frozen=True, slots=True)
class Terms:
    """The stems of a text's telling words (states under one word), the classes of acts it speaks of, its numbers."""

    stems: frozenset[str]
    acts: frozenset[str]
    numbers: tuple[Number, ...]

    def has(self, term: str) -> bool:
        """Whether the text has the stem of a word, or a word for the same act."""
        return term in self.stems or bool(acts_of(term) & self.acts)

    def has_number(self, wanted: Collection[Number]) -> bool:
        """Whether the text has one of these numbers."""
        return any(number.agrees(other) for number in wanted for other in self.numbers)


@lru_cache(maxsize=8192)
def terms(text: str) -> Terms:
    """Takes a text apart. The answer is shared: read only."""
    stems = frozenset(stem(word) for word in wording(text).words)
    return Terms(stems, frozenset(act for s in stems for act in acts_of(s)), numbers(text))


def term_of(word: str) -> tuple[str, ...]:
    """The stems of one word of a claim, as ``terms`` gives them for a text: two for "Fath-360"."""
    return tuple(dict.fromkeys(stem(each) for each in wording(word).words)) or (stem(word.lower()),)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its endings, as crude as it needs to be: "delivery" and "delivered" meet, "missile" and "missiles".

    Endings are cut one after another while at least SHORTEST letters are left.
    """
    if not word.isalpha():
        return word
    while True:
        cut = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= SHORTEST), None)
        if cut is None:
            return word
        word = word[: -len(cut)]
        if len(word) > SHORTEST:
            word = DOUBLED.sub(r"\1", word)


@cache
def _acts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for act, words in classes("acts").items():
        for word in words:
            found.setdefault(stem(word), set()).add(act)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def acts_of(term: str) -> frozenset[str]:
    """The classes of acts that a stem belongs to; none for most."""
    return _acts().get(term, frozenset())
