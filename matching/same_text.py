"""(Nearly) the same story in two articles, found by passages: copies that were cut, opened anew, or put together.

A text is cut into passages where its own words say so, so that a paragraph more or less moves no other's bounds. Each
passage has a MinHash (A. Broder, "On the resemblance and containment of documents", 1997; the datasketch library), cut
into bands: passages that share one are held against each other (P. Indyk, R. Motwani, 1998). Whether two articles are
copies is then told by their words themselves: how much of the shorter one stands in the longer.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from matching.same_words import WORD, normal_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+|\n+")
SHORT, LONG = 20, 80
"""Words of a passage: it ends at no sentence before the first, and at the first sentence after the second."""
FEWEST_WORDS = 12
"""A passage of fewer words is not looked for; a text of fewer has no copies."""
SHINGLE = 3
BANDS, ROWS = 8, 3
"""Passages that share half of their shingles share a band with probability 0.65, 0.8 of them 0.99."""
SEED, SCHEME = 1, "affine64"
RUN = 5
COPIED = 0.6
"""Share of the shorter article's runs of five words that the longer one has, from which the two are copies."""
MOST_WORDS = 20_000

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a text without case and marks; beyond MOST_WORDS it is not read."""
    found: list[str] = []
    for sentence in SENTENCE.split(text):
        found += normal_words(sentence)
        if len(found) >= MOST_WORDS:
            break
    return tuple(found[:MOST_WORDS])


def passages(text: str) -> list[Words]:
    """The passages of a text, whole sentences each. Where one ends follows from the words before, wherever they stand."""
    found: list[Words] = []
    passage: list[str] = []
    read = 0
    for sentence in SENTENCE.split(text):
        if read >= MOST_WORDS or WORD.search(sentence) is None:
            continue
        words = normal_words(sentence)
        read += len(words)
        passage += words
        ends = len(passage) >= SHORT and crc32(" ".join(words[-3:]).encode()) % 2 == 0
        if ends or len(passage) >= LONG:
            found.append(tuple(passage))
            passage = []
    found.append(tuple(passage))
    return [words for words in found if len(words) >= FEWEST_WORDS]


def band_keys(parts: Iterable[Sequence[str]]) -> set[int]:
    """The keys, signed numbers of 64 bits, of which passages that are alike share at least one, in all likelihood."""
    # Here, as it brings SciPy along, which only those who compare need.
    from datasketch import MinHash

    shingles = [[shingle.encode() for shingle in _runs(words, SHINGLE)] for words in parts]
    if not shingles:
        return set()
    hashes = MinHash.bulk(shingles, num_perm=BANDS * ROWS, seed=SEED, scheme=SCHEME)
    return {
        _key(band, made.hashvalues[band * ROWS : (band + 1) * ROWS].tobytes())
        for made in hashes
        for band in range(BANDS)
    }


def share_of_shorter(one: Words, other: Words) -> float:
    """How much of the shorter text, by runs of five words, stands in the longer one: 0 to 1. 0 where it is too short."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < FEWEST_WORDS:
        return 0.0
    mine, theirs = set(_runs(shorter, RUN)), set(_runs(longer, RUN))
    return len(mine & theirs) / len(mine)


def _runs(words: Sequence[str], length: int) -> list[str]:
    return [" ".join(words[n : n + length]) for n in range(len(words) - length + 1)]


def _key(band: int, values: bytes) -> int:
    digest = blake2b(values, digest_size=8, salt=band.to_bytes(16, "big")).digest()
    return int.from_bytes(digest, "big", signed=True)
