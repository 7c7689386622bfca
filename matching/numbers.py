"""Numbers as a text says them: "4,300", "two dozen", "1.5 million", "10 per cent"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

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


MOST_NUMBERS = 100
"""Numbers that are read of a text: a table of thousands is compared with nothing."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value, "%" or "$" (for any currency) or "" as its unit, and the words that say it."""

    value: float
    unit: str
    text: str

    def agrees(self, other: Number) -> bool:
        """Whether the two can be the same number: equal values, and units that do not contradict each other."""
        same_unit = self.unit == other.unit or not (self.unit and other.unit)
        return same_unit and abs(self.value - other.value) <= 1e-9 * max(abs(self.value), abs(other.value))


def numbers(text: str) -> tuple[Number, ...]:
    """The first MOST_NUMBERS numbers of a text. "One" alone is a pronoun as often as a number and is left out."""
    found = (number for number in map(_number, NUMBER.finditer(text)) if number.text.lower() != "one")
    return tuple(islice(found, MOST_NUMBERS))


def _number(match: re.Match[str]) -> Number:
    value = _value(match)
    for scale in re.split(r"[\s-]+", match["scales"].lower()):
        value *= SCALES.get(scale, 1)
    if match["short"]:
        value *= SCALES[match["short"].lower()]
    unit = "%" if match["percent"] else "$" if match["money"] else ""
    return Number(value, unit, match[0].strip())


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", ""))
    if match["article"]:
        return 1.0
    return float(
        sum(UNITS.get(word, TENS.get(word, 0)) for word in re.split(r"[\s-]", match["words"].lower()))
    )
