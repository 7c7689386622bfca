"""An article parsed: its words, its quotations, and which word stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.marks import Quote
    from extraction.reading import Span
    from extraction.word import Word

LONG_PARAGRAPH = 400

Range = tuple[int, int]
"""A stretch of words: the number of the first and of the one after the last."""


@dataclass(slots=True)
class Article:
    """The text, its words, its outermost quotations and the words each of them holds, marks included."""

    text: str
    words: list[Word]
    quotes: list[Quote]
    quoted: list[Range]
    inner: list[Quote]
    """The quotations that stand within others."""

    def span(self, a: int, b: int) -> Span:
        """The offsets of the words from a up to b; there is at least one."""
        return self.words[a].start, self.words[b - 1].end

    def source(self, a: int, b: int) -> str:
        """The text of the words from a up to b as the article has it."""
        start, end = self.span(a, b)
        return self.text[start:end]

    def in_quote(self, ranges: Iterable[Range]) -> bool:
        """Does any of these words stand in a quotation?"""
        return any(self.words[i].quote >= 0 for a, b in ranges for i in range(a, b))

    def paragraph_end(self, i: int) -> int:
        """The number of the first word after the paragraph of word i, looking no further than LONG_PARAGRAPH words."""
        end, paragraph = self.words[i].ends, self.words[i].paragraph
        while end < len(self.words) and self.words[end].paragraph == paragraph and end < i + LONG_PARAGRAPH:
            end = self.words[end].ends
        return end


def word_numbers(article: Article, ranges: Iterable[Range]) -> set[int]:
    """The numbers of the words proper (no punctuation) in these ranges."""
    words = article.words
    return {i for a, b in ranges for i in range(a, b) if words[i].wordlike}


def assemble(text: str, words: list[Word], breaks: set[int], quotes: list[Quote]) -> Article:
    """Puts words and quotations together: paragraph numbers, and which quotation each word stands in."""
    top = [q for q in quotes if not q.depth]
    paragraph = 0
    for word in words:
        paragraph += word.i in breaks
        word.paragraph = paragraph
    quoted = []
    i = 0
    for k, quote in enumerate(top):
        while i < len(words) and words[i].start < quote.start:
            i += 1
        first = i
        while i < len(words) and words[i].start < quote.end:
            words[i].quote = k
            i += 1
        quoted.append((first, i))
        if first < len(words):
            words[first].mark = True
        if quote.closed and i > 0:
            words[i - 1].mark = True
    return Article(text, words, top, quoted, [q for q in quotes if q.depth])
