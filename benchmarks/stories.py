"""Sentences about stories: what a made-up newsroom's articles, statements and claims say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.words import SMALL, Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = 3000
"""Numbers from 2 on that are written down as such."""
COMMON = 100
"""The commonest words and names belong to no story in particular."""
STORY_WORDS, STORY_NAMES = 9, 3
BETWEEN, NUMBER, NAME = 0.45, 0.03, 0.12
"""Shares of a sentence's words that are small ones, numbers and names; the others are telling words."""
TOLD, NAMED = 0.3, 0.6
"""Shares of the telling words, and of the names, in a sentence about a story that are the story's own."""
SHORTEST, LONGEST = 3, 70


class Writer:
    """Writes sentences. ``stories`` have words and names of their own; a sentence is about one, or about none (-1)."""

    def __init__(
        self, rng: np.random.Generator, *, stories: int, words: int = 600_000, names: int = 60_000
    ) -> None:
        self._rng = rng
        self._words, self._names = Lexicon(words), Lexicon(names, names=True)
        small = np.array([*SMALL, *(str(n) for n in range(2, NUMBERS + 2))], dtype=object)
        self._all: NDArray[Any] = np.concatenate([small, self._names.words, self._words.words])
        self._first_name = len(small)
        self._first_word = self._first_name + len(self._names.words)
        self._story_words = self._words.draw(rng, stories * STORY_WORDS, rarer_than=COMMON).reshape(
            stories, -1
        )
        self._story_names = self._names.draw(rng, stories * STORY_NAMES, rarer_than=COMMON).reshape(
            stories, -1
        )

    def name(self) -> str:
        """Two names, as a person has."""
        first, last = (
            self._names.words[self._names.draw(self._rng, 1)[0]],
            self._names.words[self._rng.integers(len(self._names.words))],
        )
        return f"{first} {last}"

    def sentences(self, stories: NDArray[np.int64], *, median: float, spread: float = 0.7) -> list[str]:
        """A sentence for each story (-1: for none), without a full stop; ``median`` words, lognormal with ``spread``."""
        rng = self._rng
        lengths = np.clip(rng.lognormal(np.log(median), spread, len(stories)), SHORTEST, LONGEST).astype(int)
        about = np.repeat(stories, lengths)
        tokens = self._tokens(about)
        ends = np.concatenate([[0], np.cumsum(lengths)])
        return [" ".join(tokens[start:end]) for start, end in pairwise(ends.tolist())]

    def _tokens(self, about: NDArray[np.int64]) -> list[str]:
        rng, count = self._rng, len(about)
        kind, own = rng.random(count), rng.random(count)
        told = about >= 0
        chosen = rng.integers(0, len(SMALL), count)
        number = (kind >= BETWEEN) & (kind < BETWEEN + NUMBER)
        chosen[number] = len(SMALL) + rng.integers(0, NUMBERS, number.sum())
        name = (kind >= BETWEEN + NUMBER) & (kind < BETWEEN + NUMBER + NAME)
        chosen[name] = self._first_name + self._names.draw(rng, name.sum())
        word = kind >= BETWEEN + NUMBER + NAME
        chosen[word] = self._first_word + self._words.draw(rng, word.sum())
        for mask, first, table in (
            (name & told & (own < NAMED), self._first_name, self._story_names),
            (word & told & (own < TOLD), self._first_word, self._story_words),
        ):
            rows = about[mask]
            chosen[mask] = first + table[rows, rng.integers(0, table.shape[1], len(rows))]
        found: list[str] = self._all[chosen].tolist()
        return found
