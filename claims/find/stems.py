"""Stems of words as the database makes them, so that both sides of a comparison have one stemmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from entities.any_of import array_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_KEPT = 100_000
"""Words whose stems a process keeps, some 15 MB; a stem never changes, so that each word is asked for once."""
STEMS = """
select w.word, coalesce((ts_lexize('english_stem', w.word))[1], w.word) from unnest(%(words)s::text[]) w(word)
"""
_kept: dict[str, str] = {}


def stems(words: Iterable[str]) -> dict[str, str]:
    """The stem of each lower-case word; of a stop word, the word itself. One query where a word is new, else none."""
    words = set(words)
    new = sorted(words.difference(_kept))
    if len(_kept) + len(new) > MOST_KEPT:
        _kept.clear()
        new = sorted(words)
    if new:
        with connection.cursor() as cursor:
            cursor.execute(STEMS, {"words": array_of(new)})
            _kept.update(cursor.fetchall())
    return {word: _kept[word] for word in words}
