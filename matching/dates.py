"""Dates as a text says them, as far as they name a month: "6 September 2024", "September 6", "in May", "Sept 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMES = "|".join(
    (
        *(month.capitalize() for month in MONTHS),
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sept?",
        "Oct",
        "Nov",
        "Dec",
    )
)
DATE = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_NAMES})\b\.?"
    rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,?\d))?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
)
SURE = re.compile(
    r"\b(?:in|since|until|by|last|next|of|from|during|this|early|late|mid)[\s-]+$", re.IGNORECASE
)
"""What stands before a month without a day or a year: "May" alone is as often a verb or a name."""
DOUBTFUL = frozenset({"may", "march", "mar", "jan", "jun"})


@dataclass(frozen=True, slots=True)
class Date:
    """A month, 1 to 12, with the day and the year where they are said; ``start``, ``end``: its place in the text."""

    month: int
    day: int | None
    year: int | None
    text: str
    start: int
    end: int

    def agrees(self, other: Date) -> bool:
        """Whether nothing that both say differs."""
        days = self.day is None or other.day is None or self.day == other.day
        years = self.year is None or other.year is None or self.year == other.year
        return self.month == other.month and days and years


def without_months(text: str) -> str:
    """The text with the months of its dates left out: "in May" is no "may"."""
    for date in reversed(dates(text)) if "May" in text else ():
        if MONTHS[date.month - 1] == "may":
            text = text[: date.start] + date.text.replace("May", "") + text[date.end :]
    return text


def dates(text: str) -> tuple[Date, ...]:
    """The dates of a text in their order."""
    return tuple(_date(match) for match in DATE.finditer(text) if _is_date(match, text))


def _is_date(match: re.Match[str], text: str) -> bool:
    said = match["before"] or match["after"] or match["year"]
    return bool(said or match["month"].lower() not in DOUBTFUL or SURE.search(text[: match.start()][-12:]))


def _date(match: re.Match[str]) -> Date:
    month = next(n for n, name in enumerate(MONTHS, start=1) if name.startswith(match["month"].lower()[:3]))
    day = match["before"] or match["after"]
    return Date(
        month,
        int(day) if day else None,
        int(match["year"]) if match["year"] else None,
        match[0].strip(),
        match.start(),
        match.end(),
    )
