"""A text as comparisons see it: its telling words in order, its numbers and dates, and the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.dates import Date, dates
from matching.kindred import one_form
from matching.lists import word_set
from matching.numbers import Number, numbers
from matching.states import state_at

WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
MOST_CHARACTERS = 20_000
"""What is read of a text: as much as the search columns hold."""
UNITED_STATES = frozenset({"US", "U.S", "U.S.A"})
HEADLINE = 0.75
"""Share of capitalised words from which on capitals are those of a headline and show no name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``words``: lower case, stop words left out, a state under the one word that stands for it. ``shown``: each
    word as the text has it. ``names``: words that are surely part of a name; ``perhaps``: those that may be, since
    every sentence starts with a capital.
    """

    words: tuple[str, ...]
    shown: dict[str, str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: frozenset[str]
    perhaps: frozenset[str]


@lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """Takes a text apart. Any text will do; beyond MOST_CHARACTERS it is not read. The answer is shared: read only."""
    text = text[:MOST_CHARACTERS]
    found = list(WORD.finditer(text))
    raw = [_bare(match[0]) for match in found]
    low = [_low(word) for word in raw]
    headline = _is_headline(raw)
    words: list[str] = []
    shown: dict[str, str] = {}
    names: set[str] = set()
    perhaps: set[str] = set()
    passed = word_set("stop-words")
    i = 0
    while i < len(low):
        capital = _capital(raw[i])
        state = state_at(low, i) if capital else None
        word, size = state or (low[i] if capital else one_form(low[i]), 1)
        if word not in passed and (len(word) > 1 or word.isdigit()):
            words.append(word)
            shown.setdefault(word, " ".join(raw[i : i + size]))
            if state:
                names.add(word)
            elif capital:
                starts = headline or _starts(text, found[i].start())
                (perhaps if starts and not _acronym(raw[i], headline=headline) else names).add(word)
        i += size
    return Wording(
        tuple(words), shown, numbers(text), dates(text), frozenset(names), frozenset(perhaps - names)
    )


def _bare(word: str) -> str:
    """Without a possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _low(word: str) -> str:
    """In lower case; "US" is a state, "us" is not."""
    if word[0] == "U" and word.strip(".") in UNITED_STATES:
        return "u.s"
    return word.rstrip(".").lower().replace("’", "'")


def _capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _acronym(word: str, *, headline: bool) -> bool:
    return not headline and word.isupper()


def _is_headline(raw: list[str]) -> bool:
    long = [word for word in raw if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 5 and sum(word[0].isupper() for word in long) >= HEADLINE * len(long)


def _starts(text: str, place: int) -> bool:
    """Whether a sentence or a quotation starts at ``place``."""
    before = text[max(0, place - 20) : place].rstrip()
    return not before or before[-1] in ".!?:\"“”‘'—–-(["
