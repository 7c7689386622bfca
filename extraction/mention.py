"""A name where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: the words from `a` up to `b`."""

    a: int
    b: int
    text: str
    kind: str
