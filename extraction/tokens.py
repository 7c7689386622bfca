"""An article cut into words without white space, in windows that a parser can take, with their offsets in the text.

The parser never sees white space (it was worth more than any other change to the prototype). Very long runs without a
space are cut, long articles are parsed a window of paragraphs at a time, and characters that no encoding takes are
replaced one for one, so offsets stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LINE = re.compile(r"[\r\n\u2028\u2029]")
CHUNK = re.compile(r"\S+")
UNENCODABLE = re.compile(r"[\ud800-\udfff\x00]")
LONG_RUN, RUN = 120, 100
"""Characters from which a run without a space is cut, and of the pieces it is cut into."""
WINDOW = 16_000
"""Characters of a window: what is parsed at once."""


Pieces = tuple[tuple[str, int], ...]
"""The words that a chunk (a run without a space) is cut into, each with its offset in the chunk."""


@dataclass(slots=True)
class Tokens:
    """The words of an article: their texts, offsets, whether a space follows, and which begin a line or a window."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    windows: list[int] = field(default_factory=list)


def encodable(text: str) -> str:
    """The text with lone surrogates and NUL replaced, length unchanged."""
    return UNENCODABLE.sub("\ufffd", text)


def tokenise(text: str, cut_up: Callable[[str], Pieces], cuts: Iterable[int] = ()) -> Tokens:
    """Cuts the text into words; `cuts` are further offsets at which a line is taken to begin.

    What a chunk is cut into depends on nothing around it, so `cut_up` may remember it.
    """
    out = Tokens()
    later = sorted(cuts, reverse=True)
    last = 0
    for lo, hi in windows(text):
        out.windows.append(len(out.words))
        for start, end in _chunks(text, lo, hi):
            gap = text[last:start]
            cut = gap not in ("", " ") and bool(out.words) and LINE.search(gap) is not None
            for word, offset in cut_up(text[start:end]):
                at = start + offset
                while later and later[-1] <= at:
                    cut = (later.pop() >= last and bool(out.words)) or cut
                if cut:
                    out.breaks.add(len(out.words))
                    cut = False
                out.words.append(word)
                out.starts.append(at)
                out.spaces.append(False)
                last = at + len(word)
            out.spaces[-1] = text[end : end + 1].isspace()
    return out


def windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most WINDOW characters that together are the text, cut at a line's end where there is one."""
    lo = 0
    while lo < len(text):
        hi = lo + WINDOW
        if hi >= len(text):
            hi = len(text)
        else:
            hi = text.rfind("\n", lo, hi) + 1 or text.rfind(" ", lo, hi) + 1 or hi
        yield lo, hi
        lo = hi


def _chunks(text: str, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """The runs without a space from lo to hi, overlong ones cut."""
    for run in CHUNK.finditer(text, lo, hi):
        a, b = run.span()
        if b - a >= LONG_RUN:
            for cut in range(a + RUN, b, RUN):
                yield a, cut
                a = cut
        yield a, b
