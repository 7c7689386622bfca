"""A text as comparisons see it: its telling words in order, its numbers and dates, and the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.dates import Date, dates
from matching.kindred import one_form
from matching.lists import word_set
from matching.numbers import SCALES, TENS, UNITS, Number, numbers
from matching.states import state_at

WORD = re.compile(r"(?:[A-Z]\.)+[A-Z]\b\.?|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
MOST_CHARACTERS = 20_000
"""What is read of a text: as much as the search columns hold."""
UNITED_STATES = frozenset({"US", "U.S", "U.S.A"})
NUMBER_WORDS = frozenset((*UNITS, *TENS, *SCALES))
HEADLINE = 0.75
"""Share of capitalised words from which on capitals are those of a headline and show no name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """``words``: lower case, stop words left out, a state under the one word that stands for it. ``shown``: each
    word as the text has it. ``names``: words that are surely part of a name; ``perhaps``: those that may be, since
    every sentence starts with a capital.
    """

    text: str
    words: tuple[str, ...]
    shown: dict[str, str]
    names: frozenset[str]
    perhaps: frozenset[str]
    may_have_numbers: bool

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers; read when they are first asked for, as many a text is compared by its words alone."""
        return _numbers(self.text) if self.may_have_numbers else ()

    @property
    def dates(self) -> tuple[Date, ...]:
        """Its dates; likewise."""
        return _dates(self.text)


_numbers, _dates = lru_cache(maxsize=8192)(numbers), lru_cache(maxsize=1024)(dates)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it stands in texts, looked at once for all of them: lower case without a possessive ending (``low``), in
    its one form (``form``), and what its letters say of it.
    """

    raw: str
    low: str
    form: str
    capital: bool
    upper: bool
    long: bool
    begins_upper: bool
    passed: bool
    may_be_number: bool


@lru_cache(maxsize=65_536)
def _token(word: str) -> _Token:
    raw = _bare(word)
    low = _low(raw)
    capital = _capital(raw)
    form = low if capital else one_form(low)
    return _Token(
        raw=raw,
        low=low,
        form=form,
        capital=capital,
        upper=raw.isupper(),
        long=len(raw) > 3 and raw[0].isalpha(),
        begins_upper=raw[0].isupper(),
        passed=form in word_set("stop-words") or (len(form) == 1 and not form.isdigit()),
        may_be_number=low in NUMBER_WORDS or word[0].isdigit(),
    )


@lru_cache(maxsize=8192)
def wording(text: str) -> Wording:
    """Takes a text apart. Any text will do; beyond MOST_CHARACTERS it is not read. The answer is shared: read only."""
    text = text[:MOST_CHARACTERS]
    found = list(WORD.finditer(text))
    tokens = [_token(match[0]) for match in found]
    low = [token.low for token in tokens]
    headline = _is_headline(tokens)
    may_have_numbers = True in [token.may_be_number for token in tokens]
    words: list[str] = []
    shown: dict[str, str] = {}
    names: set[str] = set()
    perhaps: set[str] = set()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        state = state_at(low, i) if token.capital else None
        if state:
            word, size = state
            words.append(word)
            shown.setdefault(word, " ".join(each.raw for each in tokens[i : i + size]))
            names.add(word)
            i += size
            continue
        i += 1
        if token.passed:
            continue
        words.append(token.form)
        shown.setdefault(token.form, token.raw)
        if token.capital:
            acronym = token.upper and not headline
            starts = not acronym and (headline or _starts(text, found[i - 1].start()))
            (perhaps if starts else names).add(token.form)
    return Wording(text, tuple(words), shown, frozenset(names), frozenset(perhaps - names), may_have_numbers)


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


def _is_headline(tokens: list[_Token]) -> bool:
    long = [token.begins_upper for token in tokens if token.long]
    return len(long) >= 5 and sum(long) >= HEADLINE * len(long)


def _starts(text: str, place: int) -> bool:
    """Whether a sentence or a quotation starts at ``place``."""
    before = text[max(0, place - 20) : place].rstrip()
    return not before or before[-1] in ".!?:\"“”‘'—–-(["
