"""Running counts over an article's words: how many of a kind stand in a stretch is one subtraction."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from extraction.cues import is_saying

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from extraction.article import Article, Range

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Sums:
    """For each kind of word, how many stand before word i; `within` counts those of a stretch."""

    words: list[int]
    """Words proper: no punctuation."""
    quoted: list[int]
    """Words proper inside quotation marks."""
    finite: list[int]
    commas: list[int]
    """Commas outside quotation marks."""
    sayings: list[int]
    """Verbs of saying outside quotation marks."""

    @classmethod
    def of(cls, article: Article) -> Sums:
        """The counts of one article."""
        words = article.words
        proper = [w.wordlike for w in words]
        return cls(
            _running(proper),
            _running(p and w.quote >= 0 for p, w in zip(proper, words, strict=True)),
            _running(w.tag in FINITE for w in words),
            _running(w.text == "," and w.quote < 0 for w in words),
            _running(w.pos in VERBAL and w.quote < 0 and is_saying(w) for w in words),
        )

    def size(self, parts: Iterable[Range]) -> int:
        """Words proper in the parts."""
        words, out = self.words, 0
        for a, b in parts:
            out += words[b] - words[a]
        return out

    def shared(self, one: Iterable[Range], other: Collection[Range]) -> int:
        """Words proper that stand in both."""
        words, out = self.words, 0
        for a, b in one:
            for c, d in other:
                lo, hi = max(a, c), min(b, d)
                if lo < hi:
                    out += words[hi] - words[lo]
        return out

    def overlap(self, one: Collection[Range], other: Collection[Range]) -> float:
        """Shared words over the words of either, 0 to 1."""
        both = self.shared(one, other)
        if not both:
            return 0.0
        return both / (self.size(one) + self.size(other) - both)


def within(counts: list[int], a: int, b: int) -> int:
    """The count in the words from a up to b."""
    return counts[b] - counts[a]


def _running(flags: Iterable[bool]) -> list[int]:
    return [0, *accumulate(map(int, flags))]
