"""A long text in parts of a size that a page can carry. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

PART_CHARACTERS = 40_000
# A part may be so much longer or shorter, to end where a paragraph or at least a word ends.
SLACK = 4_000


@dataclass(frozen=True)
class Part:
    """One of the ``count`` parts of a text: number ``number``, from ``start`` to ``end``."""

    number: int
    count: int
    start: int
    end: int

    @property
    def previous(self) -> int | None:
        """The number of the part before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the part behind."""
        return self.number + 1 if self.number < self.count else None


def starts(text: str) -> list[int]:
    """Where each part begins: at the start of a line where there is one near, else of a word, else anywhere."""
    found = [0]
    while len(text) - found[-1] > PART_CHARACTERS + SLACK:
        end = found[-1] + PART_CHARACTERS
        least, most = end - SLACK, end + SLACK
        line = text.rfind("\n", least, most)
        cut = line if line >= 0 else text.rfind(" ", least, most)
        found.append(cut + 1 if cut >= 0 else end)
    return found


def part_of(text: str, *, number: int | None = None, offset: int | None = None) -> Part:
    """The part with this number, or the one that holds ``offset``; the first where neither makes sense."""
    begins = starts(text)
    return _part(begins, len(text), _index(begins, number, offset))


def part_number(begins: Sequence[int], offset: int) -> int:
    """The number of the part that holds ``offset``."""
    return max(bisect_right(begins, offset), 1)


def _index(begins: Sequence[int], number: int | None, offset: int | None) -> int:
    if offset is not None:
        return part_number(begins, offset)
    return min(number or 1, len(begins))


def _part(begins: Sequence[int], length: int, number: int) -> Part:
    end = begins[number] if number < len(begins) else length
    return Part(number, len(begins), begins[number - 1], end)
