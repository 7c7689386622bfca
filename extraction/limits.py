"""What cannot be an article, told cheaply before any time is spent on it: refused with a reason for who brought it."""

from __future__ import annotations

import re

from extraction.reading import Unreadable, gettext_noop

LONGEST = 2_000_000
"""Characters of an article; more is a mistake in fetching, and would take longer than a task may."""
MOST_MARKS = 20_000
"""Quotation marks; the longest books have fewer."""
LARGE = 60_000
"""Words and marks from which a text must look like writing."""
FEWEST_WORDS = 1_000
"""Different words and marks that so long a text has at the very least."""
LEAST_SPACE = 0.05
"""Share of white space in writing that separates its words."""
SHORTEST_WORD = 2.5
"""Characters to a word or mark, spaces included, that writing has at the very least."""
MARK = re.compile(r"[\"“”„«»‘’']")
PIECE = re.compile(r"\w+|[^\w\s]")
SPACE = re.compile(r"\s+")


def check_is_an_article(text: object) -> str:
    """The text, if it may be one. Raises Unreadable, saying why not, for what is no text, too long, or no writing."""
    if not isinstance(text, str):
        raise Unreadable(
            gettext_noop("The article has no text: what came is not writing but some other kind of data.")
        )
    if len(text) > LONGEST:
        raise Unreadable(
            f"The text is {len(text):,} characters long; more than {LONGEST:,} cannot be one article."
        )
    if len(text) > LARGE:
        _check_is_writing(text)
    return text


def _check_is_writing(text: str) -> None:
    marks = sum(1 for _ in MARK.finditer(text))
    if marks > MOST_MARKS:
        raise Unreadable(
            f"The text holds {marks:,} quotation marks; more than {MOST_MARKS:,} cannot be one article."
        )
    kinds: set[str] = set()
    pieces = 0
    for piece in PIECE.finditer(text):
        pieces += 1
        if len(kinds) < FEWEST_WORDS:
            kinds.add(piece.group())
    if pieces <= LARGE:
        return
    if len(text) / pieces < SHORTEST_WORD:
        raise Unreadable(
            gettext_noop("The text is no article: it is made of single characters and marks, not of words.")
        )
    if len(kinds) < FEWEST_WORDS:
        raise Unreadable(gettext_noop("The text is no article: it repeats the same few words over and over."))
    space = sum(len(m.group()) for m in SPACE.finditer(text))
    if space < LEAST_SPACE * len(text):
        raise Unreadable(gettext_noop("The text is no article: there are no spaces between its words."))
