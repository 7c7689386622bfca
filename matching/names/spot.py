"""Where known names stand in a text: every few words of it by their normal form, to be looked up all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matching.names.normal import APOSTROPHES, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "".join(map(chr, APOSTROPHES))
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}][^\W_]+)*")
POSSESSIVE = re.compile(rf"[{MARKS}]s$")
LONGEST = 8
"""Words of a name that is looked for."""
AT_ONCE = 4_000
"""Words of a text that are looked up together, some 30,000 keys."""


def spots(text: str) -> Iterator[dict[str, list[str]]]:
    """The runs of up to LONGEST words of a text as it has them, by their normal form; a long text comes in pieces.

    A possessive ending is left off, and a run never goes over the end of a line.
    """
    found: dict[str, list[str]] = {}
    held = 0
    for line in text.splitlines():
        words = list(_words(line))
        for i in range(len(words)):
            key = ""
            for _, end, form in words[i : i + LONGEST]:
                key = f"{key} {form}" if key else form
                surfaces = found.setdefault(key, [])
                surface = line[words[i][0] : end]
                if surface not in surfaces:
                    surfaces.append(surface)
        held += len(words)
        if held >= AT_ONCE:
            yield found
            found, held = {}, 0
    if found:
        yield found


def agrees(surface: str, name: str) -> bool:
    """Whether words of a text may be this name, going by their capitals: "may" is not May, nor "who" the WHO."""
    if name.isupper() and len(name) > 1:
        return surface.isupper()
    return all(
        said[0].isupper() or not known[0].isupper()
        for said, known in zip(WORD.findall(surface), WORD.findall(name), strict=False)
    )


def _words(line: str) -> Iterator[tuple[int, int, str]]:
    for word in WORD.finditer(line):
        written = POSSESSIVE.sub("", word[0])
        yield word.start(), word.start() + len(written), normal_form(written)
