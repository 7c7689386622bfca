"""Names from a list, found in a text in one pass."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from extraction.reading import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans("’‘", "''")


@lru_cache(maxsize=4)
def _words(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text with straight apostrophes, and its words in lower case with their offsets: several lists ask for one text."""
    straight = text.translate(APOSTROPHES)
    return straight, tuple((word.start(), word.group().lower()) for word in WORD.finditer(straight))


class KnownNames:
    """Curated names with their kinds: the desk's own, or a list of ours."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self.kinds: dict[str, str] = {}
        for surface, kind in known:
            first = WORD.search(surface)
            if first and first.start() == 0:
                plain = surface.translate(APOSTROPHES)
                self._by_first.setdefault(first.group().lower(), []).append((plain, kind))
                self.kinds[surface] = kind
        for surfaces in self._by_first.values():
            surfaces.sort(key=lambda row: -len(row[0]))

    def find(self, text: str) -> Iterator[Name]:
        """Every place where a known name stands in the text as a whole word, the longest one first."""
        if not self._by_first:
            return
        straight, words = _words(text)
        by_first, end = self._by_first, 0
        for start, first in words:
            if start < end or first not in by_first:
                continue
            for plain, kind in by_first[first]:
                stop = start + len(plain)
                if straight.startswith(plain, start) and not straight[stop : stop + 1].isalnum():
                    yield Name(text[start:stop], (start, stop), kind)
                    end = stop
                    break
