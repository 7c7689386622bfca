"""How two texts of an article differ: by paragraph, and within a paragraph by word. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sort = Literal["same", "gone", "new"]
WORD = re.compile(r"\w+|\s+|[^\w\s]")
PARAGRAPH = re.compile(r"[^\n]*\n*")
CLOSELY = 4_000
"""Pieces of a changed stretch up to which it is compared word by word: the time grows with their square."""
MANY = 400
"""Pieces from which those that come again and again are passed over: the time would grow with their square."""
ALIKE = 0.4
"""Two paragraphs that share less are two, and not one that was rewritten."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of both texts: ``[start, end)`` in the old and in the new one; empty in one of them where it is gone or
    new.
    """

    sort: Sort
    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as the page of differences shows it: pieces of words with their sort."""

    pieces: tuple[tuple[Sort, str], ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing in it differs."""
        return all(sort == "same" for sort, _ in self.pieces)


def stretches(old: str, new: str) -> list[Stretch]:
    """The two texts, stretch by stretch, in order."""
    found: list[Stretch] = []
    for tag, a, b in _blocks(PARAGRAPH, old, new, (0, len(old)), (0, len(new))):
        if tag == "equal":
            found.append(Stretch("same", a, b))
        elif tag == "replace" and _are_small(old[slice(*a)], new[slice(*b)]):
            for inner, c, d in _blocks(WORD, old, new, a, b):
                found += _split(inner, c, d)
        else:
            found += _split(tag, a, b)
    return found


def paragraphs(old: str, new: str) -> list[Paragraph]:
    """Both texts as one, paragraph by paragraph, for reading."""
    shown: list[list[tuple[Sort, str]]] = [[]]
    for tag, a, b in _blocks(PARAGRAPH, old, new, (0, len(old)), (0, len(new))):
        for sort, words in _pieces(old, new, tag, a, b):
            for number, line in enumerate(words.split("\n")):
                if number:
                    shown.append([])
                if line:
                    shown[-1].append((sort, line))
    return [Paragraph(tuple(pieces)) for pieces in shown if pieces]


def moved(span: Sequence[int], same: Sequence[Stretch]) -> list[int] | None:
    """Where a span of the old text stands in the new one; None where it is not whole in one unchanged stretch.

    ``same`` are the stretches that did not change, in order.
    """
    at = bisect_right([stretch.old[0] for stretch in same], span[0]) - 1
    if at < 0 or span[1] > same[at].old[1]:
        return None
    shift = same[at].new[0] - same[at].old[0]
    return [span[0] + shift, span[1] + shift]


def unchanged(found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches that did not change; neighbours as one."""
    merged: list[Stretch] = []
    for each in found:
        if each.sort != "same":
            continue
        last = merged[-1] if merged else None
        if last and last.old[1] == each.old[0] and last.new[1] == each.new[0]:
            merged[-1] = Stretch("same", (last.old[0], each.old[1]), (last.new[0], each.new[1]))
        else:
            merged.append(each)
    return merged


def _pieces(
    old: str, new: str, tag: str, a: tuple[int, int], b: tuple[int, int]
) -> Iterator[tuple[Sort, str]]:
    was, is_now = old[slice(*a)], new[slice(*b)]
    if tag == "equal":
        yield "same", is_now
    elif tag == "replace" and _are_small(was, is_now) and _are_alike(was, is_now):
        for inner, c, d in _blocks(WORD, old, new, a, b):
            for each in _split(inner, c, d):
                text = old[slice(*each.old)] if each.sort == "gone" else new[slice(*each.new)]
                yield each.sort, text
    else:
        if was:
            yield "gone", was if was.endswith("\n") or not is_now else f"{was}\n"
        if is_now:
            yield "new", is_now


def _blocks(
    pattern: re.Pattern[str], old: str, new: str, a: tuple[int, int], b: tuple[int, int]
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """difflib's opcodes over the pieces of two stretches, as places in the texts."""
    begins_a = _begins(pattern, old, a)
    begins_b = _begins(pattern, new, b)
    words_a = [old[s:e] for s, e in pairwise(begins_a)]
    words_b = [new[s:e] for s, e in pairwise(begins_b)]
    is_many = max(len(words_a), len(words_b)) > MANY
    for tag, i, j, k, m in SequenceMatcher(None, words_a, words_b, autojunk=is_many).get_opcodes():
        yield tag, (begins_a[i], begins_a[j]), (begins_b[k], begins_b[m])


def _begins(pattern: re.Pattern[str], text: str, within: tuple[int, int]) -> list[int]:
    found = [match.start() for match in pattern.finditer(text, *within) if match.end() > match.start()]
    return [*found, within[1]]


def _split(tag: str, a: tuple[int, int], b: tuple[int, int]) -> Iterator[Stretch]:
    if tag == "equal":
        yield Stretch("same", a, b)
        return
    if a[0] < a[1]:
        yield Stretch("gone", a, (b[0], b[0]))
    if b[0] < b[1]:
        yield Stretch("new", (a[1], a[1]), b)


def _are_small(was: str, is_now: str) -> bool:
    return max(len(was), len(is_now)) < CLOSELY


def _are_alike(was: str, is_now: str) -> bool:
    return SequenceMatcher(None, was.split(), is_now.split(), autojunk=False).quick_ratio() >= ALIKE
