"""The word lists of training/data: a reason on the first line, words by white space or one entry a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def lines_of(path: Path) -> list[str]:
    """The entries of a list, one a line, comments left out."""
    lines = (line.strip() for line in path.read_text(encoding="utf8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of data/NAME.txt."""
    return frozenset(word for line in lines_of(DATA / f"{name}.txt") for word in line.split())
