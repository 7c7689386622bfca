"""The quotations near an attribution, singly and in pairs ('"A," he said. "B."'), as content candidates."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from extraction.content import Content
from extraction.cues import is_saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.article import Article, Range
    from extraction.word import Word

LEAD_IN = 12
"""Words between a cue and the colon that announces the next paragraph."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
LOOK = 6
"""Quotations to look through on either side."""


def quoted_contents(article: Article, cue: Word, ca: int, cb: int) -> Iterator[Content]:
    """Contents made of whole quotations before and after the attribution (words ca to cb)."""
    words, hi = article.words, cue.ends
    before, after = _before(article, cue, ca), _after(article, cue, cb)
    ended = ""
    if before:
        a, b = before
        ended = words[b - 2].text if b - a > 2 else ""
        how = "quote-far-before"
        if ca - b <= 2:
            comma = ended in (",", "?", "!", "—", "...") or words[b - 1].text == ","
            how = "quote-comma" if comma else "quote-before"
        yield Content((before,), how, first=words[a].dep)
    if after:
        a, _ = after
        new = any(w.opens for w in words[cb : a + 1])
        how = "quote-next" if new else "quote-after" if a - cb <= 3 else "quote-far-after"
        yield Content((after,), how, first=words[a].dep)
        if new and before and not _is_attributed_itself(article, after):
            yield Content((before, after), "quote-split", first=ended)
        if before and a < hi and words[a - 1].text in (",", ":", "—", "–"):
            yield Content((before, after), "quote-both")
    if words[hi - 1].text == ":" and hi < len(words) and hi - cue.i <= LEAD_IN:
        yield Content(((hi, article.paragraph_end(hi)),), "next-para", first=words[hi].dep)


def _is_attributed_itself(article: Article, quotation: Range) -> bool:
    """Does somebody's "..., Peter Novak said" follow the quotation? Then it does not go on the one before it."""
    words, (_, b) = article.words, quotation
    for word in words[b : b + LEAD_IN]:
        cut_apart = word.i == b and words[b - 2].text in (
            "?",
            "!",
        )  # “Is it so?” Ann asked: two sentences to the parser
        if (word.opens and not cut_apart) or word.mark or word.paragraph != words[b - 1].paragraph:
            return False
        if is_saying(word) and word.tag in FINITE:
            return True
    return False


def _before(article: Article, cue: Word, ca: int) -> Range | None:
    words = article.words
    k = bisect_left(article.quoted, (ca, -1)) - 1
    for a, b in reversed(article.quoted[max(0, k - LOOK) : k + 1]):
        if a < b <= ca and words[a].paragraph == cue.paragraph and not _verb_between(words[b:ca]):
            return a, b
    return None


def _after(article: Article, cue: Word, cb: int) -> Range | None:
    words, hi = article.words, cue.ends
    k = bisect_left(article.quoted, (cb, -1))
    for a, b in article.quoted[k : k + LOOK]:
        here = words[a].paragraph == cue.paragraph if a < b else False
        if a < b and (
            (here and a <= hi) or (words[a].paragraph == cue.paragraph + 1 and words[hi - 1].text == ":")
        ):
            return a, b
    return None


def _verb_between(words: list[Word]) -> bool:
    return any(w.pos == "VERB" and w.dep not in ("acl", "acl:relcl", "amod") for w in words)
