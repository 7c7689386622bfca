"""What a pasted page holds beside its story, and the text without it. Pure: text in, text out.

Captions, share buttons, newsletter lines and what is printed twice are proposed to be cut; headline, by-line, dateline
and the day stay, for they say where the story comes from. Nothing is cut that was not shown to a person first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from extraction.residue import residue

if TYPE_CHECKING:
    from collections.abc import Collection

CUT = {
    "caption": "caption",
    "credit": "picture credit",
    "share": "button",
    "newsletter": "newsletter",
    "more": "pointer elsewhere",
    "advertisement": "advertisement",
    "repeat": "printed twice",
}
"""The kinds of residue that are proposed to be cut, in words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is no part of the story. ``key`` names it by its words, wherever it stands."""

    key: str
    kind: str
    words: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """What it is, in words."""
        return CUT[self.kind]


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without some pieces, and those: [offset in this text, kind, words] each."""

    text: str
    pieces: list[tuple[int, str, str]]


def pieces_in(text: str) -> list[Piece]:
    """What would be cut, in the order of the text. Linear in its length."""
    found: list[Piece] = []
    seen: Counter[int] = Counter()
    for stretch in residue(text):
        if stretch.kind in CUT:
            words = text[slice(*stretch.span)].strip()
            number = crc32(words.encode())
            seen[number] += 1
            found.append(Piece(f"{number:x}-{seen[number]}", stretch.kind, words, *stretch.span))
    return found


def cut_out(text: str, keys: Collection[str]) -> Cut:
    """The text without the pieces of these keys; a line of which nothing is left goes with them."""
    kept, at, cut = "", 0, list[tuple[int, str, str]]()
    if not keys:
        return Cut(text, [])
    for piece in pieces_in(text):
        if piece.key not in keys:
            continue
        kept += text[at : piece.start]
        at = piece.end
        if kept[-1:] in ("", "\n"):
            at = _after_blank(text, at)
        elif kept[-1:] == " " and text[at : at + 1] in (" ", "\n", ""):
            kept = kept[:-1]
        cut.append((len(kept), piece.kind, piece.words))
    return Cut(kept + text[at:], cut)


def _after_blank(text: str, at: int) -> int:
    """Where the line goes on, or the next line that is not blank begins."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
