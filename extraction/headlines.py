"""Headline Case put down before the parse: each word of such a line gets the case it has elsewhere in the article.

The parser was trained on sentences, and takes a line of capitals for one long name. Only what it sees changes; lengths
and offsets stay.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from extraction.wordlists import classes, cue_lemma, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

LONGEST = 40
"""Words of a line that may be a headline."""
AFTER_END = frozenset({".", "?", "!", "“", '"', ":", "”", "‘", "'"})


def plain_case(words: Sequence[str], breaks: AbstractSet[int]) -> list[str]:
    """The words as the parser should see them; `breaks` are the numbers of the words that begin a line."""
    edges = [0, *sorted(breaks - {0}), len(words)]
    heads = []
    lower: set[str] = set()
    upper: set[str] = set()
    for a, b in itertools.pairwise(edges):
        if _is_headline(words[a:b]):
            heads.append((a, b))
            continue
        lower.update(w for w in words[a:b] if w.islower())
        upper.update(
            words[i].lower()
            for i in range(a + 1, b)
            if words[i][:1].isupper() and words[i - 1] not in AFTER_END
        )
    out = list(words)
    for a, b in heads:
        for i in range(a, b):
            form = words[i].lower()
            if words[i][:1].isupper() and len(form) == len(words[i]) and form not in upper:
                out[i] = form if form in lower or _is_plain(form) else words[i]
    return out


def _is_headline(line: Sequence[str]) -> bool:
    if len(line) >= LONGEST:
        return False
    alpha = [w for w in line if w[:1].isalpha()]
    long_ = [w for w in alpha if len(w) > 3]
    if len(alpha) < 3:
        return False
    capitals = sum(w[0].isupper() for w in alpha)
    return capitals >= 0.6 * len(alpha) and sum(w[0].isupper() for w in long_) >= 0.8 * max(1, len(long_))


def _is_plain(form: str) -> bool:
    """A word that headlines carry in capitals though it is no name: a function word, or a form of a cue verb."""
    return form in word_set("headline_words") or (
        form not in classes("cue_verbs") and cue_lemma(form) is not None
    )
