"""An article that is fetched again from time to time, to see whether its outlet has changed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from sources.models.article import Article
from sources.models.work import Work


class Revisit(Work):
    """``article`` is the last revision of the text; ``step`` says how far the schedule has slowed down.

    ``active`` is a person's to say; ``next_at`` is empty when the schedule is over. ``outcome`` says in words what the
    last visit gave. ``seen`` is the hash of the text that the page gave last, empty before the first look at a text that
    came another way; ``cut`` and ``restored`` are the passages of the page that a person took out or put back.
    """

    article = models.OneToOneField(Article, models.CASCADE, related_name="revisit")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField(db_default=Now(), editable=False)
    active = models.BooleanField(default=True)
    step = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=300, blank=True)
    seen = models.CharField(max_length=64, blank=True)
    cut = models.JSONField(default=list)
    restored = models.JSONField(default=list)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    # The schedule's own.
    ledger_aside = (
        "article_id",
        "step",
        "next_at",
        "last_at",
        "outcome",
        "seen",
        "cut",
        "restored",
        "etag",
        "last_modified",
    )

    class Meta(Work.Meta):
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(active=True, next_at__isnull=False), name="revisit_due"
            )
        ]

    def __str__(self) -> str:
        return f"revisit of article {self.article_id}"
