"""Feeds of outlets, and what they brought."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from sources.models.fetched import Fetch
from sources.models.outlet import Outlet
from sources.models.work import Work


class Feed(Work):
    """An outlet's feed, asked again and again: RSS, Atom or JSON Feed.

    ``include`` and ``exclude`` are words: an item that has none of the first, or any of the second, is left out.
    ``waits``: what it brings waits for a reporter's nod; else it is fetched and kept at once. ``failures`` counts those
    in a row, and ``problem`` says what the last one was. ``next_at`` is empty while the feed is stopped.
    """

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="feeds")
    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    include = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    exclude = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    waits = models.BooleanField(default=True)
    stopped = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    next_at = models.DateTimeField(db_default=Now())
    last_at = models.DateTimeField(null=True)
    last_ok_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    # The poll's own.
    ledger_aside = (
        "title",
        "next_at",
        "last_at",
        "last_ok_at",
        "failures",
        "problem",
        "etag",
        "last_modified",
    )

    class Meta(Work.Meta):
        ordering = ["outlet__key", "id"]
        indexes = [models.Index(fields=["next_at"], condition=Q(stopped=False), name="feed_due")]

    def __str__(self) -> str:
        return self.title or self.url


class ItemState(models.TextChoices):
    """What became of an item."""

    WAITING = "waiting", gettext_lazy("waits for a nod")
    TAKEN = "taken", gettext_lazy("taken")
    LEFT = "left", gettext_lazy("left out by a person")
    FILTERED = "filtered", gettext_lazy("left out by the feed’s words")
    HERE = "here", gettext_lazy("the desk had it already")


class FeedItem(models.Model):
    """One thing a feed named, once: ``key`` is the feed's own name of it."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    key = models.CharField(max_length=500)
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=600, blank=True)
    published_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    fetch = models.ForeignKey(Fetch, models.SET_NULL, null=True, related_name="items")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="item_once_a_feed"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="item_state_known"),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(state="waiting"), name="item_waiting")]

    def __str__(self) -> str:
        return self.title or self.url
