"""Ways in which a claim may be like a statement beyond the words they share: what compare_candidates.py tries.

Each gives a number for a claim beside a statement: by the claims that were found best for it, by vectors of words
counted in the claims, by a translation learnt from the claims and their notes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds

from matching.rarity import rarity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from training.link_fit import Vector

Places = NDArray[np.int64]
WORDS = 50
"""Words of the best claims that are looked for in the others."""
LEAST = 3
"""Claims that must hold a word for it to have a vector or a translation."""
DIMENSIONS = 150
LIKE = 0.35
"""Cosine from which two words are like each other."""
SMOOTHED = 0.75
"""Power of the counts of neighbours (Levy, Goldberg and Dagan 2015)."""
ROUNDS = 6
SHORTEST = 4


@dataclass(frozen=True)
class Words:
    """The claims' lexemes: those of each claim in the order of the claims, how rare each is in nats, and of each claim
    how many it has.
    """

    names: Sequence[str]
    rarities: Vector
    held: Any
    lengths: Vector

    @classmethod
    def of(cls, claims: Sequence[Sequence[str]], documents: Mapping[str, int]) -> Words:
        """Of the lexemes of each claim, and how many claims hold each. Lexemes of speakers' names are no words."""
        names = sorted(word for word in documents if not word.startswith("spk:"))
        place = {name: n for n, name in enumerate(names)}
        at = [(n, place[word]) for n, words in enumerate(claims) for word in words if word in place]
        rows, columns = zip(*at, strict=True)
        shape = (len(claims), len(names))
        held = csr_matrix((np.ones(len(at)), (rows, columns)), shape=shape)
        rare = np.array([rarity(name, documents=documents[name], rows=len(claims)) for name in names])
        return cls(names, rare, held, np.array([max(SHORTEST, len(words)) for words in claims], dtype=float))

    @cached_property
    def place(self) -> dict[str, int]:
        """The column of each word."""
        return {name: n for n, name in enumerate(self.names)}

    @cached_property
    def weighed(self) -> Any:
        """Rarities where a claim holds a word, over the root of its length."""
        return (diags(1 / np.sqrt(self.lengths)) @ self.held @ diags(self.rarities)).tocsr()

    def company(self, found: Places, scores: Vector, own: Collection[str], *, best: int) -> Vector:
        """How much each claim found has of what the ``best`` of them have and the statement lacks (Rocchio 1971)."""
        share = scores[:best] / scores[:best].sum()
        wanted = self.weighed[found[:best]].T @ share
        wanted[[self.place[word] for word in own if word in self.place]] = 0.0
        kept = np.argpartition(-wanted, min(WORDS, len(wanted) - 1))[:WORDS]
        length = float(np.linalg.norm(wanted[kept])) or 1.0
        return np.asarray(self.weighed[found][:, kept] @ (wanted[kept] / length))

    @cached_property
    def vectors(self) -> Vector:
        """A vector of length 1 for each word that LEAST claims hold, nought for others: positive pointwise mutual information
        of being in one claim, cut down by singular values (Levy, Goldberg and Dagan 2015).
        """
        common = np.flatnonzero(np.asarray(self.held.sum(0)).ravel() >= LEAST)
        some = self.held[:, common]
        together = (some.T @ some).tocoo()
        apart = together.row != together.col
        one, other, times = together.row[apart], together.col[apart], together.data[apart]
        count = np.bincount(one, times, len(common))
        smooth = count**SMOOTHED / (count**SMOOTHED).sum()
        gain = np.log(times / (count[one] * smooth[other] + 1e-12))
        told = gain > 0
        table = csr_matrix((gain[told], (one[told], other[told])), shape=together.shape)
        start = np.random.default_rng(0).normal(size=len(common))
        left, _, _ = svds(table, k=DIMENSIONS, v0=start)
        found = np.zeros((len(self.names), DIMENSIONS))
        found[common] = left / (np.linalg.norm(left, axis=1, keepdims=True) + 1e-9)
        return found

    def near(self, found: Places, own: Collection[str]) -> Vector:
        """The cosine of the statement's and each claim's vectors, which are their words' by rarity."""
        places = [self.place[word] for word in own if word in self.place]
        mine = self.rarities[places] @ self.vectors[places]
        theirs = np.asarray(self.weighed[found] @ self.vectors)
        lengths = np.linalg.norm(theirs, axis=1) * np.linalg.norm(mine) + 1e-9
        return np.asarray(theirs @ mine / lengths)

    def soft(self, claim: Sequence[str], own: Collection[str]) -> float:
        """The share of a claim's rarity that words of the statement cover which are like its own, 0 to 1."""
        lacking, free = self._apart(claim, own)
        if not lacking or not free:
            return 0.0
        likest = (self.vectors[lacking] @ self.vectors[free].T).max(1)
        return self._share(np.where(likest >= LIKE, likest, 0.0), lacking, claim)

    def translated(self, table: Any, claim: Sequence[str], own: Collection[str]) -> float:
        """The share of a claim's rarity that the statement's words are translated to, 0 to 1."""
        lacking, free = self._apart(claim, own)
        if not lacking or not free:
            return 0.0
        missed = 1 - table[free][:, lacking].toarray()
        return self._share(1 - np.prod(missed, axis=0), lacking, claim)

    def _apart(self, claim: Sequence[str], own: Collection[str]) -> tuple[list[int], list[int]]:
        """What the claim has and the statement lacks, and the other way round."""
        lacking = [self.place[word] for word in claim if word not in own and word in self.place]
        return lacking, [self.place[word] for word in own if word not in claim and word in self.place]

    def _share(self, covered: Vector, lacking: list[int], claim: Sequence[str]) -> float:
        whole = self.rarities[[self.place[word] for word in claim if word in self.place]].sum()
        return float(covered @ self.rarities[lacking] / whole)

    def translation(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Any:
        """How probable each word is for another in texts that say the same, from pairs of such texts in both directions: a
        row for each word (IBM's first model, Brown and others 1993; a last row stands for no word).
        """
        count = Counter(word for pair in pairs for text in pair for word in set(text))
        known = {word: n for word, n in self.place.items() if count[word] >= LEAST}
        nothing = len(self.names)
        one: list[int] = []
        other: list[int] = []
        token: list[int] = []
        for first, second in (turned for pair in pairs for turned in (pair, pair[::-1])):
            sources = [*(known[word] for word in first if word in known), nothing]
            for target in (known[word] for word in second if word in known):
                number = token[-1] + 1 if token else 0
                one += sources
                other += [target] * len(sources)
                token += [number] * len(sources)
        size = nothing + 1
        keys, place = np.unique(np.array(one, dtype=np.int64) * size + other, return_inverse=True)
        source, tokens = keys // size, np.array(token)
        chance = np.ones(len(keys))
        for _ in range(ROUNDS):
            expected = chance[place]
            expected /= np.bincount(tokens, expected)[tokens]
            told = np.bincount(place, expected)
            chance = np.asarray(told / np.bincount(source, told, size)[source])
        return csr_matrix((chance, (source, keys % size)), shape=(size, size))
