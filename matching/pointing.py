"""Contents that only point back: "denied the claims" is about what the article's own words around it say."""

from __future__ import annotations

from functools import lru_cache

from matching.lists import word_set
from matching.wording import wording

MOST_WORDS = 12
"""Words of a text that may be no more than a pointer; a longer one says something itself."""


@lru_cache(maxsize=4096)
def points_back(text: str) -> bool:
    """Whether a text has no word of its own that tells what it is about: "the claims", "It denied the allegations"."""
    if len(text.split()) > MOST_WORDS:
        return False
    found = wording(text)
    return (
        bool(found.words)
        and not found.numbers
        and not found.names
        and all(w in word_set("pointing-words") for w in found.words)
    )
