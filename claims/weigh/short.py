"""A text cut to a length."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"


def short(text: str, most: int) -> str:
    """The text, or the beginning of one longer than ``most`` characters, which then ends in "…" and is no longer.

    A letter keeps the marks that are written over or under it.
    """
    if len(text) <= most:
        return text
    end = most - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    return f"{text[:end].rstrip()}{ELLIPSIS}"
