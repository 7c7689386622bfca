"""One text by one outlet."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy

from sources.models.outlet import Outlet
from sources.models.search import FILLED_BY
from sources.models.work import Work

HEARD_AT = Coalesce("published_at", "added_at")
"""When the desk heard what an article says: when it was published or, where that is not known, added."""


class Stage(models.TextChoices):
    """How far an article has come; what still takes it further is ``settings.ARTICLE_STAGES``."""

    RECEIVED = "received", gettext_lazy("waiting to be read")
    READ = "read", gettext_lazy("read")
    ATTRIBUTED = "attributed", gettext_lazy("speakers resolved")
    LINKED = "linked", gettext_lazy("linked")


@pghistory.track(
    pghistory.UpdateEvent(
        row=pghistory.Old, condition=pghistory.AnyChange("title", "url", "byline", "published_at")
    ),
    pghistory.DeleteEvent(),
    # Not the text, which never changes and may be long, nor the columns of the background work.
    model_name="ArticleEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=["id", "outlet", "title", "url", "byline", "published_at", "content_hash"],
)
class Article(Work):
    """A stored text. The text never changes (a trigger holds that); a changed text is a new revision of it."""

    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="articles")
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    content_hash = models.CharField(max_length=64, editable=False)
    # What stood beside the story in what was brought, and was cut by whoever brought it: [offset, kind, words] each.
    cut = models.JSONField(default=list, db_default=[], blank=True, editable=False)
    url = models.URLField(max_length=2000, blank=True)
    # What all addresses of that page share (sources/address.py).
    url_key = models.CharField(max_length=500, blank=True, db_default="", default="", editable=False)
    byline = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    revises = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="revised_by")
    revision = models.PositiveSmallIntegerField(default=1, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="articles_added")
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.RECEIVED, editable=False)
    demo = models.BooleanField(default=False, editable=False)
    # Whether its text was compared with the others', and the key it shares with its copies (sources/copies.py).
    compared = models.BooleanField(default=False, db_default=False, editable=False)
    copies = models.BigIntegerField(null=True, blank=True, editable=False)

    # How far it has been read, and what follows from the text.
    ledger_aside = ("stage", "compared", "copies")

    class Meta(Work.Meta):
        ordering = ["-id"]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["outlet", "content_hash"], name="article_text_once_an_outlet"),
            models.UniqueConstraint(
                fields=["url", "revision"], condition=~Q(url=""), name="article_url_once_a_revision"
            ),
            models.UniqueConstraint(
                fields=["url_key", "revision"], condition=~Q(url_key=""), name="article_page_once_a_revision"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="article_stage_known"),
            models.CheckConstraint(
                condition=Q(revises=None, revision=1) | Q(revises__isnull=False, revision__gt=1),
                name="article_revision_follows_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rung_at"],
                condition=Q(set_aside_at=None) & ~Q(stage="linked"),
                name="article_waiting",
            ),
            models.Index(fields=["-published_at", "-id"]),
            # When the desk heard it: what "the newest first" goes by, everywhere and within one outlet.
            models.Index(HEARD_AT.desc(), F("id").desc(), name="article_heard"),
            models.Index("outlet", HEARD_AT.desc(), F("id").desc(), name="article_heard_of_outlet"),
            # For when each of thousands was heard, without reading their rows.
            models.Index(fields=["id"], include=["published_at", "added_at"], name="article_moments"),
            models.Index(fields=["content_hash"]),
            models.Index(fields=["id"], condition=Q(compared=False), name="article_not_compared"),
            models.Index(fields=["copies"], condition=Q(copies__isnull=False), name="article_copies"),
            models.Index(
                fields=["-set_aside_at"], condition=Q(set_aside_at__isnull=False), name="article_set_aside"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="text_never_changes", fields=["text", "content_hash", "outlet", "revises", "revision"]
            ),
            # Fill ArticleWords, which see.
            pgtrigger.Trigger(
                name="words_of_a_new_one", when=pgtrigger.After, operation=pgtrigger.Insert, func=FILLED_BY
            ),
            pgtrigger.Trigger(
                name="words_of_another_title",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("title"),
                func=FILLED_BY,
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        """The article's page."""
        return reverse("article", args=[self.pk])

    @property
    def is_set_aside(self) -> bool:
        """Whether reading stopped and a person is asked."""
        return self.set_aside_at is not None

    @property
    def is_done(self) -> bool:
        """Whether every stage has run."""
        return self.stage == Stage.LINKED
