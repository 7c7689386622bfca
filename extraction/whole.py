"""Widens a content to whole quotations: nobody's quotation is cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.article import Article, Range


def whole_quotes(article: Article, parts: Iterable[Range], cue: int | None) -> tuple[Range, ...]:
    """The parts, each widened to the quotations it touches (but the one the cue stands in), sorted and merged."""
    words = article.words
    inside = words[cue].quote if cue is not None else -1
    out: list[Range] = []
    for a, b in sorted(_widened(article, a, b, cue, inside) for a, b in parts):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)


def _widened(article: Article, a: int, b: int, cue: int | None, inside: int) -> Range:
    words = article.words
    i, end = a, b
    while i < end:
        k = words[i].quote
        if k < 0 or k == inside or not words[i].wordlike:
            i += 1
            continue
        x, y = article.quoted[k]
        if cue is None or not x <= cue < y:
            a, b = min(a, x), max(b, y)
        i = max(y, i + 1)
    if cue is not None and a <= cue < b:  # grew over its own cue: keep the longer side
        return (a, cue) if cue - a > b - cue else (cue + 1, b)
    return a, b
