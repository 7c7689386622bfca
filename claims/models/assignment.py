"""Who works on a claim besides the person it is with."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.models.claim import Claim


class Assignment(models.Model):
    """A person who was asked to work on a claim. Its owner answers for it; several may work on it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["claim_id", "user_id"]
        constraints = [models.UniqueConstraint(fields=["claim", "user"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.user_id} works on {self.claim_id}"
