"""Several stories in one paste: where each begins, and what it calls itself. Needs no spaCy.

A story begins where a headline is printed twice near each other, where one follows a line of signs or a sign-off, where
a stamp, a byline or a dateline follows one, and at a "Title:" or "date 2024-01-01" label. A heading within a story has
none of these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extraction.datelines import DATELINE, dateline
from extraction.lines import Line, lines_of
from extraction.reading import Section
from extraction.residue import residue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.reading import Residue, Span

RULE = re.compile(r"\s*(?:[*#=_~•·—–-]\s*){3,}$")
LABEL = re.compile(r"\s*(?:title|headline)\s*[:=]\s*(?=\S)", re.IGNORECASE)
STAMPED = re.compile(r"\s*date \d{4}-\d\d-\d\d\s+\S")
HEADING = frozenset({None, "headline", "repeat"})
"""Kinds of residue that a line which may head a story can have."""
WITHIN = 10
"""Lines within which a headline is printed again."""
FOLLOWS = 4
"""Lines after a stamp, a rule or a sign-off within which the headline must come."""
STORY_CHARACTERS = 200
"""Fewer of running text make no story of their own."""
HEADLINE_WORDS = 3
MOST = 50


def sections(text: str, page: Sequence[Residue] | None = None) -> list[Section]:
    """The stories in the text, in order: one of them unless there are sure signs of more.

    `page` is the residue of the text, where somebody has it already.
    """
    lines = lines_of(text)
    kinds = _kinds(lines, residue(text) if page is None else page)
    starts = _starts(lines, kinds)
    edges = [0]
    for start in starts[:MOST]:
        if _is_story(lines, kinds, edges[-1], start) and _is_story(lines, kinds, start, None):
            edges.append(start)
    spans = zip(edges, [*edges[1:], len(text)], strict=True)
    return [_described(text, span, lines, kinds) for span in spans]


def _kinds(lines: Sequence[Line], page: Sequence[Residue]) -> list[str | None]:
    """For each line what kind of residue it is as a whole, or None."""
    whole = {piece.span: piece.kind for piece in page}
    return [whole.get((line.start, line.end)) for line in lines]


def _starts(lines: Sequence[Line], kinds: Sequence[str | None]) -> list[int]:
    """The offsets at which a story may begin, beside the first."""
    out = []
    block = -1  # the last line of the heading block that is being passed
    for n, line in enumerate(lines):
        if n <= block:
            continue
        again = _printed_again(lines, n) if kinds[n] in HEADING else None
        if again:
            block = again
        sign = LABEL.match(line.text) or STAMPED.match(line.text)
        if n and (again or sign or _led_to(lines, kinds, n)):
            out.append(_with_stamp(lines, kinds, n))
    return out


def _printed_again(lines: Sequence[Line], n: int) -> int | None:
    """The number of the line that prints this headline again."""
    line = lines[n]
    if not _headline(line):
        return None
    return next((k for k in range(n + 1, min(n + WITHIN, len(lines))) if lines[k].key == line.key), None)


def _headline(line: Line) -> bool:
    return line.may_be_headline and len(line.text.split()) >= HEADLINE_WORDS


def _led_to(lines: Sequence[Line], kinds: Sequence[str | None], n: int) -> bool:
    """Is this a headline right after a rule or a sign-off, or one with a stamp, a byline or a dateline after it?"""
    if not _headline(lines[n]) or kinds[n] not in (None, "headline"):
        return False
    before = n - 1
    if RULE.match(lines[before].text) or kinds[before] == "sign-off":
        return True
    after = range(n + 1, min(n + 1 + FOLLOWS, len(lines)))
    for k in after:
        if kinds[k] in ("stamp", "byline") or dateline(lines[k].text):
            return True
        if kinds[k] is None and not _headline(lines[k]):
            return False
    return False


def _with_stamp(lines: Sequence[Line], kinds: Sequence[str | None], n: int) -> int:
    """The offset of the line, or of the label that stands before it."""
    return lines[n - 1].start if n and kinds[n - 1] == "stamp" else lines[n].start


def _is_story(lines: Sequence[Line], kinds: Sequence[str | None], a: int, b: int | None) -> bool:
    """Is there enough running text from offset a to b?"""
    inside = [
        line
        for line, kind in zip(lines, kinds, strict=True)
        if kind is None and line.start >= a and (b is None or line.start < b)
    ]
    return sum(len(line.text) for line in inside if line.is_sentence) >= STORY_CHARACTERS


def _described(text: str, span: Span, lines: Sequence[Line], kinds: Sequence[str | None]) -> Section:
    inside = [n for n, line in enumerate(lines) if span[0] <= line.start < span[1]]
    title = _title(lines, kinds, inside)
    head = next((lines[n] for n in inside if dateline(lines[n].text)), None)
    place = DATELINE.match(head.text) if head else None
    found: Span | None = None
    if head is not None and place is not None:
        found = head.start + place.start("place"), head.start + place.start("dash")
        found = found[0], found[0] + len(text[slice(*found)].rstrip())
    return Section(
        span=span,
        title=" ".join(text[slice(*title)].split()) if title else None,
        title_span=title,
        dateline=text[slice(*found)] if found else None,
        dateline_span=found,
    )


def _title(lines: Sequence[Line], kinds: Sequence[str | None], inside: Sequence[int]) -> Span | None:
    """The first headline before the running text begins."""
    for n in inside:
        line = lines[n]
        label = LABEL.match(line.text)
        if label:
            return line.start + label.end(), line.end
        if _headline(line) and kinds[n] in HEADING:
            return line.start + len(line.text) - len(line.text.lstrip()), line.start + len(line.text.rstrip())
        if kinds[n] is None:
            return None
    return None
