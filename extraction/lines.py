"""The lines of a pasted page: where they stand, what two printings of one share, which of them can be headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
SENTENCE_END = re.compile(r"(?<=[^\W_]{2}[.!?])[”\"’]?\s+(?=[A-Z“\"‘(])|(?<=[.!?][”\"’])\s+(?=[A-Z“\"‘(])")
SHORT = 300
"""Characters within which a line may be a headline or a button."""
COMPARED = 4 * SHORT
"""Characters of a line that is compared with others; a longer one is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it: its offsets, and its words for comparing."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """What two printings of one line share; empty for one too long to be compared."""
        return " ".join(self.text.split()).lower() if len(self.text) <= COMPARED else ""

    @property
    def is_sentence(self) -> bool:
        """Does it end as sentences do?"""
        line = self.text.rstrip()
        return line.rstrip("\"'”’)").endswith((".", "!", "?", "…")) or line.endswith((",”", ',"'))

    @property
    def may_be_headline(self) -> bool:
        """Short, no sentence or several of them, and leading to nothing."""
        line = self.text.rstrip()
        return (
            0 < len(line) <= SHORT
            and not self.is_sentence
            and not line.endswith((":", ",", ";", "—", "-"))
            and SENTENCE_END.search(line) is None
            and any(c.isalpha() for c in line)
        )


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold more than white space, in order."""
    return [Line(*m.span(), m.group()) for m in LINE.finditer(text) if not m.group().isspace()]
