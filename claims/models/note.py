"""What people of the desk say to each other about a claim."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.models.claim import Claim
from sources.models import Statement


class Note(models.Model):
    """One note in the discussion of a claim; ``about`` is the statement that it refers to, if it does."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="notes")
    words = models.TextField()
    about = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notes")
    at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="note_says_something")]
        indexes = [models.Index(fields=["claim", "-id"])]

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> str:
        """Where it stands: on the page of the claim that stays."""
        return f"{self.claim.stays.get_absolute_url()}#note-{self.pk}"
