"""Where the words that a person copied out of an article stand in it. Pure, and linear in the article's length."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = re.compile(r"\s+…\s+")
MOST_PARTS = 50
MARKS = '"“”„«»‹›「」『』‟〝〞＂'
STOPS = ".,;:!? "
Spans = list[list[int]]


def locate(
    text: str, words: str, *, selected: Sequence[Sequence[int]] = (), near: Sequence[Sequence[int]] = ()
) -> Spans:
    """The spans of ``words`` in ``text``; empty where they do not stand there.

    ``selected`` is believed where it holds these very words. Else they are searched for, white space evened out: of
    several places the one nearest to ``near`` (where they stood before) is taken. Words with " … " between them that
    are not in the text as a whole are searched for part by part, in order.
    """
    if selected and _same(" … ".join(text[start:end] for start, end in selected), words):
        return [list(span) for span in selected]
    places = [start for start, _ in near] or [0]
    article = _Words(text)
    whole = article.nearest(words, places[0], 0)
    if whole:
        return [whole]
    found: Spans = []
    for number, part in enumerate(GAP.split(words.strip())[:MOST_PARTS]):
        behind = found[-1][1] if found else 0
        span = article.nearest(part, places[number] if number < len(places) else behind, behind)
        if span is None:
            return []
        found.append(span)
    return found


def how_given(text: str, spans: Sequence[Sequence[int]]) -> str:
    """How the words at ``spans`` are given, as double quotation marks tell: "direct" where every part stands between
    them, "mixed" where some words do, else "indirect".
    """
    parts = {_how_given(text, start, end) for start, end in spans} or {"indirect"}
    return parts.pop() if len(parts) == 1 else "mixed"


def _how_given(text: str, start: int, end: int) -> str:
    words = text[start:end].strip()
    bare = words.strip(f"{MARKS}{STOPS}")
    if any(mark in bare for mark in MARKS):
        return "mixed"
    opened = _is_mark(words[:1]) or _is_mark(text[max(start - 1, 0) : start])
    closed = _is_mark(words.rstrip(STOPS)[-1:]) or _is_mark(text[end : end + 3].lstrip(STOPS)[:1])
    if opened and closed:
        return "direct"
    return "mixed" if any(mark in words for mark in MARKS) else "indirect"


def _is_mark(character: str) -> bool:
    return character != "" and character in MARKS


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


class _Words:
    """A text with its white space evened out, and the way back to the places in the text itself."""

    def __init__(self, text: str) -> None:
        self.starts = [match.start() for match in re.finditer(r"\S+", text)]
        words = text.split()
        self.even = " ".join(words)
        self.even_starts = [0, *accumulate(len(word) + 1 for word in words)][: len(words)]

    def nearest(self, words: str, place: int, begin: int) -> list[int] | None:
        """The span of these words, at or behind ``begin``, that starts nearest to ``place``."""
        wanted = " ".join(words.split())
        if not wanted:
            return None
        floor = self._even(begin)
        at = max(floor, self._even(place))
        # The last one before the place and the first one from it on: no need to look at any other.
        found = (self.even.rfind(wanted, floor, at + len(wanted) - 1), self.even.find(wanted, at))
        spans = [self._span(each, len(wanted)) for each in found if each >= 0]
        return min(spans, key=lambda span: abs(span[0] - place), default=None)

    def _even(self, place: int) -> int:
        """Where a place of the text is in the evened-out words."""
        word = bisect_right(self.starts, place) - 1
        if word < 0:
            return 0
        following = self.even_starts[word + 1] if word + 1 < len(self.starts) else len(self.even)
        return min(self.even_starts[word] + place - self.starts[word], following)

    def _span(self, at: int, length: int) -> list[int]:
        return [self._back(at), self._back(at + length - 1) + 1]

    def _back(self, at: int) -> int:
        word = bisect_right(self.even_starts, at) - 1
        return self.starts[word] + at - self.even_starts[word]
