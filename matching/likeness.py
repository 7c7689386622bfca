"""How nearly two texts say the same, by the rarity of the words they share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matching.lists import word_set

if TYPE_CHECKING:
    from matching.features import Pair

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def likeness(pair: Pair) -> float:
    """From 0, nothing shared, to 1, the same words: the harmonic mean of how much each covers of the other. Numbers that
    one has and the other has not make it at most a half.
    """
    of_claim = pair.coverage(pair.claim, pair.said)
    of_said = pair.coverage(pair.said, pair.claim)
    if not of_claim or not of_said:
        return 0.0
    mean = 2 * of_claim * of_said / (of_claim + of_said)
    differ = bool(pair.numbers_missing) and bool(pair.said.numbers)
    return min(mean, 0.5) if differ else mean


def denies_other(one: str, other: str) -> bool:
    """Whether one of two texts has a word of denial and the other has none."""
    return _denies(one) != _denies(other)


def _denies(text: str) -> bool:
    words = {word.lower().replace("’", "'") for word in WORD.findall(text)}
    return bool(words & word_set("negations")) or any(word.endswith("n't") for word in words)
