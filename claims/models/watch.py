"""Who watches a claim, and what they were told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from claims.models.preferences import Digest
from entities.said import told


class Watch(models.Model):
    """A person who is told of every change of a claim's status. Whoever sets a verdict watches by default."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="watches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "user"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.claim_id}"


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    ANOTHER_LOOK = "another_look", gettext_lazy("needs another look")
    TRIPWIRE = "tripwire", gettext_lazy("tripwire")
    STATUS = "status", gettext_lazy("status")
    ASSIGNED = "assigned", gettext_lazy("assigned to you")
    MENTION = "mention", gettext_lazy("mentions you")


class Notice(models.Model):
    """What one person was told of a claim they watch; ``mailed_at`` says that it also went out by mail, ``digest``
    in which day's letter; ``said`` what its words are made of (matching/phrase.py).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=15, choices=NoticeKind)
    words = models.TextField()
    said = models.JSONField(null=True, editable=False)
    at = models.DateTimeField(db_default=Now())
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, models.SET_NULL, null=True, blank=True, related_name="notices")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="notice_says_something"),
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"),
        ]
        indexes = [
            models.Index(fields=["user", "-id"]),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(
                fields=["user"], condition=Q(read_at=None, mailed_at=None), name="notice_waits_for_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def told(self) -> str:
        """The words in the reader's language."""
        return told(self.words, self.said)

    @property
    def place(self) -> str:
        """Where one reads more of it: the claim's page, for a mention its discussion."""
        page = self.claim.get_absolute_url()
        return f"{page}#discussion" if self.kind == NoticeKind.MENTION else page
