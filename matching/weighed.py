"""A text's words with their rarities: taken together once, however many other texts it is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from matching.kindred import groups

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

NEARBY = 4
"""Words that two words may be apart and still be nearby."""
LIKE = 5
"""Letters that two stems must have in common at their beginning to be alike."""
LIKE_SHARE = 0.55
"""Share of the longer of two alike stems that the common letters must be."""
SYNONYM = 0.5
"""What a synonym counts of a word's rarity."""
Two = tuple[str, str]
Places = tuple[dict[str, list[int]], dict[int, list[int]]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A text's words in their order, the stem of each, the rarity of each stem in nats, and all of it together."""

    words: Sequence[str]
    stems: Sequence[str]
    rarities: Mapping[str, float]
    whole: float
    _places: list[Places] = field(default_factory=list, compare=False, repr=False)

    @property
    def places(self) -> Places:
        """Where words stand by what makes them kin to others: by the first letters of their stems, and by their groups of
        synonyms. Found when first asked for.
        """
        if not self._places:
            self._places.append(_places(self.stems, self.words))
        return self._places[0]

    def coverage(self, by: Collection[str], *, without: Collection[str] = ()) -> float:
        """The share of this text's rarity that the stems ``by`` cover, 0 to 1; ``without``: stems left out of it."""
        if not without:
            found = sum([rarity for stem, rarity in self.rarities.items() if stem in by])
            return found / self.whole if found else 0.0
        rest = [(stem in by, rarity) for stem, rarity in self.rarities.items() if stem not in without]
        found = sum([rarity for covered, rarity in rest if covered])
        return found / sum([rarity for _, rarity in rest]) if found else 0.0


@dataclass(frozen=True, slots=True)
class Subject:
    """A text that many others are held against, made ready for it: ``neighbours``: stems that follow each other;
    ``nearby``: stems that follow each other within NEARBY; ``beginnings``: stems by their first letters; ``kinds``:
    stems by their groups of synonyms.
    """

    weighed: Weighed
    neighbours: frozenset[Two]
    nearby: frozenset[Two]
    beginnings: Mapping[str, Sequence[str]]
    kinds: Mapping[int, Sequence[str]]
    _kin: dict[str, list[tuple[str, float]]] = field(default_factory=dict, compare=False, repr=False)

    def phrases(self, *others: Weighed) -> float:
        """The rarity of neighbours here that are neighbours in another text too, in nats."""
        if not self.neighbours:
            return 0.0
        return self._together(
            {two for other in others for two in pairwise(other.stems) if two in self.neighbours}
        )

    def order(self, other: Weighed) -> float:
        """The rarity of words that follow each other within NEARBY both here and there, in nats."""
        own_stems = self.weighed.rarities
        held = [(i, stem) for i, stem in enumerate(other.stems) if stem in own_stems]
        if len(held) < 2:
            return 0.0
        return self._together(
            {
                (a, b)
                for n, (i, a) in enumerate(held)
                for j, b in held[n + 1 : n + 1 + NEARBY]
                if j - i <= NEARBY
            }
            & self.nearby
        )

    def kindred(self, claim: Weighed, note: Weighed) -> tuple[float, float]:
        """What like stems and synonyms cover where no stem does: the share of the claim's rarity, and of this text's,
        each 0 to 1; the claim's note counts for the second only.
        """
        mine: dict[str, float] = {}
        theirs = 0.0
        own_stems = self.weighed.rarities
        for other in (claim, note):
            # Few words are kin to any here: only those are looked at.
            beginnings, kinds = other.places
            at = {n for key in beginnings.keys() & self.beginnings.keys() for n in beginnings[key]}
            at.update(n for key in kinds.keys() & self.kinds.keys() for n in kinds[key])
            for n in sorted(at):
                stem = other.stems[n]
                if stem in own_stems:
                    continue
                best = 0.0
                for near, like in self._kin_of(stem, other.words[n]):
                    mine[near] = max(like, mine.get(near, 0.0))
                    best = max(best, like)
                if other is claim:
                    theirs += best * other.rarities[stem]
        if not mine:
            return 0.0, 0.0
        rest = [s for s in mine if s not in claim.rarities and s not in note.rarities]
        own = sum(mine[stem] * self.weighed.rarities[stem] for stem in rest)
        return (
            min(1.0, theirs / claim.whole) if theirs else 0.0,
            own / self.weighed.whole if own else 0.0,
        )

    def _kin_of(self, stem: str, word: str) -> list[tuple[str, float]]:
        """The stems of this text that are kin to one that it lacks, and how near each is; kept, since the words of its
        candidates are much the same.
        """
        found = self._kin.get(word)
        if found is None:
            alike, kinds = self.beginnings.get(stem[:LIKE]), groups(word)
            found = [(other, likeness(stem, other)) for other in alike] if alike else []
            if kinds:
                found += [(other, SYNONYM) for group in kinds for other in self.kinds.get(group, ())]
            self._kin[word] = found
        return found

    def _together(self, twos: set[Two]) -> float:
        return sum(self.weighed.rarities[a] + self.weighed.rarities[b] for a, b in twos if a != b)


def weighed(words: Sequence[str], known: Sequence[tuple[str, float]]) -> Weighed:
    """Words in their order, and of each its stem and the stem's rarity."""
    by_stem = dict(known)
    return Weighed(words, [stem for stem, _ in known], by_stem, sum(by_stem.values()))


def _places(stems: Sequence[str], words: Sequence[str]) -> Places:
    beginnings: dict[str, list[int]] = {}
    kinds: dict[int, list[int]] = {}
    for n, (stem, word) in enumerate(zip(stems, words, strict=True)):
        if len(stem) >= LIKE:
            beginnings.setdefault(stem[:LIKE], []).append(n)
        for group in groups(word):
            kinds.setdefault(group, []).append(n)
    return beginnings, kinds


def subject(text: Weighed) -> Subject:
    """Makes a text ready to be held against many others."""
    beginnings: dict[str, list[str]] = {}
    kinds: dict[int, list[str]] = {}
    for stem, word in dict(zip(text.stems, text.words, strict=True)).items():
        if len(stem) >= LIKE:
            beginnings.setdefault(stem[:LIKE], []).append(stem)
        for group in groups(word):
            kinds.setdefault(group, []).append(stem)
    stems = text.stems
    near = frozenset((a, b) for i, a in enumerate(stems) for b in stems[i + 1 : i + 1 + NEARBY])
    return Subject(text, frozenset(pairwise(stems)), near, beginnings, kinds)


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """How alike two stems are, 0 to 1: the share of the longer that both begin with; 0 where that is too little."""
    least = min(len(one), len(other))
    same = next((i for i in range(least) if one[i] != other[i]), least)
    share = same / max(len(one), len(other))
    return share if same >= LIKE and share >= LIKE_SHARE else 0.0
