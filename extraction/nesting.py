"""Statements within statements: what an outlet reports that somebody said is both the outlet's and theirs.

The content of an outlet's statement is read once more by itself, as if it were an article: there its inner speaker has
the sentence, and its inner quotation marks are the outer ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from extraction.article import Article, Range
from extraction.draft import Draft
from extraction.wording import content_spans

Read = Callable[[str], tuple[Article, list[Draft]]]
"""Reads a piece of text: its article and the drafts in it."""
SMALLEST = 5
"""Words of a content that may hold another statement."""
DEEPEST = 2


def nested(
    article: Article, parents: Iterable[Draft], read: Read, carries: Callable[[Draft], bool]
) -> list[Draft]:
    """Drafts for the statements within those parents for which `carries` holds, in the article's own words."""
    level = [p for p in parents if carries(p)]
    out: list[Draft] = []
    for _ in range(DEEPEST):
        inner = [draft for parent in level for draft in _within(article, parent, read)]
        out += inner
        level = [d for d in inner if carries(d)]
    return out


def _within(article: Article, parent: Draft, read: Read) -> list[Draft]:
    if len(parent.numbers(article)) < SMALLEST:
        return []
    out = []
    for start, end in content_spans(article, parent):
        piece, drafts = read(article.text[start:end])
        moved = (_moved(d, piece, article, start) for d in drafts)
        out += [replace(d, parent=parent, score=d.score * parent.score) for d in moved if d is not None]
    return out


def _moved(draft: Draft, piece: Article, article: Article, offset: int) -> Draft | None:
    """The draft in the words of the whole article; None when nobody is named or a part has no place there."""
    if draft.phrase is None or draft.holds(draft.head):
        return None

    def number(i: int) -> int:
        return bisect_left(article.words, piece.words[i].start + offset, key=lambda w: w.start)

    def moved(part: Range) -> Range:
        return number(part[0]), number(part[1] - 1) + 1

    tokens = tuple(number(i) for i in draft.cue.tokens)
    if max(tokens) >= len(article.words):
        return None
    return replace(
        draft,
        parts=[moved(p) for p in draft.parts],
        cue=replace(draft.cue, i=tokens[0], tokens=tokens),
        phrase=moved(draft.phrase),
        head=number(draft.head),
        carriers=[moved(c) for c in draft.carriers],
    )
