"""Numbers as a text says them: "4,300", "two dozen", "1.5 million", "10 per cent", "some 40 boats", "in 2015"."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice

from matching.dates import dates
from matching.kindred import same_word
from matching.lists import word_set

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_SPELLED = "|".join((*UNITS, *TENS))
_SCALE = "dozen|hundred|thousand|million|billion|trillion"
NUMBER = re.compile(
    rf"""
    (?<![\w.,-])                                        # not the 360 of Fath-360, nor part of a longer number
    (?P<money>[$€£¥])?
    (?:
        (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?:\s?(?P<short>k|mn|bn|tn|m)\b)?
      | (?P<words>(?:{_SPELLED})(?:[\s-](?:{_SPELLED}))?\b)
      | (?P<article>an?)(?=\s(?:{_SCALE})\b)
    )
    (?P<scales>(?:[\s-](?:{_SCALE})\b){{0,2}})
    (?P<percent>\s?%|\s?per\s?cent\b|\s?percentage\b)?
    (?!\w|[.,]\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)
ROUNDLY = re.compile(
    r"(?:about|around|roughly|some|nearly|almost|approximately|close to|up to|at least|more than|over|"
    r"fewer than|less than|under|as many as)\s+[$€£¥]?$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"[\s-]+(?:of\s+)?(?:the\s+)?([^\W\d_]+)(?:[\s-]+([^\W\d_]+))?(?:[\s-]+([^\W\d_]+))?")
CURRENCIES = frozenset(
    {"dollar", "dollars", "euro", "euros", "pound", "pounds", "usd", "eur", "gbp", "yen", "rubles"}
)
DAY = 2
"""Digits of the day of a month."""
YEARS = range(1500, 2100)
NEAR = 0.15
"""By how much two numbers may differ of which one is said to be rough: "some 40" may be 43."""
ROUNDED = 0.05
"""By how much a number may be rounded without saying so: "2,000" may be 2,084."""


MOST_NUMBERS = 100
"""Numbers that are read of a text: a table of thousands is compared with nothing."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value; its unit, "%" or "$" (for any currency) or "year" or ""; and the words that say it.

    ``rough``: said to be about, over or under so many; ``digits``: significant ones; ``counted``: the words after it,
    among them what it counts.
    """

    value: float
    unit: str
    text: str
    rough: bool = False
    digits: int = 15
    counted: tuple[str, ...] = ()

    def agrees(self, other: Number) -> bool:
        """Whether the two can be the same number: units that do not contradict each other and values that are equal,
        or equal when rounded as roughly as the rougher says it: "4.3 million" and "4,312,000".
        """
        if self.unit != other.unit and self.unit and other.unit:
            return False
        one, two = self.value, other.value
        if self._near(one, two, 1e-9):
            return True
        if "year" in (self.unit, other.unit):
            return False
        if self.rough or other.rough:
            return self._near(one, two, NEAR)
        digits = min(self.digits, other.digits)
        return (
            abs(one) >= 100
            and self._near(one, two, ROUNDED)
            and _rounded(one, digits) == _rounded(two, digits)
        )

    def compares(self, other: Number) -> bool:
        """Whether the two, where they differ, differ in the same thing: years, shares, sums, or counts of one word."""
        if self.unit or other.unit:
            return self.unit == other.unit and (self.unit != "$" or self._near(self.value, other.value, 0.9))
        return any(same_word(a, b) for a in self.counted for b in other.counted)

    @staticmethod
    def _near(one: float, two: float, share: float) -> bool:
        return abs(one - two) <= share * max(abs(one), abs(two))


def numbers(text: str) -> tuple[Number, ...]:
    """The first MOST_NUMBERS numbers of a text. "One" alone is a pronoun as often as a number and is left out, and so
    is the day of a date.
    """
    within = [date for date in dates(text) if date.day]
    found = (
        _number(match, text)
        for match in NUMBER.finditer(text)
        if not any(date.start <= match.start() < date.end and len(match[0]) <= DAY for date in within)
    )
    return tuple(islice((number for number in found if number.text.lower() != "one"), MOST_NUMBERS))


def _number(match: re.Match[str], text: str) -> Number:
    value = _value(match)
    for scale in re.split(r"[\s-]+", match["scales"].lower()):
        value *= SCALES.get(scale, 1)
    if match["short"]:
        value *= SCALES[match["short"].lower()]
    counted = _counted(text, match.end())
    return Number(
        value,
        _unit(match, value, counted),
        match[0].strip(),
        bool(ROUNDLY.search(text[max(0, match.start() - 20) : match.start()])),
        _digits(match),
        counted,
    )


def _counted(text: str, end: int) -> tuple[str, ...]:
    """The telling words right after a number."""
    after = COUNTED.match(text[end : end + 60])
    words = [word.lower() for word in after.groups() if word] if after else []
    stops = next((i for i, word in enumerate(words) if word in word_set("stop-words")), len(words))
    return tuple(words[:stops])


def _unit(match: re.Match[str], value: float, counted: tuple[str, ...]) -> str:
    if match["percent"]:
        return "%"
    if match["money"] or (counted and counted[0] in CURRENCIES):
        return "$"
    plain = match["digits"] and len(match["digits"]) == 4 and not match["short"] and not match["scales"]
    return "year" if plain and value in YEARS and not (counted and counted[0].endswith("s")) else ""


def _digits(match: re.Match[str]) -> int:
    """Significant digits; for a number in words, all of them: "twenty" is twenty."""
    if not match["digits"]:
        return 15
    return max(1, len(match["digits"].replace(",", "").replace(".", "").strip("0")))


def _rounded(value: float, digits: int) -> float:
    size = math.floor(math.log10(abs(value)))
    step = 10.0 ** (size - digits + 1)
    return round(value / step) * step


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", ""))
    if match["article"]:
        return 1.0
    return float(
        sum(UNITS.get(word, TENS.get(word, 0)) for word in re.split(r"[\s-]", match["words"].lower()))
    )
