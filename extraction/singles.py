"""Quotations in single marks, told from apostrophes by what stands on their two sides."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Stretch = tuple[int, int]

OPENING = re.compile(r"(?:(?<=[\s\u00a0(\[{—–\-/“‘\"])|^)[‘'’](?=[\w“\"$#…])")
CLOSING = re.compile(r"(?<!\s)['’](?!\w)")
ELISION = re.compile(r"(em|tis|twas|til|cause|n|round|bout|\d0s)\b", re.IGNORECASE)
REACH = 1500
"""Characters within which a single mark must close; beyond them it was an apostrophe."""
LATER = 300
"""Characters after a plural's apostrophe in which another mark shows that it was one."""


def single_quotes(text: str, lo: int, hi: int, doubles: Sequence[Stretch]) -> list[tuple[int, int, int]]:
    """(start, end, depth) of each quotation in single marks of the paragraph from lo to hi.

    `doubles` are its quotations in double marks that stand in no other; a quotation within one has depth 1.
    """
    out = []
    at = lo
    tries = 0
    while (found := OPENING.search(text, at, hi)) and tries < 400:
        start = found.start()
        at = start + 1
        if text[start] != "‘" and ELISION.match(text, start + 1):
            continue
        end = _closing(text, start, min(hi, start + REACH))
        if end is None:
            tries += 1
            continue
        host = _host(doubles, start)
        if host is None or end <= host[1]:
            out.append((start, end, int(host is not None)))
            at = end
    return out


def left_open(text: str, lo: int, hi: int, closed: Sequence[Stretch]) -> int | None:
    """The last opening single mark of the paragraph that none closes, outside the quotations given, or None."""
    last = None
    for found in OPENING.finditer(text, lo, hi):
        start = found.start()
        inside = any(a <= start < b for a, b in closed)
        if not inside and not ELISION.match(text, start + 1) and _closing(text, start, hi) is None:
            last = start
    return last


def _host(doubles: Sequence[Stretch], at: int) -> Stretch | None:
    k = bisect_right(doubles, (at, at)) - 1
    return doubles[k] if k >= 0 and doubles[k][0] < at < doubles[k][1] else None


def _closing(text: str, start: int, hi: int) -> int | None:
    """The offset after the mark that closes the one at `start`; a plural's apostrophe is stepped over."""
    at = start + 2
    for _ in range(20):
        found = CLOSING.search(text, at, hi)
        if not found:
            return None
        i = found.start()
        if not _plural(text, i, hi):
            return i + 1
        at = i + 1
    return None


def _plural(text: str, i: int, hi: int) -> bool:
    """Is the mark at i the apostrophe of "the boys' room": another mark closes soon after?"""
    return (
        text[i - 1] == "s"
        and i + 2 < hi
        and text[i + 1] == " "
        and text[i + 2].islower()
        and CLOSING.search(text, i + 1, min(hi, i + LATER)) is not None
    )
