"""From scored candidates to statements that do not overlap: best first, the next best content on a clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.article import Article, Range, word_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from extraction.judge import Found


def select(article: Article, found: Iterable[Found], threshold: float) -> list[Found]:
    """The statements to keep, best first. One mostly told by a better one is dropped, else clipped of what is told."""
    taken: set[int] = set()
    told: set[int] = set()
    kept = []
    for s in sorted(found, key=lambda s: -s.score):
        if s.score < threshold or s.cue.i in told or s.cue.i in taken:
            continue
        numbers = word_numbers(article, s.parts)
        both = len(numbers & taken)
        if not numbers or both > 0.5 * len(numbers):
            continue
        if both:
            s.parts = [p for p in (_clipped(a, b, taken) for a, b in s.parts) if p]
            numbers = word_numbers(article, s.parts)
            if not numbers:
                continue
        taken |= numbers
        told.add(s.cue.i)
        kept.append(s)
    return kept


def _clipped(a: int, b: int, taken: AbstractSet[int]) -> Range | None:
    while a < b and a in taken:
        a += 1
    while b > a and b - 1 in taken:
        b -= 1
    return (a, b) if a < b else None
