"""How rare a word is: what makes sharing it telling.

Counts of a desk's own rows are blended with a background of common English, as if the desk had BACKGROUND more
sentences of general news: on a desk of five claims nothing else could tell "people" from "missiles"; on one of
twenty thousand the background hardly weighs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from matching.lists import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

BACKGROUND = 200.0
"""Sentences of general news that count besides the desk's own rows."""
UNCOMMON = 0.0025
"""Share of sentences that hold a word which is not in the list of common ones."""


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
    everything = max(rows, documents) + BACKGROUND
    holding = documents + BACKGROUND * common_stems().get(stem, UNCOMMON)
    return math.log(1 + (everything - holding + 0.5) / (holding + 0.5))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words as the database stems and counts them: word -> (stem, rows that hold it). A word that is not in ``stems``
    stands for itself and counts as never seen.
    """

    stems: Mapping[str, tuple[str, int]]
    rows: int

    def stem(self, word: str) -> str:
        """The stem of a lower-case word."""
        return self.stems.get(word, (word, 0))[0]

    def weight(self, word: str) -> float:
        """The rarity of a lower-case word, in nats."""
        stem, documents = self.stems.get(word, (word, 0))
        return rarity(stem, documents=documents, rows=self.rows)
