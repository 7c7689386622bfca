"""A moment of the past that somebody looks back at, and in which of two ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy

LEARNED, PUBLISHED = "learned", "published"
WAYS = {
    LEARNED: gettext_lazy("by what the desk had learned"),
    PUBLISHED: gettext_lazy("by what had been published"),
}


@dataclass(frozen=True)
class Moment:
    """A moment to look back at: by what the desk had learned and decided until then, or by what had been published
    until then, as the desk reads it now.
    """

    at: datetime
    by: str = LEARNED

    @property
    def way(self) -> str:
        """By which of the two, in words."""
        return str(WAYS[self.by])

    @property
    def written(self) -> str:
        """The moment as an address has it, exact."""
        return self.at.isoformat()


def read_moment(written: str, by: str = "") -> Moment | None:
    """A moment as an address or a form has it: a day (its end), or a day and a time; without a zone, in the desk's own.

    None for what is none, or is still to come.
    """
    try:
        day = parse_date(written) if len(written) == len("2024-09-09") else None
        at = datetime.combine(day, time.max) if day else parse_datetime(written.replace(" ", "+"))
        if at is None:
            return None
        at = timezone.make_aware(at) if timezone.is_naive(at) else at
        at = at.astimezone(timezone.get_default_timezone())  # at the ends of the calendar this overflows
    except (ValueError, OverflowError):
        return None
    now = timezone.now()
    if at > now and not (day and timezone.localtime(now).date() == day):
        return None
    return Moment(min(at, now), by if by in WAYS else LEARNED)
