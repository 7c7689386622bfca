"""The word lists of data/: a reason on the first lines, then words, or lines of "class: words"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines(name: str) -> Iterator[str]:
    """The lines of data/NAME.txt without comments and empty ones. Raises FileNotFoundError for an unknown list."""
    text = (files("matching") / "data" / f"{name}.txt").read_text(encoding="utf8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The list data/NAME.txt as single words."""
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The list data/NAME.txt, a phrase a line."""
    return tuple(lines(name))


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """The list data/NAME.txt, lines of "class: words", as class -> words; a class may have several lines."""
    found: dict[str, frozenset[str]] = {}
    for line in lines(name):
        kind, _, words = line.partition(":")
        found[kind] = found.get(kind, frozenset()) | frozenset(words.split())
    return found
