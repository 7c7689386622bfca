"""Feeds of outlets: attached, changed, stopped, and asked what they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, overtaken, register
from entities.refused import Overtaken, Refused
from entities.said import told
from matching.phrase import say
from sources import work
from sources.feed_words import read_opml
from sources.fetching import FetchFailed, Forbidden, host_of, target
from sources.models import Feed, Outlet
from sources.outlets import find_or_make_outlet, outlet_at
from sources.polite import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AbstractBaseUser

TASK = "sources.tasks.poll_feed"
MAY = "sources.change_outlet"
ATTACHED = register("feed.attach", label=gettext_noop("attached a feed"), permission=MAY)
CHANGED = register("feed.change", label=gettext_noop("changed a feed"), permission=MAY)
STOPPED = register("feed.stop", label=gettext_noop("stopped or started a feed"), permission=MAY)
IMPORTED = register("feed.import", label=gettext_noop("attached a list of feeds"), permission=MAY)
MOST_WORDS = 50


@dataclass(frozen=True)
class Imported:
    """What became of a list of feeds: those attached, and (title, address, why not) of the others."""

    attached: list[Feed]
    left: list[tuple[str, str, str]]


@transaction.atomic
def attach_feed(
    *,
    outlet: Outlet,
    url: str,
    by: AbstractBaseUser,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    waits: bool = True,
    title: str = "",
) -> Feed:
    """Asks an outlet's feed from now on. Raises Refused for an address that is not fetched from, or that is attached."""
    try:
        address = str(target(url, allowed=bounds().allowed))
    except Forbidden as forbidden:
        raise Refused(told(str(forbidden)), field="url") from None
    there = Feed.objects.filter(url=address).select_related("outlet__entity").first()
    if there is not None:
        raise Refused(
            gettext("This feed is attached already, to %(outlet)s.") % {"outlet": there.outlet}, field="url"
        )
    with act(
        ATTACHED,
        by=by,
        words=say("attached a feed to %(outlet)s: %(address)s", outlet=outlet, address=address),
        about=[outlet.entity],
    ) as done:
        try:
            with transaction.atomic():
                feed = Feed.objects.create(
                    outlet=outlet,
                    url=address,
                    title=title[:300],
                    include=words_of(include),
                    exclude=words_of(exclude),
                    waits=waits,
                    added_by_id=by.pk,
                )
        except IntegrityError:
            raise Refused(
                gettext("Somebody has attached this feed at the same moment."), field="url"
            ) from None
        done.made(feed)
    ring_for_feed(feed)
    feed.refresh_from_db()
    return feed


@transaction.atomic
def change_feed(
    *,
    feed: Feed,
    by: AbstractBaseUser,
    include: Iterable[str],
    exclude: Iterable[str],
    waits: bool,
    stopped: bool,
    seen: int | None = None,
) -> Feed:
    """Sets what passes, whether it waits for a nod, and whether the feed is asked at all. ``seen`` is the last line of the
    ledger on it when the person looked; raises Overtaken where somebody changed it since.
    """
    feed = Feed.objects.select_for_update(of=("self",)).select_related("outlet__entity").get(pk=feed.pk)
    if seen is not None and (later := overtaken(feed, since=seen)):
        raise Overtaken(later)
    with act(
        CHANGED,
        by=by,
        words=say("changed the feed %(url)s of %(outlet)s", url=feed.url, outlet=feed.outlet),
        watch=[feed],
    ):
        starts = feed.stopped and not stopped
        Feed.objects.filter(pk=feed.pk).update(
            include=words_of(include), exclude=words_of(exclude), waits=waits, stopped=stopped
        )
        if starts:
            Feed.objects.filter(pk=feed.pk).update(next_at=Now(), failures=0)
    feed.refresh_from_db()
    return feed


@transaction.atomic
def ask_now(*, feed: Feed) -> None:
    """Asks a feed at once, whenever it was due. Raises Refused for one that is stopped."""
    asked = Feed.objects.filter(pk=feed.pk, stopped=False)
    if not asked.update(next_at=Now(), set_aside_at=None, attempts=0, error=""):
        raise Refused(gettext("This feed is stopped: start it first."))
    ring_for_feed(feed)


@transaction.atomic
def import_feeds(*, data: bytes, by: AbstractBaseUser) -> Imported:
    """Attaches every feed of an OPML list to the outlet at its host, else to one of its title: one act, taken back as one
    (outlets that were made for it stay). Raises Refused for what is no such list.
    """
    try:
        listed = read_opml(data)
    except FetchFailed as failed:
        raise Refused(told(str(failed)), field="file") from None
    if not listed:
        raise Refused(gettext("This list has no feeds."), field="file")
    done = Imported([], [])
    outlets = [
        outlet_at(url) or find_or_make_outlet(name=(title or host_of(url) or url)[:300], by=by)
        for title, url in listed
    ]
    with act(IMPORTED, by=by, words=say("attached the feeds of a list of %(listed)s", listed=len(listed))):
        for (title, url), outlet in zip(listed, outlets, strict=True):
            try:
                with transaction.atomic():
                    done.attached.append(attach_feed(outlet=outlet, url=url, by=by, title=title))
            except Refused as refused:
                done.left.append((title, url, refused.message))
    return done


def words_of(words: Iterable[str]) -> list[str]:
    """Words of a feed as they are stored: each once, no empty ones."""
    return list(dict.fromkeys(" ".join(word.split())[:100] for word in words if word.strip()))[:MOST_WORDS]


def ring_for_feed(feed: Feed) -> None:
    """Rings for a feed that is due."""
    work.ring(feed, TASK)
