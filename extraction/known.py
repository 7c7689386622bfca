"""Names from a list, found in a text in one pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extraction.reading import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans("’‘", "''")


class KnownNames:
    """Curated names with their kinds: the desk's own, or a list of ours."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self.kinds: dict[str, str] = {}
        for surface, kind in known:
            first = WORD.search(surface)
            if first and first.start() == 0:
                self._by_first.setdefault(first.group().lower(), []).append((surface, kind))
                self.kinds[surface] = kind
        for surfaces in self._by_first.values():
            surfaces.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: str) -> Iterator[Name]:
        """Every place where a known name stands in the text as a whole word, the longest one first."""
        if not self._by_first:
            return
        straight = text.translate(APOSTROPHES)
        end = 0
        for word in WORD.finditer(straight):
            start = word.start()
            if start < end:
                continue
            for surface, kind in self._by_first.get(word.group().lower(), ()):
                stop = start + len(surface)
                if (
                    straight.startswith(surface.translate(APOSTROPHES), start)
                    and not straight[stop : stop + 1].isalnum()
                ):
                    yield Name(text[start:stop], (start, stop), kind)
                    end = stop
                    break
