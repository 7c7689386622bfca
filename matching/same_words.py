"""The same words in two texts, also where one was cut short, and how the two differ.

Texts are found to share words by fingerprints: hashes of runs of four words, of which winnowing keeps about half
(S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003), so that
any RUN words in a row that two texts share give them a fingerprint in common, wherever they stand.
MinHash compares whole texts, and a quote of which an article prints the first eight words of sixty is not alike as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from matching.names.normal import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GRAM, WINDOW = 4, 3
RUN = GRAM + WINDOW - 1
FEWEST_WORDS = GRAM
"""Fewer words than these are said too often to tell one act of speaking."""
SHINGLE = 3
SHARED = 0.6
"""Share of the shorter text's runs of three words that the longer one must have."""
MOST_WORDS = 4_000
WORD = re.compile(r"[^\W_]+(?:['’‘`´ʼ][^\W_]+)*")
SHORTEST_ISLAND = 2
"""So few words that two texts share between two differences are shown as part of one difference."""


def normal_words(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks and apostrophes; beyond MOST_WORDS it is not read."""
    found = (match[0].translate(APOSTROPHES).casefold() for match in WORD.finditer(text))
    return tuple(word for word, _ in zip(found, range(MOST_WORDS), strict=False))


def grams(words: Sequence[str]) -> list[int]:
    """The hash of every run of GRAM words, in order, as a signed number of 64 bits; none of fewer words."""
    return [_hash(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]


def fingerprints(hashes: Sequence[int]) -> set[int]:
    """The hashes that winnowing keeps: of each WINDOW in a row the smallest."""
    if len(hashes) <= WINDOW:
        return set(hashes)
    return {min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1)}


def are_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts, as normal words, have (nearly) the same words, or one is a cut of the other."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < FEWEST_WORDS:
        return False
    mine, theirs = _shingles(shorter), _shingles(longer)
    return len(mine & theirs) >= SHARED * len(mine)


@dataclass(frozen=True, slots=True)
class Cut:
    """Some words of one of two texts: "same" in both, "dropped" (only in the fuller one), "added" (only here)."""

    text: str
    role: str


def difference(fuller: str, here: str) -> list[Cut]:
    """How the words ``here`` differ from the ``fuller`` ones, in the order one reads them. Marks and case do not count;
    the words of both keep the case they have, those of ``here`` where they are the same.
    """
    one, other = _Text(fuller), _Text(here)
    cuts: list[Cut] = []
    for tag, a, b, c, d in _steps(one.words, other.words):
        if tag == "equal":
            cuts.append(Cut(other.between(c, d), "same"))
            continue
        if a < b:
            cuts.append(Cut(one.between(a, b), "dropped"))
        if c < d:
            cuts.append(Cut(other.between(c, d), "added"))
    return cuts


def _steps(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Steps from one text to the other, short islands of shared words made part of the difference around them."""
    pending: tuple[int, int, int, int] | None = None
    steps = list(Indel.opcodes(one, other))
    for n, step in enumerate(steps):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        island = step.tag == "equal" and b - a <= SHORTEST_ISLAND and 0 < n < len(steps) - 1
        if step.tag == "equal" and not island:
            if pending:
                yield ("replace", *pending)
                pending = None
            yield ("equal", a, b, c, d)
        else:
            pending = (pending[0], b, pending[2], d) if pending else (a, b, c, d)
    if pending:
        yield ("replace", *pending)


class _Text:
    """A text with its words, and the way back to the text itself."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in WORD.finditer(text)][:MOST_WORDS]
        self.words = normal_words(text)

    def between(self, first: int, last: int) -> str:
        """The text from one word up to, not with, another, and the marks that follow the last."""
        end = self.spans[last][0] if last < len(self.spans) else len(self.text)
        start = self.spans[first][0] if first else 0
        return self.text[start:end].strip()


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)
