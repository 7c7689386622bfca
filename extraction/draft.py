"""A statement between the models and the finished reading: the rules fill in what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.article import Article, Range, word_numbers

if TYPE_CHECKING:
    from extraction.cues import Cue
    from extraction.identity import Identity
    from extraction.judge import Found
    from extraction.reading import Modality, Polarity


@dataclass(slots=True, eq=False)
class Draft:
    """One statement in words; `phrase` and `head` are its speaker as mentioned, `how` says how it was found."""

    parts: list[Range]
    cue: Cue
    phrase: Range | None
    head: int
    found_by: str
    score: float
    how: str
    identity: Identity | None = None
    carriers: list[Range] = field(default_factory=list)
    """The phrases of those who carried the words, nearest to us first."""
    via: list[str] = field(default_factory=list)
    parent: Draft | None = None
    polarity: Polarity = "asserted"
    modality: Modality = "asserts"

    @classmethod
    def of(cls, found: Found) -> Draft:
        """The draft of what the models found."""
        s = found.speaker
        span, head, how = (s.span, s.head, s.how) if s else (None, -1, "")
        parts = sorted(p for p in found.parts if p[0] < p[1])
        return cls(parts, found.cue, span, head, how, found.score, found.how)

    def numbers(self, article: Article) -> set[int]:
        """The words proper of its content."""
        return word_numbers(article, self.parts)

    def holds(self, i: int) -> bool:
        """Does word i stand within its content?"""
        return any(a <= i < b for a, b in self.parts)

    @property
    def start(self) -> int:
        return self.parts[0][0]
