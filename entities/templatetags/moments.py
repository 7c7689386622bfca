"""Moments as the reader's clock has them, and beside them, on hover, as the newsroom's or the outlet's has; numbers in words."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from entities.reader import reader_zone

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from django.utils.safestring import SafeString

register = template.Library()
# As the reader's language has them: "9 Sep 2024", "09.09.2024" (config/formats/).
DAY = "SHORT_DATE_FORMAT"
DAY_AND_TIME = "SHORT_DATETIME_FORMAT"


@register.filter
def moment(at: datetime | None, css: str = "") -> SafeString | str:
    """A moment in the reader's zone, with the newsroom's on hover; empty for none. ``css`` is a class for it."""
    if at is None:
        return ""
    return time_element(at, in_zone(at, timezone.get_default_timezone()), css=css)


@register.filter
def newsroom(at: datetime | None) -> str:
    """A moment by the newsroom's clock, which it names, for what must say the same to everybody; empty for none."""
    return "" if at is None else in_zone(at, timezone.get_default_timezone())


@register.simple_tag
def newsroom_now() -> str:
    """This moment by the newsroom's clock, which it names."""
    return newsroom(timezone.now())


@register.filter
def how_many(counted: object) -> int:
    """A number for choosing between one and many: of a number, of what has a length, or of a count already in words
    ("1,000 or more").
    """
    if isinstance(counted, str):
        digits = "".join(c for c in counted if c.isdecimal())
        return int(digits) if digits else 0
    if isinstance(counted, Sized):
        return len(counted)
    return int(counted) if isinstance(counted, int | float) else 0


@register.filter
def percent(probability: float) -> str:
    """A probability (0..1) as one says it: "83 %"; never 0 or 100, for what is estimated is not certain."""
    return f"{min(99, max(1, round(100 * probability)))} %"


def time_element(at: datetime, title: str, *, css: str = "") -> SafeString:
    """A moment as HTML: in the reader's zone, with ``title`` on hover."""
    shown = date_format(timezone.localtime(at, reader_zone()), DAY_AND_TIME)
    marked = format_html(' class="{}"', css) if css else ""
    return format_html(
        '<time{} datetime="{}" title="{}">{}</time>', marked, f"{at:%Y-%m-%dT%H:%M:%S%z}", title, shown
    )


def in_zone(at: datetime, zone: tzinfo) -> str:
    """A moment in a zone, with the zone's name: "9 Sep 2024, 14:05 (Europe/Berlin)"."""
    return f"{date_format(timezone.localtime(at, zone), DAY_AND_TIME)} ({zone})"
