"""An article cut into words without white space, in windows that a parser can take, with their offsets in the text.

The parser never sees white space (it was worth more than any other change to the prototype). Very long runs without a
space are cut, long articles are parsed a window of paragraphs at a time, and characters that no encoding takes are
replaced one for one, so offsets stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LINE = re.compile(r"[\r\n\u2028\u2029]")
LONG_RUN = re.compile(r"\S{120,}")
UNENCODABLE = re.compile(r"[\ud800-\udfff\x00]")
RUN = 100
"""Characters of the pieces a run without a space is cut into."""
WINDOW = 16_000
"""Characters of a window: what is parsed at once."""


class Token(Protocol):
    """What is needed of a tokenizer's token."""

    @property
    def text(self) -> str: ...
    @property
    def idx(self) -> int: ...
    @property
    def is_space(self) -> bool: ...
    @property
    def whitespace_(self) -> str: ...


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


def tokenise(text: str, tokenizer: Callable[[str], Iterable[Token]], cuts: Iterable[int] = ()) -> Tokens:
    """Cuts the text into words; `cuts` are further offsets at which a line is taken to begin."""
    out = Tokens()
    later = sorted(cuts, reverse=True)
    last = 0
    for lo, hi in windows(text):
        out.windows.append(len(out.words))
        for a, b in _pieces(text, lo, hi):
            for token in tokenizer(text[a:b]):
                start = a + token.idx
                if token.is_space:
                    if out.spaces:
                        out.spaces[-1] = True
                    continue
                cut = False
                while later and later[-1] <= start:
                    cut = later.pop() >= last or cut
                if out.words and (cut or LINE.search(text, last, start)):
                    out.breaks.add(len(out.words))
                out.words.append(token.text)
                out.starts.append(start)
                out.spaces.append(bool(token.whitespace_))
                last = start + len(token.text)
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


def _pieces(text: str, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """The window itself, cut only inside overlong runs without a space."""
    at = lo
    for run in LONG_RUN.finditer(text, lo, hi):
        for cut in range(run.start() + RUN, run.end(), RUN):
            yield at, cut
            at = cut
    yield at, hi
