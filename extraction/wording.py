"""The words of a content as the reader sees them: without outer marks, a leading "that", or loose punctuation."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from extraction.word import SUBJECTS

if TYPE_CHECKING:
    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.reading import Kind, Span
    from extraction.word import Word

LOOSE = frozenset({",", ";", ":", "—", "–", "--", "-"})
MARKS = frozenset({'"', "“", "”", "„", "«", "»", "''", "``", "＂"})
SINGLES = {"‘": "’", "'": "'"}


def content_spans(article: Article, draft: Draft) -> list[Span]:
    """The offsets of the parts, trimmed; parts with no words are left out."""
    out = []
    for n, part in enumerate(sorted(draft.parts)):
        a, b = _trimmed(article, *part)
        if n == 0 and b - a > 1 and _is_conjunction(article.words[a]):
            a, b = _trimmed(article, a + 1, b)
        if a < b and any(w.wordlike for w in article.words[a:b]):
            out.append(article.span(a, b))
    return out


def _is_conjunction(word: Word) -> bool:
    relative = (
        word.tag == "WDT" and word.dep not in SUBJECTS
    )  # as the parser may take it: no clause of its own begins so
    return word.lower == "that" and (word.dep == "mark" or word.pos == "SCONJ" or relative)


def _trimmed(article: Article, a: int, b: int) -> Range:
    words = article.words
    before = (-1, -1)
    while a < b and before != (a, b):
        before = (a, b)
        if words[a].text in LOOSE or (_is_mark(article, a) and not _partner(article, a, a + 1, b - 1)):
            a += 1
        if a < b and (
            words[b - 1].text in LOOSE
            or (_is_mark(article, b - 1) and not _partner(article, b - 1, a + 1, b))
        ):
            b -= 1
        if b - a > 2 and words[a].text in SINGLES and words[b - 1].text == SINGLES[words[a].text]:
            a, b = a + 1, b - 1
    return a, b


def _is_mark(article: Article, i: int) -> bool:
    return article.words[i].mark or article.words[i].text in MARKS


def _partner(article: Article, i: int, a: int, b: int) -> bool:
    """Does the other mark of word i's quotation stand strictly within the content, so that both must stay?"""
    k = article.words[i].quote
    if k < 0 or not article.words[i].mark or not article.quotes[k].closed:
        return False
    first, end = article.quoted[k]
    other = end - 1 if i == first else first
    return a <= other < b


def kind_of_content(article: Article, draft: Draft) -> Kind:
    """Direct when every word is quoted, mixed when some are; within a quotation its inner marks count."""
    if draft.how == "turn":
        return "direct"  # a script sets no marks
    words = article.words
    numbers = draft.numbers(article)
    first = min(numbers, default=-1)
    if len(numbers) > 1 and words[first].lower == "that" and not words[first].mark:
        numbers.discard(first)  # it is no part of what was said
    inner = draft.parent is not None and words[draft.cue.i].quote >= 0
    quoted = sum(_in_inner(article, words[i].start) if inner else words[i].quote >= 0 for i in numbers)
    if quoted == len(numbers):
        return "direct"
    return "mixed" if quoted else "indirect"


def _in_inner(article: Article, offset: int) -> bool:
    k = bisect_right(article.inner, offset, key=lambda q: q.start) - 1
    return k >= 0 and offset < article.inner[k].end
