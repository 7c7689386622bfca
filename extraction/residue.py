"""Residue of a page that is no part of its story: captions, share buttons, newsletter lines, headlines printed twice.

No statement is read out of it. Each piece has a kind, so that the page that takes articles in can show what would be
cut, and a person can keep it. What is residue stands in data/page_*.txt. Needs no spaCy.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extraction.datelines import MONTH, dateline
from extraction.lines import SENTENCE_END, SHORT, Line, lines_of
from extraction.reading import Residue
from extraction.wordlists import entries, phrase_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.reading import Span

ATTRIBUTED = re.compile(r",[”\"’]? (?:[^,.]{2,60} )?(?:said|says|told|added|according to)\b", re.IGNORECASE)
ACRONYM_LINE = re.compile(r"\s*[A-Z]{2,4}\s*$")
DAY = re.compile(rf"\s*(?:[A-Z][a-z]{{2,8}},? )?(?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}}),? \d{{4}}\s*$")
"""A line that is nothing but a day: it is above the headline as often as below."""
STOP = re.compile(r"[.!?](?=\s|$)")
SENTENCE_START = re.compile(r"^\s*|[.!?|”\"\xa0]\s+|[!?|]")


LINKS_BELOW = frozenset(
    {
        *(
            "read more",
            "read also",
            "read next",
            "more",
            "see also",
            "related",
            "related stories",
            "related articles",
        ),
        *(
            "related content",
            "more on this story",
            "more stories",
            "most read",
            "most viewed",
            "most popular",
        ),
        *("trending", "trending now", "top stories", "latest news", "recommended", "recommended stories"),
        *(
            "recommended for you",
            "you may also like",
            "editor's picks",
            "editors' picks",
            "more from this section",
        ),
    }
)
"""Lines under which other stories' headlines stand, once the story has begun."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of data/page_patterns.txt."""

    kind: str
    where: str
    found: re.Pattern[str]


@cache
def _patterns() -> tuple[Pattern, ...]:
    rows = (entry.split(": ", 2) for entry in entries("page_patterns"))
    return tuple(Pattern(kind, where, re.compile(found, re.IGNORECASE)) for kind, where, found in rows)


@cache
def _whole_lines() -> dict[str, str]:
    rows = (entry.split(": ", 1) for entry in entries("page_lines"))
    return {line: kind for kind, line in rows}


@cache
def _button() -> re.Pattern[str]:
    """Sentences that ask the reader to do something with the page."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(phrase_set('page_phrases'))))})\b", re.IGNORECASE)


def residue(text: str) -> list[Residue]:
    """What is passed over, sorted, none overlapping. Time is linear in the length of the text."""
    lines = lines_of(text)
    printed = Counter(line.key for line in lines)
    seen: set[str] = set()
    out: list[Residue] = []
    story_begun = links_follow = False
    for n, line in enumerate(lines):
        kind = _kind_of_line(line, printed, seen)
        if kind is None and links_follow and line.may_be_headline:
            kind = "more"
        links_follow = (
            kind == "more" and story_begun and (links_follow or line.key.rstrip(".: ") in LINKS_BELOW)
        )
        if kind is None and not story_begun and len(lines) > 1 and not DAY.match(line.text):
            story_begun = True
            if line.may_be_headline and n + 1 < len(lines):
                kind = "headline"
        seen.add(line.key)
        if kind:
            out.append(Residue((line.start, line.end), kind))
        else:
            out += _within(line)
    return _apart(out)


def stretches(text: str) -> list[Span]:
    """The stretches to pass over, sorted, as offsets; no statement is read out of them."""
    return [piece.span for piece in residue(text)]


def _kind_of_line(line: Line, printed: Counter[str], seen: set[str]) -> str | None:
    """What a whole line is, or None for one that may be part of the story."""
    key = line.key
    if not key:
        return None
    for pattern in _patterns():
        if pattern.where == "line" and pattern.found.match(line.text) and _may_be(pattern.kind, line):
            return pattern.kind
    known = _whole_lines().get(key.rstrip(".: "))
    if known or ACRONYM_LINE.match(line.text):
        return known or "share"
    if key in seen:
        return "repeat"
    return "headline" if printed[key] > 1 and not line.is_sentence else None


def _may_be(kind: str, line: Line) -> bool:
    """A caption that somebody speaks in ("The photo shows a ship, the inspector said.") is a sentence of the story."""
    return kind != "caption" or ATTRIBUTED.search(line.text) is None or "file photo" in line.key


def _within(line: Line) -> Iterator[Residue]:
    """The residue in a line that is part of the story."""
    opening = dateline(line.text)
    if opening:
        yield Residue((line.start, line.start + opening), "dateline")
    for pattern in _patterns():
        if pattern.where in ("within", "closing", "sentence"):
            for found in pattern.found.finditer(line.text):
                a = (
                    _sentence_start(line.text, found.start())
                    if pattern.where == "sentence"
                    else found.start()
                )
                yield Residue((line.start + a, line.start + found.end()), pattern.kind)
    for a, b in _buttons(line.text):
        yield Residue((line.start + a, line.start + b), "newsletter")


def _sentence_start(line: str, i: int) -> int:
    """Where the caption before a credit at i begins: the sentence that ends there, not the paragraph before it."""
    floor = max(0, i - SHORT)
    ends = [m.end() for m in SENTENCE_END.finditer(line, floor, max(floor, i - 3))]
    return ends[-1] if ends else floor


def _buttons(line: str) -> list[Span]:
    """Newsletter sentences: from the phrase to the end of its sentence."""
    out: list[Span] = []
    button = _button()
    for place in SENTENCE_START.finditer(line):
        found = button.match(line, place.end())
        if found is None or (out and found.start() < out[-1][1]):
            continue
        if found.group()[0].isupper() or not line[: found.start()].strip():
            stop = STOP.search(line, found.end(), min(len(line), found.end() + SHORT))
            out.append((found.start(), stop.end() if stop else min(len(line), found.end() + SHORT)))
    return out


def _apart(found: list[Residue]) -> list[Residue]:
    """Sorted; of two that overlap the one that begins first stays, the other keeps what is left of it."""
    out: list[Residue] = []
    end = 0
    for piece in sorted(found, key=lambda p: (p.span[0], -p.span[1])):
        a, b = max(piece.span[0], end), piece.span[1]
        if a < b:
            out.append(Residue((a, b), piece.kind))
            end = b
    return out
