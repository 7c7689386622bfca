"""How rare a word is: what makes sharing it telling.

Counts of a desk's own rows are blended with a background of common English, as if the desk had BACKGROUND more
sentences of general news: on a desk of five claims nothing else could tell "people" from "missiles"; on one of
twenty thousand the background hardly weighs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matching.lists import lines
from matching.weighed import Subject, Weighed, subject, weighed

if TYPE_CHECKING:
    from collections.abc import Mapping

BACKGROUND = 200.0
"""Sentences of general news that count besides the desk's own rows."""
UNCOMMON = 0.0025
"""Share of sentences that hold a word which is not in the list of common ones."""

TOPIC = 0.8
"""How much of its rarity a word loses that every row of the desk holds: on a desk of ten claims about one war, the
names of those at war tell nothing of which claim is meant, rare as they are in other news."""
FEW_ROWS = 2
"""Rows that a small desk is taken to have besides: with one claim, its words are not yet the topic."""


@cache
def common_stems() -> dict[str, float]:
    """Stems common in English news -> the share of sentences that hold them, 0 to 1."""
    found: dict[str, float] = {}
    for line in lines("common-stems"):
        share, _, stems = line.partition(":")
        found |= dict.fromkeys(stems.split(), float(share))
    return found


def rarity(stem: str, *, documents: int, rows: int) -> float:
    """The inverse document frequency of a stem in nats, always positive: about 1 for a stem in every third row; for
    one that nobody used before, 5 on a desk of a few claims and 10 on one of twenty thousand.

    ``documents`` of the desk's ``rows`` hold it; a stale or missing count (0) makes it one of the rarest. The formula
    is that of BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework), made positive as in Lucene.
    """
    return _rarity(stem, documents, rows)


@lru_cache(maxsize=65_536)
def _rarity(stem: str, documents: int, rows: int) -> float:
    everything = max(rows, documents) + BACKGROUND
    holding = documents + BACKGROUND * common_stems().get(stem, UNCOMMON)
    telling = 1 - TOPIC * min(1.0, documents / (rows + FEW_ROWS))
    return telling * math.log(1 + (everything - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as the database stems and counts them: word -> (stem, rows that hold it). A word that is not in ``stems``
    stands for itself and counts as never seen. What it was asked for it keeps, so it is for one round of comparing.
    """

    stems: Mapping[str, tuple[str, int]]
    rows: int
    _weights: dict[str, tuple[str, float]] = field(default_factory=dict, compare=False, repr=False)
    _weighed: dict[tuple[str, ...], Weighed] = field(default_factory=dict, compare=False, repr=False)
    _subjects: dict[tuple[str, ...], Subject] = field(default_factory=dict, compare=False, repr=False)

    def stem(self, word: str) -> str:
        """The stem of a lower-case word."""
        found = self.stems.get(word)
        return found[0] if found else word

    def documents(self, word: str) -> int:
        """How many rows hold a word, or a lexeme of a speaker's name."""
        return self.stems.get(word, (word, 0))[1]

    def weight(self, word: str) -> float:
        """The rarity of a lower-case word, in nats."""
        return self._known(word)[1]

    def _known(self, word: str) -> tuple[str, float]:
        """The stem of a lower-case word and its rarity."""
        found = self._weights.get(word)
        if found is None:
            stem, documents = self.stems.get(word, (word, 0))
            found = self._weights[word] = stem, _rarity(stem, documents, self.rows)
        return found

    def weighed(self, words: tuple[str, ...]) -> Weighed:
        """A text's words with their stems and rarities."""
        found = self._weighed.get(words)
        if found is None:
            weights = self._weights
            known = [weights.get(word) or self._known(word) for word in words]
            found = self._weighed[words] = weighed(words, known)
        return found

    def subject(self, words: tuple[str, ...]) -> Subject:
        """The same, made ready to be held against many others."""
        found = self._subjects.get(words)
        if found is None:
            found = self._subjects[words] = subject(self.weighed(words))
        return found
