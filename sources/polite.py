"""Asking outlets' servers as a good guest: not too often, and for feeds not where robots.txt says no."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.db import connection
from django.utils import timezone

from sources.fetching import Answer, Bounds, Busy, FetchFailed, fetch
from sources.models import Host
from sources.page import text_of

if TYPE_CHECKING:
    from sources.fetching import Known

LONGEST_WAIT = 30.0
ROBOTS_KEPT = timedelta(hours=24)
ROBOTS_CHARACTERS = 200_000
PLAIN = "text/plain,*/*;q=0.5"
TURN = """
INSERT INTO sources_host (name, free_at, robots) VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(pace)s), '')
ON CONFLICT (name) DO UPDATE SET free_at = greatest(sources_host.free_at, clock_timestamp()) + make_interval(secs => %(pace)s)
RETURNING extract(epoch FROM free_at - make_interval(secs => %(pace)s) - clock_timestamp())
"""


def bounds() -> Bounds:
    """How far this desk fetches, and as whom it does."""
    host, _, port = settings.FETCH_TEST_SERVER.rpartition(":")
    return Bounds(agent=settings.FETCH_AGENT, allowed=frozenset({(host, int(port))}) if port else frozenset())


def ask(url: str, *, known: Known | None = None, accept: str = "") -> Answer:
    """What stands at an address, when its host's turn has come. Raises FetchFailed."""
    more = {"accept": accept} if accept else {}
    return fetch(url, bounds=bounds(), known=known, at_host=wait_for_turn, **more)


def wait_for_turn(host: str) -> None:
    """Waits until the host may be asked again; all workers keep one calendar. Raises Busy where that is long."""
    pace = settings.FETCH_PACE_SECONDS
    if pace <= 0:
        return
    with connection.cursor() as cursor:
        cursor.execute(TURN, {"host": host[:300], "pace": pace})
        seconds = float(cursor.fetchone()[0])
    if seconds > LONGEST_WAIT:
        raise Busy("The desk is asking this server for much at the moment. Try again later.")
    time.sleep(max(0.0, seconds))


def robots_allow(url: str) -> bool:
    """Whether the robots.txt of the address's host lets the desk ask for it (RFC 9309); read once a day. A server that
    has none, or cannot give it, allows everything.
    """
    parts = urlsplit(url)
    host, _ = Host.objects.get_or_create(name=parts.netloc.lower()[:300])
    if host.robots_at is None or host.robots_at < timezone.now() - ROBOTS_KEPT:
        host.robots, host.robots_at = _robots(f"{parts.scheme}://{parts.netloc}/robots.txt"), timezone.now()
        Host.objects.filter(pk=host.pk).update(robots=host.robots, robots_at=host.robots_at)
    rules = RobotFileParser()
    rules.parse(host.robots.splitlines())
    return rules.can_fetch(settings.FETCH_AGENT.split("/")[0], url)


def _robots(url: str) -> str:
    try:
        return text_of(ask(url, accept=PLAIN).body)[:ROBOTS_CHARACTERS]
    except FetchFailed:
        return ""
