"""Quotation marks: finds the quoted stretches of a text on its raw characters, before any parsing.

Marks are paired within a paragraph. Straight marks are told apart by their neighbours, single marks from apostrophes
by what stands on their two sides. A mark never closed holds to the end of its paragraph; one that closes nothing is
passed over. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.singles import left_open, single_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBLE_OPEN, DOUBLE_CLOSE, DOUBLE_EITHER = "“„«", "”»", '"＂'
BEFORE_OPEN = frozenset(' \t\u00a0([{—–-/“‘"')
AFTER_CLOSE = frozenset(".,;:!?)]}—–-'’”")
MARK = re.compile(r"[“„«”»\"＂]|''|``")
ATTRIBUTION = re.compile(r"\b(?:said|says|told|added|according to)\b")
PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
REOPENED = re.compile(r"[\s]*[\r\n\u2028\u2029]\s*[‘'](?=\w)")
LONGEST = 8000
"""Characters of a paragraph that marks are paired across; a longer one is cut, so that one stray mark cannot take it all."""


@dataclass(slots=True)
class Quote:
    """A quoted stretch, marks included: offsets `start` to `end`. `continued`: it reopens a quotation left open."""

    start: int
    end: int
    closed: bool = True
    continued: bool = False
    depth: int = 0
    width: int = 1
    """Characters of one of its marks."""


def quotes(text: str) -> list[Quote]:
    """All quoted stretches in the order of their opening marks; those inside others have a depth above 0."""
    out: list[Quote] = []
    left_open = False
    last: list[Quote] = []
    for lo, hi in _paragraphs(text):
        found = _doubles(text, lo, hi)
        found += [
            Quote(start, end, depth=depth)
            for start, end, depth in single_quotes(
                text, lo, hi, [(q.start, q.end) for q in found if not q.depth]
            )
        ]
        found += _single_left_open(text, lo, hi, found)
        found.sort(key=lambda q: (q.start, -q.end))
        top = [q for q in found if not q.depth]
        first = hi - len(text[lo:hi].lstrip())
        if left_open and top and top[0].start == first:
            top[0].continued = True
        elif left_open and _is_stray(text, last[-1]):
            _drop(out, last[-1])
        left_open = bool(top) and not top[-1].closed and top[-1].end >= lo + len(text[lo:hi].rstrip())
        last = top
        out += found
    if left_open and _is_stray(text, last[-1]):
        _drop(out, last[-1])
    return out


def _single_left_open(text: str, lo: int, hi: int, found: list[Quote]) -> list[Quote]:
    """A quotation in single marks that this paragraph leaves open and the next one opens again."""
    after = REOPENED.match(text, hi)
    start = left_open(text, lo, hi, [(q.start, q.end) for q in found]) if after else None
    if start is None:
        return []
    return [Quote(start, lo + len(text[lo:hi].rstrip()), closed=False)]


def _drop(out: list[Quote], stray: Quote) -> None:
    """Takes the last paragraph's stray quotation away; those within it come up a level."""
    at = next(n for n in range(len(out) - 1, -1, -1) if out[n] is stray)
    del out[at]
    for quote in out[at:]:
        quote.depth = max(0, quote.depth - 1)


def _is_stray(text: str, quote: Quote) -> bool:
    """Is the opening mark a slip: never closed or reopened, and an attribution stands in what it would take in?"""
    return ATTRIBUTION.search(text, quote.start, quote.end) is not None


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for line in PARAGRAPH.finditer(text):
        lo, end = line.span()
        while lo < end:
            hi = end if end - lo <= LONGEST else text.rfind(" ", lo, lo + LONGEST) + 1 or lo + LONGEST
            if not text[lo:hi].isspace():
                yield lo, hi
            lo = hi


def _looks_opening(text: str, i: int, lo: int, hi: int, width: int) -> bool | None:
    """Does the straight mark at i look like an opening one? None when its neighbours do not tell."""
    before = text[i - 1] if i > lo else " "
    after = text[i + width] if i + width < hi else " "
    opening = before in BEFORE_OPEN and not after.isspace()
    closing = not before.isspace() and (after.isspace() or after in AFTER_CLOSE)
    return opening if opening != closing else None


def _doubles(text: str, lo: int, hi: int) -> list[Quote]:
    """The quotations in double marks of one paragraph."""
    out: list[Quote] = []
    stack: list[Quote] = []
    twice = _closes_twice(text, lo, hi)
    for found in MARK.finditer(text, lo, hi):
        i, mark = found.start(), found.group()
        opening = _is_opening(text, i, mark, lo, hi, inside=bool(stack))
        if not opening:
            if stack:
                quote = stack.pop()
                quote.end, quote.closed = found.end(), True
            continue
        if stack and _left_unclosed(text[stack[-1].start], mark, nested=i in twice):
            quote = stack.pop()
            quote.end, quote.closed = i, False
        stack.append(Quote(i, hi, closed=False, depth=len(stack), width=len(mark)))
        out.append(stack[-1])
    for quote in out:
        if not quote.closed:
            quote.end = quote.start + len(text[quote.start : quote.end].rstrip())
    return out


def _is_opening(text: str, i: int, mark: str, lo: int, hi: int, *, inside: bool) -> bool:
    looks = _looks_opening(text, i, lo, hi, len(mark))
    if mark in DOUBLE_OPEN or mark == "``":  # “It is so,“ he said: a slip of the hand
        return mark != "“" or not inside or looks is not False
    if mark in DOUBLE_CLOSE:  # a curly mark the wrong way round
        return not inside and looks is True
    return looks is True or (looks is None and not inside)


def _left_unclosed(before: str, mark: str, *, nested: bool) -> bool:
    """Was the quotation opened by `before` never closed, now that `mark` opens another?"""
    if before in DOUBLE_EITHER and mark in (*DOUBLE_EITHER, "''"):
        return True
    return before == mark and not nested


def _closes_twice(text: str, lo: int, hi: int) -> frozenset[int]:
    """The opening curly marks after which the paragraph closes two more than it opens: they are nested ones."""
    marks = [
        (m.start(), m.group()) for m in MARK.finditer(text, lo, hi) if m.group() in DOUBLE_OPEN + DOUBLE_CLOSE
    ]
    level, levels = 0, []
    for _, mark in marks:
        level += 1 if mark in DOUBLE_OPEN else -1
        levels.append(level)
    out, lowest = set(), len(marks) + 1
    for (i, mark), here in zip(reversed(marks), reversed(levels), strict=True):
        if mark in DOUBLE_OPEN and lowest <= here - 2:
            out.add(i)
        lowest = min(lowest, here)
    return frozenset(out)
