"""A word by which a program may ask the reconciliation service."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class ReconcileToken(models.Model):
    """``digest`` is the SHA-256 of the word; the word itself is shown once and kept nowhere. It holds until ``ended_at``."""

    label = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    ledger_aside = ("used_at",)

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(label=""), name="reconcile_token_labelled")]

    def __str__(self) -> str:
        return self.label
