"""Who reads a page: in which time zone its moments are shown. What is typed, filtered and stored stays in the desk's own.

A page that several people look at must say the same to all of them: addresses, days of publication and looks back count
in the newsroom's zone (``settings.TIME_ZONE``). Only what the clock said when something was done is shown in the reader's.
"""

from __future__ import annotations

import zoneinfo
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

_ZONE: ContextVar[tzinfo | None] = ContextVar("reader's zone", default=None)


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The time zones that one can choose, by their IANA names, places only ("Europe/Berlin") and UTC."""
    named = {name for name in zoneinfo.available_timezones() if name.partition("/")[0] in CONTINENTS}
    return ("UTC", *sorted(named))


CONTINENTS = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip


def zone_called(name: str) -> tzinfo | None:
    """The zone of this name; None for an empty one, or one that this machine does not know."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def reader_zone() -> tzinfo:
    """The zone in which the page that is being made shows moments: its reader's, else the newsroom's."""
    return _ZONE.get() or timezone.get_default_timezone()


@contextmanager
def reading_in(zone: tzinfo | None) -> Iterator[None]:
    """Shows moments in this zone (None: the newsroom's) as long as it lasts."""
    token = _ZONE.set(zone)
    try:
        yield
    finally:
        _ZONE.reset(token)
