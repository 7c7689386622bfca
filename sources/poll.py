"""Feeds are asked when they are due: what they have that is new waits for a nod, or is fetched at once.

A feed that is broken is asked ever more seldom and holds up no other; its row says since when, and why.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_noop

from entities.refused import Refused
from sources import work
from sources.address import address_key
from sources.bring import bring_address
from sources.feed_words import read_feed, wants
from sources.feeds import ring_for_feed
from sources.fetching import Busy, FetchFailed, Known
from sources.ingest import AlreadyHere
from sources.models import Article, Feed, FeedItem, ItemState
from sources.polite import ask, robots_allow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sources.feed_words import FeedRead, Item
    from sources.fetching import Answer

ACCEPT = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5"
DUE = Q(stopped=False, next_at__lte=Now())
LONGEST = timedelta(hours=24)
QUIET = ((timedelta(days=7), 8), (timedelta(days=1), 3))
"""A feed that had nothing new for so long is asked so many times more seldom."""
FORBIDDEN_BY_ROBOTS = gettext_noop("The outlet’s robots.txt asks programs to stay away from this feed.")


def poll_feed(feed_id: int, *, by: str) -> bool:
    """Asks one feed. ``by`` names the attempt; True where it was done and kept, whatever it gave."""

    def do(feed: Feed) -> Callable[[], dict[str, Any]]:
        try:
            answer, found = _asked(feed)
        except FetchFailed as failed:
            words, wait = str(failed), failed.seconds if isinstance(failed, Busy) else 0
            return lambda: _failed(feed, words, wait)
        return lambda: _well(feed, answer, found)

    return work.run(Feed, feed_id, where=DUE, by=by, work=do, ring=_ring_no_more)


def sweep() -> int:
    """Rings for every feed that is due. Returns how many."""
    return work.ring_for_waiting(Feed.objects.filter(DUE), ring=ring_for_feed)


def _ring_no_more(feed: Feed) -> None:
    """It is due again later: the sweeper rings for it."""


def _asked(feed: Feed) -> tuple[Answer, FeedRead | None]:
    if not robots_allow(feed.url):
        raise FetchFailed(FORBIDDEN_BY_ROBOTS)
    answer = ask(feed.url, known=Known(feed.etag, feed.last_modified), accept=ACCEPT)
    if answer.unchanged:
        return answer, None
    return answer, read_feed(answer.body, url=answer.url, content_type=answer.content_type)


def _well(feed: Feed, answer: Answer, found: FeedRead | None) -> dict[str, Any]:
    """The items that are new are stored, and what is due for them is done."""
    columns: dict[str, Any] = {"last_at": Now(), "last_ok_at": Now(), "failures": 0, "problem": ""}
    if found is not None:
        _store(feed, found.items)
        columns |= {"etag": answer.known.etag, "last_modified": answer.known.last_modified}
        columns |= {"title": feed.title or found.title}
    return columns | {"next_at": Now() + _pause(feed)}


def _failed(feed: Feed, words: str, wait: int) -> dict[str, Any]:
    every = timedelta(seconds=settings.FEED_POLL_SECONDS)
    pause = max(min(every * 2 ** min(feed.failures, 10), LONGEST), timedelta(seconds=wait))
    return {"last_at": Now(), "failures": feed.failures + 1, "problem": words[:500], "next_at": Now() + pause}


def _pause(feed: Feed) -> timedelta:
    every = timedelta(seconds=settings.FEED_POLL_SECONDS)
    newest = feed.items.order_by("-pk").values_list("seen_at", flat=True).first() or feed.added_at
    age = timezone.now() - newest
    return min(every * next((times for quiet, times in QUIET if age > quiet), 1), LONGEST)


def _store(feed: Feed, items: Sequence[Item]) -> None:
    """Each item once, by the feed's own name of it; the oldest first, so that the inbox has the newest on top."""
    known = set(feed.items.filter(key__in=[item.key for item in items]).values_list("key", flat=True))
    fresh = [item for item in reversed(items) if item.key not in known]
    keys = {address_key(item.url) for item in fresh}
    here = set(Article.objects.filter(url_key__in=keys).values_list("url_key", flat=True))
    rows = [
        FeedItem(
            feed=feed,
            key=item.key,
            url=item.url,
            title=item.title,
            summary=item.summary,
            published_at=item.published_at,
            state=_state(feed, item, here),
        )
        for item in fresh
    ]
    for row in FeedItem.objects.bulk_create(rows):
        if row.state == ItemState.WAITING and not feed.waits:
            _take(feed, row)


def _state(feed: Feed, item: Item, here: set[str]) -> str:
    if address_key(item.url) in here:
        return ItemState.HERE
    if not wants(item, include=feed.include, exclude=feed.exclude):
        return ItemState.FILTERED
    return ItemState.WAITING


def _take(feed: Feed, row: FeedItem) -> None:
    """Fetched and kept at once, in the name of whoever attached the feed; what cannot be waits for a nod, or is here."""
    try:
        with transaction.atomic():
            row.fetch = bring_address(url=row.url, by=feed.added_by, outlet=feed.outlet, at_once=True)
        row.state = ItemState.TAKEN
    except AlreadyHere:
        row.state = ItemState.HERE
    except Refused:
        return
    row.save(update_fields=["fetch", "state"])
