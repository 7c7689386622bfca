"""Quotations without a cue of their own: they go on the statement before them, or carry its speaker over.

'"A," he said. "B."' is one statement in two pieces; a paragraph that is nothing but a quotation belongs to whoever was
quoted just before; one that reopens a quotation left open continues it.
"""

from __future__ import annotations

from bisect import bisect_right, insort

from extraction.article import Article, word_numbers
from extraction.judge import Found

LOOK = 12
"""Statements to look back over from a quotation."""
SHARE = 0.5
"""How much of the confidence of the statement before a carried-over speaker keeps."""


def add_floating(article: Article, kept: list[Found]) -> list[Found]:
    """The statements with quotations going on added to them, and new ones for floating paragraphs; in text order."""
    covered: set[int] = set()
    for s in kept:
        covered |= word_numbers(article, s.parts)
    order = sorted(((_end(s), n) for n, s in enumerate(kept)), key=lambda x: x)
    out = list(kept)
    for k, (a, b) in enumerate(article.quoted):
        numbers = word_numbers(article, [(a, b)])
        if not numbers or len(numbers & covered) > 0.3 * len(numbers):
            continue
        near = order[
            max(0, bisect_right(order, (a, len(out))) - LOOK) : bisect_right(order, (a, len(out))) + LOOK
        ]
        last = _last_before(article, [out[n] for _, n in near], a)
        if last is None or not article.in_quote(last.parts):
            continue
        if _goes_on(article, last, a) and len(numbers) >= 2:
            last.parts.append((a, b))
        elif _floats(article, last, k, len(numbers)):
            if article.quotes[k].continued or not _closed(article, last):
                last.parts.append((a, b))
            else:
                out.append(Found([(a, b)], last.speaker, last.cue, SHARE * last.score, "floating"))
                insort(order, (b, len(out) - 1))
        else:
            continue
        covered |= numbers
    return sorted(out, key=lambda s: min(s.parts))


def _end(s: Found) -> int:
    return max(s.parts[-1][1], s.cue.i)


def _last_before(article: Article, near: list[Found], a: int) -> Found | None:
    """The statement a quotation beginning at word a may belong to: one with a quotation in its paragraph, else the last."""
    words = article.words
    before = [s for s in near if s.cue.i < a and min(p[0] for p in s.parts) < a]
    here = [
        s
        for s in before
        if words[s.parts[-1][0]].paragraph == words[a].paragraph and article.in_quote(s.parts)
    ]
    return max(here or before, key=_end, default=None)


def _goes_on(article: Article, last: Found, a: int) -> bool:
    """Does the quotation at a begin a sentence right after, in the same paragraph?"""
    words = article.words
    opens = a == 0 or words[a].opens or words[min(a + 1, len(words) - 1)].opens
    return (
        opens
        and words[last.parts[-1][0]].paragraph == words[a].paragraph
        and sum(w.opens for w in words[_end(last) + 1 : a]) <= 1
    )


def _floats(article: Article, last: Found, k: int, size: int) -> bool:
    """Is quotation k a paragraph of its own, right after the paragraph of the last statement?"""
    words, (a, b) = article.words, article.quoted[k]
    here = words[a].paragraph
    whole = (a == 0 or words[a - 1].paragraph != here) and (b >= len(words) or words[b].paragraph != here)
    return (
        whole
        and (size >= 5 or article.quotes[k].continued)
        and words[last.parts[-1][1] - 1].paragraph in (here - 1, here)
    )


def _closed(article: Article, last: Found) -> bool:
    k = article.words[last.parts[-1][1] - 1].quote
    return k < 0 or article.quotes[k].closed
