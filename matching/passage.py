"""The words around a statement in its article."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NEIGHBOURHOOD = 150
"""Characters on each side of a statement that count as its context."""
PARAGRAPH = re.compile(r"\n\s*\n|\n")
PARAGRAPHS = 2
"""The statement's own paragraph and so many more on each side."""


def around(text: str, spans: Sequence[Sequence[int]], *, reach: int = NEIGHBOURHOOD) -> str:
    """What stands before, between and after the spans: at most ``reach`` characters on each side, cut at spaces and
    after the neighbouring paragraph. Offsets are Python str offsets; none, or ones outside the text, give "".
    """
    inside = sorted((max(0, start), min(len(text), end)) for start, end in spans if 0 <= start < end)
    if not inside or inside[0][0] >= len(text):
        return ""
    first, last = inside[0][0], max(end for _, end in inside)
    between = (text[end:start] for (_, end), (start, _) in pairwise(inside) if start - end <= reach)
    return " ".join(" ".join((_before(text[:first], reach), *between, _after(text[last:], reach))).split())


def _before(text: str, reach: int) -> str:
    near = text[-reach:]
    if len(text) > reach:
        near = near.partition(" ")[2]
    return " ".join(PARAGRAPH.split(near)[-PARAGRAPHS:])


def _after(text: str, reach: int) -> str:
    near = text[:reach]
    if len(text) > reach:
        near = near.rpartition(" ")[0]
    return " ".join(PARAGRAPH.split(near)[:PARAGRAPHS])
