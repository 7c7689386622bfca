"""What was fetched, as it came, and addresses on their way to become articles."""

from __future__ import annotations

import zlib
from hashlib import sha256

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy

from sources.models.article import Article
from sources.models.outlet import Outlet
from sources.models.work import Work


class FetchedPage(models.Model):
    """A page as its server sent it, compressed, with the SHA-256 of what it sent; never changed, by trigger."""

    url = models.URLField(max_length=2000)
    fetched_at = models.DateTimeField(db_default=Now(), editable=False)
    content_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    packed = models.BinaryField(editable=False)
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="pages")

    class Meta:
        ordering = ["-id"]
        triggers = [
            pgtrigger.ReadOnly(name="page_never_changes", fields=["url", "fetched_at", "sha256", "packed"])
        ]

    def __str__(self) -> str:
        return self.url

    @classmethod
    def of(cls, *, url: str, body: bytes, content_type: str, charset: str) -> FetchedPage:
        """A page with this body, not yet stored."""
        return cls(
            url=url,
            content_type=content_type,
            charset=charset,
            sha256=sha256(body).hexdigest(),
            packed=zlib.compress(body),
        )

    @property
    def body(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(self.packed)


class FetchStage(models.TextChoices):
    """How far an address has come."""

    ASKED = "asked", gettext_lazy("waiting to be fetched")
    FOUND = "found", gettext_lazy("waiting for a look")
    KEPT = "kept", gettext_lazy("added")
    DROPPED = "dropped", gettext_lazy("not wanted")


class Fetch(Work):
    """An address that somebody brought: fetched by a worker, looked at, then kept as an article or dropped.

    ``blocks`` are the passages of the page in order, as [words, kept]: what is not kept was cut, and can be put back.
    ``outlet`` is given where it came from an outlet's feed; ``at_once`` keeps it as soon as it is here, as somebody has
    said before that it is wanted. ``selection`` is what was selected on the page when it was shared.
    """

    url = models.URLField(max_length=2000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="fetches")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    stage = models.CharField(max_length=10, choices=FetchStage, default=FetchStage.ASKED, editable=False)
    outlet = models.ForeignKey(Outlet, models.SET_NULL, null=True, blank=True, related_name="+")
    at_once = models.BooleanField(default=False)
    selection = models.TextField(blank=True)
    page = models.ForeignKey(FetchedPage, models.SET_NULL, null=True, related_name="+")
    canonical = models.URLField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    outlet_name = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    has_time = models.BooleanField(default=False)
    blocks = models.JSONField(default=list)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="fetches")

    class Meta(Work.Meta):
        verbose_name_plural = "fetches"
        ordering = ["-id"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(condition=Q(stage__in=FetchStage.values), name="fetch_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage="found") | Q(page__isnull=False), name="fetch_found_has_a_page"
            ),
        ]
        indexes = [
            models.Index(fields=["rung_at"], condition=Q(stage="asked"), name="fetch_waiting"),
            models.Index(fields=["asked_by", "-id"]),
        ]

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        """Where it is looked at."""
        return reverse("fetch", args=[self.pk])
